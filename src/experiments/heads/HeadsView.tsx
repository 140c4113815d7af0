/** Heads off: what both models lose without some of their heads, and which head matters most here. */
import { useParameter, useSelector } from '../../view/kit/store.tsx';
import { OFF } from './settings.ts';
import './heads.css';
import { type ReactNode, useMemo, useState } from 'react';
import { msg, say, t } from '#say';
import { wholeReader } from '../../analysis/abilities.ts';
import { sameHead } from '../../analysis/attention/head.ts';
import { rowIn } from '../../analysis/attention/pointed.ts';
import { fetchMeans } from '../../examples/means.ts';
import { list as listOf, number } from '../../language/intl.ts';
import { fineBits } from '../../sentences/numbers/fineBits.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { nameOfWord } from '../../sentences/phrase.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { HeadTable } from '../../view/experiment/HeadTable.tsx';
import { RunLine } from '../../view/experiment/RunLine.tsx';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import { useFetched } from '../../view/kit/useFetched.ts';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { clausesInARow } from '../inARow.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import { AblationPicker, ablated } from './AblationPicker.tsx';
import { HeadRanking } from './HeadRanking.tsx';
import { knownHeads } from './measure.ts';
import {
  type HeadsFinding,
  type HeadsSettings,
  runAblation,
  type Slot,
  type Slots,
  slotsOf,
} from './run.ts';
import { ShiftTable } from './ShiftTable.tsx';
import { attentionSentence, offSentence } from './sentences.ts';

export function HeadsView(props: ViewProps) {
  const { comparison, colormap, locked } = props;
  const status = useSelector((state) => state.status);
  const [instead, setInstead] = useParameter('instead');
  const [rank, setRank] = useParameter('rank');
  const [leftOff, setLeftOff] = useParameter(OFF.left);
  const [rightOff, setRightOff] = useParameter(OFF.right);
  const asked = { left: leftOff, right: rightOff };
  const switchOff = { left: setLeftOff, right: setRightOff };
  const { text } = comparison;
  const byMean = instead === 'mean';
  const {
    value: means,
    problem: meansProblem,
    retry,
  } = useFetched(byMean, (signal) => fetchMeans(new URL('.', document.baseURI), signal), status);
  const held = rowIn(locked, wholeReader(comparison).side);
  const slots = useMemo(() => slotsOf(comparison, held), [comparison, held]);
  const off = {
    left: knownHeads(asked.left, comparison.left),
    right: knownHeads(asked.right, comparison.right),
  };
  const strange = SIDES.flatMap((side) =>
    asked[side].length > off[side].length ? [comparison[side].model.name] : [],
  );
  const strangers = listOf(strange);
  const outdated =
    byMean && means !== null && status.phase === 'ready' && !sameWeights(means, status.weights);
  const canRun = slots !== null && (!byMean || means !== null) && !outdated;
  const settings: HeadsSettings | null = canRun
    ? { text, slots, off, means: byMean ? means : null }
    : null;
  const run = useExperimentRun(runAblation, settings);

  return (
    <div className="heads-trial">
      <fieldset className="settings">
        <legend className="visually-hidden">{t`How a head is switched off`}</legend>
        <label className="setting">
          {t`In place of what a head read`}
          <select
            value={instead}
            onChange={(event) => setInstead(event.currentTarget.value === 'mean' ? 'mean' : 'zero')}
          >
            <option value="zero">{t`zeros`}</option>
            <option value="mean">{t`its mean over the probe sentences`}</option>
          </select>
        </label>
        <p className="aside heads-how">
          {byMean
            ? t`The mean keeps what a head adds to any text, and takes away what it adds to this one.`
            : t`Zeros take away all that a head adds, also what it adds to any text.`}
        </p>
      </fieldset>
      {strange.length > 0 ? (
        <p className="problem">
          {strange.length > 1
            ? t`The link switches off heads that ${strangers} do not have: they are left out.`
            : t`The link switches off heads that ${strangers} does not have: they are left out.`}
        </p>
      ) : null}
      {meansProblem ? (
        <p className="problem" role="alert">
          {t`The means could not be fetched: ${say(meansProblem)}.`}{' '}
          <button type="button" className="link" onClick={retry}>
            {t`Try again`}
          </button>
        </p>
      ) : null}
      {outdated ? (
        <p className="problem" role="alert">
          {t`The means were made with other weights than those that run here: use zeros.`}
        </p>
      ) : null}
      {slots ? (
        <Asked comparison={comparison} slots={slots} held={held} />
      ) : (
        <p className="problem">{t`There is no token here to predict: type a sentence.`}</p>
      )}
      <div className="findings">
        {SIDES.map((side) => (
          <section key={side} className="finding" aria-label={comparison[side].model.name}>
            <AblationPicker
              trace={comparison[side]}
              off={off[side]}
              colormap={colormap}
              onOff={switchOff[side]}
            />
            <p className="heads-done" aria-live="polite">
              {offSentence(comparison[side], off[side], instead)}{' '}
              {off[side].length > 0 ? (
                <span className="untrained">{t`not trained this way`}</span>
              ) : null}
            </p>
          </section>
        ))}
      </div>
      <RunLine run={run} />
      {slots && run.value ? (
        <div className="findings heads-findings" data-stale={run.isStale || undefined}>
          {SIDES.map((side) => (
            <ModelFinding
              key={side}
              side={side}
              props={props}
              slots={slots}
              finding={run.value!}
              off={off[side]}
              offs={off}
              instead={instead}
            />
          ))}
        </div>
      ) : null}
      <HeadRanking
        comparison={comparison}
        settings={settings}
        isOn={rank}
        off={off}
        onRank={setRank}
        onSwitch={(side, choice) => switchOff[side](ablated(comparison[side], off[side], choice))}
      />
    </div>
  );
}

function sameWeights(a: HeadsWeights, b: Readonly<Record<Side, string | null>>): boolean {
  return a.weights.left === b.left && a.weights.right === b.right;
}

interface HeadsWeights {
  readonly weights: { readonly left: string; readonly right: string };
}

/** What the models are asked for. */
function Asked({
  comparison,
  slots,
  held,
}: {
  comparison: ViewProps['comparison'];
  slots: Slots;
  held: number | null;
}) {
  const { tokens, side: reader } = wholeReader(comparison);
  const { taken } = slots;
  const asked = SIDES.filter((side) => slots[side].length > 0);
  if (taken === null) {
    const [first, second] = asked.map((side) => ({
      name: comparison[side].model.name,
      goal: goalOf(slots[side], slots.fills[side]),
    }));
    return (
      <p className="aside">
        {first && second
          ? t`${first.name} is asked for ${first.goal}, ${second.name} for ${second.goal}: what really stands there nobody knows.`
          : first &&
            t`${first.name} is asked for ${first.goal}: what really stands there nobody knows.`}
      </p>
    );
  }
  const special = held === null ? undefined : tokens[held];
  const ways = asked.map((side) => {
    const { name } = comparison[side].model;
    const [first, end] = taken[side];
    const count = end - first;
    if (slots.fills[side]) {
      return count > 1
        ? t`${name} reads the text with a blank in the place of each of its ${count} tokens`
        : t`${name} reads the text with a blank in its place`;
    }
    return count > 1
      ? t`${name} reads what is before each of them, and then the whole text to write on`
      : t`${name} reads what is before it, and then the whole text to write on`;
  });
  const word = <PhraseText phrase={nameOfWord(tokens, taken[reader][0])} />;
  const said = <span>{clausesInARow(...ways)}</span>;
  return (
    <p className="aside">
      <Rich
        of={
          special?.special
            ? msg`${<Verbatim className="quoted">{special.label}</Verbatim>} is not part of the text and cannot be predicted. The word is ${word}: ${said}. Choose another word above.`
            : msg`The word is ${word}: ${said}. Choose another word above.`
        }
      />
    </p>
  );
}

/** "the blanks of the text", "what comes next" */
function goalOf(slots: readonly Slot[], fills: boolean): string {
  if (fills) return slots.length > 1 ? t`the blanks of the text` : t`the blank of the text`;
  return slots[0]?.kind === 'blank' ? t`the first of them` : t`what comes next`;
}

function ModelFinding({
  side,
  props,
  slots,
  finding,
  off,
  offs,
  instead,
}: {
  side: Side;
  props: ViewProps;
  slots: Slots;
  finding: HeadsFinding;
  off: HeadsSettings['off'][Side];
  offs: HeadsSettings['off'];
  instead: 'zero' | 'mean';
}) {
  const [chosen, setChosen] = useState(0);
  const trace = props.comparison[side];
  const change = finding[side];
  const list = slots[side];
  const at = Math.min(chosen, list.length - 1, change.slots.length - 1);
  const slot = change.slots[at]!;
  const title = trace.model.name;
  const kept = { ...{ side, slots, finding, offs, instead }, comparison: props.comparison };
  return (
    <section className="finding" data-side={side} aria-label={t`${title}’s change`}>
      <div className="keep-line">
        <h3>
          <span className="accent" translate="no">
            {title}{' '}
          </span>
          {list.length > 1 ? (
            <select
              className="select"
              aria-label={t`What ${title} predicts`}
              value={at}
              onChange={(event) => setChosen(Number(event.currentTarget.value))}
            >
              {list.map((each, index) => (
                <option key={each.position} value={index}>
                  {slotName(each, index, list.length)}
                </option>
              ))}
            </select>
          ) : (
            <em>
              {list[at]!.kind === 'taken' ? (
                <Rich of={msg`in place of “${<Verbatim>{list[at]!.real?.label}</Verbatim>}”`} />
              ) : (
                slotName(list[at]!, at, 1)
              )}
            </em>
          )}
        </h3>
        <KeepButton
          of={t`${title}’s change`}
          choices={[
            {
              label: t`The words`,
              keep: async () => (await keeping()).keepShift(kept, at),
            },
            {
              label: t`The attention`,
              keep: async () => (await keeping()).keepChange(kept),
            },
          ]}
        />
      </div>
      <p className="heads-bits">
        <Rich
          of={msg`<b>${fineBits(slot.bits, 3)}</b> of <divergence>Kullback–Leibler divergence</divergence> from its prediction with all heads.`}
          as={BOLD}
        />
      </p>
      {slot.real ? (
        <p className="heads-real">
          <Rich
            of={msg`The real word, ${<Verbatim className="quoted">{slot.real.label}</Verbatim>}: ${percent(slot.real.before)}, <rank>rank</rank> ${number(slot.real.rankBefore)}, with all heads; ${percent(slot.real.after)}, rank ${number(slot.real.rankAfter)}, without.`}
          />
        </p>
      ) : null}
      <ShiftTable change={slot} label={t`${title}’s words, with all heads and without`} />
      <p className="aside">
        <Rich
          of={msg`<probability>Probabilities</probability> over the whole <vocabulary>vocabulary</vocabulary>.`}
        />
      </p>
      <HeadTable
        trace={trace}
        caption={
          <Rich
            of={msg`<b>Change of <attention>attention</attention>.</b> ${attentionSentence(change.attention, off, trace)}`}
            as={BOLD}
          />
        }
        values={change.attention}
        isOff={(layer, head) => off.some((each) => sameHead(each, { layer, head }))}
      />
    </section>
  );
}

const BOLD = { b: (text: ReactNode) => <b>{text}</b> };

const keeping = () => import('./keepHeads.ts');

function slotName({ kind, real }: Slot, at: number, count: number): string {
  switch (kind) {
    case 'blank':
      return count > 1 ? t`at blank ${at + 1} of ${count}` : t`at the blank`;
    case 'taken':
      return t`in place of “${real?.label ?? ''}”`;
    case 'end':
      return t`after the end of the text`;
  }
}
