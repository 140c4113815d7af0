import { describe, expect, it } from 'vitest';
import { readTraceFile, writeTraceFile } from '../../src/examples/traceFile.ts';
import { FileError } from '../../src/text/jsonFile.ts';
import { uniformComparison } from '../support/comparison.ts';

const weights = { bert: 'b'.repeat(64), gpt: 'a'.repeat(64) };
const comparison = uniformComparison('the cat sat');
const written = writeTraceFile(comparison, weights);

describe('a trace file', () => {
  it('brings back every number bit for bit', () => {
    expect(readTraceFile(written)).toEqual({ ...comparison, weights });
  });

  it('is refused when an array does not fit its tokens', () => {
    const parsed = JSON.parse(written);
    parsed.bert.attention = parsed.gpt.attention;
    expect(() => readTraceFile(JSON.stringify(parsed))).toThrow('does not have the size');
  });

  it.each([Number.NaN, -0.5, 2])('is refused when a weight is %d', (weight) => {
    const { bert } = comparison;
    const attention = bert.attention.with(1, weight);
    const wrong = writeTraceFile({ ...comparison, bert: { ...bert, attention } }, weights);
    expect(() => readTraceFile(wrong)).toThrow('has attention that is no attention');
  });

  it.each(['!', 'AAAA='])('is refused when an array is %j, which is no base64', (array) => {
    const parsed = JSON.parse(written);
    parsed.gpt.mask = array;
    expect(() => readTraceFile(JSON.stringify(parsed))).toThrow(FileError);
  });

  it('is refused when the models are swapped', () => {
    const parsed = JSON.parse(written);
    parsed.bert = parsed.gpt;
    expect(() => readTraceFile(JSON.stringify(parsed))).toThrow("says that it is gpt's");
  });

  it.each(['', '{}', '<!doctype html>', '{"text":1}'])('is refused when it is %j', (text) => {
    expect(() => readTraceFile(text)).toThrow();
  });
});
