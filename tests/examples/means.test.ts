import { expect, it } from 'vitest';
import {
  fetchMeans,
  type HeadMeans,
  meanContexts,
  meanOf,
  readMeans,
  writeMeans,
} from '../../src/examples/means.ts';

const means: HeadMeans = {
  sentences: 2,
  weights: { left: 'b', right: 'g' },
  left: [
    [0.5, -1, 2, 0.1234567],
    [1, 2, 3, 4],
  ],
  right: [
    [0, 0, 0, 0],
    [5, 6, 7, 8],
  ],
};

it('takes the mean over all tokens of all texts, so that a long text counts for more', async () => {
  const contexts: Record<string, readonly Float32Array[]> = {
    // One token of two numbers, two layers; then three tokens.
    short: [Float32Array.of(1, 2), Float32Array.of(0, 8)],
    long: [Float32Array.of(3, 0, 3, 0, 5, 2), Float32Array.of(4, 0, 4, 0, 4, 0)],
  };
  const found = await meanContexts(async (text) => contexts[text]!, 2, ['short', 'long']);
  expect(found).toEqual([
    [3, 1],
    [3, 2],
  ]);
});

it('reads back what it wrote, to six decimals', () => {
  const read = readMeans(writeMeans(means));
  expect(read).toEqual({ ...means, left: [[0.5, -1, 2, 0.123457], means.left[1]] });
});

it('hands out one head’s part of a layer', () => {
  expect([...meanOf(means, 'right', { layer: 1, head: 1 }, 2)]).toEqual([7, 8]);
  expect([...meanOf(means, 'left', { layer: 0, head: 0 }, 2)]).toEqual([0.5, -1]);
});

it.each([
  [{ layer: 2, head: 0 }, 2],
  [{ layer: 0, head: 2 }, 2],
  [{ layer: 0, head: 0 }, 3],
])('refuses head %j of %i', (choice, heads) => {
  expect(() => meanOf(means, 'left', choice, heads)).toThrow(
    /The means of the left model have no layer/,
  );
});

it.each([
  ['not JSON at all', () => '<!doctype html>'],
  ['a number that is none', () => writeMeans(means).replace('0.5', '"x"')],
  ['no layer', () => writeMeans({ ...means, right: [] })],
  ['layers of different widths', () => writeMeans({ ...means, right: [[1, 2], [1]] })],
])('refuses a file with %s', (_, text) => {
  expect(() => readMeans(text())).toThrow();
});

it('says which file could not be fetched', async () => {
  const missing = fetchMeans(new URL('data:text/plain,'), new AbortController().signal);
  await expect(missing).rejects.toThrow();
});
