/**
 * Answers questions about attention that stays in its file: a head at a time is read of it, and no more is
 * held than a few matrices. What is asked of a file and a model that runs is answered here, too: the model's
 * worker knows nothing of the file.
 */
import { rolledOn } from '../../../analysis/attention/average.ts';
import type { HeadChoice } from '../../../analysis/attention/head.ts';
import { maxFuture, maxRowError } from '../../../analysis/attention/health.ts';
import { counterparts, mostAlikeFirst } from '../../../analysis/between/counterparts.ts';
import { rightShare } from '../../../analysis/between/rightShare.ts';
import { yardstickOf } from '../../../analysis/metrics/measureModel.ts';
import { measure, rulerOf } from '../../../analysis/metrics/metrics.ts';
import { matrixOf } from '../../../analysis/onDemand/matrices.ts';
import { type Answers, isHeld, type Question } from '../../../analysis/onDemand/question.ts';
import { thumbnailsHere } from '../../../analysis/onDemand/thumbnails.ts';
import type { SelfAttention } from '../../../model/dump.ts';
import type { HeldTrace, KeptAttention, Trace } from '../../../model/trace.ts';

/** What a trace is without its attention. */
export type Unattended = Omit<Trace, 'attention'>;

/** Bytes of the other model's heads that are compared at once. */
const AT_ONCE = 2 ** 26;

const FIRST: HeadChoice = { layer: 0, head: 0 };

/** A head of a trace, or some of its heads, as a trace of one layer. */
function alone(trace: Unattended, heads: readonly Float32Array[]): HeldTrace {
  const size = trace.tokens.length ** 2;
  const attention = new Float32Array(heads.length * size);
  for (const [at, weights] of heads.entries()) attention.set(weights, at * size);
  return { ...trace, layers: 1, heads: heads.length, attention };
}

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);

/** What is asked for, a head at a time. */
type Read = Pick<SelfAttention, 'layers' | 'heads' | 'rows' | 'maxRowError' | 'maxFuture' | 'read'>;

/**
 * @param other what stands in the other place of the comparison, when it is asked.
 */
export function keptInFile(
  trace: Unattended,
  self: Read,
  other: () => Trace | null,
): KeptAttention {
  const { layers, heads, maxRowError, maxFuture } = self;
  const size = self.rows ** 2;
  const ruler = once(async () => rulerOf(trace));

  async function* headsOf(layer: number): AsyncGenerator<Float32Array> {
    for (let head = 0; head < heads; head++) yield self.read(layer, head);
  }

  async function mean(of: readonly number[]): Promise<Float32Array> {
    const sum = new Float64Array(size);
    for (const layer of of) {
      for await (const weights of headsOf(layer)) {
        for (let at = 0; at < size; at++) sum[at]! += weights[at]!;
      }
    }
    const count = of.length * heads;
    return Float32Array.from(sum, (each) => each / count); // [T, T]
  }

  const overall = once(() => mean(range(layers)));
  const rollout = once(async () => {
    let product: Float64Array | null = null;
    for (const layer of range(layers)) product = rolledOn(product, await mean([layer]));
    return Float32Array.from(product!); // [T, T]
  });

  async function matrix({ choice, of }: Question & { what: 'matrix' }): Promise<Float32Array> {
    switch (of) {
      case 'head':
        return self.read(choice.layer, choice.head);
      case 'layer':
        return mean([choice.layer]);
      case 'all':
        // A copy: it goes to another thread.
        return (await overall()).slice();
      case 'rollout':
        return (await rollout()).slice();
    }
  }

  /** Something of each head of a layer, one head held at a time. */
  async function each<Value>(
    layer: number,
    of: (weights: Float32Array) => Value,
  ): Promise<Value[]> {
    const values: Value[] = [];
    for await (const weights of headsOf(layer)) values.push(of(weights));
    return values;
  }

  async function alike(
    asked: Question & { what: 'counterparts' },
  ): Promise<Answers['counterparts']> {
    const others = other();
    if (!others) throw new RangeError('There is no other reading to compare with.');
    const { choice, layer, withoutSpecials } = asked;
    const own = alone(trace, [await self.read(choice.layer, choice.head)]);
    const together = Math.max(1, Math.floor(AT_ONCE / (4 * others.tokens.length ** 2)));
    const parts: Answers['counterparts'][] = [];
    for (let from = 0; from < others.heads; from += together) {
      const some = range(Math.min(together, others.heads - from)).map((at) => from + at);
      const read = some.map((head) => matrixOf(others, { layer, head }, 'head'));
      const their = alone(others, await Promise.all(read));
      const both =
        trace.side === 'left' ? { left: own, right: their } : { left: their, right: own };
      const part = counterparts(both, trace.side, FIRST, { withoutSpecials });
      const ranked = part.ranked.map((one) => ({
        ...one,
        choice: { layer, head: from + one.choice.head },
      }));
      parts.push({ ...part, ranked });
    }
    return { ...parts[0]!, ranked: mostAlikeFirst(parts.flatMap(({ ranked }) => ranked)) };
  }

  async function answer(question: Question): Promise<Answers[keyof Answers]> {
    switch (question.what) {
      case 'matrix':
        return matrix(question);
      case 'thumbnails': {
        const small: Float32Array[] = [];
        for (const { layer, head } of question.choices) {
          const held = alone(trace, [await self.read(layer, head)]);
          small.push(...thumbnailsHere(held, [FIRST], question.by, question.size));
        }
        return small;
      }
      case 'yardstick':
        return yardstickOf(trace, await ruler());
      case 'metrics': {
        const own = await ruler();
        return each(question.layer, (weights) => measure(weights, own));
      }
      case 'rightShares':
        return each(question.layer, (weights) => rightShare(alone(trace, [weights]), FIRST));
      case 'counterparts':
        return alike(question);
    }
  }

  return { maxRowError, maxFuture, ask: (question) => answer(question as Question) };
}

/**
 * A reading beside another of which one at least is attention from a file, so that questions about both find an
 * answer: as it is, where both are held whole.
 */
export function besideFile(trace: Trace, other: () => Trace | null): Trace {
  const their = other();
  if (!their || (isHeld(trace) && isHeld(their))) return trace;
  const here = keptInFile(
    trace,
    {
      ...{ layers: trace.layers, heads: trace.heads, rows: trace.tokens.length },
      ...{ maxRowError: maxRowError(trace), maxFuture: maxFuture(trace) },
      read: async (layer, head) => (await matrixOf(trace, { layer, head }, 'head')).slice(),
    },
    other,
  );
  const { attention } = trace;
  if (attention instanceof Float32Array) return { ...trace, attention: here };
  const isOfBoth = (question: object) => (question as Question).what === 'counterparts';
  return {
    ...trace,
    attention: {
      ...attention,
      ask: (question) => (isOfBoth(question) ? here : attention).ask(question),
    },
  };
}

/** Made when it is first asked for, and kept unless it fails. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
}
