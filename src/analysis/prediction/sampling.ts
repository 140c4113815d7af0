/**
 * Drawing the next token from a distribution: temperature, then the k most probable (Fan et al. 2018),
 * then the fewest that reach the probability p together (nucleus sampling, Holtzman et al. 2020).
 */
import { randomLcg } from 'd3';

export interface Sampling {
  /** 0 takes the most probable token; 1 leaves the distribution as it is; more flattens it. */
  readonly temperature: number;
  /** How many of the most probable tokens to draw from; null for all. */
  readonly topK: number | null;
  /** Draw from the most probable tokens that have this probability together; null for all. */
  readonly topP: number | null;
}

export interface Chance {
  readonly id: number;
  /** The probability of being drawn, 0 to 1: of those that are left they sum to 1. */
  readonly p: number;
}

/**
 * The tokens that may be drawn, most probable first, equal ones by id.
 *
 * @param p [V], the model's own probabilities.
 * @throws RangeError when a setting is out of its range, or the probabilities are not numbers.
 */
export function chances(p: ArrayLike<number>, sampling: Sampling): Chance[] {
  checkSampling(sampling);
  const { temperature, topK, topP } = sampling;
  const ranked = Array.from(p, (own, id) => ({ id, p: own })).sort(
    (a, b) => b.p - a.p || a.id - b.id,
  );
  const first = ranked[0];
  if (!first || !ranked.every((each) => each.p >= 0)) {
    throw new RangeError('There are no probabilities to draw from.');
  }
  if (temperature === 0) return [{ id: first.id, p: 1 }];
  // p^(1/t), relative to the largest: a small temperature would underflow otherwise.
  const warm = ranked.map((each) => ({ id: each.id, p: (each.p / first.p) ** (1 / temperature) }));
  const few = shared(warm.slice(0, topK ?? warm.length));
  if (topP === null) return few;
  let reached = 0;
  const end = few.findIndex((each) => {
    reached += each.p;
    return reached >= topP;
  });
  return shared(end === -1 ? few : few.slice(0, end + 1));
}

/** @throws RangeError with a sentence on the first setting that is out of its range. */
export function checkSampling({ temperature, topK, topP }: Sampling): void {
  if (!(temperature >= 0 && temperature <= 100)) {
    throw new RangeError(
      `The temperature is ${temperature}: choose one from 0, which always takes the most probable token, to 100.`,
    );
  }
  if (topK !== null && !(Number.isInteger(topK) && topK >= 1)) {
    throw new RangeError(`Top k is ${topK}: choose a whole number of tokens, 1 or more.`);
  }
  if (topP !== null && !(topP > 0 && topP <= 1)) {
    throw new RangeError(`Top p is ${topP}: choose a probability above 0, up to 1.`);
  }
}

function shared(list: readonly Chance[]): Chance[] {
  const sum = list.reduce((total, each) => total + each.p, 0);
  return list.map(({ id, p }) => ({ id, p: p / sum }));
}

/** The token at a point from 0 to 1 of the chances laid end to end. */
export function draw(list: readonly Chance[], point: number): number {
  let reached = 0;
  for (const { id, p } of list) {
    reached += p;
    if (point < reached) return id;
  }
  return list.at(-1)!.id;
}

/** Numbers from 0 to 1, always the same ones for a seed. */
export function randomPoints(seed: number): () => number {
  // The first numbers of neighbouring seeds of this generator are close together.
  const next = randomLcg(seed / 2 ** 20);
  for (let i = 0; i < 8; i++) next();
  return next;
}
