/** What arcs start from. */
import { useMemo, useState } from 'react';
import { type Pointed, pointedIn, rowIn } from '../../analysis/attention/pointed.ts';
import type { Comparison, Trace } from '../../model/trace.ts';
import { SIDES } from '../../text/token.ts';
import { kindOf } from '../reading/TokenStrip.tsx';

/** Arcs go on starting from the token that was last in focus. */
export function useStart(comparison: Comparison, active: Pointed | null): Pointed {
  const [last, setLast] = useState<Pointed | null>(null);
  if (active && active !== last) setLast(active);
  return useMemo(() => startOf(comparison, last), [comparison, last]);
}

/** What arcs start from: the token last in focus, or else the last word that all models have read. */
function startOf(comparison: Comparison, last: Pointed | null): Pointed {
  const there = SIDES.flatMap((side) => comparison[side] ?? []);
  // It may be of another text: what is at that place of this one.
  for (const { side, tokens } of there) {
    const row = rowIn(last, side);
    const again =
      row !== null && row < tokens.length && pointedIn(comparison, { row, column: row, side });
    if (again) return again;
  }
  // Of as many tokens the right one.
  const [shortest] = there.toReversed().sort((a, b) => a.tokens.length - b.tokens.length);
  const row = shortest ? lastWord(shortest) : 0;
  const cell = { row, column: row };
  const start = shortest && pointedIn(comparison, { ...cell, side: shortest.side });
  return start ?? { left: cell, right: cell };
}

/** The last word that a model has read: the one with the most before it. */
function lastWord({ tokens }: Trace): number {
  for (let position = tokens.length - 1; position > 0; position--) {
    const token = tokens[position]!;
    if (kindOf(token) === 'text' && /[\p{L}\p{N}]/u.test(token.label)) return position;
  }
  return tokens.length - 1;
}
