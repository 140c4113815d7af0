/** Chapter 2: attention worked out by hand, for one word of one head. */
import { msg } from '#say';
import { of } from '../said.ts';
import { countSlots, cutSlots, headSlots } from '../seen.ts';
import type { Chapter } from '../step.ts';

const step = (nth: number) => ({
  link: `?preset=doctor-nurse&view=step&step=${nth}`,
  opens: true as const,
});

export const attention: Chapter = {
  title: msg`Attention, by hand`,
  after: msg`You can work out an attention weight from a query and some keys.`,
  steps: [
    {
      title: msg`From words to tokens`,
      says: [
        {
          says: of(
            countSlots,
            ({ words, tokens }) =>
              msg`A model does not read letters. A list of several thousand <token>tokens</token> was made before training: frequent words are one token each, rarer ones are put together from <subword>pieces</subword>. This text has ${words} words between its spaces and becomes ${tokens} tokens.`,
          ),
        },
        {
          says: of(cutSlots, ({ word, pieces }) => msg`So ${word} is read as ${pieces}.`),
        },
        {
          says: msg`BERT puts two tokens of its own around the text, <cls>[CLS]</cls> and <sep>[SEP]</sep>; GPT puts <endoftext>one</endoftext> before it. Each token is then looked up in a table and becomes a <embedding>vector</embedding>, a list of numbers that stands for it, with its <position>position</position> mixed in. From here on the model knows nothing of letters. The marks that it adds are <a>columns</a> of their own in the pictures, here set aside: an empty square stands in place of each shade.`,
        },
      ],
      looks: { a: { kind: 'specials', side: 'both' } },
      figures: [{ link: '?preset=animal-tired&specials=hide', opens: true }],
    },
    {
      title: msg`A query, keys, values`,
      says: [
        {
          says: msg`Think of a room full of boxes. The word that reads comes with a question, its <query>query</query>. Every box has a label, its <key>key</key>, and something inside, its <value>value</value>. The better a label fits the question, the more is taken from that box.`,
        },
        {
          says: msg`All three are <a>lists of numbers</a>, made from the word’s own vector by three tables of numbers that training has found. Nobody wrote them down. Each <head>head</head> has three tables of its own, so each asks another question. The figure shows the query of one word, and key and value of every word, in both models. Point at a bar, or tap it, to see what it was made of.`,
        },
      ],
      looks: { a: { kind: 'part', part: 'strips' } },
      figures: [step(1)],
    },
    {
      title: msg`Scores`,
      says: [
        {
          says: msg`How well does a label fit? Multiply query and key number by number, and add up: the dot product. It is large where both are large in the same places with the same sign, and it makes one number of two lists, the <score>score</score>.`,
        },
        {
          says: msg`Why a dot product, of all ways to compare? Because all scores of a text are then one product of two tables, which is what computers do fastest (Vaswani et al. 2017). They are then divided by the square root of how many numbers a list has. Without that, long lists would make scores so large that the next step would give everything to one word, and training would stall. Go one step on in the figure to see it.`,
        },
      ],
      figures: [step(2)],
    },
    {
      title: msg`One weight, by hand`,
      activity: 'byHand',
      says: [
        {
          says: of(
            headSlots,
            ({ rightHead }) =>
              msg`Now you. In GPT a token may read itself and those before it. The table has such a row, with its real scores in ${rightHead}. <softmax>Softmax</softmax> turns them into shares: take e (about 2.718) to the power of each, add the results up, and divide each by the sum. What comes out is positive, adds up to 1, and favours the large ones strongly.`,
          ),
        },
        {
          says: msg`The powers are given, as a calculator would. Work out one share, the <weight>attention weight</weight>, and type it in.`,
        },
      ],
      figures: [step(5)],
    },
    {
      title: msg`A row adds up to 1`,
      says: [
        {
          says: msg`The weights of a row add up to 1. Attention is a budget: who reads more from one word reads less from the others, and nobody can read nothing. Where a head has nothing to look for, the budget must still go somewhere. Chapter 3 shows where.`,
        },
        {
          says: msg`What is read are the <value>values</value>: each is multiplied by its weight, and all are added up. <a>The sum</a> is what this head knows of the word’s surroundings. It is added to what the word already carries, its <residual>residual stream</residual>, and goes on to the next layer. That is all of attention: query times keys, softmax, times values.`,
        },
      ],
      looks: { a: { kind: 'part', part: 'sum' } },
      figures: [step(6)],
    },
  ],
};
