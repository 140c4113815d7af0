/**
 * A comparison as a JSON file: how the examples' precomputed traces are kept in `public/presets`.
 *
 * Typed arrays are base64 of their little-endian bytes, so that what is read is bit for bit what
 * was computed. Reading checks every shape before the page sees it.
 */
import * as z from 'zod/mini';
import type { FullComparison, HeldTrace } from '../model/trace.ts';
import { FileError, readJson } from '../text/jsonFile.ts';
import type { Side, Span, Token } from '../text/token.ts';
import { type Told, told } from '../text/told.ts';

const span = z.object({
  start: z.int().check(z.nonnegative()),
  end: z.int().check(z.nonnegative()),
});

const token = z.object({
  id: z.int().check(z.nonnegative()),
  piece: z.string(),
  label: z.string(),
  span: z.nullable(span),
  special: z.boolean(),
  word: z.nullable(z.int().check(z.nonnegative())),
});

const candidate = z.object({
  id: z.int(),
  piece: z.string(),
  label: z.string(),
  p: z.number().check(z.minimum(0), z.maximum(1)),
});

const count = z.int().check(z.positive());

const model = z.object({
  title: z.string(),
  name: z.string(),
  vocabulary: count,
  can: z.object({
    causal: z.boolean(),
    fillsBlanks: z.boolean(),
    nextSentence: z.boolean(),
    writes: z.boolean(),
    maxTokens: count,
  }),
});

const trace = z.object({
  model,
  tokens: z.array(token).check(z.minLength(1)),
  unread: z.array(token),
  layers: count,
  heads: count,
  mask: z.base64(),
  attention: z.base64(),
  predictions: z.array(
    z.object({ index: z.int().check(z.nonnegative()), top: z.array(candidate) }),
  ),
});

const file = z.object({
  text: z.string(),
  pair: z.nullable(z.string()),
  cut: z.nullable(span),
  left: trace,
  right: trace,
  /** sha256 of the weights that made it. */
  weights: z.object({ left: z.string(), right: z.string() }),
});

export interface PrecomputedComparison extends FullComparison<HeldTrace> {
  readonly weights: Readonly<Record<Side, string>>;
}

function toBase64(array: Uint8Array | Float32Array): string {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  // On the way to the first picture: an iterator over the characters takes ten times as long.
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

function packed(run: HeldTrace) {
  const { model, tokens, unread, layers, heads, predictions } = run;
  const arrays = { mask: toBase64(run.mask), attention: toBase64(run.attention) };
  return { model, tokens, unread, layers, heads, predictions, ...arrays };
}

/** Rows of what was computed in single precision sum to 1 within this. */
const TOLERANCE = 1e-2;

function unpacked(side: Side, run: z.infer<typeof trace>, text: string): HeldTrace {
  const fail = (what: Told): never => {
    throw new FileError(told`The ${side} trace ${what}.`);
  };
  const mask = fromBase64(run.mask);
  const bytes = fromBase64(run.attention);
  const size = run.tokens.length;
  if (size > run.model.can.maxTokens) return fail(told`has more tokens than its model reads`);
  if (mask.length !== size ** 2 || bytes.length !== run.layers * run.heads * size ** 2 * 4) {
    return fail(told`does not have the size that its tokens ask for`);
  }
  if (mask.some((cell) => cell > 1)) return fail(told`has a mask that is not of zeros and ones`);
  const attention = new Float32Array(bytes.buffer);
  for (let start = 0; start < attention.length; start += size) {
    let sum = 0;
    // Below zero or not a number, a weight makes the sum none that passes.
    for (let at = start; at < start + size; at++) sum += attention[at]! >= 0 ? attention[at]! : NaN;
    if (!(Math.abs(sum - 1) < TOLERANCE)) return fail(told`has attention that is no attention`);
  }
  requirePlaces(run.tokens.concat(run.unread), text, fail);
  if (run.predictions.some(({ index }) => index >= size)) return fail(told`predicts at no token`);
  return { ...run, side, mask, attention };
}

/** Tokens stand in the text, and their words count up. */
function requirePlaces(tokens: readonly Token[], text: string, fail: (what: Told) => never) {
  let last = 0;
  for (const { span, word } of tokens) {
    if (span && !isWithin(span, text)) fail(told`has a token outside of the text`);
    if (word !== null && (word < last || word > text.length)) fail(told`has words out of order`);
    last = word ?? last;
  }
}

const isWithin = ({ start, end }: Span, text: string): boolean =>
  start <= end && end <= text.length;

/** The file's text. */
export function writeTraceFile(
  comparison: FullComparison<HeldTrace>,
  weights: Readonly<Record<Side, string>>,
): string {
  const { text, pair, cut } = comparison;
  const [left, right] = [packed(comparison.left), packed(comparison.right)];
  return `${JSON.stringify({ text, pair, cut, weights, left, right })}\n`;
}

/**
 * Reads what {@link writeTraceFile} wrote.
 *
 * @throws FileError when the text is not JSON or not such a file.
 */
export function readTraceFile(text: string): PrecomputedComparison {
  const parsed = readJson(file, text, told`The example’s file`);
  if (parsed.cut && !isWithin(parsed.cut, parsed.text)) {
    throw new FileError(told`The example’s file cuts what is not in its text.`);
  }
  const { text: read, left, right } = parsed;
  return {
    ...parsed,
    left: unpacked('left', left, read),
    right: unpacked('right', right, read),
  };
}
