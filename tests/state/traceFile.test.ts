import { describe, expect, it } from 'vitest';
import { readTraceFile, writeTraceFile } from '../../src/state/traceFile.ts';
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

  it('is refused when the models are swapped', () => {
    const parsed = JSON.parse(written);
    parsed.bert = parsed.gpt;
    expect(() => readTraceFile(JSON.stringify(parsed))).toThrow("says that it is gpt's");
  });

  it.each(['', '{}', '<!doctype html>', '{"text":1}'])('is refused when it is %j', (text) => {
    expect(() => readTraceFile(text)).toThrow();
  });
});
