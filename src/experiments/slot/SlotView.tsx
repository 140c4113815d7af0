/** One slot: a word is taken out, BERT fills it in from both sides, GPT predicts it from the left. */
import { lockedNow } from '../../store/selectors.ts';
import { useSelector } from '../../view/kit/store.tsx';
import './slot.css';
import { added, firstSlot } from '../../analysis/prediction/slot.ts';
import { bitsNumber } from '../../sentences/numbers/bits.ts';
import { nameOfWord, plain } from '../../sentences/phrase.ts';
import { slotProblem } from '../../sentences/slot.ts';
import { isBlank } from '../../text/blank.ts';
import { waitingFor } from '../../view/experiment/waiting.ts';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import { BitBars } from './BitBars.tsx';
import { type SlotFinding, slotRun } from './run.ts';
import { SlotPanel } from './SlotPanel.tsx';
import { addedSentence, doubtSentence, SLOT_REASONS, slotNotes } from './sentences.ts';

export function SlotView(props: ViewProps) {
  const { comparison } = props;
  const locked = useSelector(lockedNow);
  const status = useSelector((state) => state.status);
  const { tokens } = comparison.left;
  const first = locked ? null : firstSlot(tokens);
  const position = locked?.row ?? first?.position ?? null;
  const refusal = slotProblem(tokens, position);
  const slot = refusal || position === null ? null : position;
  const { value, isBusy, isStale, problem } = useExperimentRun(
    slotRun,
    slot === null ? null : { comparison, position: slot },
  );

  if (refusal) {
    return (
      <p className="problem" role="alert">
        <PhraseText phrase={refusal} />
      </p>
    );
  }
  return (
    <div className="slot">
      <p className="slot-word">
        {isBlank(tokens[slot!]!) ? 'The slot is ' : 'The word is '}
        <PhraseText phrase={nameOfWord(tokens, slot!)} />
        {first ? `, ${SLOT_REASONS[first.reason]}` : ''}: choose another above. The text stays as it
        is.
      </p>
      {slotNotes(tokens, slot!).map((note) => (
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
      {value ? <Finding finding={value} isStale={isStale} /> : null}
    </div>
  );
}

function Finding({ finding, isStale }: { finding: SlotFinding; isStale: boolean }) {
  const { left, right } = finding;
  return (
    <div className="findings slot-findings" data-stale={isStale || undefined}>
      <SlotPanel side="left" finding={finding} filling={left} />
      <Added {...finding} />
      <SlotPanel side="right" finding={finding} filling={right} />
    </div>
  );
}

function Added({ tokens, position, end, left, right, bits }: SlotFinding) {
  const both =
    bits.left !== null && bits.right !== null
      ? { left: { bits: bits.left }, right: { bits: bits.right } }
      : null;
  return (
    <section className="finding slot-added" aria-labelledby="slot-added">
      <h2 id="slot-added">What the right side added</h2>
      {both ? (
        <>
          <p className="slot-gain">
            <span className="slot-number">{bitsNumber(added(both.left, both.right))}</span> bits
          </p>
          <BitBars
            label="How unexpected the real word is"
            vocabulary={left.vocabulary}
            count={end - position}
            bars={[
              { side: 'left', bits: both.left.bits },
              { side: 'right', bits: both.right.bits },
            ]}
          />
        </>
      ) : null}
      <p className="slot-sentence" aria-live="polite">
        {both ? (
          <PhraseText phrase={addedSentence(tokens, position, both.left, both.right)} />
        ) : right?.real ? (
          'The rest of the word is being asked for.'
        ) : right ? (
          'There is no real word in a blank, so nothing can be measured on it: both models say what they would put there.'
        ) : (
          'GPT stops at the blank before this word, so there is nothing to set BERT against.'
        )}{' '}
        {right ? doubtSentence(left, right) : null}
      </p>
      {both ? (
        <p className="aside">
          Surprisal under GPT minus surprisal under BERT. The two differ in more than the mask, in
          their weights and in what they were trained for: not all of it need be the right side’s.
        </p>
      ) : null}
    </section>
  );
}
