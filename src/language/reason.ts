/** Why something failed, so that it can be said in the reader's language when it is shown. */
import { isMessage, type Message } from './message.ts';

/** An error that is a message, too: its `message` is the same in English, for logs and scripts. */
export interface Telling {
  readonly said: Message;
}

const tells = (error: unknown): error is Telling =>
  typeof error === 'object' && error !== null && 'said' in error && isMessage(error.said);

/** The message of anything thrown; of what is not the page's own, its words as they came. */
export function reasonOf(error: unknown): Message | string {
  if (tells(error)) return error.said;
  const { message = error } = (error ?? {}) as { readonly message?: unknown };
  return String(message);
}

/** The message of a reason that is given in English and, where the words are the page's own, as a message. */
export const because = ({ reason, said }: Because): Message | string => said ?? reason;

export interface Because {
  /** In English. */
  readonly reason: string;
  readonly said?: Message;
}
