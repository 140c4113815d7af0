/** Chapter 1: one sentence, two models, and what their two pictures show at first sight. */
import { msg } from '#say';
import { NEEDS } from '../needs.ts';
import { of } from '../said.ts';
import { maskSlots, sizeSlots } from '../seen.ts';
import type { Chapter, Found } from '../step.ts';

/** The first and the last word of the text that both models have read. */
function ends({ comparison }: Pick<Found, 'comparison'>): readonly [number, number] | null {
  const { tokens } = comparison.right;
  const own = [...tokens.keys()].filter(
    (at) => !tokens[at]!.special && /[\p{L}\p{N}]/u.test(tokens[at]!.label),
  );
  return own.length > 1 ? [own[0]!, own.at(-1)!] : null;
}

export const giants: Chapter = {
  title: msg`Two giants`,
  after: msg`You can tell the two models apart by their pictures.`,
  steps: [
    {
      title: msg`One sentence, two models`,
      says: [
        {
          says: msg`In 2018 a model called BERT set records on eleven language tasks (Devlin et al. 2019). A survey soon counted more than 150 papers about it (Rogers et al. 2020). In November 2022 ChatGPT began to talk to everyone. It is a GPT. Both names end in T, for <transformer>Transformer</transformer>: a network in which the words of a text read one another. What sets the two apart is who may read whom.`,
        },
        {
          says: msg`In the figure a small BERT and a small GPT read the same sentence. Each picture is one <head>head</head>: every <a>row</a> is a word that reads, every column a word that is read. The darker a cell, the more is read there: paper is nothing, full ink is everything. Point at a cell, or tap it, to see how much. What stands in brackets are marks that the models add; chapter 2 tells of them. Type another sentence if you like.`,
        },
      ],
      looks: { a: { kind: 'row', side: 'both' } },
      figures: [{ link: '?preset=animal-tired', opens: true }],
    },
    {
      title: msg`A square and a triangle`,
      question: {
        asks: of(
          (seen) => {
            const at = ends(seen);
            if (!at) return null;
            const { tokens } = seen.comparison.right;
            return {
              first: [{ token: tokens[at[0]]!.label }],
              last: [{ token: tokens[at[1]]!.label }],
            };
          },
          ({ first, last }) =>
            msg`Look at the sentence. While a model reads ${first}, may it look at ${last}, which comes later?`,
        ),
        choices: (seen) =>
          ends(seen) && [
            msg`BERT and GPT may`,
            msg`only BERT may`,
            msg`only GPT may`,
            msg`neither may`,
          ],
        answer({ comparison }) {
          const [row, column] = ends({ comparison })!;
          const may = ({ tokens, mask }: typeof comparison.left) =>
            mask[row * tokens.length + column] === 1;
          const [left, right] = [may(comparison.left), may(comparison.right)];
          return left ? (right ? 0 : 1) : right ? 2 : 3;
        },
        lacks: NEEDS.words,
        because: msg`The pictures show it: what is hatched is forbidden, and it is forbidden in GPT alone.`,
      },
      says: [
        {
          after: true,
          says: msg`BERT’s picture is <a>a full square</a>. Every word may read every other, those before it and those after it. GPT’s is a triangle. <b>The hatched half</b> is forbidden: a word may read itself and what came before, never what comes later.`,
        },
        {
          after: true,
          says: of(
            maskSlots,
            ({ leftTotal, leftOpen, rightOpen, rightTotal }) =>
              msg`This is the <mask>mask</mask>, and it is the one difference from which most others follow. Of its ${leftTotal} pairs of a row and a column BERT may use ${leftOpen}, GPT only ${rightOpen} of ${rightTotal} (BERT adds one mark more). A hatched cell is not a small number. It is a rule, and the number there is exactly 0. Chapter 5 tells why anyone would forbid a model to look.`,
          ),
        },
      ],
      looks: { a: { kind: 'all', side: 'left' }, b: { kind: 'future', side: 'right' } },
      figures: [{ link: '?preset=animal-tired', opens: true }],
    },
    {
      title: msg`Small, but real`,
      says: [
        {
          says: of(
            sizeSlots,
            ({ leftSize, rightSize, factor }) =>
              msg`BERT came in two sizes, with 110 and with 340 million <parameters>parameters</parameters>; GPT-3 has 175 billion (Brown et al. 2020). The two on this page have ${leftSize} and ${rightSize} million, about ${factor} times fewer than the small BERT. They fit into your browser, and they run there: nothing that you type leaves it.`,
          ),
        },
        {
          says: msg`They are a matched pair: the same <token>tokens</token>, the same texts to learn from, as many <layer>layers</layer> and <head>heads</head>. So what differs between their pictures comes from how they read and what they were trained for. They know little of the world and are often wrong. How they read is real: every number is computed as you look. The figure shows all their heads; choose one.`,
        },
      ],
      figures: [{ link: '?preset=animal-tired', opens: true, shows: 'heads' }],
    },
  ],
};
