/** Tables of names and notes: messages, looked up as texts. */
import { type Message, say } from '#say';

/** The texts of messages, each in the language of the moment at which it is looked up. */
export function spoken<Key extends string>(
  messages: Readonly<Record<Key, Message>>,
): Readonly<Record<Key, string>> {
  const texts = {};
  for (const key of Object.keys(messages) as Key[]) {
    Object.defineProperty(texts, key, { enumerable: true, get: () => say(messages[key]) });
  }
  return texts as Record<Key, string>;
}
