/** What the columns and the classes mean, and where they come from. */
import { msg, t } from '#say';
import { CLASS_RULES, LEAST_ROWS } from '../../analysis/metrics/headClasses.ts';
import { METRICS } from '../../analysis/metrics/metricNames.ts';
import { PROBE_SENTENCES } from '../../examples/probeSentences.ts';
import { CLASS_TITLES } from '../../sentences/classTitles.ts';
import { CLASS_REASONS } from '../../sentences/headClasses.ts';
import { METRIC_NOTES } from '../../sentences/metricTexts.ts';
import { METRIC_TITLES } from '../../sentences/metricTitles.ts';
import { Rich } from '../kit/Rich.tsx';

const SOURCES: readonly { text: string; url: string }[] = [
  {
    text: 'Clark, Khandelwal, Levy and Manning 2019. What Does BERT Look At? An Analysis of BERT’s Attention.',
    url: 'https://arxiv.org/abs/1906.04341',
  },
  {
    text: 'Kovaleva, Romanov, Rogers and Rumshisky 2019. Revealing the Dark Secrets of BERT.',
    url: 'https://arxiv.org/abs/1908.08593',
  },
  {
    text: 'Voita, Talbot, Moiseev, Sennrich and Titov 2019. Analyzing Multi-Head Self-Attention: Specialized Heads Do the Heavy Lifting, the Rest Can Be Pruned.',
    url: 'https://arxiv.org/abs/1905.09418',
  },
  {
    text: 'Olsson and others 2022. In-context Learning and Induction Heads.',
    url: 'https://arxiv.org/abs/2209.11895',
  },
  {
    text: 'Wang, Variengien, Conmy, Shlegeris and Steinhardt 2022. Interpretability in the Wild.',
    url: 'https://arxiv.org/abs/2211.00593',
  },
  {
    text: 'Xiao, Tian, Chen, Han and Lewis 2023. Efficient Streaming Language Models with Attention Sinks.',
    url: 'https://arxiv.org/abs/2309.17453',
  },
];

/** What a class asks for. @param excess above even reading; null where nothing of it is asked for */
function ruleText(metric: string, least: number, excess: number | null): string {
  const value = least.toFixed(2);
  return excess === null
    ? t`${metric} > ${value}`
    : t`${metric} > ${value} and > even + ${excess.toFixed(2)}`;
}

export function Definitions() {
  return (
    <div className="measure-notes">
      <section aria-labelledby="measure-metrics">
        <h2 id="measure-metrics">{t`What is measured`}</h2>
        <p className="aside">
          <Rich
            of={msg`${'a[i, j]'} is how much of the reading of <token>token</token> i goes to token j. Every number is a mean over rows; <special>special tokens</special> count as rows and as columns.`}
          />
        </p>
        <dl className="measure-terms">
          {METRICS.map((name) => (
            <div key={name}>
              <dt>{METRIC_TITLES[name]}</dt>
              <dd>{METRIC_NOTES[name]}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="measure-classes">
        <h2 id="measure-classes">
          <Rich of={msg`What <head>heads</head> are called`} />
        </h2>
        <p className="aside">
          {t`A class asks for a value, and for how far it is above even reading. Of several that fit, the one furthest above is the name; where none fits, a head is unclassified. At least ${LEAST_ROWS} tokens must have a choice. A name says what a head does on the text measured, not what it is for.`}
        </p>
        <dl className="measure-terms">
          {CLASS_RULES.map(({ label, metric, least, excess }) => (
            <div key={label}>
              <dt>{CLASS_TITLES[label]}</dt>
              <dd>
                <span className="measure-rule">
                  {ruleText(METRIC_TITLES[metric], least, excess)}
                </span>{' '}
                {CLASS_REASONS[label]}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="measure-sources">
        <h2 id="measure-sources">{t`Sources`}</h2>
        <ul className="measure-sources" translate="no" lang="en">
          {SOURCES.map(({ text, url }) => (
            <li key={url}>
              <a href={url}>{text}</a>
            </li>
          ))}
        </ul>
        <details className="measure-probes">
          <summary>{t`The ${PROBE_SENTENCES.length} probe sentences`}</summary>
          <ol translate="no">
            {PROBE_SENTENCES.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
        </details>
      </section>
    </div>
  );
}
