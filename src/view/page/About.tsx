/** The two models in a few figures, with the way to the rest. */

import { format } from 'd3';
import { t } from '#say';
import { millions, number } from '../../language/intl.ts';
import type { Side } from '../../text/token.ts';
import { useSelector } from '../kit/store.tsx';

const percent = format('.0%');
const bits = format('.2f');

export function About() {
  const about = useSelector((state) => state.about);
  if (about === null) return null;
  const { left, right } = about;
  return (
    <section className="about" aria-labelledby="about-title">
      <h2 id="about-title">{t`About the models`}</h2>
      <div className="about-columns">
        <Model
          name="left"
          title="mini-BERT"
          facts={[
            [t`parameters`, number(left.parameters)],
            [t`tokens read in training`, millions(left.tokensSeen)],
            [
              t`hidden words guessed`,
              t`${percent(left.figures.maskedTop1)}, among its first five ${percent(left.figures.maskedTop5)}`,
            ],
            [t`next sentence told from a stray one`, percent(left.figures.nextSentence)],
            [t`pairs of a right and a wrong sentence`, percent(left.figures.minimalPairs)],
            [t`heads with a nameable job`, number(left.figures.namedHeads)],
          ]}
        />
        <Model
          name="right"
          title="mini-GPT"
          facts={[
            [t`parameters`, number(right.parameters)],
            [t`tokens read in training`, millions(right.tokensSeen)],
            [
              t`bits per byte`,
              t`${bits(right.figures.bitsPerByte)}; a trigram needs ${bits(right.figures.trigramBitsPerByte)}`,
            ],
            [
              t`loss on a phrase met before, against the first time`,
              percent(right.figures.inductionRatio),
            ],
            [t`pairs of a right and a wrong sentence`, percent(right.figures.minimalPairs)],
            [t`heads with a nameable job`, number(right.figures.namedHeads)],
          ]}
        />
      </div>
      <p className="about-note">
        {t`Measured on text that was held out of the training, ${left.date}. Small models: what they attend to is real, what they know is little.`}
      </p>
    </section>
  );
}

interface ModelProps {
  readonly name: Side;
  readonly title: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

function Model({ name, title, facts }: ModelProps) {
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
        <a href={`./models/${title.toLowerCase()}/README.md`}>{t`Model card`}</a>
        <a href={`./models/${title.toLowerCase()}/loss.svg`}>{t`Loss curve`}</a>
      </p>
    </div>
  );
}
