/** What the repetition bought, and which heads bought it: the second copy after other first ones, and without heads. */
import { useMemo } from 'react';
import { msg, t } from '#say';
import { type HeadChoice, sameHead } from '../../analysis/attention/head.ts';
import type { ModelClient } from '../../engine/modelClient.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { type Phrase, phrase } from '../../sentences/phrase.ts';
import { headsNow } from '../../store/selectors.ts';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import { useSelector } from '../../view/kit/store.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import { type Cost, copyingHeads } from './measure.ts';
import { type Copying, type CopyQuestion, copyingWithout } from './run.ts';
import { headNames } from './sentences.ts';

interface Props {
  readonly copies: Copying;
  readonly isStale: boolean;
}

interface Line {
  readonly key: string;
  readonly what: Phrase;
  /** Whether it is what the others are set against. */
  readonly isMain?: boolean;
  /** Null while it is computed. */
  readonly cost: Cost | null;
  readonly isUntrained?: boolean;
}

/** Heads that are switched off together at either end of the list. */
const TOGETHER = 2;

const keyOf = (heads: readonly HeadChoice[]) => JSON.stringify(heads);

/** What the second copy costs without each of these lists of heads, by list. */
async function* copyingWithoutEach(
  client: ModelClient,
  { off, ...question }: CopyQuestion & { readonly off: readonly (readonly HeadChoice[])[] },
  signal: AbortSignal,
) {
  let found: Readonly<Record<string, Cost>> = {};
  for (const heads of off) {
    for await (const { cost } of copyingWithout(client, { ...question, heads }, signal)) {
      found = { ...found, [keyOf(heads)]: cost };
      yield found;
    }
  }
}

export function CopyControls(props: Props) {
  const { copies, isStale } = props;
  const heads = useSelector(headsNow);
  const { text, trace, repeat, once, again, controls, alike } = copies;
  const { side } = trace;
  const chosen = heads[side];
  const ranked = useMemo(() => copyingHeads(trace).heads.map(({ choice }) => choice), [trace]);
  const most = ranked.slice(0, TOGETHER);
  const least = ranked.slice(-TOGETHER);
  const isListed = [...most, ...least].some((each) => sameHead(each, chosen));
  const off: readonly (readonly HeadChoice[])[] = [most, least, ...(isListed ? [] : [[chosen]])];

  const run = useExperimentRun(copyingWithoutEach, isStale ? null : { side, text, off });
  const without = (each: readonly HeadChoice[]) => run.value?.[keyOf(each)] ?? null;

  const control = (kind: 'shuffled' | 'others') => controls.find((each) => each.kind === kind);
  const first = (kind: 'shuffled' | 'others') => {
    const found = control(kind);
    return found ? { token: found.labels.join(' ') } : '…';
  };
  const lines: Line[] = [
    { key: 'once', what: [t`The first copy`], cost: once },
    { key: 'again', what: [t`The second copy`], isMain: true, cost: again },
    ...(alike
      ? []
      : [
          {
            key: 'shuffled',
            what: phrase(msg`after the same words in another order: ${first('shuffled')}`),
            cost: control('shuffled')?.cost ?? null,
          },
        ]),
    {
      key: 'others',
      what: phrase(msg`after other words: ${first('others')}`),
      cost: control('others')?.cost ?? null,
    },
    {
      key: 'most',
      what: [t`without the two heads that look it up most (${headNames(most)})`],
      cost: without(most),
      isUntrained: true,
    },
    {
      key: 'least',
      what: [t`without the two that do so least (${headNames(least)})`],
      cost: without(least),
      isUntrained: true,
    },
    ...(isListed
      ? []
      : [
          {
            key: 'chosen',
            what: [t`without the chosen head (${headNames([chosen])})`],
            cost: without([chosen]),
            isUntrained: true,
          },
        ]),
  ];
  const next = trace.tokens[repeat.first + repeat.length]!.label;
  const longest = Math.max(
    1,
    ...lines.map(({ cost }) => cost?.bits ?? 0).filter((bits) => Number.isFinite(bits)),
  );

  return (
    <section aria-labelledby="copy-controls">
      <div className="keep-line">
        <h2 id="copy-controls">
          <Rich
            of={msg`What the repetition <em>bought</em>`}
            as={{ em: (text) => <em>{text}</em> }}
          />
        </h2>
        {lines.every(({ cost }) => cost) ? (
          <KeepButton
            of={t`what the repetition bought`}
            choices={[
              {
                label: t`The table`,
                keep: async () =>
                  (await import('./keepCopying.ts')).keepControls(
                    copies,
                    lines.map(({ what, cost }) => ({ what, cost: cost! })),
                  ),
              },
            ]}
          />
        ) : null}
      </div>
      <table className="copy-table copy-costs" aria-busy={run.isBusy}>
        <caption>
          <Rich
            of={msg`The second copy stays as it is, <token>token</token> for token; only what stood before it is another, or <head>heads</head> are missing. <bit>Bits</bit> for each token of the copy but its first, on average.`}
          />
        </caption>
        <thead>
          <tr>
            <th scope="col">{t`${trace.model.name} reads`}</th>
            <th scope="col">{t`bits`}</th>
            <th scope="col">
              <Rich of={msg`${<Verbatim className="quoted">{next}</Verbatim>} next`} />
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, what, isMain, cost, isUntrained }) => (
            <tr key={key}>
              <th scope="row">
                {isMain ? (
                  <b>
                    <PhraseText phrase={what} />
                  </b>
                ) : (
                  <PhraseText phrase={what} />
                )}
                {isUntrained ? <span className="copy-note"> {t`not trained this way`}</span> : null}
              </th>
              <td>
                <span className="bar-track" aria-hidden="true">
                  <span
                    className="bar-fill"
                    data-second={key === 'once' ? undefined : true}
                    style={{
                      inlineSize: `${Math.min(1, (cost?.bits ?? 0) / longest) * 100}%`,
                    }}
                  />
                </span>
                <span className="copy-bits">{cost ? bits(cost.bits) : '…'}</span>
              </td>
              <td className="copy-p">{cost ? percent(cost.next.p) : '…'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {alike ? (
        <p className="aside">{t`The tokens of the pattern are all alike: they have no other order.`}</p>
      ) : null}
      {run.problem ? (
        <p className="problem" role="alert">
          {run.problem}
        </p>
      ) : null}
    </section>
  );
}

const bits = (value: number) => (Number.isFinite(value) ? value.toFixed(1) : '>149');
