/** Chapter 5: GPT, the decoder: why it must not look ahead, and what that buys. */

import { msg } from '#say';
import { spreadOf } from '../../experiments/leak/measure.ts';
import { leaksOf } from '../../experiments/leak/run.ts';
import { nameOf } from '../../sentences/phrase.ts';
import type { Side } from '../../text/token.ts';
import { NEEDS } from '../needs.ts';
import { of, told } from '../said.ts';
import { lastWord } from '../seen.ts';
import type { Chapter, Found } from '../step.ts';

/** How many of the tokens before the last word change when that is changed, and of how many. */
export async function leaked(found: Found, side: Side): Promise<{ moved: number; of: number }> {
  const { client, comparison } = found;
  const position = lastWord(found)!;
  const settings = { side, comparison, word: null, shuffle: false, seed: 1, position };
  for await (const leak of leaksOf(client, settings, new AbortController().signal)) {
    const { leftMoved, leftCount } = spreadOf(
      leak.changes,
      leak.before.tokens.length,
      leak.changed,
    );
    return { moved: leftMoved, of: leftCount };
  }
  return { moved: Number.NaN, of: Number.NaN };
}

export const decoder: Chapter = {
  title: msg`GPT, the decoder`,
  after: msg`You can say why GPT has a triangle, and what it gains by it.`,
  steps: [
    {
      title: msg`The mask as a step`,
      says: [
        {
          says: msg`GPT is a <decoder>decoder</decoder>: it is trained to say which token comes next (<nexttoken>next-token prediction</nexttoken>), at every place of a text. In arithmetic its <causal>causal mask</causal> is one small step between scaling and softmax: to <a>the score of each later word</a> minus infinity is added, or a number so low that it is the same. The power of that is 0, so the weight is 0, and the other weights share the whole.`,
        },
        {
          says: msg`Compare the two models in the figure. In BERT nothing is added anywhere. In GPT everything after the word is struck out. All else is done alike.`,
        },
      ],
      looks: { a: { kind: 'part', part: 'masked' } },
      figures: [{ link: '?preset=agreement&view=step&step=4', opens: true }],
    },
    {
      title: msg`Strike out the future`,
      activity: 'future',
      says: [
        {
          says: msg`Why forbid it? Here GPT’s mask is taken away: it may read everything. But at each word it is asked for the next one, and now the next one stands before its eyes. It would only have to copy it. Trained like that, it would be perfect in training and know nothing when it has to write, where there is no next word yet.`,
        },
        {
          says: msg`Strike the future out yourself: press cells of <a>the mask</a>, and watch how many words still know their answer. Mind the roundabout way: with several layers, a word can learn the answer from another one that has read it. One open cell can give away more than one word.`,
        },
      ],
      looks: { a: { kind: 'part', part: 'mask' } },
      figures: [{ link: '?preset=agreement&view=experiment&try=mask&mask=bidirectional&on=gpt' }],
    },
    {
      title: msg`Does anything leak?`,
      question: {
        asks: of(
          (seen) => {
            const at = lastWord(seen);
            return at === null ? null : { word: nameOf(seen.comparison.right.tokens, at) };
          },
          ({ word }) =>
            msg`Let ${word} become another word. At how many of the words before it will GPT’s numbers change?`,
        ),
        choices: (seen) =>
          lastWord(seen) === null
            ? null
            : [
                msg`at none of them`,
                msg`at up to half of them`,
                msg`at more than half, but not at all of them`,
                msg`at all of them`,
              ],
        lacks: NEEDS.noBlank,
        async answer(found) {
          const { moved, of } = await leaked(found, 'right');
          return moved === 0 ? 0 : moved === of ? 3 : moved <= of / 2 ? 1 : 2;
        },
        because: told(
          async (found) => {
            const [left, right] = [await leaked(found, 'left'), await leaked(found, 'right')];
            return { left: left.moved, leftOf: left.of, right: right.moved, rightOf: right.of };
          },
          ({ right, rightOf, left, leftOf }) =>
            msg`In GPT ${right} of the ${rightOf} tokens before it move; in BERT ${left} of ${leftOf}.`,
        ),
      },
      says: [
        {
          after: true,
          says: msg`A mask is a promise that can be tested. One word is changed, and every number of every layer is compared with before. In GPT, whatever stands before the change stays <b>exactly the same</b>, to the last digit. In BERT <a>everything moves</a>, first to last.`,
        },
        {
          after: true,
          says: msg`This is also why GPT’s picture of a word never changes while you go on typing after it, and BERT’s does.`,
        },
      ],
      looks: {
        a: { kind: 'part', part: 'leftSide' },
        b: { kind: 'part', part: 'rightSide' },
      },
      figures: [
        { link: '?preset=animal-tired&view=experiment&try=leak&cell=12.12', holds: 'lastWord' },
      ],
    },
    {
      title: msg`What the triangle buys`,
      says: [
        {
          says: msg`First, training: one pass through a text asks a question at every place, and no place has seen its answer. <b>GPT’s numbers</b>, the bars that point down, come out of a single pass. BERT has to be asked again for every token, with a blank in its place.`,
        },
        {
          says: msg`Second, writing: what has been computed for the words so far stays true when a word is added, so only the new word has to be computed (the <cache>KV cache</cache>). That is what <autoregressive>autoregressive</autoregressive> models live by. The bars say how unexpected each word was, its <surprisal>surprisal</surprisal> in <bit>bits</bit>: 1 bit is a coin toss, 13 bits a guess among about eight thousand tokens.`,
        },
      ],
      looks: { b: { kind: 'part', part: 'plot' } },
      figures: [{ link: '?preset=agreement&view=experiment&try=words' }],
    },
    {
      title: msg`It writes`,
      says: [
        {
          says: msg`To write, GPT is asked for the next token, one is drawn from its <probability>probabilities</probability>, is put behind the text, and it is asked again. <temperature>Temperature</temperature> says how freely: at 0 it always takes the most probable token, above 1 it takes risks. The <seed>seed</seed> fixes the dice, so that the same one writes the same.`,
        },
        {
          says: msg`Change <a>temperature and seed</a> and see. Nothing else makes a GPT write, neither here nor in ChatGPT. What grew is the size: 117 million parameters in 2018, 1.5 billion in GPT-2 (2019), 175 billion in GPT-3 (2020). BERT, too, is made to try, blank by blank. It was not trained for that.`,
        },
      ],
      looks: { a: { kind: 'part', part: 'settings' } },
      figures: [{ link: '?text=The+animal+was&view=experiment&try=continue&start=end' }],
    },
  ],
};
