/** What is said of tokens that a model wrote. */

import { msg, plural, t } from '#say';
import { changesChances, type Draft } from '../../analysis/prediction/drawing.ts';
import type { Sampling } from '../../analysis/prediction/sampling.ts';
import type { TokenScore } from '../../analysis/prediction/tokenScore.ts';
import { list, number } from '../../language/intl.ts';
import type { Trace } from '../../model/trace.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { type Phrase, phrase } from '../../sentences/phrase.ts';

/** "2.1 bits"; what has no probability in single precision, too. */
export function bitsText(bits: number): string {
  if (Number.isNaN(bits)) return t`not a number`;
  return Number.isFinite(bits) ? t`${bits.toFixed(1)} bits` : t`more than 149 bits`;
}

/** "23.1%, rank 2, 2.1 bits" */
export function scoreText({ p, rank, bits }: TokenScore): string {
  return t`${percent(p)}, rank ${number(rank)}, ${bitsText(bits)}`;
}

/** "temperature 0.8 and the 40 most probable": what was done to the model's probabilities. */
export function samplingName({ temperature, topK, topP }: Sampling): string {
  if (temperature === 0) return t`temperature 0, which always takes the most probable token`;
  const parts = [
    ...(temperature === 1 ? [] : [t`temperature ${temperature}`]),
    ...(topK === null
      ? []
      : [topK === 1 ? t`the most probable token` : t`the ${topK} most probable`]),
    ...(topP === null || topP === 1 ? [] : [t`the most probable that make ${percent(topP, 0)}`]),
  ];
  return list(parts);
}

/** What a setting does that a reader might not expect; none for ordinary ones. */
export function samplingNotes({ temperature, topK, topP }: Sampling): string[] {
  if (temperature === 0) {
    return [
      t`Temperature 0 always takes the most probable token: seed, top k and top p change nothing.`,
    ];
  }
  return [
    ...(temperature >= 2
      ? [
          t`Temperature ${temperature} flattens what the model has learnt: nearly anything that is left may be drawn.`,
        ]
      : []),
    ...(topK === 1 ? [t`Top k 1 leaves only the most probable token, whatever the seed.`] : []),
    ...(topP !== null && topP <= 0.05
      ? [t`So low a top p leaves little more than the most probable token.`]
      : []),
  ];
}

/**
 * What a token was drawn with, after what the model gave it.
 *
 * @param label null for the end of the text
 */
export function drawSentence(
  name: string,
  label: string | null,
  draft: Draft,
  sampling: Sampling,
): Phrase {
  const what: Phrase = [label === null ? t`The end of the text` : { token: label }];
  const score = scoreText(draft);
  if (!changesChances(sampling)) {
    return phrase(msg`${what}: ${name} gave it ${score}, and it was drawn with just that.`);
  }
  const settings = samplingName(sampling);
  if (draft.among === 1) {
    return phrase(msg`${what}: ${name} gave it ${score}. With ${settings}, nothing else was left.`);
  }
  const [share, from] = [percent(draft.drawn), number(draft.among)];
  return phrase(
    msg`${what}: ${name} gave it ${score}. With ${settings}, it was drawn with ${share}, out of ${from} tokens.`,
  );
}

/** A token that was filled in: less than this share of its probability is left afterwards. */
const LEFT = 1 / 4;

interface Again {
  readonly id: number;
  readonly p: number;
  readonly later:
    | (TokenScore & { readonly rather: { readonly id: number; readonly label: string } })
    | null;
}

/** Whether the model, once all the others are in place, would hardly fill the token in again. */
export function isRegretted({ p, later }: Again): boolean {
  return later !== null && later.p < p * LEFT;
}

/** What the model says of a token afterwards; null before it was asked. */
export function laterSentence(name: string, { id, later }: Again): Phrase | null {
  if (!later) return null;
  const { rather } = later;
  const [share, rank] = [percent(later.p), number(later.rank)];
  if (rather.id === id) {
    return [t`With all the others in place ${name} gives it ${share} (rank ${rank}).`];
  }
  const instead = { token: rather.label };
  return phrase(
    msg`With all the others in place ${name} gives it ${share} (rank ${rank}), and would rather say ${instead}.`,
  );
}

/**
 * How many of its own tokens a model would hardly fill in again; null before all were asked about, empty
 * for a lone one, which has no others.
 */
export function regretSentence(name: string, filled: readonly Again[]): string | null {
  if (filled.some(({ later }) => later === null)) return null;
  if (filled.length < 2) return '';
  const count = filled.filter(isRegretted).length;
  const all = filled.length;
  if (count === 0) {
    return t`Asked again about each, with all the others in place, ${name} stands by all ${all}.`;
  }
  return t`Asked again about each, with all the others in place, ${name} gives ${count} of its ${all} tokens less than a quarter of what it filled ${plural(count, { one: 'it', other: 'them' })} in with: it did not know what it would write beside ${plural(count, { one: 'it', other: 'them' })}.`;
}

/** Why a model wrote no more. */
export function endingSentence(
  { model }: Pick<Trace, 'model'>,
  ending: 'count' | 'endoftext' | 'full',
  written: number,
  last: Draft | null,
): string {
  const { name } = model;
  const tokens = t`${plural(written, { one: '# token', other: '# tokens' })}`;
  if (ending === 'count') return t`${tokens}, as many as were asked for.`;
  if (ending === 'full') {
    return t`${tokens}, and no more: the models read at most ${model.can.maxTokens} tokens. Shorten the text to go on.`;
  }
  const chance = last && percent(last.drawn);
  if (written === 0) {
    return chance
      ? t`${name} ended the text at once: it drew the end with ${chance}. Take another seed, or a text that breaks off.`
      : t`${name} ended the text at once. Take another seed, or a text that breaks off.`;
  }
  return chance
    ? t`${tokens}, then ${name} ended the text: it drew the end with ${chance}.`
    : t`${tokens}, then ${name} ended the text.`;
}
