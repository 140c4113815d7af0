/** Chapter 6: both models fill one gap: what the right side adds. */

import { msg } from '#say';
import { firstSlot } from '../../analysis/prediction/slot.ts';
import { slotRun } from '../../experiments/slot/run.ts';
import { bits } from '../../sentences/numbers/bits.ts';
import { nameOfWord } from '../../sentences/phrase.ts';
import { isBlank } from '../../text/blank.ts';
import { NEEDS } from '../needs.ts';
import { of, told } from '../said.ts';
import type { Chapter, Found, Seen } from '../step.ts';

/** The word that One slot begins with; null for a text without one, or with a blank. */
function slotOf({ comparison }: Pick<Seen, 'comparison'>): number | null {
  const { tokens } = comparison.left;
  if (tokens.some(isBlank)) return null;
  return firstSlot(tokens)?.position ?? null;
}

/** What the word costs either model, in bits. */
async function costs(found: Found): Promise<{ left: number; right: number }> {
  let last = { left: Number.NaN, right: Number.NaN };
  const settings = { comparison: found.comparison, position: slotOf(found)! };
  for await (const { bits: of } of slotRun(found.client, settings, new AbortController().signal)) {
    last = { left: of.left ?? Number.NaN, right: of.right ?? Number.NaN };
  }
  return last;
}

/** Smaller differences are none, in bits; one of the choices says so. */
const ALIKE = 0.5;

export const slot: Chapter = {
  title: msg`The same slot`,
  after: msg`You can say in bits what the words on the right are worth.`,
  steps: [
    {
      title: msg`One gap, two guesses`,
      question: {
        asks: of(
          (seen) => {
            const at = slotOf(seen);
            return at === null ? null : { word: nameOfWord(seen.comparison.left.tokens, at) };
          },
          ({ word }) => msg`${word} is taken out. Who finds the real word more likely?`,
        ),
        choices: (seen) =>
          slotOf(seen) === null
            ? null
            : [
                msg`BERT, from both sides`,
                msg`GPT, from the left`,
                msg`both alike: less than half a bit apart`,
              ],
        lacks: NEEDS.noBlank,
        async answer(found) {
          const { left, right } = await costs(found);
          if (Math.abs(left - right) < ALIKE) return 2;
          return left < right ? 0 : 1;
        },
        because: told(
          async (found) => {
            const { left, right } = await costs(found);
            return { left: bits(left), right: bits(right) };
          },
          ({ left, right }) => msg`It costs BERT ${left} and GPT ${right}.`,
        ),
      },
      says: [
        {
          says: msg`Now both answer the same question: what stood here? BERT reads both sides of the gap, GPT only the left. How far they are apart is measured in <bit>bits</bit> of <surprisal>surprisal</surprisal>: each bit less means that the real word was held to be twice as likely.`,
        },
        {
          after: true,
          says: msg`The difference between their answers is, as far as such small models tell, <a>what the right side adds</a>.`,
        },
        {
          after: true,
          says: msg`Often the right side helps a lot. Sometimes it helps nothing, or even misleads. Choose another word in the line above the figure.`,
        },
      ],
      looks: { a: { kind: 'part', part: 'added' } },
      figures: [{ link: '?preset=animal-tired&view=experiment&try=slot' }],
    },
    {
      title: msg`Where a sentence surprises`,
      says: [
        {
          says: msg`Done for every word, this is a profile of the sentence. A tall bar is a word that nobody expected, a short one a word that says little new. The first word costs GPT much, for it has nothing to go by yet. Later ones can be nearly certain.`,
        },
        {
          says: msg`BERT sees the rest of the sentence, so its bars can be shorter. That is no fair race, and none is meant: BERT cannot use this to write, because when one writes there is no rest. Averaged over much text, GPT’s number has a name of its own: it is what it was trained to make small, its <loss>loss</loss>.`,
        },
      ],
      figures: [{ link: '?preset=bank-river&view=experiment&try=words' }],
    },
    {
      title: msg`The other model’s mask`,
      says: [
        {
          says: msg`Is BERT better at the gap because of its <weights>weights</weights>, or because of its mask? Change only the mask: in the figure the same BERT reads under GPT’s triangle. It may no longer look at the words on the right, which it was trained to lean on. See what becomes of <a>its guess</a>.`,
        },
        {
          says: msg`That does not make it a GPT. It was <i>not trained this way</i>, and the page says so wherever a model is bent like this. A mask decides what can be read; training decides what is made of it. Try the other way round as well: let GPT read both ways. Do not expect it to get better by that: it never learned to use what comes later.`,
        },
      ],
      looks: { a: { kind: 'part', part: 'guess' } },
      figures: [{ link: '?preset=blank-middle&view=experiment&try=mask&mask=causal&on=bert' }],
    },
  ],
};
