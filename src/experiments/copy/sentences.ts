/** What is said of a pattern that a text repeats. */

import { type HeadChoice, headWeights, sameHead } from '../../analysis/attention/head.ts';
import type { HeldTrace, Trace } from '../../model/trace.ts';
import { headName } from '../../sentences/names.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { nameOf, type Phrase } from '../../sentences/phrase.ts';
import { bitsText } from '../write/sentences.ts';
import type { CopyingHead, CopyRow, Cost, Repeat } from './measure.ts';

/** Tokens of a pattern that are named one by one. */
const NAMED = 8;

const tokenCount = (count: number) => (count === 1 ? '1 token' : `${count} tokens`);

type Reader = Pick<Trace, 'model' | 'tokens'>;

/** What the text repeats, and what a model makes of it. */
export function copyLead(
  { model, tokens }: Reader,
  repeat: Repeat,
  { once, again }: { readonly once: Cost; readonly again: Cost },
): Phrase {
  const { first, length } = repeat;
  const named = tokens.slice(first, first + Math.min(length, NAMED));
  const quoted = named.flatMap(
    ({ label }, i): Phrase => [...(i > 0 ? [' '] : []), { token: label }],
  );
  const more = length > NAMED ? ' …' : '';
  const effect =
    again.bits < once.bits
      ? `${model.name} finds its later tokens less surprising the second time`
      : `${model.name} finds its later tokens no less surprising the second time`;
  return [
    'The text says ',
    ...quoted,
    `${more} twice (${tokenCount(length)}). ${effect}: ${bitsText(again.bits)} each on average, against ${bitsText(once.bits)}.`,
  ];
}

/** What a model expects after the second copy. */
export function nextSentence(
  { model, tokens }: Reader,
  { first, length }: Repeat,
  next: CopyRow,
): Phrase {
  const { label } = tokens[first + length]!;
  const { once, again } = next;
  return [
    'After the first copy came ',
    { token: label },
    `. After the second, ${model.name} gives it ${percent(again.p)} (rank ${again.rank.toLocaleString('en')}); the first time it had given it ${percent(once.p)} (rank ${once.rank.toLocaleString('en')}).`,
  ];
}

/** What the token before a foretold one reads in a head: the token to copy, or something else. */
export function lookUpSentence(
  trace: HeldTrace,
  choice: HeadChoice,
  { first, second }: CopyRow,
): Phrase {
  const { tokens } = trace;
  const count = tokens.length;
  const weight = headWeights(trace, choice)[(second - 1) * count + first]!;
  return [
    `In ${trace.model.name}’s ${headName(choice)}, `,
    ...nameOf(tokens, second - 1),
    ` reads ${percent(weight)} from `,
    ...nameOf(tokens, first),
    ', which followed it the first time.',
  ];
}

/** Where the chosen head stands in the list. */
export function rankSentence(heads: readonly CopyingHead[], choice: HeadChoice): string {
  const at = heads.findIndex((each) => sameHead(each.choice, choice));
  return `${headName(choice)[0]!.toUpperCase()}${headName(choice).slice(1)} is number ${at + 1} of ${heads.length}.`;
}

/** Heads by name: "layer 4, head 3 and layer 2, head 2". */
export const headNames = (heads: readonly HeadChoice[]): string =>
  heads.map(headName).join(' and ');
