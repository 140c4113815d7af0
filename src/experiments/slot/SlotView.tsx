/** One slot: a word is taken out; one model fills it in from both sides, one predicts it from the left. */
import { useSelector } from '../../view/kit/store.tsx';
import './slot.css';
import { type Roles, rolesIn } from '../../analysis/abilities.ts';
import { sameStretch } from '../../analysis/attention/align.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import { rowIn } from '../../analysis/attention/pointed.ts';
import { added, firstSlot, piecesOf } from '../../analysis/prediction/slot.ts';
import type { FullComparison, Trace } from '../../model/trace.ts';
import { bitsNumber } from '../../sentences/numbers/bits.ts';
import { nameOfWord, plain } from '../../sentences/phrase.ts';
import { slotProblem } from '../../sentences/slot.ts';
import { isBlank } from '../../text/blank.ts';
import { SIDES } from '../../text/token.ts';
import { waitingFor } from '../../view/experiment/waiting.ts';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import { BitBars } from './BitBars.tsx';
import { type SlotFinding, slotRun } from './run.ts';
import { SlotPanel } from './SlotPanel.tsx';
import { addedSentence, doubtSentence, SLOT_REASONS, slotNotes } from './sentences.ts';

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
        {isBlank(tokens[slot]!) ? 'The slot is ' : 'The word is '}
        <PhraseText phrase={nameOfWord(tokens, slot)} />
        {first ? `, ${SLOT_REASONS[first.reason]}` : ''}: choose another above. The text stays as it
        is.
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
          label: 'The candidates',
          keep: async () => (await keeping()).keepCandidates(side, comparison, finding),
        },
        {
          label: 'The numbers',
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
  return (
    <section className="finding slot-added" aria-labelledby="slot-added">
      <div className="keep-line">
        <h2 id="slot-added">What the right side added</h2>
        {both ? (
          <KeepButton
            of="what the right side added"
            choices={[
              {
                label: 'In bits',
                keep: async () => (await keeping()).keepAdded(roles, finding),
              },
            ]}
          />
        ) : null}
      </div>
      {both ? (
        <>
          <p className="slot-gain">
            <span className="slot-number">{bitsNumber(added(both.filler, both.writer))}</span> bits
          </p>
          <BitBars
            label="How unexpected the real word is"
            bars={[both.filler, both.writer].sort((a, b) => a.side.localeCompare(b.side))}
          />
        </>
      ) : null}
      <p className="slot-sentence" aria-live="polite">
        {both ? (
          <PhraseText phrase={addedSentence(tokens, position, both.filler, both.writer)} />
        ) : predicted?.real ? (
          'The rest of the word is being asked for.'
        ) : predicted ? (
          'There is no real word in a blank, so nothing can be measured on it: both models say what they would put there.'
        ) : (
          `${writer.model.name} ${writer.unread.length > 0 ? 'stops at the blank before this word' : 'has no such word'}, so there is nothing to set ${filler.model.name} against.`
        )}{' '}
        {filled && predicted
          ? doubtSentence(
              { name: filler.model.name, entropy: filled.entropy },
              { name: writer.model.name, entropy: predicted.entropy },
            )
          : null}
      </p>
      {both ? (
        <p className="aside">
          Surprisal under {writer.model.name} minus surprisal under {filler.model.name}. The two
          differ in more than the mask, in their weights and in what they were trained for: not all
          of it need be the right side’s.
        </p>
      ) : null}
    </section>
  );
}
