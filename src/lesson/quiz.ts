/** Eight questions about both models, whose answers the models give when they are asked. */

import { msg } from '#say';
import { whoStops } from '../analysis/abilities.ts';
import { headWeights } from '../analysis/attention/head.ts';
import { maskShape } from '../analysis/attention/maskShape.ts';
import { isHeld } from '../analysis/onDemand/question.ts';
import type { PresetId } from '../examples/presets.ts';
import { percent } from '../sentences/numbers/percent.ts';
import type { Phrase } from '../sentences/phrase.ts';
import { leaked } from './chapters/decoder.ts';
import type { Message } from './message.ts';
import { told } from './said.ts';
import { firstWords } from './seen.ts';
import type { Found, Question, Seen } from './step.ts';

export interface QuizQuestion {
  readonly preset: PresetId;
  readonly question: Question;
}

const WHO: readonly Message[] = [msg`BERT alone`, msg`GPT alone`, msg`both`, msg`neither`];

/** The place among {@link WHO}. */
const who = (left: boolean, right: boolean): number => (left ? (right ? 2 : 0) : right ? 1 : 3);

const SUMS: readonly Message[] = [msg`1`, msg`the number of tokens`, msg`it depends on the head`];

/** Whether all rows of a model's shown head add up to 1. */
function addsUp({ comparison, heads }: Seen): boolean {
  const { right } = comparison;
  if (!isHeld(right)) return false;
  const weights = headWeights(right, heads.right);
  const count = right.tokens.length;
  return Array.from({ length: count }, (_, row) =>
    weights.slice(row * count, (row + 1) * count).reduce((sum, weight) => sum + weight, 0),
  ).every((sum) => Math.abs(sum - 1) < 1e-3);
}

/** BERT's first word for the blank, under a mask of its own or under GPT's. */
async function firstUnder({ client, comparison }: Found, mask: 'causal' | null): Promise<string> {
  const trace = await client.ask({
    ...{ side: 'left' as const, text: comparison.text },
    ...(mask && { mask }),
  });
  return trace.predictions[0]!.top[0]!.label;
}

/** How many tokens a model has to compute when one more is written. */
async function computedFor({ client, comparison }: Found): Promise<number> {
  const { text } = comparison;
  const { right } = comparison;
  await client.ask({ side: 'right', text });
  const next = right.predictions[0]!.top[0]!.id;
  const trace = await client.ask({ side: 'right', text, more: [next] });
  return trace.computed ?? trace.tokens.length;
}

const nextWords = ({ comparison }: Pick<Seen, 'comparison'>): readonly string[] =>
  [...new Set(comparison.right.predictions[0]!.top.slice(0, 4).map(({ label }) => label))].sort();

export const QUIZ: readonly QuizQuestion[] = [
  {
    preset: 'animal-tired',
    question: {
      asks: msg`Whose picture is a triangle?`,
      choices: () => WHO,
      answer: ({ comparison }) =>
        who(
          maskShape(comparison.left.mask).kind === 'causal',
          maskShape(comparison.right.mask).kind === 'causal',
        ),
      because: msg`It is read off the masks that both have just used.`,
    },
  },
  {
    preset: 'doctor-nurse',
    question: {
      asks: msg`What do the weights of one row add up to?`,
      choices: () => SUMS,
      answer: (seen) => (addsUp(seen) ? 0 : 2),
      because: msg`Softmax makes shares of the scores, and shares of one thing add up to 1.`,
    },
  },
  {
    preset: 'blank-middle',
    question: {
      asks: msg`“I am [MASK] years old.” Who stops before the blank?`,
      choices: () => WHO,
      answer({ comparison }) {
        const stopped = whoStops(comparison);
        return who(stopped === comparison.left, stopped === comparison.right);
      },
      because: told(
        (found) => firstWords(found)!,
        ({ leftWord, rightWord }) =>
          msg`BERT says ${leftWord} for the blank; GPT has no blank, and would go on with ${rightWord} after what it has read.`,
      ),
    },
  },
  {
    preset: 'animal-tired',
    question: {
      asks: msg`The last word of a sentence is changed. In which model do the numbers of the words before it change?`,
      choices: () => WHO,
      async answer(found) {
        const [left, right] = [await leaked(found, 'left'), await leaked(found, 'right')];
        return who(left.moved > 0, right.moved > 0);
      },
      because: told(
        async (found) => {
          const [left, right] = [await leaked(found, 'left'), await leaked(found, 'right')];
          return { left: left.moved, right: right.moved };
        },
        ({ left, right }) =>
          msg`The page has just changed it: ${left} tokens before it moved in BERT, ${right} in GPT.`,
      ),
    },
  },
  {
    preset: 'repeat',
    question: {
      asks: msg`“The red fox ran over the hill, and then the red fox ran over the” … What does GPT write next?`,
      choices: (seen) => nextWords(seen).map((token): Phrase => [{ token }]),
      answer: (found) =>
        nextWords(found).indexOf(found.comparison.right.predictions[0]!.top[0]!.label),
      because: told(
        ({ comparison }) => {
          const first = comparison.right.predictions[0]!.top[0]!;
          return { word: [{ token: first.label }], share: percent(first.p, 0) };
        },
        ({ word, share }) => msg`It says ${word}, with ${share}.`,
      ),
    },
  },
  {
    preset: 'agreement',
    question: {
      asks: msg`One more word is written. How much of the text does GPT compute again?`,
      choices: () => [
        msg`nothing: only the new word is computed`,
        msg`a part of it`,
        msg`all of it`,
      ],
      async answer(found) {
        const computed = await computedFor(found);
        const all = found.comparison.right.tokens.length + 1;
        return computed === 1 ? 0 : computed < all ? 1 : 2;
      },
      because: told(
        async (found) => {
          const computed = await computedFor(found);
          return { computed, of: found.comparison.right.tokens.length + 1 };
        },
        ({ computed, of }) => msg`Just now it has computed ${computed} of ${of} tokens.`,
      ),
    },
  },
  {
    preset: 'blank-middle',
    question: {
      asks: msg`BERT reads “I am [MASK] years old.” under GPT’s mask. Does its first word for the blank stay the same?`,
      choices: () => [
        msg({ message: 'yes', context: 'an answer of the quiz' }),
        msg({ message: 'no', context: 'an answer of the quiz' }),
      ],
      async answer(found) {
        const [own, other] = [await firstUnder(found, null), await firstUnder(found, 'causal')];
        return own === other ? 0 : 1;
      },
      because: told(
        async (found) => {
          const [own, other] = [await firstUnder(found, null), await firstUnder(found, 'causal')];
          return { own: [{ token: own }], other: [{ token: other }] };
        },
        ({ own, other }) => msg`Under its own mask it says ${own}, under GPT’s ${other}.`,
      ),
    },
  },
  {
    preset: 'animal-tired',
    question: {
      asks: msg`Which of the two can be asked to write a text token by token?`,
      choices: () => WHO,
      answer: ({ comparison }) =>
        who(comparison.left.model.can.writes, comparison.right.model.can.writes),
      because: msg`A model that fills blanks has to be led from blank to blank, and was not trained for it.`,
    },
  },
];
