/** One slot: a word is taken out, BERT fills it in from both sides, GPT predicts it from the left. */
import './slot.css';
import {
  added,
  addedSentence,
  doubtSentence,
  firstSlot,
  slotNotes,
  slotProblem,
} from '../../analysis/prediction/slot.ts';
import { bitsNumber } from '../../sentences/numbers/bits.ts';
import { nameOfWord, plain } from '../../sentences/phrase.ts';
import { isBlank } from '../../text/blank.ts';
import { waitingFor } from '../../view/experiment/waiting.ts';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import { BitBars } from './BitBars.tsx';
import { type SlotFinding, slotRun } from './run.ts';
import { SlotPanel } from './SlotPanel.tsx';

export function SlotExperiment(props: ViewProps) {
  const { comparison, locked, status } = props;
  const { tokens } = comparison.bert;
  const first = locked ? null : firstSlot(tokens);
  const position = locked?.row ?? first?.position ?? null;
  const refusal = slotProblem(tokens, position);
  const slot = refusal || position === null ? null : position;
  const { value, isBusy, isStale, problem } = useExperimentRun(
    props,
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
        {first ? `, ${first.reason}` : ''}: choose another above. The text stays as it is.
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
  const { bert, gpt } = finding;
  return (
    <div className="findings slot-findings" data-stale={isStale || undefined}>
      <SlotPanel model="bert" finding={finding} filling={bert} />
      <Added {...finding} />
      <SlotPanel model="gpt" finding={finding} filling={gpt} />
    </div>
  );
}

function Added({ tokens, position, end, bert, gpt, bits }: SlotFinding) {
  const both =
    bits.bert !== null && bits.gpt !== null
      ? { bert: { bits: bits.bert }, gpt: { bits: bits.gpt } }
      : null;
  return (
    <section className="finding slot-added" aria-labelledby="slot-added">
      <h2 id="slot-added">What the right side added</h2>
      {both ? (
        <>
          <p className="slot-gain">
            <span className="slot-number">{bitsNumber(added(both.bert, both.gpt))}</span> bits
          </p>
          <BitBars
            label="How unexpected the real word is"
            vocabulary={bert.vocabulary}
            count={end - position}
            bars={[
              { model: 'bert', bits: both.bert.bits },
              { model: 'gpt', bits: both.gpt.bits },
            ]}
          />
        </>
      ) : null}
      <p className="slot-sentence" aria-live="polite">
        {both ? (
          <PhraseText phrase={addedSentence(tokens, position, both.bert, both.gpt)} />
        ) : gpt?.real ? (
          'The rest of the word is being asked for.'
        ) : gpt ? (
          'There is no real word in a blank, so nothing can be measured on it: both models say what they would put there.'
        ) : (
          'GPT stops at the blank before this word, so there is nothing to set BERT against.'
        )}{' '}
        {gpt ? doubtSentence(bert, gpt) : null}
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
