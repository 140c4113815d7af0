/** An error that is said in the reader's language when it is shown; its `message` is the same in English. */
import type { Telling } from './reason.ts';
import { inEnglish, type Message } from './say.ts';

export class Refusal extends Error implements Telling {
  readonly said: Message;

  constructor(said: Message) {
    super(inEnglish(said));
    this.said = said;
  }
}
