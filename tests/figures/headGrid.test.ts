/** Every head of a model at a glance. */
import { describe, expect, it } from 'vitest';
import { lookUpTable, PALETTES } from '../../src/figures/colormap.ts';
import { headGridCells } from '../../src/figures/headGrid.ts';
import { causal } from '../../src/model/mask.ts';

const geometry = { columns: 1, thumb: 60, space: 4, below: 4, hatch: 4, line: 1 };

/** Where the cells of a head are, of as many tokens. */
function boxOf(tokens: number) {
  const weights = new Float32Array(tokens ** 2).fill(1 / tokens);
  const colormap = { palette: PALETTES.light, table: lookUpTable(PALETTES.light) };
  const [group] = headGridCells([weights], causal(tokens), geometry, colormap);
  const [cells] = group!.kind === 'group' ? group!.items : [];
  return cells!.kind === 'cells' ? cells!.box : null;
}

describe('A head', () => {
  it('fills its picture', () => {
    expect(boxOf(2)).toEqual([0, 0, 60, 60]);
    expect(boxOf(5)).toEqual([0, 0, 60, 60]);
  });

  it('of one token is one cell of it, and does not make all of it black', () => {
    expect(boxOf(1)).toEqual([0, 0, 20, 20]);
  });
});
