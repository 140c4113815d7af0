/** Messages about what the models have computed: what stands in their slots, and how it is said. */
import type { Message } from './message.ts';
import type { Found, Seen } from './step.ts';

/** @param slots null where there is nothing to say of this sentence */
export const of =
  <Slots>(slots: (seen: Seen) => Slots | null, said: (slots: Slots) => Message) =>
  (seen: Seen): Message | null => {
    const values = slots(seen);
    return values && said(values);
  };

/** The same of what the models have to be asked for. */
export const told =
  <Slots>(
    slots: (asked: Found) => Slots | Promise<Slots>,
    said: (slots: Slots) => Message,
  ): ((found: Found) => Promise<Message>) =>
  async (asked) =>
    said(await slots(asked));
