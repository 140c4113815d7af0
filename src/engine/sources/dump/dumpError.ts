/** How a file of attention is refused: in a sentence that says what is wrong with it, and what to do. */
import { inEnglish, isMessage, type Message } from '#say';
import { plain } from '../plain.ts';

/** Thrown when a file of attention is not what it should be. */
export class DumpError extends Error {
  override readonly name = 'DumpError';
  /** The same in any language, where it is a message. */
  readonly said?: Message;

  constructor(reason: Message | string, options?: ErrorOptions) {
    super(isMessage(reason) ? inEnglish(reason) : reason, options);
    if (isMessage(reason)) this.said = reason;
  }
}

/** At most this much of a stranger's string is shown back. */
const QUOTED = 60;

/** A name of a stranger's choosing, in a sentence. */
export function called(name: string): string {
  return /^[\w./-]{1,60}$/.test(name) ? name : JSON.stringify(plain(name, QUOTED));
}

export const shown = (shape: readonly number[]): string => `[${shape.slice(0, 8).join(', ')}]`;

/** "3 tokens", "1 token" */
export const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;
