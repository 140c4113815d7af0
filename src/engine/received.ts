/** Readings as they come from the worker: what stayed there is asked for over the same line. */
import type { Question } from '../analysis/onDemand/question.ts';
import type { Trace } from '../model/trace.ts';
import type { Side } from '../text/token.ts';
import { type Ahead, isAlike, worthAsking } from './ahead.ts';
import type { Sent } from './kept.ts';
import type { Link } from './link.ts';
import type { Sending } from './remote.ts';

export interface Receiver {
  /** What to ask of the next reading before the page does. */
  ahead(): Ahead;
  receive<Reading extends object>(sent: Sending<Reading>, link: Link): Reading;
}

/** @param timeout for an answer, in milliseconds */
export function createReceiver(timeout: number): Receiver {
  /** What was asked of the newest reading that was asked anything at all. */
  const asked = new Map<Side, readonly Question[]>();

  function received(trace: Sent, link: Link): Trace {
    const { attention, side } = trace;
    if (attention instanceof Float32Array) return { ...trace, attention };
    const { reading, ahead, ...measured } = attention;
    let own: readonly Question[] = [];
    const ask = (object: object): unknown => {
      const question = object as Question;
      own = [...own.filter((each) => !isAlike(each, question)), question];
      asked.set(side, own);
      const known = ahead.find((each) => isAlike(each.question, question));
      if (known) return known.answer;
      return link.call<unknown>((remote) => remote.askAttention(reading, side, question), timeout);
    };
    return { ...trace, attention: { ...measured, ask } };
  }

  return {
    ahead: () =>
      Object.fromEntries(
        Array.from(asked, ([side, questions]) => [side, worthAsking(questions)] as const),
      ),
    receive<Reading extends object>(sent: Sending<Reading>, link: Link) {
      const entries = Object.entries(sent);
      return Object.fromEntries(
        entries.map(([key, value]) => [key, isTrace(value) ? received(value, link) : value]),
      ) as Reading;
    },
  };
}

const isTrace = (value: unknown): value is Sent =>
  typeof value === 'object' && value !== null && 'attention' in value;
