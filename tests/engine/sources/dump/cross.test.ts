/** Cross-attention from a file: as a reading of both texts, of which its rows and columns alone are drawn and measured. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { partOf } from '../../../../src/analysis/attention/across.ts';
import { attentionViewOf } from '../../../../src/analysis/attention/attentionView.ts';
import { maxRowError } from '../../../../src/analysis/attention/health.ts';
import { shareOfReading } from '../../../../src/analysis/attention/topKeys.ts';
import { counterparts } from '../../../../src/analysis/between/counterparts.ts';
import { difference } from '../../../../src/analysis/between/difference.ts';
import { measureModel } from '../../../../src/analysis/metrics/measureModel.ts';
import { matrixOf } from '../../../../src/analysis/onDemand/matrices.ts';
import { thumbnailsOf } from '../../../../src/analysis/onDemand/thumbnails.ts';
import { analyse } from '../../../../src/console/analyse.ts';
import { runResult } from '../../../../src/console/console.ts';
import { openAttention } from '../../../../src/engine/sources/dump/openAttention.ts';
import { readDump } from '../../../../src/engine/sources/dump/readDump.ts';
import { traceOf } from '../../../../src/engine/sources/dump/trace.ts';
import { lookUpTable, PALETTES } from '../../../../src/figures/colormap.ts';
import { headGridCells } from '../../../../src/figures/headGrid.ts';
import { heatmapCells } from '../../../../src/figures/heatmap.ts';
import { legendOf, numbersOf } from '../../../../src/figures/kept/figure.ts';
import type { Cells } from '../../../../src/figures/scene.ts';
import type { FullComparison, HeldTrace, Trace } from '../../../../src/model/trace.ts';
import { caption, readout } from '../../../../src/sentences/captions.ts';
import { acrossSentence } from '../../../../src/sentences/match.ts';
import { doings } from '../../../../src/sentences/models.ts';
import { plain } from '../../../../src/sentences/phrase.ts';
import { expectClose } from '../../../support/close.ts';
import { attention, fixture, safetensors, singles } from '../../../support/dumps.ts';

const FIRST = { layer: 0, head: 0 };
const INK = { palette: PALETTES.light, table: lookUpTable(PALETTES.light) };

/** Two tokens that read three: "Das Haus" reads "the house ." */
const WEIGHTS = [0.5, 0.25, 0.25, 0, 1, 0];
const small = (weights: readonly number[] = WEIGHTS) =>
  safetensors(
    { 'cross.0': singles([1, 2, 3], weights) },
    {
      ...{ tokens: '["the","▁house","</s>"]', text: 'the house' },
      ...{ query_tokens: '["▁Das","</s>"]', query_text: 'Das', model: 'org/t5' },
    },
  );

const held = async (file = small()) =>
  traceOf(await readDump(file), 'left', undefined, 'cross') as HeldTrace;
const viewOf = (trace: HeldTrace) => attentionViewOf(trace, FIRST);

describe('A reading of cross-attention', () => {
  it('has the tokens that are read, then those that read, whose rows alone are attention', async () => {
    const trace = await held();
    expect(trace.across).toBe(3);
    expect(trace.tokens.map(({ label }) => label)).toEqual(['the', 'house', '</s>', 'Das', '</s>']);
    expect(trace.tokens.map(({ reads }) => reads === true)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    // One spelling is one token of the vocabulary, and the texts have no word in common.
    expect(trace.tokens[4]!.id).toBe(trace.tokens[2]!.id);
    expect(trace.tokens.map(({ word }) => word)).toEqual([0, 1, null, 2, null]);
    expect(Array.from(trace.attention)).toEqual([
      ...[0, 0, 0, 0, 0],
      ...[0, 0, 0, 0, 0],
      ...[0, 0, 0, 0, 0],
      ...[0.5, 0.25, 0.25, 0, 0],
      ...[0, 1, 0, 0, 0],
    ]);
    expect(Array.from(trace.mask)).toEqual([
      ...new Array<number>(15).fill(0),
      ...[1, 1, 1, 0, 0],
      ...[1, 1, 1, 0, 0],
    ]);
    expect(maxRowError(trace)).toBe(0);
    expect(trace.model.can).toMatchObject({ across: true, live: false, causal: false });
    expect(doings(trace.model.can)).toContain('how one text reads another');
  });

  it('has the weights that the library computed', async () => {
    const expected = JSON.parse(
      readFileSync(new URL('../../../fixtures/dumps/expected.json', import.meta.url), 'utf8'),
    ).cross;
    const trace = await held(fixture('cross.safetensors'));
    const length = trace.tokens.length;
    expect(length - trace.across!).toBe(expected.queries.length);
    for (const [layer, head, row, column, weight] of expected.across as number[][]) {
      const at = (layer! * trace.heads + head!) * length + trace.across! + row!;
      expect(trace.attention[at * length + column!]).toBeCloseTo(weight!, 6);
    }
  });

  it('answers the same where it stays in its file', async () => {
    const file = fixture('cross.safetensors');
    const trace = await held(file);
    const kept: Trace = traceOf(await readDump(file, { whole: 0 }), 'left', undefined, 'cross');
    expect(kept.attention).not.toBeInstanceOf(Float32Array);
    for (const of of ['head', 'layer', 'all', 'rollout'] as const) {
      const [one, other] = [matrixOf(trace, FIRST, of), await matrixOf(kept, FIRST, of)];
      expectClose(of, other, one as Float32Array, { absolute: 1e-7 });
    }
    expect(await thumbnailsOf(kept, [FIRST], 'words', 4)).toEqual(
      await thumbnailsOf(trace, [FIRST], 'words', 4),
    );
  });

  it('comes with the attention of the text to itself where the file has both, each in a source of its own', async () => {
    const from = {
      sources: { self: 'attention:a', cross: 'cross:a' },
      ...{ hash: null, notes: { self: ['self'], cross: ['cross'] } },
    };
    const opened = openAttention(await readDump(fixture('cross.safetensors')), from, 'cross');
    expect(opened).toMatchObject({ of: 'cross', source: 'cross:a', notes: ['cross'] });
    expect(opened.also!()).toMatchObject({ of: 'self', source: 'attention:a', notes: ['self'] });
    expect(opened.also!().also!().source).toBe('cross:a');
    const alone = openAttention(await readDump(small()), from, 'cross');
    expect(alone.also).toBeNull();
    expect(() => openAttention({ ...alone, self: null } as never, from, 'self')).toThrow();
  });
});

describe('A picture of cross-attention', () => {
  it('has a row for each token that reads and a column for each that is read, none of them forbidden', async () => {
    const view = viewOf(await held());
    const { weights, mask, tokens } = view;
    const geometry = { cell: 12, gap: 1, count: 5, hatch: 6, line: 1 };
    const matrix = { weights, mask, length: tokens.length, part: partOf(view) };
    const items = heatmapCells(matrix, geometry, () => false, INK);
    expect(items[0]).toMatchObject({ kind: 'cells', rows: 2, columns: 3, box: [0, 0, 36, 24] });
    expect(Array.from((items[0] as Cells).values!)).toEqual(WEIGHTS);
    expect(items.map(({ kind }) => kind)).not.toContain('hatching');
  });

  it('is made small by rows and columns, and fills the square of its head', async () => {
    const trace = await held();
    const [thumbnail] = await thumbnailsOf(trace, [FIRST], 'tokens', 2);
    // The largest of two columns, and the third by itself.
    expect(Array.from(thumbnail!)).toEqual([0.5, 0.25, 1, 0]);
    const geometry = { columns: 1, thumb: 2, space: 0, below: 0, hatch: 4, line: 1 };
    const [grid] = headGridCells([thumbnail!], trace.mask, geometry, INK, trace.across);
    expect(grid).toMatchObject({ items: [{ rows: 2, columns: 2, box: [0, 0, 2, 2] }] });
  });

  it('is kept with exactly its numbers, each text counted by itself', async () => {
    const view = viewOf(await held());
    const figure = { kind: 'heatmap', view, hideSpecials: false, cell: null } as const;
    expect(numbersOf(figure).rows).toEqual([
      [0, 'Das', 0, 'the', 0.5, 'open'],
      [0, 'Das', 1, 'house', 0.25, 'open'],
      [0, 'Das', 2, '</s>', 0.25, 'open'],
      [1, '</s>', 0, 'the', 0, 'open'],
      [1, '</s>', 1, 'house', 1, 'open'],
      [1, '</s>', 2, '</s>', 0, 'open'],
    ]);
    expect(legendOf(figure).marks.map(({ mark }) => mark)).not.toContain('forbidden');
  });

  it('is spoken of as what one text reads of the other', async () => {
    const view = viewOf(await held());
    expect(plain(readout(view, { row: 3, column: 0 }, false))).toBe('Das reads 50.0% from the.');
    const said = (focus: { row: number; column: number } | null) =>
      plain(caption({ left: view, right: null }, focus && { left: focus, right: focus }, false));
    // The house takes a quarter of one row and all of the other: 5/8.
    expect(said(null)).toContain('the largest share, 63%, goes to house');
    expect(said({ row: 4, column: 1 })).toContain('reads most from house (100%)');
    expect(shareOfReading(view).entries.map(({ weight }) => weight)).toEqual([0.625, 0.25, 0.125]);
  });

  it('has no rollout, and shows the mean of all heads in its place', async () => {
    const view = attentionViewOf(await held(), FIRST, { of: 'rollout', by: 'tokens' });
    expect(view.of).toBe('all');
    expect(view.weights).toEqual(viewOf(await held()).weights);
  });
});

describe('What is measured of cross-attention', () => {
  it('is what does not ask for a distance between the two texts', async () => {
    const { metrics, rows, baseline } = measureModel(await held());
    const [[head]] = metrics as [[(typeof metrics)[0][0]]];
    for (const name of ['distance', 'self', 'previous', 'next', 'future', 'induction'] as const) {
      expect([name, head[name], rows[name]]).toEqual([name, null, 0]);
    }
    // (1.5 ln 2 + 0) / 2 rows, over ln 3.
    expect(head.entropy).toBeCloseTo((0.75 * Math.log(2)) / Math.log(3), 6);
    expect(head).toMatchObject({ first: 0.25, specials: 0.125, same: 0 });
    expect(baseline.entropy).toBeCloseTo(1, 6);
    expect(baseline.first).toBeCloseTo(1 / 3, 6);
  });

  it('is compared with cross-attention of the same texts, special tokens of either included', async () => {
    const [left, right] = [await held(), await held(small([0.5, 0.5, 0, 0, 0.5, 0.5]))];
    const both = { left, right: { ...right, side: 'right' as const } };
    expect(counterparts({ left, right: left }, 'left', FIRST).ranked[0]!.score).toBeCloseTo(1, 6);
    const { shared, values } = difference(left, both.right, { left: FIRST, right: FIRST });
    expect(Array.from(shared)).toEqual(Array.from(left.mask));
    expect(Array.from(values.subarray(15, 18))).toEqual([0, -0.25, 0.25]);
    expect(Array.from(values.subarray(20, 23))).toEqual([0, 0.5, -0.5]);
    expect(acrossSentence({ left, right: both.right })).toBeNull();
  });

  it('is not compared with a text that reads itself, and says what it would need', async () => {
    const own = safetensors(
      { attentions: singles([1, 1, 3, 3], attention([3, 3])) },
      { tokens: '["the","▁house","</s>"]', text: 'the house', model: 'bert' },
    );
    const right = traceOf(await readDump(own), 'right');
    expect(acrossSentence({ left: await held(), right })).toBe(
      't5 is cross-attention, where the tokens of one text read another; in bert a text reads itself. No row of one is a row of the other: to match heads, open a second file of cross-attention between the same two texts.',
    );
  });

  it('is measured from what the console hands out, too', async () => {
    const trace = await held();
    const comparison = { text: '', pair: null, cut: null, left: trace, right: trace };
    const run = runResult(comparison as FullComparison<HeldTrace>);
    expect(run.left.across).toBe(3);
    const { bert } = analyse({ bert: run.left, gpt: run.right } as never);
    expect(bert[0]![0]).toMatchObject({ distance: null, first: 0.25 });
    const wrong = { ...run.left, across: 5 };
    expect(() => analyse({ bert: wrong, gpt: wrong } as never)).toThrow('"bert.across"');
  });
});
