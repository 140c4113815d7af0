/** The two models in a few figures, with the way to the rest; of another that stands in a place, what it is. */

import { format } from 'd3';
import { inEnglish, type Message, msg, say, t } from '#say';
import type { OpenModel } from '../../engine/protocol.ts';
import { millions, number } from '../../language/intl.ts';
import { doings, shapeWords } from '../../sentences/models.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { Rich } from '../kit/Rich.tsx';
import { useActions, useSelector } from '../kit/store.tsx';

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
      <h2 id="about-title">{t`About the models`}</h2>
      <div className="about-columns">
        {models.left?.source ? (
          <Opened side="left" model={models.left} />
        ) : (
          <Model
            name="left"
            title="mini-BERT"
            facts={[
              [msg`<parameters>parameters</parameters>`, number(left.parameters)],
              [msg`<token>tokens</token> read in training`, millions(left.tokensSeen)],
              [
                msg`hidden words guessed`,
                t`${percent(left.figures.maskedTop1)}, among its first five ${percent(left.figures.maskedTop5)}`,
              ],
              [msg`next sentence told from a stray one`, percent(left.figures.nextSentence)],
              [msg`pairs of a right and a wrong sentence`, percent(left.figures.minimalPairs)],
              [msg`<head>heads</head> with a nameable job`, number(left.figures.namedHeads)],
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
              [msg`<parameters>parameters</parameters>`, number(right.parameters)],
              [msg`<token>tokens</token> read in training`, millions(right.tokensSeen)],
              [
                msg`<bit>bits</bit> per byte`,
                t`${bits(right.figures.bitsPerByte)}; a trigram needs ${bits(right.figures.trigramBitsPerByte)}`,
              ],
              [
                msg`<loss>loss</loss> on a phrase met before, against the first time`,
                percent(right.figures.inductionRatio),
              ],
              [msg`pairs of a right and a wrong sentence`, percent(right.figures.minimalPairs)],
              [msg`<head>heads</head> with a nameable job`, number(right.figures.namedHeads)],
            ]}
          />
        )}
      </div>
      {others ? null : (
        <p className="about-note">
          {t`Measured on text that was held out of the training, ${left.date}. Small models: what they attend to is real, what they know is little.`}
        </p>
      )}
    </section>
  );
}

type Fact = readonly [name: Message | string, value: string];

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="about-facts">
      {facts.map(([name, value]) => (
        <div key={inEnglish(name)}>
          <dt>{typeof name === 'string' ? name : <Rich of={name} />}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A model that the reader has opened: nobody has measured it here. */
function Opened({ side, model }: { readonly side: Side; readonly model: OpenModel }) {
  const { chooseModel } = useActions();
  const { info, family, source, hash, notes } = model;
  const facts: Fact[] = [
    [msg`architecture`, `${family ? `${family}, ` : ''}${shapeWords(model)}`],
    [msg`what it does`, doings(info.can)],
    [msg`<vocabulary>vocabulary</vocabulary>`, number(info.vocabulary)],
    [msg`from`, source ?? ''],
    ['SHA-256', hash ? `${hash.slice(0, 16)}…` : t`not known`],
  ];
  return (
    <div data-side={side}>
      <h3 className="accent" translate="no">
        {info.title}
      </h3>
      <Facts facts={facts} />
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
          {t`Open another in its place`}
        </button>
      </p>
    </div>
  );
}

interface ModelProps {
  readonly name: Side;
  readonly title: string;
  readonly facts: readonly Fact[];
}

function Model({ name, title, facts }: ModelProps) {
  const { chooseModel } = useActions();
  return (
    <div data-side={name}>
      <h3 className="accent" translate="no">
        {title}
      </h3>
      <Facts facts={facts} />
      <p className="about-links">
        <a href={`./models/${title.toLowerCase()}/README.md`}>{t`Model card`}</a>
        <a href={`./models/${title.toLowerCase()}/loss.svg`}>{t`Loss curve`}</a>
        <button
          type="button"
          className="link"
          aria-haspopup="dialog"
          onClick={() => chooseModel(name)}
        >
          {t`Open another in its place`}
        </button>
      </p>
    </div>
  );
}
