/**
 * The attention of large readings stays with whoever computed it: of a comparison for the page, only
 * what is small is handed over, and the rest is asked for as it comes into sight. Of one reading at a
 * time, that on the screen: two of them may not fit into memory.
 */
import { maxFuture, maxRowError } from '../analysis/attention/health.ts';
import type { HeldTraces } from '../analysis/onDemand/answer.ts';
import type { Answers, Question } from '../analysis/onDemand/question.ts';
import { type HeldTrace, type KeptAttention, LARGE, type Trace } from '../model/trace.ts';
import type { Side } from '../text/token.ts';

/** What stands in the place of attention that is kept, on its way to the page. */
export interface KeptHere extends Pick<KeptAttention, 'maxRowError' | 'maxFuture'> {
  /** Of the reading: the two traces of a comparison have one. */
  readonly reading: number;
}

/** A trace on its way. */
export type Sent = Omit<Trace, 'attention'> & { readonly attention: Float32Array | KeptHere };

/** Thrown for a question to a reading that is kept no longer. */
export class GoneError extends Error {
  override readonly name = 'GoneError';

  constructor() {
    super('A newer reading has taken the place of this one: its attention is kept no longer.');
  }
}

export interface Keeper {
  /** What is to be sent of the traces of one reading; where one is large, all are kept. */
  keep(traces: HeldTraces): Readonly<Partial<Record<Side, Sent>>>;
  /** @throws GoneError; RangeError when there is no such layer or head. */
  ask(reading: number, side: Side, question: Question): Promise<Answers[keyof Answers]>;
  /** Lets go of what is kept, to make room for the next. */
  drop(): void;
}

export function createKeeper(): Keeper {
  let newest = 0;
  let kept: HeldTraces = {};

  return {
    keep(traces) {
      const entries = Object.entries(traces) as [Side, HeldTrace][];
      kept = {};
      if (!entries.some(([, { attention }]) => attention.byteLength > LARGE)) return traces;
      newest++;
      // What is sent is handed over with its buffers, so the mask that stays is another.
      kept = Object.fromEntries(
        entries.map(([side, trace]) => [side, { ...trace, mask: trace.mask.slice() }]),
      );
      const sent = entries.map(([side, trace]) => {
        const attention: KeptHere = {
          reading: newest,
          maxRowError: maxRowError(trace),
          maxFuture: maxFuture(trace),
        };
        return [side, { ...trace, attention }];
      });
      return Object.fromEntries(sent);
    },
    async ask(reading, side, question) {
      // Only large readings are asked about, so what answers is not loaded before.
      const { answer } = await import('../analysis/onDemand/answer.ts');
      if (reading !== newest || !kept[side]) throw new GoneError();
      return answer(kept, side, question);
    },
    drop() {
      kept = {};
    },
  };
}

/** What can be handed over of an answer instead of copied. */
export function buffersIn(answer: unknown): ArrayBufferLike[] {
  if (ArrayBuffer.isView(answer)) return [answer.buffer];
  return Array.isArray(answer) ? answer.flatMap(buffersIn) : [];
}
