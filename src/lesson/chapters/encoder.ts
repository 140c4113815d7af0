/** Chapter 4: BERT, the encoder: both ways, trained on blanks and on pairs. */

import { msg } from '#say';
import { suggestionsFor } from '../../experiments/pair/suggestions.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import type { Phrase } from '../../sentences/phrase.ts';
import { NEEDS } from '../needs.ts';
import { of, told } from '../said.ts';
import { firstWords } from '../seen.ts';
import type { Chapter, Found, Seen } from '../step.ts';

/** Candidates that a question names of BERT, and of GPT. */
const OF_BERT = 3;
const OF_GPT = 2;

/** Words to guess the blank from, in the order of the alphabet; null without a blank. */
function candidates({ comparison }: Pick<Seen, 'comparison'>): readonly string[] | null {
  const [left] = comparison.left.predictions;
  const [right] = comparison.right.predictions;
  if (!left || !right) return null;
  const labels = [...left.top.slice(0, OF_BERT), ...right.top.slice(0, OF_GPT)].map(
    ({ label }) => label,
  );
  return [...new Set(labels)].sort();
}

const FIRST = 'animal-tired';
const { follows, stray } = suggestionsFor(FIRST);

/** The probability that a sentence follows the text, as BERT has it. */
async function followsOf({ client, comparison }: Found, pair: string): Promise<number> {
  const { nextSentence } = await client.ask({
    ...{ side: 'left' as const, text: comparison.text, pair, positions: [] },
  });
  return nextSentence ?? Number.NaN;
}

export const encoder: Chapter = {
  title: msg`BERT, the encoder`,
  after: msg`You know what BERT was trained for, and what its own marks are.`,
  steps: [
    {
      title: msg`It reads both ways`,
      says: [
        {
          says: msg`BERT is an <encoder>encoder</encoder>: it turns a text into one vector for each token, and every vector may draw on the whole text. That is what <bidirectional>bidirectional</bidirectional> means. Here one word is taken out. <a>The blank’s row</a> may read what stands on its right as well as what stands on its left.`,
        },
        {
          says: of(
            firstWords,
            ({ leftWord, leftShare, rightWord, rightShare }) =>
              msg`BERT fills the blank with ${leftWord} (${leftShare}). GPT stops before it, since it may only look left, and would go on with ${rightWord} (${rightShare}). Write a sentence of your own: <i>[MASK]</i> makes a blank.`,
          ),
        },
      ],
      looks: { a: { kind: 'blank', side: 'left' } },
      figures: [
        { link: '?preset=blank-middle', opens: true, holds: 'blank' },
        { link: '?preset=blank-middle', opens: true, shows: 'predictions' },
      ],
    },
    {
      title: msg`Trained on blanks`,
      question: {
        asks: msg`Which word does BERT put into the blank first?`,
        choices: (seen) => candidates(seen)?.map((token): Phrase => [{ token }]) ?? null,
        lacks: NEEDS.blank,
        answer: (found) =>
          candidates(found)!.indexOf(found.comparison.left.predictions[0]!.top[0]!.label),
        because: told(
          (found) => firstWords(found)!,
          ({ leftWord, leftShare, rightWord, rightShare }) =>
            msg`BERT puts ${leftWord} first, with ${leftShare}; GPT, which stops before the blank, says ${rightWord} (${rightShare}).`,
        ),
      },
      says: [
        {
          says: msg`How does a model learn from plain text, with nobody to mark its answers? By hiding some of it. In BERT’s <pretraining>pre-training</pretraining> 15% of all tokens are chosen to be guessed: 80% of these are replaced by <blank>[MASK]</blank>, 10% by a random token, and 10% are left as they are, so that the model has to understand every word and not only the blanks (Devlin et al. 2019). This is <mlm>masked language modelling</mlm>. Mind the word: <i>[MASK]</i> is a token that hides a word; the <mask>mask</mask> of chapter 1 is a rule that hides nothing from BERT.`,
        },
        {
          says: msg`The text itself is the answer key: BooksCorpus and the English Wikipedia, 3.3 billion words. Reading both ways is no cheating here, for the answer is taken out of the text before BERT reads it.`,
        },
      ],
      figures: [{ link: '?preset=cat-mask', opens: true, shows: 'predictions' }],
    },
    {
      title: msg`Two sentences`,
      question: {
        asks: msg`Which of these does BERT think likelier to follow the sentence above?`,
        choices: () => [[{ token: follows }], [{ token: stray }]],
        lacks: NEEDS.noBlank,
        async answer(found) {
          const [one, other] = [await followsOf(found, follows), await followsOf(found, stray)];
          return one >= other ? 0 : 1;
        },
        because: told(
          async (found) => {
            return {
              one: percent(await followsOf(found, follows)),
              other: percent(await followsOf(found, stray)),
            };
          },
          ({ one, other }) => msg`BERT gives ${one} to the first and ${other} to the second.`,
        ),
      },
      says: [
        {
          says: msg`BERT had a second task: given two sentences, say whether the second followed the first in a text or came from anywhere (<nsp>next sentence prediction</nsp>). For this it has marks. <cls>[CLS]</cls> stands first, and the answer is read off its vector. <sep>[SEP]</sep> closes each sentence. And every token is told which <segment>segment</segment> it belongs to.`,
        },
        {
          after: true,
          says: msg`GPT has none of these. It reads one sentence after the other, and <a>what the second costs it</a>, in bits, is all that it says of the two. The small BERT here goes by what the sentences are about more than by sense. Type a second sentence that tricks it.`,
        },
      ],
      looks: { a: { kind: 'part', part: 'cost' } },
      figures: [
        {
          link: `?preset=${FIRST}&view=experiment&try=pair&pair=${encodeURIComponent(follows)}`,
        },
      ],
    },
  ],
};
