/** What is said of labelled sentences that cannot be used, and of learning from those that can. */
import { t } from '#say';
import { fineBits } from '../../sentences/numbers/fineBits.ts';
import type { Side } from '../../text/token.ts';
import { clausesInARow } from '../inARow.ts';
import type { LeftOut, Trouble } from './examples.ts';

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** Why a line is left out. */
export function leftOutSentence(left: LeftOut): string {
  const { number: line } = left;
  switch (left.why) {
    case 'unlabelled':
      return t`Line ${line} has no label and is left out: “${shortened(left.line)}”. Write one word and a colon before it.`;
    case 'empty':
      return t`Line ${line} has a label but no sentence, and is left out.`;
    case 'unknown':
      return t`Line ${line} is left out: no sentence above the dashes is labelled “${left.label}”.`;
    case 'learned':
      return t`Line ${line} is left out: what was learned from cannot be held out as well.`;
  }
}

/** How many labels are named. */
const NAMED = 5;

/** Why nothing can be learned, and what to do. */
export function troubleSentence({ labels }: Trouble): string {
  const [only] = labels;
  if (only === undefined) {
    return t`There are no examples to learn from: write a few sentences of two kinds, each with its label before it.`;
  }
  if (labels.length === 1) {
    return t`All examples are labelled “${only}”: there is nothing to tell apart. Label some sentences otherwise.`;
  }
  const named = clausesInARow(...labels.slice(0, NAMED), ...(labels.length > NAMED ? ['…'] : []));
  return t`There are ${labels.length} labels (${named}): use two.`;
}

/** How far the loss of both heads has come. @param losses before each step, in bits */
export function lossSentence(
  names: Readonly<Record<Side, string>>,
  losses: Readonly<Record<Side, readonly number[]>>,
): string {
  const told = (side: Side) => {
    const [from, to] = [fineBits(losses[side][0] ?? 1), fineBits(losses[side].at(-1) ?? 1)];
    return t`on ${names[side]}’s features from ${from} to ${to}`;
  };
  return t`Loss over ${losses.left.length} steps: ${clausesInARow(told('left'), told('right'))}`;
}
