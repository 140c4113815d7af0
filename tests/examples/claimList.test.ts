import { expect, it } from 'vitest';
import { claimLines } from '../../src/examples/claimList.ts';
import { claims } from '../../src/examples/claims.ts';
import { presets } from '../../src/examples/presets.ts';
import { traceFile } from '../support/preset.ts';

it('stars the heads that bear a claim out, the best one first', () => {
  const lines = claimLines(traceFile('animal-tired'), claims['animal-tired']);
  const at = lines.findIndex((line) => line.startsWith('holds: {"kind":"singles-out"'));
  expect(lines[at + 1]).toMatch(/^ {2}\* 2\.2 {2}0\.48, others 0\.15, at most 0\.30, index 0\.5/);
  expect(lines[at + 2]).toMatch(/^ {4}\d\.\d/);
  expect(lines.some((line) => line.includes('was (10) from tired (12)'))).toBe(true);
});

it('says which claims do not hold, and goes on', () => {
  const wrong = [
    { ...claims.repeat[0]!, row: ['red', 40] },
    { ...claims.repeat[0]!, layer: 0 },
  ] as typeof claims.repeat;
  const lines = claimLines(traceFile('repeat'), wrong);
  expect(lines.filter((line) => line.startsWith('FAILS'))).toHaveLength(2);
});

it.each(presets.map(({ id }) => id))('finds the cell that “%s” opens with', (id) => {
  const { cell } = presets.find((each) => each.id === id)!.opens;
  const starred = claimLines(traceFile(id), claims[id]).filter((line) => line.startsWith('  *'));
  expect(starred.length).toBeGreaterThan(0);
  expect(cell.row).not.toBe(cell.column);
});
