/** What is kept for programs: every number in its place, and the link's settings whole. */
import { describe, expect, it } from 'vitest';
import type { HeadGridFigure } from '../../../src/figures/kept/headGrid.ts';
import { dataOf } from '../../../src/view/keep/data.ts';
import { traceFile } from '../../support/preset.ts';

const comparison = traceFile('animal-tired');

const headGrid = (count: number, length: number, across?: number): HeadGridFigure => ({
  ...{ kind: 'headGrid', side: 'left', columns: 1, tokens: null, chosen: null, across },
  heads: [
    {
      choice: { layer: 0, head: 2 },
      weights: Float32Array.from({ length: count }, (_, at) => at / 16),
    },
  ],
  mask: new Uint8Array(length ** 2).fill(1),
});

function kept(figure: HeadGridFigure, link = 'https://school.example/') {
  const part = { heading: 'BERT', subheading: null, figure } as never;
  return JSON.parse(dataOf([part], { comparison, caption: '', weights: null, link }));
}

describe('The JSON of all heads', () => {
  it.each([
    ['of a text', headGrid(9, 3), [3, 3]],
    ['of two texts, as rows of what is read', headGrid(12, 7, 4), [3, 4]],
    ['of two texts where more read than are read', headGrid(12, 7, 3), [4, 3]],
    ['of two texts, made small', headGrid(120 * 2, 302, 300), [2, 120]],
  ])('%s has the numbers of each head in order', (_, figure, [rows, columns]) => {
    const [head] = kept(figure).figures[0].heads;
    expect(head).toMatchObject({ layer: 1, head: 3 });
    expect(head.attention).toHaveLength(rows!);
    for (const row of head.attention) expect(row).toHaveLength(columns!);
    expect(head.attention.flat()).toEqual([...figure.heads[0]!.weights]);
  });

  it('has the settings of a link that stand behind its #, too', () => {
    const link = 'https://school.example/?text=a&view=match#pair=b+c&mask=hide.3';
    expect(kept(headGrid(9, 3), link).settings).toEqual({
      ...{ text: 'a', view: 'match', pair: 'b c', mask: 'hide.3' },
    });
  });
});
