/** How a file of attention is refused: in a sentence that says what is wrong with it, and what to do. */
import { inEnglish, type Message, msg, plural } from '#say';
import { plain } from '../plain.ts';

/** Thrown when a file of attention is not what it should be. */
export class DumpError extends Error {
  override readonly name = 'DumpError';
  readonly #said: Message | string;

  constructor(said: Message | string, options?: ErrorOptions) {
    super(typeof said === 'string' ? said : inEnglish(said), options);
    this.#said = said;
  }

  get said(): Message | undefined {
    return typeof this.#said === 'string' ? undefined : this.#said;
  }
}

/** At most this much of a stranger's string is shown back. */
const QUOTED = 60;

/** A name of a stranger's choosing, in a sentence. */
export function called(name: string): string {
  return /^[\w./-]{1,60}$/.test(name) ? name : JSON.stringify(plain(name, QUOTED));
}

export const shown = (shape: readonly number[]): string => `[${shape.slice(0, 8).join(', ')}]`;

const COUNTED = {
  token: (count: number) => msg`${plural(count, { one: '# token', other: '# tokens' })}`,
  row: (count: number) => msg`${plural(count, { one: '# row', other: '# rows' })}`,
  column: (count: number) => msg`${plural(count, { one: '# column', other: '# columns' })}`,
  character: (count: number) =>
    msg`${plural(count, { one: '# character', other: '# characters' })}`,
};

export type Counted = keyof typeof COUNTED;

/** "3 tokens", "1 token" */
export const counted = (count: number, what: Counted): Message => COUNTED[what](count);
