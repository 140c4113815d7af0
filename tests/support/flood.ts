/**
 * How often and from which seed the property tests draw. A failure prints its seed and path:
 * `FLOOD_SEED=42 FLOOD_PATH=17:3 npx vitest run <file> -t <test>` meets the same case again.
 * `FLOOD_RUNS=100000` draws more of them.
 */
import fc from 'fast-check';
import { isWhole } from './breadth.ts';

/** How many texts, requests and addresses are drawn where everything is run. */
export const MANY = 10_000;

/** In a run of minutes a twentieth, but so many: each run draws others, so that many runs see as much. */
const few = (runs: number) => Math.min(runs, Math.max(100, runs / 20));

/** Milliseconds after which a flood counts as hanging: far more than a busy machine needs. */
export const PATIENCE = 300_000;

function whole(name: string, value: string | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  if (/^-?\d+$/.test(value)) return Number(value);
  throw new Error(`${name} is a whole number, not ${JSON.stringify(value)}.`);
}

/** @throws Error with a sentence when the environment asks for what is no number. */
export function drawn(
  runs: number,
  env: NodeJS.ProcessEnv = process.env,
): fc.Parameters<unknown> & { numRuns: number } {
  const seed = whole('FLOOD_SEED', env.FLOOD_SEED);
  return {
    numRuns: whole('FLOOD_RUNS', env.FLOOD_RUNS) ?? (isWhole ? runs : few(runs)),
    ...(seed !== undefined && { seed }),
    ...(env.FLOOD_PATH && { path: env.FLOOD_PATH }),
  };
}

/** Checks `runs` draws; on a failure the shrunk case is reported with its seed and path. */
export function flood<Ts>(property: fc.IProperty<Ts>, runs = MANY): void {
  fc.assert(property, drawn(runs) as fc.Parameters<Ts>);
}

/** The same for a property that waits. */
export async function floodAsync<Ts>(property: fc.IAsyncProperty<Ts>, runs = MANY): Promise<void> {
  await fc.assert(property, drawn(runs) as fc.Parameters<Ts>);
}

/** Fails unless it is an error whose message is one line that reads as a sentence and ends as one. */
export function requireSentence(error: unknown): asserts error is Error {
  if (!(error instanceof Error)) throw new Error('Something other than an error was thrown.');
  if (!/^\S+ .*[.!?]$/.test(error.message)) {
    throw new Error(`${error.name} is not told in a sentence: ${error.message.slice(0, 300)}`, {
      cause: error,
    });
  }
}
