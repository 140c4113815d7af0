/**
 * A comparison as a JSON file: how the examples' precomputed traces are kept in `public/presets`.
 *
 * Typed arrays are base64 of their little-endian bytes, so that what is read is bit for bit what
 * was computed. Reading checks every shape before the page sees it.
 */
import * as z from 'zod/mini';
import type { Comparison, Trace } from '../model/trace.ts';

const span = z.object({
  start: z.int().check(z.nonnegative()),
  end: z.int().check(z.nonnegative()),
});

const token = z.object({
  id: z.int(),
  piece: z.string(),
  label: z.string(),
  span: z.nullable(span),
  special: z.boolean(),
  word: z.nullable(z.int()),
});

const candidate = z.object({
  id: z.int(),
  piece: z.string(),
  label: z.string(),
  p: z.number().check(z.minimum(0), z.maximum(1)),
});

const trace = z.object({
  model: z.enum(['bert', 'gpt']),
  tokens: z.array(token).check(z.minLength(1), z.maxLength(128)),
  unread: z.array(token),
  layers: z.int().check(z.positive()),
  heads: z.int().check(z.positive()),
  mask: z.base64(),
  attention: z.base64(),
  predictions: z.array(z.object({ index: z.int(), top: z.array(candidate) })),
});

const file = z.object({
  text: z.string(),
  pair: z.nullable(z.string()),
  cut: z.nullable(span),
  bert: trace,
  gpt: trace,
  /** sha256 of the weights that made it. */
  weights: z.object({ bert: z.string(), gpt: z.string() }),
});

export interface PrecomputedComparison extends Comparison {
  readonly weights: { readonly bert: string; readonly gpt: string };
}

function toBase64(array: Uint8Array | Float32Array): string {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function packed(run: Trace) {
  const { model, tokens, unread, layers, heads, predictions } = run;
  const arrays = { mask: toBase64(run.mask), attention: toBase64(run.attention) };
  return { model, tokens, unread, layers, heads, predictions, ...arrays };
}

function unpacked(name: 'bert' | 'gpt', run: z.infer<typeof trace>): Trace {
  const mask = fromBase64(run.mask);
  const bytes = fromBase64(run.attention);
  const cells = run.tokens.length ** 2;
  if (run.model !== name) throw new Error(`The trace of ${name} says that it is ${run.model}'s.`);
  if (mask.length !== cells || bytes.length !== run.layers * run.heads * cells * 4) {
    throw new Error(`The trace of ${name} does not have the size that its tokens ask for.`);
  }
  return { ...run, mask, attention: new Float32Array(bytes.buffer) };
}

/** The file's text. */
export function writeTraceFile(
  comparison: Comparison,
  weights: { bert: string; gpt: string },
): string {
  const { text, pair, cut, bert, gpt } = comparison;
  return `${JSON.stringify({ text, pair, cut, weights, bert: packed(bert), gpt: packed(gpt) })}\n`;
}

/**
 * Reads what {@link writeTraceFile} wrote.
 *
 * @throws Error when the text is not JSON or not such a file.
 */
export function readTraceFile(text: string): PrecomputedComparison {
  const parsed = file.parse(JSON.parse(text));
  const bert = unpacked('bert', parsed.bert);
  return { ...parsed, bert, gpt: unpacked('gpt', parsed.gpt) };
}
