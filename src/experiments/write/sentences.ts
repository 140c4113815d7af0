/** What is said of tokens that a model wrote. */

import { changesChances, type Draft } from '../../analysis/prediction/drawing.ts';
import type { Sampling } from '../../analysis/prediction/sampling.ts';
import type { TokenScore } from '../../analysis/prediction/tokenScore.ts';
import type { Trace } from '../../model/trace.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import type { Phrase } from '../../sentences/phrase.ts';

/** "2.1 bits"; what has no probability in single precision, too. */
export function bitsText(bits: number): string {
  if (Number.isNaN(bits)) return 'not a number';
  return Number.isFinite(bits) ? `${bits.toFixed(1)} bits` : 'more than 149 bits';
}

/** "23.1%, rank 2, 2.1 bits" */
export function scoreText({ p, rank, bits }: TokenScore): string {
  return `${percent(p)}, rank ${rank.toLocaleString('en')}, ${bitsText(bits)}`;
}

/** "temperature 0.8 and the 40 most probable": what was done to the model's probabilities. */
export function samplingName({ temperature, topK, topP }: Sampling): string {
  if (temperature === 0) return 'temperature 0, which always takes the most probable token';
  const parts = [
    ...(temperature === 1 ? [] : [`temperature ${temperature}`]),
    ...(topK === null
      ? []
      : [topK === 1 ? 'the most probable token' : `the ${topK} most probable`]),
    ...(topP === null || topP === 1 ? [] : [`the most probable that make ${percent(topP, 0)}`]),
  ];
  return parts.join(', ').replace(/, (?=[^,]*$)/, ' and ');
}

/** What a setting does that a reader might not expect; none for ordinary ones. */
export function samplingNotes({ temperature, topK, topP }: Sampling): string[] {
  if (temperature === 0) {
    return [
      'Temperature 0 always takes the most probable token: seed, top k and top p change nothing.',
    ];
  }
  return [
    ...(temperature >= 2
      ? [
          `Temperature ${temperature} flattens what the model has learnt: nearly anything that is left may be drawn.`,
        ]
      : []),
    ...(topK === 1 ? ['Top k 1 leaves only the most probable token, whatever the seed.'] : []),
    ...(topP !== null && topP <= 0.05
      ? ['So low a top p leaves little more than the most probable token.']
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
  const gave = `${name} gave it ${scoreText(draft)}`;
  const so: Phrase = [label === null ? 'The end of the text' : { token: label }, `: ${gave}`];
  if (!changesChances(sampling)) return [...so, ', and it was drawn with just that.'];
  if (draft.among === 1) return [...so, `. With ${samplingName(sampling)}, nothing else was left.`];
  const from = draft.among.toLocaleString('en');
  return [
    ...so,
    `. With ${samplingName(sampling)}, it was drawn with ${percent(draft.drawn)}, out of ${from} tokens.`,
  ];
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
  const { rather, rank } = later;
  const now = `With all the others in place ${name} gives it ${percent(later.p)} (rank ${rank.toLocaleString('en')})`;
  return rather.id === id
    ? [`${now}.`]
    : [`${now}, and would rather say `, { token: rather.label }, '.'];
}

/**
 * How many of its own tokens a model would hardly fill in again; null before all were asked about, empty
 * for a lone one, which has no others.
 */
export function regretSentence(name: string, filled: readonly Again[]): string | null {
  if (filled.some(({ later }) => later === null)) return null;
  if (filled.length < 2) return '';
  const count = filled.filter(isRegretted).length;
  const asked = 'Asked again about each, with all the others in place';
  if (count === 0) return `${asked}, ${name} stands by all ${filled.length}.`;
  return `${asked}, ${name} gives ${count} of its ${filled.length} tokens less than a quarter of what it filled ${count === 1 ? 'it' : 'them'} in with: it did not know what it would write beside ${count === 1 ? 'it' : 'them'}.`;
}

/** Why a model wrote no more. */
export function endingSentence(
  { model }: Pick<Trace, 'model'>,
  ending: 'count' | 'endoftext' | 'full',
  written: number,
  last: Draft | null,
): string {
  const so = written === 1 ? '1 token' : `${written} tokens`;
  if (ending === 'count') return `${so}, as many as were asked for.`;
  if (ending === 'full') {
    return `${so}, and no more: the models read at most ${model.can.maxTokens} tokens. Shorten the text to go on.`;
  }
  const chance = last ? `: it drew the end with ${percent(last.drawn)}` : '';
  if (written === 0) {
    return `${model.name} ended the text at once${chance}. Take another seed, or a text that breaks off.`;
  }
  return `${so}, then ${model.name} ended the text${chance}.`;
}
