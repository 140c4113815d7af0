/** What is said of labelled sentences that cannot be used. */
import type { LeftOut, Trouble } from './examples.ts';

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** Why a line is left out. */
export function leftOutSentence(left: LeftOut): string {
  const line = `Line ${left.number}`;
  switch (left.why) {
    case 'unlabelled':
      return `${line} has no label and is left out: “${shortened(left.line)}”. Write one word and a colon before it.`;
    case 'empty':
      return `${line} has a label but no sentence, and is left out.`;
    case 'unknown':
      return `${line} is left out: no sentence above the dashes is labelled “${left.label}”.`;
    case 'learned':
      return `${line} is left out: what was learned from cannot be held out as well.`;
  }
}

/** How many labels are named. */
const NAMED = 5;

/** Why nothing can be learned, and what to do. */
export function troubleSentence({ labels }: Trouble): string {
  const [only] = labels;
  if (only === undefined) {
    return 'There are no examples to learn from: write a few sentences of two kinds, each with its label before it.';
  }
  if (labels.length === 1) {
    return `All examples are labelled “${only}”: there is nothing to tell apart. Label some sentences otherwise.`;
  }
  return `There are ${labels.length} labels (${labels.slice(0, NAMED).join(', ')}${labels.length > NAMED ? ', …' : ''}): use two.`;
}
