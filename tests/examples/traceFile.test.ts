import { describe, expect, it } from 'vitest';
import { readTraceFile, writeTraceFile } from '../../src/examples/traceFile.ts';
import { FileError } from '../../src/text/jsonFile.ts';
import { uniformComparison } from '../support/comparison.ts';

const weights = { left: 'b'.repeat(64), right: 'a'.repeat(64) };
const comparison = uniformComparison('the cat sat');
const written = writeTraceFile(comparison, weights);

describe('a trace file', () => {
  it('brings back every number bit for bit', () => {
    expect(readTraceFile(written)).toEqual({ ...comparison, weights });
  });

  it('is refused when an array does not fit its tokens', () => {
    const parsed = JSON.parse(written);
    parsed.left.attention = parsed.right.attention;
    expect(() => readTraceFile(JSON.stringify(parsed))).toThrow('does not have the size');
  });

  it.each([Number.NaN, -0.5, 2])('is refused when a weight is %d', (weight) => {
    const { left } = comparison;
    const attention = left.attention.with(1, weight);
    const wrong = writeTraceFile({ ...comparison, left: { ...left, attention } }, weights);
    expect(() => readTraceFile(wrong)).toThrow('has attention that is no attention');
  });

  it.each(['!', 'AAAA='])('is refused when an array is %j, which is no base64', (array) => {
    const parsed = JSON.parse(written);
    parsed.right.mask = array;
    expect(() => readTraceFile(JSON.stringify(parsed))).toThrow(FileError);
  });

  it('is refused when it has more tokens than its model reads', () => {
    const parsed = JSON.parse(written);
    parsed.left.model.can.maxTokens = parsed.left.tokens.length - 1;
    expect(() => readTraceFile(JSON.stringify(parsed))).toThrow('more tokens than its model reads');
  });

  it.each(['', '{}', '<!doctype html>', '{"text":1}'])('is refused when it is %j', (text) => {
    expect(() => readTraceFile(text)).toThrow();
  });
});
