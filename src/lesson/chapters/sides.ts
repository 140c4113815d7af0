/** Chapter 8: both side by side, what small models cannot show, and a quiz. */
import { msg } from '#say';
import { of } from '../said.ts';
import { sizeSlots } from '../seen.ts';
import type { Chapter } from '../step.ts';

export const sides: Chapter = {
  title: msg`Side by side`,
  after: msg`You have the whole comparison on one page, each line with its proof.`,
  steps: [
    {
      title: msg`The two, line by line`,
      activity: 'table',
      says: [
        {
          says: msg`Everything so far in one table. Each line has a proof that runs on this page: open it, change the sentence, and try to make the line untrue.`,
        },
      ],
      figures: [],
    },
    {
      title: msg`What you have not seen`,
      says: [
        {
          says: of(
            sizeSlots,
            ({ leftSize, rightSize }) =>
              msg`Small models show mechanisms, not abilities. With ${leftSize} and ${rightSize} million parameters and a few hours of training, these two know next to nothing, lose the thread after a sentence, and often go by what is near. What you saw of masks, softmax, blanks and copying is done the same way in the large ones. What you saw of knowledge is not.`,
          ),
        },
        {
          says: msg`And the pair is matched, the world is not: real BERTs and GPTs differ in their data, their size and their year as well. Not every difference between two models comes from the mask. Nor is BERT the past: what finds a document for a chat model to read is often an encoder.`,
        },
        {
          prepared: true,
          says: msg`Sentences such as the one in the figure, with another noun between subject and verb, often mislead models as small as these; try some.`,
        },
      ],
      figures: [{ link: '?preset=agreement', opens: true }],
    },
    {
      title: msg`Eight questions`,
      activity: 'quiz',
      says: [
        {
          says: msg`What the right answers are is computed now, by the two models, and no list of answers stands behind it. Nobody keeps your score.`,
        },
      ],
      figures: [],
    },
    {
      title: msg`Go on from here`,
      says: [
        {
          says: msg`You now know what a mask is, why GPT has a triangle, what a query does, and when one takes BERT and when GPT. The tool behind this lesson shows all of it on any sentence: five views, nine experiments, every state with a link of its own that you can share.`,
        },
        {
          says: msg`Good first questions: What does your name cut into? Which head reads quotation marks? How much of BERT’s reading goes to the right, where GPT cannot look? Does a head that you switch off matter to your sentence? Every word with a dotted line under it is explained in <glossary>the list of words</glossary>.`,
        },
        {
          says: msg`The two small models can make room for others: any BERT or GPT-2 can be opened in their place, from the Hugging Face hub or from your disk. <models>Choose one</models>, and see how it reads your sentence.`,
        },
      ],
      figures: [{ link: '?preset=quotes', opens: true, shows: 'heads' }],
    },
  ],
};
