/** Chapter 7: understanding against generating. */

import { msg } from '#say';
import { percent } from '../../sentences/numbers/percent.ts';
import type { Phrase } from '../../sentences/phrase.ts';
import { NEEDS } from '../needs.ts';
import { of, told } from '../said.ts';
import { sharesBy } from '../seen.ts';
import type { Chapter, Seen } from '../step.ts';

const SHOWN = 4;

/** What GPT thinks of first, in the order of the alphabet. */
function nextWords({ comparison }: Pick<Seen, 'comparison'>): readonly string[] | null {
  const [next] = comparison.right.predictions;
  if (!next || comparison.right.unread.length > 0) return null;
  const labels = [...new Set(next.top.slice(0, SHOWN).map(({ label }) => label))];
  return labels.length > 1 ? labels.sort() : null;
}

export const uses: Chapter = {
  title: msg`Understanding and generating`,
  after: msg`You know when one takes BERT and when GPT.`,
  steps: [
    {
      title: msg`A few labels are enough`,
      says: [
        {
          says: msg`A model that has read much can be put to work with little. In <finetuning>fine-tuning</finetuning>, a small layer is added and trained on a few labelled examples; the model’s own weights are trained on with it. In the figure only the small layer is trained, on what each model makes of a sentence, its <features>features</features>. The models stay as they are.`,
        },
        {
          says: msg`It happens now, in your browser: see the loss fall, then <a>how many unseen sentences</a> each gets right. Two kinds of sentences, about food and about travel, and neither model was ever told what a kind is. This is how BERT is used: for search, for sorting, for finding names, wherever a text has to be judged and none has to be written.`,
        },
      ],
      looks: { a: { kind: 'part', part: 'table' } },
      figures: [{ link: '?preset=animal-tired&view=experiment&try=classify' }],
    },
    {
      title: msg`A prompt, and what follows`,
      question: {
        asks: msg`What will GPT write next?`,
        choices: (seen) => nextWords(seen)?.map((token): Phrase => [{ token }]) ?? null,
        lacks: NEEDS.repeat,
        answer: (found) =>
          nextWords(found)!.indexOf(found.comparison.right.predictions[0]!.top[0]!.label),
        because: told(
          ({ comparison }) => {
            const first = comparison.right.predictions[0]!.top[0]!;
            return { word: [{ token: first.label }], share: percent(first.p, 0) };
          },
          ({ word, share }) => msg`GPT goes on with ${word}, ${share}.`,
        ),
      },
      says: [
        {
          says: msg`GPT can be used without any training at all: one writes the beginning, the <prompt>prompt</prompt>, and it goes on. Guess how this one goes on.`,
        },
        {
          after: true,
          says: msg`If the prompt holds a pattern, it goes on with the pattern. Nothing in its weights has changed; it has learned from the text before its eyes. That is <incontext>in-context learning</incontext>, in its simplest form: copying.`,
        },
        {
          after: true,
          says: msg`The table in the figure compares the first time with the second. What was surprising once is expected when it comes again. Then the words of the first copy are put in another order, as a check: the effect shrinks if it was the order that helped.`,
        },
      ],
      figures: [{ link: '?preset=repeat&view=experiment&try=copy', heads: { right: 'induction' } }],
    },
    {
      title: msg`The heads that copy`,
      says: [
        {
          says: msg`How does it do that? With heads that look back. Such a head stands at a word, looks for the place where the same word stood before, and reads <a>the word that came after it then</a>. That word is then likely to come again. These are called <induction>induction heads</induction> (Olsson et al. 2022).`,
        },
        {
          says: of(
            sharesBy({ left: 'induction', right: 'induction' }),
            ({ rightHead, rightShare }) =>
              msg`Of GPT’s heads, ${rightHead} does most of this here: ${rightShare} of its reading, where there is something to look up. In the picture it is a short slanted line far from the diagonal. It takes two heads in two layers to do it: one has to note which word came before, so that the other can search for it.`,
          ),
        },
      ],
      looks: { a: { kind: 'cell', side: 'right' } },
      figures: [
        { link: '?preset=repeat', opens: true, heads: { left: 'induction', right: 'induction' } },
      ],
    },
    {
      title: msg`What only scale adds`,
      says: [
        {
          says: msg`The small GPT copies. Large ones do more: given a few examples of a task in the prompt, they go on with the task, <fewshot>few-shot</fewshot> (Brown et al. 2020). And people have taught them to answer rather than to go on: by examples of good answers, and by training on which of two answers humans prefer (Ouyang et al. 2022). Nothing of this can be shown with the models here.`,
        },
        {
          says: msg`Why does BERT not chat? Its task was to fill gaps in a finished text. To write, it has to fill one gap after another at the end, with no right side to lean on, and read everything anew for each. See <a>how it fares</a>.`,
        },
        {
          says: msg`So take a BERT where a text is there, and has to be found, sorted or judged: then reading both ways is worth having. Take a GPT where a text is still to be written, or a task is told in words.`,
        },
      ],
      looks: { a: { kind: 'part', part: 'leftSide' } },
      figures: [
        {
          link: '?text=The+old+man+opened+the&view=experiment&try=continue&start=end&count=8&seed=3',
        },
      ],
    },
  ],
};
