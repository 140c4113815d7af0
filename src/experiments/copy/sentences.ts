/** What is said of a pattern that a text repeats. */
import { msg, plural, t } from '#say';
import { type HeadChoice, headWeights, sameHead } from '../../analysis/attention/head.ts';
import { list, number } from '../../language/intl.ts';
import type { HeldTrace, Trace } from '../../model/trace.ts';
import { headName } from '../../sentences/names.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { nameOf, type Phrase, phrase } from '../../sentences/phrase.ts';
import { bitsText } from '../write/sentences.ts';
import type { CopyingHead, CopyRow, Cost, Repeat } from './measure.ts';

/** Tokens of a pattern that are named one by one. */
const NAMED = 8;

type Reader = Pick<Trace, 'model' | 'tokens'>;

/** What the text repeats, and what a model makes of it. */
export function copyLead(
  { model, tokens }: Reader,
  repeat: Repeat,
  { once, again }: { readonly once: Cost; readonly again: Cost },
): Phrase {
  const { first, length } = repeat;
  const named = tokens.slice(first, first + Math.min(length, NAMED));
  const quoted: Phrase = [
    ...named.flatMap(({ label }, i): Phrase => [...(i > 0 ? [' '] : []), { token: label }]),
    ...(length > NAMED ? [' …'] : []),
  ];
  const { name } = model;
  const said = phrase(
    msg`The text says ${quoted} twice (${plural(length, { one: '# token', other: '# tokens' })}).`,
  );
  const [now, before] = [bitsText(again.bits), bitsText(once.bits)];
  return again.bits < once.bits
    ? phrase(
        msg`${said} ${name} finds its later tokens less surprising the second time: ${now} each on average, against ${before}.`,
      )
    : phrase(
        msg`${said} ${name} finds its later tokens no less surprising the second time: ${now} each on average, against ${before}.`,
      );
}

/** What a model expects after the second copy. */
export function nextSentence(
  { model, tokens }: Reader,
  { first, length }: Repeat,
  next: CopyRow,
): Phrase {
  const token = { token: tokens[first + length]!.label };
  const { once, again } = next;
  return phrase(
    msg`After the first copy came ${token}. After the second, ${model.name} gives it ${percent(again.p)} (rank ${number(again.rank)}); the first time it had given it ${percent(once.p)} (rank ${number(once.rank)}).`,
  );
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
  const [reader, source] = [nameOf(tokens, second - 1), nameOf(tokens, first)];
  return phrase(
    msg`In ${trace.model.name}’s ${headName(choice)}, ${reader} reads ${percent(weight)} from ${source}, which followed it the first time.`,
  );
}

/** Where the chosen head stands in the list. */
export function rankSentence(heads: readonly CopyingHead[], choice: HeadChoice): string {
  const at = heads.findIndex((each) => sameHead(each.choice, choice));
  const name = headName(choice);
  const head = `${name[0]!.toUpperCase()}${name.slice(1)}`;
  return t`${head} is number ${at + 1} of ${heads.length}.`;
}

/** Heads by name: "layer 4, head 3 and layer 2, head 2". */
export const headNames = (heads: readonly HeadChoice[]): string => list(heads.map(headName));
