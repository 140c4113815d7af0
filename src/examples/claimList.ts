/** The heads that bear out an example's claims best, and what else the heads single out in its text, as lines. */
import type { Cell } from '../analysis/attention/cell.ts';
import {
  bestHeads,
  type RankedReading,
  singledOut,
  singlesOut,
} from '../analysis/attention/selectivity.ts';
import type { FullComparison, HeldTrace } from '../model/trace.ts';
import { SIDES } from '../text/token.ts';
import { type Claim, refuted } from './claim.ts';

/** Heads that are listed of a claim, and readings of a model. */
const HEADS = 3;
const READINGS = 12;

const two = (number: number) => number.toFixed(2);

function lineOf(reading: RankedReading, what: string): string {
  const { layer, head, weight, mean, rival, index } = reading;
  const mark = singlesOut(reading) ? '*' : ' ';
  return `  ${mark} ${layer + 1}.${head + 1}  ${two(weight)}, others ${two(mean)}, at most ${two(rival)}, index ${two(index)}  ${what}`;
}

const labelled = ({ tokens }: HeldTrace, { row, column }: Cell) =>
  `${tokens[row]!.label} (${row}) from ${tokens[column]!.label} (${column})`;

/** @returns a starred reading is singled out */
export function claimLines(
  { text, left, right }: FullComparison<HeldTrace>,
  claims: readonly Claim[],
): string[] {
  const traces = { left, right };
  const lines = [text];
  for (const claim of claims) {
    const trace = traces[claim.side];
    const problem = refuted(claim, trace);
    const said = JSON.stringify(claim);
    lines.push(`${problem === null ? 'holds' : 'FAILS'}: ${said}${problem ? ` ${problem}` : ''}`);
    if (claim.kind === 'predicts' || claim.kind === 'offset') continue;
    const cell = { row: claim.row[1], column: claim.column[1] };
    const size = trace.tokens.length;
    if (Math.max(cell.row, cell.column) >= size || !trace.mask[cell.row * size + cell.column]) {
      continue;
    }
    lines.push(
      ...bestHeads(trace, cell)
        .slice(0, HEADS)
        .map((reading) => lineOf(reading, '')),
    );
  }
  for (const side of SIDES) {
    const trace = traces[side];
    lines.push(`What heads of ${trace.model.name} single out, neighbours aside:`);
    lines.push(
      ...singledOut(trace)
        .slice(0, READINGS)
        .map((reading) => lineOf(reading, labelled(trace, reading))),
    );
  }
  return lines.map((line) => line.trimEnd());
}
