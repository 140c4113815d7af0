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
import type { Ahead, Answered } from './ahead.ts';

/** What stands in the place of attention that is kept, on its way to the page. */
export interface KeptHere extends Pick<KeptAttention, 'maxRowError' | 'maxFuture'> {
  /** Of the reading: the two traces of a comparison have one. */
  readonly reading: number;
  /** What was asked of it together with the text. */
  readonly ahead: readonly Answered[];
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
  /**
   * What is to be sent of the traces of one reading; where one is large, all are kept.
   *
   * @param ahead is answered at once, but for questions about heads that the model in that place does not have
   */
  keep(traces: HeldTraces, ahead?: Ahead): Promise<Readonly<Partial<Record<Side, Sent>>>>;
  /** @throws GoneError; RangeError when there is no such layer or head. */
  ask(reading: number, side: Side, question: Question): Promise<Answers[keyof Answers]>;
  /** Lets go of what is kept, to make room for the next. */
  drop(): void;
}

/** Only large readings are asked about, so what answers is not loaded before. */
const loadAnswer = () => import('../analysis/onDemand/answer.ts');

export function createKeeper(): Keeper {
  let newest = 0;
  let kept: HeldTraces = {};

  async function answersTo(side: Side, questions: readonly Question[]): Promise<Answered[]> {
    if (questions.length === 0) return [];
    const { answer } = await loadAnswer();
    return questions.flatMap((question) => {
      try {
        return [{ question, answer: answer(kept, side, question) }];
      } catch (error) {
        if (error instanceof RangeError) return [];
        throw error;
      }
    });
  }

  return {
    async keep(traces, ahead = {}) {
      const entries = Object.entries(traces) as [Side, HeldTrace][];
      kept = {};
      if (!entries.some(([, { attention }]) => attention.byteLength > LARGE)) return traces;
      newest++;
      // What is sent is handed over with its buffers, so the mask that stays is another.
      kept = Object.fromEntries(
        entries.map(([side, trace]) => [side, { ...trace, mask: trace.mask.slice() }]),
      );
      const reading = newest;
      const sent = entries.map(async ([side, trace]) => {
        const attention: KeptHere = {
          reading,
          maxRowError: maxRowError(trace),
          maxFuture: maxFuture(trace),
          ahead: await answersTo(side, ahead[side] ?? []),
        };
        return [side, { ...trace, attention }] as const;
      });
      return Object.fromEntries(await Promise.all(sent));
    },
    async ask(reading, side, question) {
      const { answer } = await loadAnswer();
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
