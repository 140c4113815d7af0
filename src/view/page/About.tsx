/** The two models in a few figures, with the way to the rest; of another that stands in a place, what it is. */

import { format } from 'd3';
import { say } from '#say';
import type { OpenModel } from '../../engine/protocol.ts';
import { doings, shapeWords } from '../../sentences/models.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { useActions, useSelector } from '../kit/store.tsx';

const whole = format(',');
const millions = (value: number) => `${format('.1f')(value / 1e6)} million`;
const percent = format('.0%');
const bits = format('.2f');

export function About() {
  const about = useSelector((state) => state.about);
  const models = useSelector((state) => state.models);
  if (about === null) return null;
  const { left, right } = about;
  const others = SIDES.some((side) => models[side]?.source);
  return (
    <section className="about" aria-labelledby="about-title">
      <h2 id="about-title">About the models</h2>
      <div className="about-columns">
        {models.left?.source ? (
          <Opened side="left" model={models.left} />
        ) : (
          <Model
            name="left"
            title="mini-BERT"
            facts={[
              ['parameters', whole(left.parameters)],
              ['tokens read in training', millions(left.tokensSeen)],
              [
                'hidden words guessed',
                `${percent(left.figures.maskedTop1)}, among its first five ${percent(left.figures.maskedTop5)}`,
              ],
              ['next sentence told from a stray one', percent(left.figures.nextSentence)],
              ['pairs of a right and a wrong sentence', percent(left.figures.minimalPairs)],
              ['heads with a nameable job', whole(left.figures.namedHeads)],
            ]}
          />
        )}
        {models.right?.source ? (
          <Opened side="right" model={models.right} />
        ) : (
          <Model
            name="right"
            title="mini-GPT"
            facts={[
              ['parameters', whole(right.parameters)],
              ['tokens read in training', millions(right.tokensSeen)],
              [
                'bits per byte',
                `${bits(right.figures.bitsPerByte)}; a trigram needs ${bits(right.figures.trigramBitsPerByte)}`,
              ],
              [
                'loss on a phrase met before, against the first time',
                percent(right.figures.inductionRatio),
              ],
              ['pairs of a right and a wrong sentence', percent(right.figures.minimalPairs)],
              ['heads with a nameable job', whole(right.figures.namedHeads)],
            ]}
          />
        )}
      </div>
      {others ? null : (
        <p className="about-note">
          Measured on text that was held out of the training, {left.date}. Small models: what they
          attend to is real, what they know is little.
        </p>
      )}
    </section>
  );
}

/** A model that the reader has opened: nobody has measured it here. */
function Opened({ side, model }: { readonly side: Side; readonly model: OpenModel }) {
  const { chooseModel } = useActions();
  const { info, family, source, hash, notes } = model;
  const facts: [name: string, value: string][] = [
    ['architecture', `${family ? `${family}, ` : ''}${shapeWords(model)}`],
    ['what it does', doings(info.can)],
    ['vocabulary', whole(info.vocabulary)],
    ['from', source ?? ''],
    ['SHA-256', hash ? `${hash.slice(0, 16)}…` : 'not known'],
  ];
  return (
    <div data-side={side}>
      <h3 className="accent" translate="no">
        {info.title}
      </h3>
      <dl className="about-facts">
        {facts.map(([fact, value]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {notes.map((note) => (
        <p key={say(note)} className="about-told">
          {say(note)}
        </p>
      ))}
      <p className="about-links">
        <button
          type="button"
          className="link"
          aria-haspopup="dialog"
          onClick={() => chooseModel(side)}
        >
          Another model
        </button>
      </p>
    </div>
  );
}

interface ModelProps {
  readonly name: Side;
  readonly title: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

function Model({ name, title, facts }: ModelProps) {
  const { chooseModel } = useActions();
  return (
    <div data-side={name}>
      <h3 className="accent" translate="no">
        {title}
      </h3>
      <dl className="about-facts">
        {facts.map(([fact, value]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="about-links">
        <a href={`./models/${title.toLowerCase()}/README.md`}>Model card</a>
        <a href={`./models/${title.toLowerCase()}/loss.svg`}>Loss curve</a>
        <button
          type="button"
          className="link"
          aria-haspopup="dialog"
          onClick={() => chooseModel(name)}
        >
          Open another in its place
        </button>
      </p>
    </div>
  );
}
