/** The numbers of the step view against what PyTorch computed from the same weights, of every head. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headsInOrder } from '../../../src/analysis/attention/head.ts';
import {
  furthest,
  headRow,
  softmaxTerm,
  stagesOf,
  sumOfProducts,
} from '../../../src/analysis/steps/arithmetic.ts';
import { numberAt, type Part } from '../../../src/analysis/steps/stepTable.ts';
import { startLocalBackend } from '../../../src/build/localSession.ts';
import type { Model } from '../../../src/model/model.ts';
import { openSafetensors } from '../../../src/model/weights/safetensors.ts';
import { fromThousandths, thousandths } from '../../../src/sentences/numbers/decimal.ts';
import { sourceOf } from '../../../src/sentences/stepSource.ts';
import type { Side } from '../../../src/text/token.ts';
import { expectClose, type Tolerance } from '../../support/close.ts';
import { type Golden, openGolden, readingOf } from '../../support/golden.ts';
import { nodeFiles } from '../../support/node-golden.ts';

const TO_4: Tolerance = { absolute: 1e-4 };
// Raw scores reach into the hundreds and forbidden ones to −10000, where single precision itself is
// coarser than 1e-4: two millionths of their size more.
const LARGE: Tolerance = { absolute: 1e-4, relative: 2e-6 };

const golden: Golden = await openGolden(nodeFiles);

const number = (text: string): number => Number(text.replaceAll('−', '-'));

describe.each(golden.entries)('$file: $text', (entry) => {
  let models: Record<Side, Model>;
  const name: Side = entry.model === 'mini-bert' ? 'left' : 'right';
  const T = entry.ids.length;

  beforeAll(async () => {
    await startLocalBackend('wasm');
    models = golden.models();
  });

  afterAll(() => {
    models.left.dispose();
    models.right.dispose();
  });

  it('every head’s stages are PyTorch’s to 1e-4, and its sources add up', async () => {
    const fixture = openSafetensors(await golden.fixture(entry));
    const { heads: H, headWidth: d, width: D } = models[name].config;
    const reading = readingOf(entry, golden.tokenizer);
    for (const choice of headsInOrder(models[name].config)) {
      const trace = await models[name].forward(reading, { inspect: choice });
      const stages = stagesOf(trace, choice)!;
      const position = T - 1 - (choice.head % T);
      const row = headRow(trace, stages, position);
      const weight = golden.checkpoints[name].blocks[choice.layer]!.project.weight.values;
      const ofHead = (stage: string, width: number) => {
        const all = fixture.read(`layers.${choice.layer}.${stage}`, [H, T, width]);
        return all.subarray(choice.head * T * width, (choice.head + 1) * T * width);
      };
      const ofRow = (values: Float32Array, width: number) =>
        values.subarray(position * width, (position + 1) * width);
      const where = `${entry.file} layer ${choice.layer}, head ${choice.head}`;

      for (const vector of ['q', 'k', 'v'] as const) {
        expectClose(`${where} ${vector}`, stages[vector], ofHead(vector, d), TO_4);
      }
      for (const stage of ['scaled', 'weights'] as const) {
        expectClose(`${where} ${stage}`, row[stage], ofRow(ofHead(stage, T), T), TO_4);
      }
      for (const stage of ['scores', 'masked'] as const) {
        expectClose(`${where} ${stage}`, row[stage], ofRow(ofHead(stage, T), T), LARGE);
      }
      const context = fixture
        .read(`layers.${choice.layer}.context`, [T, D])
        .subarray(position * D + choice.head * d, position * D + (choice.head + 1) * d);
      expectClose(`${where} context`, row.context, context, TO_4);
      const output = Array.from({ length: D }, (_, column) =>
        context.reduce(
          (sum, value, c) => sum + value * weight[(choice.head * d + c) * D + column]!,
          0,
        ),
      );
      expectClose(`${where} output`, row.output, output, TO_4);

      // What the page works out beside them comes to the same.
      for (let key = 0; key < T; key++) {
        const { total } = sumOfProducts(row.query, row.key(key), 3);
        expectClose(`${where} q·k`, [total], [row.scores[key]!], LARGE);
        const { weight: share } = softmaxTerm(row.masked, key);
        expectClose(`${where} softmax`, [share], [row.weights[key]!], { absolute: 1e-5 });
      }
      const summed: Part[] = ['query', 'key', 'value', 'score', 'context', 'output'];
      for (const part of summed) {
        const component = part === 'output' ? furthest(row.output) : furthest(row.context);
        const spot = { part, key: choice.layer % T, component };
        const { lines } = sourceOf(trace, stages, row, spot);
        const values = lines.map(({ value }) => number(value));
        const total = values.pop()!;
        const sum = values.reduce((so, value) => so + thousandths(value), 0);
        expect(fromThousandths(sum), `${where} ${part} as written`).toBe(total);
        expectClose(`${where} ${part}`, [total], [numberAt(row, spot)], { absolute: 6e-4 });
        for (const { working, value } of lines) {
          if (working === '') continue;
          const [left, right] = working.split(' × ').map(number) as [number, number];
          const rounding = 6e-4 + 5e-5 * (Math.abs(left) + Math.abs(right));
          expectClose(`${where} ${working}`, [left * right], [number(value)], {
            absolute: rounding,
          });
        }
      }
    }
  }, 60_000);
});
