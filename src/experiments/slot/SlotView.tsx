/** One slot: a word is taken out; one model fills it in from both sides, one predicts it from the left. */
import { msg, t } from '#say';
import { useSelector } from '../../view/kit/store.tsx';
import './slot.css';
import { type Roles, rolesIn } from '../../analysis/abilities.ts';
import { sameStretch } from '../../analysis/attention/align.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import { rowIn } from '../../analysis/attention/pointed.ts';
import { added, firstSlot, piecesOf } from '../../analysis/prediction/slot.ts';
import type { FullComparison, Trace } from '../../model/trace.ts';
import { bitsNumber } from '../../sentences/numbers/bits.ts';
import { type Phrase, phrase, plain } from '../../sentences/phrase.ts';
import { slotProblem } from '../../sentences/slot.ts';
import { SIDES } from '../../text/token.ts';
import { waitingFor } from '../../view/experiment/waiting.ts';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import { BitBars } from './BitBars.tsx';
import { type SlotFinding, slotRun } from './run.ts';
import { SlotPanel } from './SlotPanel.tsx';
import { addedSentence, chosenSentence, doubtSentence, slotNotes } from './sentences.ts';

export function SlotView(props: ViewProps) {
  const { comparison, locked } = props;
  const status = useSelector((state) => state.status);
  const { filler, writer } = rolesIn(comparison)!;
  const { tokens, side } = filler;
  const names = { filler: filler.model.name, writer: writer.model.name };
  const held = rowIn(locked, side);
  const refused = held === null ? null : slotProblem(names.filler, tokens, held);
  const first = held === null || refused ? firstSlot(tokens) : null;
  const slot = first?.position ?? (refused ? null : held);
  const there =
    slot === null ? null : sameStretch(tokens, piecesOf(tokens, slot), axisTokens(writer));
  const predicted = there && there[1] - there[0];
  const { value, isBusy, isStale, problem } = useExperimentRun(
    slotRun,
    slot === null ? null : { comparison, position: slot },
  );

  const refusal = slot === null ? slotProblem(names.filler, tokens, held) : refused;
  const problemLine = refusal ? (
    <p className="problem" role="alert">
      <PhraseText phrase={refusal} />
    </p>
  ) : null;
  if (slot === null) return problemLine;
  return (
    <div className="slot">
      {problemLine}
      <p className="slot-word">
        <PhraseText phrase={chosenSentence(tokens, slot, first?.reason)} />
      </p>
      {slotNotes(names, tokens, slot, predicted).map((note) => (
        <p className="slot-note" key={plain(note)}>
          <PhraseText phrase={note} />
        </p>
      ))}
      {problem ? (
        <p className="problem" role="alert">
          {problem}
        </p>
      ) : null}
      <p className="run-line" hidden={problem !== null}>
        {value === null || isBusy ? waitingFor(status) : ''}
      </p>
      {value ? <Finding comparison={comparison} finding={value} isStale={isStale} /> : null}
    </div>
  );
}

interface FindingProps {
  readonly comparison: FullComparison;
  readonly finding: SlotFinding;
  readonly isStale: boolean;
}

function Finding({ comparison, finding, isStale }: FindingProps) {
  const [left, right] = SIDES.map((side) => (
    <SlotPanel
      key={side}
      trace={comparison[side]}
      filling={finding[side]}
      whole={finding.bits[side]}
      keeps={[
        {
          label: t`The candidates`,
          keep: async () => (await keeping()).keepCandidates(side, comparison, finding),
        },
        {
          label: t`The numbers`,
          keep: async () => (await keeping()).keepNumbers(comparison, finding),
        },
      ]}
    />
  ));
  return (
    <div className="findings slot-findings" data-stale={isStale || undefined}>
      {left}
      <Added roles={rolesIn(comparison)!} finding={finding} />
      {right}
    </div>
  );
}

const keeping = () => import('./keepSlot.ts');

function Added({ roles, finding }: { roles: Roles; finding: SlotFinding }) {
  const { tokens, position, bits } = finding;
  const { filler, writer } = roles;
  const [filled, predicted] = [finding[filler.side], finding[writer.side]];
  const [fromBoth, fromLeft] = [bits[filler.side], bits[writer.side]];
  const named = ({ model, side }: Trace, of: number) => {
    const { name, vocabulary } = model;
    const place = finding[side] ?? finding;
    return { name, vocabulary, side, bits: of, count: place.end - place.position };
  };
  const both =
    fromBoth !== null && fromLeft !== null
      ? { filler: named(filler, fromBoth), writer: named(writer, fromLeft) }
      : null;
  const [fills, writes] = [filler.model.name, writer.model.name];
  const doubt =
    filled && predicted
      ? doubtSentence(
          { name: fills, entropy: filled.entropy },
          { name: writes, entropy: predicted.entropy },
        )
      : null;
  const gain: Phrase = both
    ? addedSentence(tokens, position, both.filler, both.writer)
    : [nothingAdded()];
  /** Why there is no number, or none yet. */
  function nothingAdded(): string {
    if (predicted?.real) return t`The rest of the word is being asked for.`;
    if (predicted) {
      return t`There is no real word in a blank, so nothing can be measured on it: both models say what they would put there.`;
    }
    return writer.unread.length > 0
      ? t`${writes} stops at the blank before this word, so there is nothing to set ${fills} against.`
      : t`${writes} has no such word, so there is nothing to set ${fills} against.`;
  }
  return (
    <section className="finding slot-added" aria-labelledby="slot-added">
      <div className="keep-line">
        <h2 id="slot-added">{t`What the right side added`}</h2>
        {both ? (
          <KeepButton
            of={t`what the right side added`}
            choices={[
              {
                label: t`In bits`,
                keep: async () => (await keeping()).keepAdded(roles, finding),
              },
            ]}
          />
        ) : null}
      </div>
      {both ? (
        <>
          <p className="slot-gain">
            <Rich
              of={msg`<number>${bitsNumber(added(both.filler, both.writer))}</number> bits`}
              as={{ number: (text) => <span className="slot-number">{text}</span> }}
            />
          </p>
          <BitBars
            label={t`How unexpected the real word is`}
            bars={[both.filler, both.writer].sort((a, b) => a.side.localeCompare(b.side))}
          />
        </>
      ) : null}
      <p className="slot-sentence" aria-live="polite">
        <PhraseText phrase={doubt ? phrase(msg`${gain} ${doubt}`) : gain} />
      </p>
      {both ? (
        <p className="aside">
          <Rich
            of={msg`<surprisal>Surprisal</surprisal> under ${writes} minus surprisal under ${fills}. The two differ in more than the <mask>mask</mask>, in their <weights>weights</weights> and in what they were trained for: not all of it need be the right side’s.`}
          />
        </p>
      ) : null}
    </section>
  );
}
