/**
 * Errors as they leave the worker. The models know no language: what a reader can run into is said here, and goes
 * along in the name, as a {@link Failure}'s does.
 */
import { type Message, msg, select } from '#say';
import { MaskError, type MaskProblem } from '../model/mask.ts';
import { NotFiniteError } from '../model/predict.ts';
import { ToldError, ToldRangeError } from '../text/told.ts';

function maskMessage(problem: MaskProblem): Message {
  switch (problem.kind) {
    case 'none':
      return msg`A ${select(problem.of, { prefix: 'prefix', other: 'window' })} is a whole number of tokens, 1 or more, not 0.`;
    case 'long':
      return msg`A prefix of ${problem.prefix} is longer than the text: it is read as ${problem.length} tokens.`;
    case 'token':
      return msg`There is no token ${problem.hide} to hide: the text is read as ${problem.length} tokens, counted from 0.`;
    case 'cell':
      return msg`There is no cell ${problem.row}, ${problem.column}: the text is read as ${problem.length} tokens, counted from 0.`;
    case 'keys':
      return msg`This mask leaves “${problem.label}” (token ${problem.row}) nothing to read, and the weights of a row must sum to 1: let it read at least one token.`;
  }
}

function messageOf(error: unknown): Message | null {
  if (error instanceof ToldError || error instanceof ToldRangeError) return error.said ?? null;
  if (error instanceof MaskError) return error.problem ? maskMessage(error.problem) : null;
  return error instanceof NotFiniteError
    ? msg`The model computed predictions with what is not a number in them: open the page with another ?backend=, or publish the models again.`
    : null;
}

/** The same error, whose name says what to tell the reader, where that is known. */
export function leaving(error: unknown): unknown {
  const said = messageOf(error);
  if (!said) return error;
  const { name, message } = error as Error;
  return Object.assign(new RangeError(message), { name: `${name}: ${JSON.stringify(said)}` });
}
