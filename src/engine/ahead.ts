/**
 * What the page asked of the last reading it will ask of the next one: the same heads, as large. These questions go
 * along with a text, so that its pictures come with its answer and need no second way to the worker.
 */
import type { Answers, Question } from '../analysis/onDemand/question.ts';
import type { Side } from '../text/token.ts';

/** What is asked of each reading together with the text, the oldest question first. */
export type Ahead = Readonly<Partial<Record<Side, readonly Question[]>>>;

export interface Answered {
  readonly question: Question;
  readonly answer: Answers[keyof Answers];
}

/** So many matrices of a reading: of more, most were looked at in passing. */
const MATRICES = 4;

/** Of all that was asked of a reading, in that order, what its pictures are made from. */
export function worthAsking(asked: readonly Question[]): Question[] {
  const matrices = asked.filter(({ what }) => what === 'matrix');
  const thumbnails = asked.filter((each) => each.what === 'thumbnails');
  const last = thumbnails.at(-1);
  return [
    ...matrices.slice(-MATRICES),
    // An overview of another size has gone.
    ...thumbnails.filter(({ by, size }) => by === last?.by && size === last.size),
  ];
}

/** Questions are alike when they are written alike. */
export const isAlike = (a: Question, b: Question): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
