/** Heads made small enough for an overview, the largest weight under each pixel. */
import type { HeldTrace, Trace } from '../../model/trace.ts';
import { attentionViewOf } from '../attention/attentionView.ts';
import type { HeadChoice } from '../attention/head.ts';
import { maxPool } from '../attention/pool.ts';
import type { Unit } from '../attention/viewOptions.ts';
import { type Answer, asKept, ask, isHeld } from './question.ts';

/** @returns [n, n] each, n the pixels, or the tokens or words where they are fewer */
export function thumbnailsHere(
  trace: HeldTrace,
  choices: readonly HeadChoice[],
  by: Unit,
  size: number,
): Float32Array[] {
  return choices.map((choice) => {
    const { weights, tokens } = attentionViewOf(trace, choice, { of: 'head', by });
    return maxPool(weights, tokens.length, size);
  });
}

/** The same of attention that may be elsewhere. */
export function thumbnailsOf(
  trace: Trace,
  choices: readonly HeadChoice[],
  by: Unit,
  size: number,
): Answer<readonly Float32Array[]> {
  if (isHeld(trace)) return thumbnailsHere(trace, choices, by, size);
  return ask(asKept(trace), { what: 'thumbnails', choices, by, size });
}
