/** Chapter 3: what heads turn out to do, and what attention does not explain. */

import { msg } from '#say';
import { percent } from '../../sentences/numbers/percent.ts';
import { nameOf } from '../../sentences/phrase.ts';
import { of, told } from '../said.ts';
import { isWord, namedSlots, rowSlots, sharesBy, wordsReadBy } from '../seen.ts';
import type { Chapter, Seen } from '../step.ts';

/** At most this many words are offered. */
const OFFERED = 8;

/** The words that a question about a row of the left model's head can be answered with: those it reads most, as they stand. */
function words(seen: Seen): readonly number[] | null {
  const row = seen.cell?.left.row ?? null;
  if (row === null || !isWord(seen.comparison.left.tokens[row]!)) return null;
  const most = wordsReadBy(seen, row).slice(0, OFFERED);
  return most.length > 1 ? most.map(({ position }) => position).sort((a, b) => a - b) : null;
}

export const heads: Chapter = {
  title: msg`Many heads, many layers`,
  after: msg`You know what heads do, and why a large weight explains little.`,
  steps: [
    {
      title: msg`Sixteen at once`,
      says: [
        {
          says: msg`One head asks one kind of question. So each <layer>layer</layer> has several <head>heads</head> side by side, and several layers follow each other: the next one reads what the last has written. Here there are 4 layers of 4 heads in each model; BERT base has 12 layers of 12.`,
        },
        {
          says: of(
            namedSlots,
            ({ leftNamed, leftOf, rightNamed, rightOf }) =>
              msg`Nobody tells a head what to do. What it does is found out afterwards, by measuring. On this page a head gets a name only where it passes a stated threshold, such as more than half of its reading on the word before. On this sentence ${leftNamed} of BERT’s ${leftOf} heads pass one, and ${rightNamed} of GPT’s ${rightOf}. The others do something, too. It has no short name.`,
          ),
        },
      ],
      figures: [{ link: '?preset=agreement', opens: true, shows: 'heads' }],
    },
    {
      title: msg`One word on, one word back`,
      says: [
        {
          says: msg`Some heads do something very plain. They read the neighbour, whatever it is. In the picture that is <a>a slanted line</a> beside the diagonal. Heads like these were found in BERT soon after it came out (Clark et al. 2019).`,
        },
        {
          says: of(
            sharesBy({ left: 'next', right: 'previous' }),
            ({ leftHead, leftShare, rightHead, rightShare }) =>
              msg`Of all heads, BERT’s ${leftHead} reads most of the next word here, ${leftShare} on average. GPT’s ${rightHead} reads most of <b>the word before</b>, ${rightShare}. GPT has no head for the next word, and cannot have one: the mask forbids it. Such heads seem dull, but they are how order gets into the mix. “The dog bit” and “bit the dog” have the same words.`,
          ),
        },
      ],
      looks: { a: { kind: 'next', side: 'left' }, b: { kind: 'previous', side: 'right' } },
      figures: [{ link: '?preset=agreement', heads: { left: 'next', right: 'previous' } }],
    },
    {
      title: msg`A place to rest`,
      says: [
        {
          says: msg`A row has to add up to 1, also where a head finds nothing to look for. Many heads then rest on a token that means little: the first one, or a mark such as <sep>[SEP]</sep>. It shows as <a>one column of ink</a> that nearly every row reads. It is called an <sink>attention sink</sink> (Xiao et al. 2023).`,
        },
        {
          says: of(
            sharesBy({ left: 'specials', right: 'first' }),
            ({ leftHead, leftShare, rightHead, rightShare }) =>
              msg`In BERT’s ${leftHead} the marks get ${leftShare} of all reading; in GPT’s ${rightHead} <b>the first token</b> gets ${rightShare}. So a large weight need not mean that a word is important. Ask what the other rows read there. If all of them read the same column, the weight says something of that column, and nothing of the word that reads.`,
          ),
        },
      ],
      looks: { a: { kind: 'specials', side: 'left' }, b: { kind: 'first', side: 'right' } },
      figures: [{ link: '?preset=doctor-nurse', heads: { left: 'specials', right: 'first' } }],
    },
    {
      title: msg`Which word will it read?`,
      question: {
        asks: of(
          rowSlots,
          ({ leftHead, word }) =>
            msg`In BERT’s ${leftHead}: which word does ${word} read most, the marks and itself aside?`,
        ),
        choices: (seen) =>
          words(seen)?.map((at) => nameOf(seen.comparison.left.tokens, at)) ?? null,
        lacks: msg`There is nothing to ask of this sentence: it takes a word that may read two others. Type a few English words more.`,
        answer(found) {
          const [top] = wordsReadBy(found, found.cell!.left.row!);
          return words(found)!.indexOf(top!.position);
        },
        because: told(
          (found) => {
            const row = found.cell!.left.row!;
            const top = wordsReadBy(found, row)[0]!;
            const { tokens } = found.comparison.left;
            return {
              word: nameOf(tokens, row),
              most: nameOf(tokens, top.position),
              share: percent(top.weight),
            };
          },
          ({ word, most, share }) => msg`${word} reads most from ${most}: ${share}.`,
        ),
      },
      says: [
        {
          says: msg`Guess before you look; the model decides who is right. Then type a sentence of your own and guess again.`,
        },
        {
          after: true,
          says: msg`Some heads read something that depends on the sentence: a verb and its subject, a word and what it refers to. To say so fairly, one must look at <b>the column</b>, too. A word singles another one out only where it reads clearly more of it than the other rows do.`,
        },
        {
          after: true,
          says: msg`That is the rule on this page: a reading is only called special if <a>the row</a> takes at least twice as much as the other rows do on average, and a quarter more than the next one.`,
        },
      ],
      looks: { a: { kind: 'row', side: 'left' }, b: { kind: 'column', side: 'left' } },
      figures: [{ link: '?preset=animal-tired', opens: true }],
    },
    {
      title: msg`What attention does not tell`,
      says: [
        {
          says: msg`It is tempting to read a picture of attention as the reason for an answer. It is not (Jain and Wallace 2019; Wiegreffe and Pinter 2019 discuss when it may help). After the first layer a word is a mix of many. Other heads and layers add to it. And different weights can lead to the same answer.`,
        },
        {
          says: msg`There is a better test: take a head away and see what happens. That is called <ablation>ablation</ablation>. In the figure one head of each model is switched off, and both guess the blank anew. Look at how far <a>the answers</a> move, then switch off others. Often a striking picture matters little, and a dull one much.`,
        },
      ],
      looks: { a: { kind: 'part', part: 'table' } },
      figures: [{ link: '?preset=cat-mask&view=experiment&try=heads&bertOff=1.4&gptOff=1.2' }],
    },
  ],
};
