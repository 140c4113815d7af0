import { describe, expect, it } from 'vitest';
import { baselineOf } from '../../../src/analysis/metrics/baseline.ts';
import { METRICS, type MetricName } from '../../../src/analysis/metrics/metricNames.ts';
import { metricsOf, rowsOf, rulerOf } from '../../../src/analysis/metrics/metrics.ts';
import { isPunctuation } from '../../../src/analysis/metrics/targets.ts';
import { presets } from '../../../src/examples/presets.ts';
import { causal } from '../../../src/model/mask.ts';
import type { HeldTrace } from '../../../src/model/trace.ts';
import { traceFile } from '../../support/preset.ts';
import { reading } from '../texts.ts';
import { token } from '../traces.ts';

type Values = Readonly<Record<MetricName, number | null>>;

function expectMetrics(actual: Values, expected: Values, digits = 7): void {
  for (const name of METRICS) {
    const value = expected[name];
    if (value === null) expect(actual[name], name).toBeNull();
    else expect(actual[name], name).toBeCloseTo(value, digits);
  }
}

describe('a head that may read both ways', () => {
  const trace = reading('left', 'a b a .', [
    [
      [0.5, 0.25, 0.125, 0.125],
      [0.25, 0.25, 0.25, 0.25],
      [0, 1, 0, 0],
      [0, 0, 0.5, 0.5],
    ],
  ]);

  it('has the metrics that its matrix gives by hand', () => {
    expectMetrics(metricsOf(trace)[0]![0]!, {
      // In units of ln 2: 0.5 + 2·0.25 + 3·0.25 = 1.75 of ln 4 = 2; 2 of 2; 0; 1 of 2.
      entropy: (0.875 + 1 + 0 + 0.5) / 4,
      // 0.25 + 2/8 + 3/8; 0.25 + 0.25 + 2/4; 1; 0.5.
      distance: (0.875 + 1 + 1 + 0.5) / 4,
      self: (0.5 + 0.25 + 0 + 0.5) / 4,
      previous: (0.25 + 1 + 0.5) / 3,
      next: (0.25 + 0.25 + 0) / 3,
      first: (0.25 + 0 + 0) / 3,
      specials: null,
      punctuation: (0.125 + 0.25 + 0 + 0.5) / 4,
      separators: (0.125 + 0.25 + 0 + 0.5) / 4,
      // The first a reads the second, the second the first.
      same: (0.125 + 0) / 2,
      // The second a reads b, which followed the first.
      induction: 1,
      future: (0.5 + 0.5 + 0 + 0) / 4,
    });
  });

  it('is set against a head that reads four keys evenly', () => {
    expectMetrics(baselineOf(trace), {
      entropy: 1,
      // Rows: (0+1+2+3)/4, (1+0+1+2)/4, and the same from the other end.
      distance: (1.5 + 1 + 1 + 1.5) / 4,
      self: 1 / 4,
      previous: 1 / 4,
      next: 1 / 4,
      first: 1 / 4,
      specials: null,
      punctuation: 1 / 4,
      separators: 1 / 4,
      same: 1 / 4,
      induction: 1 / 4,
      future: (3 / 4 + 2 / 4 + 1 / 4 + 0) / 4,
    });
  });

  it('knows on how many rows each metric rests', () => {
    expect(rowsOf(rulerOf(trace))).toEqual({
      entropy: 4,
      distance: 4,
      self: 4,
      previous: 3,
      next: 3,
      first: 3,
      specials: 0,
      punctuation: 4,
      separators: 4,
      same: 2,
      induction: 1,
      future: 4,
    });
  });
});

describe('a head that may only look left', () => {
  const trace = reading('right', '<|endoftext|> a b a', [
    [
      [1, 0, 0, 0],
      [0.5, 0.5, 0, 0],
      [0.5, 0.25, 0.25, 0],
      [0.25, 0.25, 0.5, 0],
    ],
  ]);

  it('has the metrics that its matrix gives by hand', () => {
    expectMetrics(metricsOf(trace)[0]![0]!, {
      // Rows 1 to 3, the first having one key: ln 2 of ln 2; 1.5 ln 2 of ln 3; 1.5 ln 2 of ln 4.
      entropy: (1 + (1.5 * Math.LN2) / Math.log(3) + 0.75) / 3,
      // 0; 0.5; 2·0.5 + 0.25; 3·0.25 + 2·0.25 + 0.5.
      distance: (0 + 0.5 + 1.25 + 1.75) / 4,
      self: (1 + 0.5 + 0.25 + 0) / 4,
      previous: (0.5 + 0.25 + 0.5) / 3,
      next: 0,
      first: (0.5 + 0.5 + 0.25) / 3,
      specials: (1 + 0.5 + 0.5 + 0.25) / 4,
      punctuation: null,
      separators: (1 + 0.5 + 0.5 + 0.25) / 4,
      // Only the second a: the first may not read ahead.
      same: 0.25,
      induction: 0.5,
      future: 0,
    });
  });

  it('is set against a head that reads its legal keys evenly: 1, 2, 3 and 4 of them', () => {
    const firstOfThree = (1 / 2 + 1 / 3 + 1 / 4) / 3;
    const expected: Values = {
      entropy: 1,
      distance: (0 + 0.5 + 1 + 1.5) / 4,
      self: (1 + 1 / 2 + 1 / 3 + 1 / 4) / 4,
      previous: firstOfThree,
      next: 0,
      first: firstOfThree,
      specials: (1 + 1 / 2 + 1 / 3 + 1 / 4) / 4,
      punctuation: null,
      separators: (1 + 1 / 2 + 1 / 3 + 1 / 4) / 4,
      same: 1 / 4,
      induction: 1 / 4,
      future: 0,
    };
    expectMetrics(baselineOf(trace), expected);
    // The mask decides, not the name.
    expectMetrics(baselineOf({ ...trace, side: 'left', mask: causal(4) } as HeldTrace), expected);
  });
});

describe('what a text does not let be measured', () => {
  it('is null where nothing repeats, not 0', () => {
    const [[head]] = metricsOf(
      reading('left', '[CLS] a', [
        [
          [0.5, 0.5],
          [0.5, 0.5],
        ],
      ]),
    ) as [[Values]];
    expect(head.same).toBeNull();
    expect(head.induction).toBeNull();
    expect(head.punctuation).toBeNull();
    expect(head.specials).toBeCloseTo(0.5, 12);
  });

  it('is null for all that needs a second token where there is one', () => {
    expectMetrics(metricsOf(reading('right', '<|endoftext|>', [[[1]]]))[0]![0]!, {
      entropy: null,
      distance: 0,
      self: 1,
      previous: null,
      next: null,
      first: null,
      specials: 1,
      punctuation: null,
      separators: 1,
      same: null,
      induction: null,
      future: 0,
    });
  });

  it('does not take a word said twice in a row for what followed its first time', () => {
    const [[head]] = metricsOf(
      reading('right', 'ha ha', [
        [
          [1, 0],
          [0.5, 0.5],
        ],
      ]),
    ) as [[Values]];
    expect(head.same).toBeCloseTo(0.5, 12);
    expect(head.induction).toBeNull();
  });

  it('does not hide a weight that is not a number', () => {
    const [[head]] = metricsOf(
      reading('left', '. .', [
        [
          [Number.NaN, 0.5],
          [0.5, 0.5],
        ],
      ]),
    ) as [[Values]];
    expect(head.entropy).toBeNaN();
    expect(head.distance).toBeNaN();
    expect(head.self).toBeNaN();
    expect(head.previous).toBeCloseTo(0.5, 12);
  });
});

it.each([
  ['.', true],
  ['?!', true],
  ['。', true],
  ['؟', true],
  ['$', false],
  ["'t", false],
  ['<E3>', false],
])('takes %s for punctuation: %s', (label, expected) => {
  expect(isPunctuation({ ...token(label), special: false })).toBe(expected);
});

/** Each metric once more, cell by cell as it is defined, with nothing shared with the code above. */
function slowly(
  { tokens, mask, attention, heads }: HeldTrace,
  layer: number,
  head: number,
): Values {
  const T = tokens.length;
  const a = (i: number, j: number) => attention[((layer * heads + head) * T + i) * T + j]!;
  const open = (i: number, j: number) => mask[i * T + j] === 1;
  const id = (i: number) => tokens[i]!.id;
  const rowsWith = (pick: (i: number, j: number) => boolean) => {
    const sums: number[] = [];
    for (let i = 0; i < T; i++) {
      let sum = 0;
      let has = false;
      for (let j = 0; j < T; j++) {
        if (!pick(i, j)) continue;
        has = true;
        sum += a(i, j);
      }
      if (has) sums.push(sum);
    }
    return sums.length > 0 ? sums.reduce((x, y) => x + y, 0) / sums.length : null;
  };
  const dot = (i: number) => !tokens[i]!.special && /^\p{P}+$/u.test(tokens[i]!.label);
  let distance = 0;
  let entropy = 0;
  let rows = 0;
  let future = 0;
  for (let i = 0; i < T; i++) {
    let legal = 0;
    let nats = 0;
    for (let j = 0; j < T; j++) {
      if (open(i, j)) legal++;
      if (a(i, j) > 0) nats -= a(i, j) * Math.log(a(i, j));
      distance += (a(i, j) * Math.abs(i - j)) / T;
      if (j > i) future += a(i, j) / T;
    }
    if (legal < 2) continue;
    rows++;
    entropy += nats / Math.log(legal);
  }
  return {
    entropy: entropy / rows,
    distance,
    self: rowsWith((i, j) => i === j),
    previous: rowsWith((i, j) => j === i - 1),
    next: rowsWith((i, j) => j === i + 1),
    first: rowsWith((i, j) => i >= 1 && j === 0),
    specials: rowsWith((i, j) => open(i, j) && tokens[j]!.special),
    punctuation: rowsWith((i, j) => open(i, j) && dot(j)),
    separators: rowsWith((i, j) => open(i, j) && (dot(j) || tokens[j]!.special)),
    same: rowsWith((i, j) => open(i, j) && i !== j && id(i) === id(j)),
    induction: rowsWith((i, j) => open(i, j) && j >= 1 && j < i && id(j - 1) === id(i)),
    future,
  };
}

describe.each(presets.map(({ id }) => id))('the heads that read the example %s', (id) => {
  const comparison = traceFile(id);

  it.each(['left', 'right'] as const)('have the metrics of their definitions, in %s', (side) => {
    const trace = comparison[side];
    const metrics = metricsOf(trace);
    expect(metrics).toHaveLength(trace.layers);
    for (const [layer, heads] of metrics.entries()) {
      expect(heads).toHaveLength(trace.heads);
      for (const [head, values] of heads.entries()) {
        expectMetrics(values, slowly(trace, layer, head), 9);
      }
    }
  });

  it.each(['left', 'right'] as const)('keep to the range of each metric, in %s', (side) => {
    const trace = comparison[side];
    for (const values of metricsOf(trace).flat()) {
      for (const name of METRICS) {
        const value = values[name];
        if (value === null) continue;
        const most = name === 'distance' ? trace.tokens.length - 1 : 1;
        expect(value, name).toBeGreaterThanOrEqual(0);
        expect(value, name).toBeLessThanOrEqual(most + 1e-5);
      }
    }
  });

  it('never read the future in GPT, exactly, and may in BERT', () => {
    for (const { future, next } of metricsOf(comparison.right).flat()) {
      expect(future).toBe(0);
      expect(next).toBe(0);
    }
    expect(
      Math.max(
        ...metricsOf(comparison.left)
          .flat(2)
          .map(({ future }) => future!),
      ),
    ).toBeGreaterThan(0.5);
  });
});

it('finds the copying head on the example that repeats, and nothing to copy where nothing does', () => {
  const { right } = traceFile('repeat');
  const copying = metricsOf(right)[3]![2]!.induction!;
  expect(copying).toBeGreaterThan(2 * baselineOf(right).induction!);
  expect(metricsOf(traceFile('blank-middle').right)[3]![2]!.induction).toBeNull();
});
