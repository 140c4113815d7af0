/**
 * Reads attention that was computed elsewhere, from a file of any of the formats that `docs/dumps.md`
 * describes. Nothing in the file is trusted: what it says of itself is checked before memory is taken for it,
 * and what its weights are is looked through once, a head at a time.
 */
import { msg, plural } from '#say';
import type {
  AttentionKind,
  CellPlace,
  CrossAttention,
  Dump,
  DumpFinding,
  HeadMatrices,
  RowPlace,
  SelfAttention,
} from '../../../model/dump.ts';
import { bidirectional, causal } from '../../../model/mask.ts';
import { isPadding, readForeign } from '../../../text/foreign.ts';
import type { Token } from '../../../text/token.ts';
import { ATTENTION_WANTED, looksLike, mistaken, startsWith, TOLD_BY } from '../looksLike.ts';
import { listed, plain } from '../plain.ts';
import { bytesOf, type DumpFile } from './arrays.ts';
import { type Counted, counted, DumpError } from './dumpError.ts';
import { readJsonDump } from './json.ts';
import { isAttention, requireHead, type Stack, stackOf } from './layers.ts';
import { WHOLE } from './limits.ts';
import { isNpy } from './npy.ts';
import { readSafetensors } from './safetensors.ts';
import { readSaid, type Said } from './said.ts';
import { type Extent, type Survey, survey } from './survey.ts';

export interface ReadOptions {
  /** What the file is called, for a model that has no name. */
  readonly name?: string;
  /** A text that the tokens are laid along in the place of the file's own, if they fit; null for none. */
  readonly text?: string | null;
  readonly signal?: AbortSignal;
  /** Called with the part that has been read, 0 to 1. */
  onProgress?(part: number): void;
  /** Bytes of attention up to which it is held whole. */
  readonly whole?: number;
}

/** Weights that are no more than this are not reading: rounding may leave them. */
const NOTHING = 1e-6;

/** A weight of 1 may be rounded up to this. */
const MOST = 1.004;

/** So many names are listed of what was left out. */
const LISTED = 8;

/** @throws DumpError when it is a file of no known format, or a broken one. */
async function openFile(file: Blob, name: string | undefined): Promise<DumpFile> {
  const head = await bytesOf(file, 0, Math.min(file.size, TOLD_BY));
  if (startsWith(head, 'PK')) return (await import('./npz.ts')).readNpz(file);
  if (isNpy(head)) {
    throw new DumpError(
      msg`The file is one array without tokens: write an .npz of both with np.savez.`,
    );
  }
  const isJson = /^\uFEFF?\s*[{["]/.test(new TextDecoder().decode(head));
  const likeness = looksLike(head);
  if (likeness && !(likeness === 'text' && isJson)) {
    throw new DumpError(mistaken(name ?? 'The file', likeness, ATTENTION_WANTED));
  }
  // A text has no zeros in it, and a header is not 4 GB long.
  if (head.length > 8 && head.subarray(4, 8).every((byte) => byte === 0)) {
    return readSafetensors(file);
  }
  if (isJson) return readJsonDump(file);
  throw new DumpError(msg`The file is none that is read here: choose ${ATTENTION_WANTED}.`);
}

/** What lies between padding at the ends, which is left out. */
function cropped(stack: Stack, rows: Extent, columns: Extent): Stack {
  const [height, width] = [rows.to - rows.from, columns.to - columns.from];
  if (height === stack.rows && width === stack.columns) return stack;
  return {
    ...stack,
    rows: height,
    columns: width,
    async read(layer, head) {
      const weights = await stack.read(layer, head);
      const inner = new Float32Array(height * width);
      for (let row = 0; row < height; row++) {
        const start = (rows.from + row) * stack.columns + columns.from;
        inner.set(weights.subarray(start, start + width), row * width);
      }
      return inner; // [height, width]
    },
  };
}

/** The matrices: in memory, where they are few enough, and then the file is needed no longer. */
async function held(stack: Stack, most: number, signal?: AbortSignal): Promise<HeadMatrices> {
  const { layers, heads, rows, columns, read } = stack;
  const shape = { layers, heads, rows, columns };
  const size = rows * columns;
  if (layers * heads * size * 4 > most) return { ...shape, whole: null, read };
  const whole = new Float32Array(layers * heads * size);
  for (let at = 0; at < layers * heads; at++) {
    signal?.throwIfAborted();
    whole.set(await read(Math.floor(at / heads), at % heads), at * size);
  }
  return {
    ...shape,
    whole,
    async read(layer, head) {
      requireHead(shape, layer, head);
      const at = (layer * heads + head) * size;
      return whole.slice(at, at + size); // [rows, columns]
    },
  };
}

/** The tokens between padding at both ends; all, where they are nothing else. */
function withoutPadding(tokens: readonly Token[]): Extent {
  const from = tokens.findIndex((token) => !isPadding(token));
  const to = tokens.findLastIndex((token) => !isPadding(token)) + 1;
  return from < 0 ? { from: 0, to: tokens.length } : { from, to };
}

const shifted = <Place extends RowPlace>(at: Place, by: number): Place => ({
  ...at,
  row: at.row - by,
  ...('column' in at && { column: (at as Place & CellPlace).column - by }),
});

/** What of a survey is worth telling. @param by how many tokens of padding were left out before the first. */
function* weightFindings(of: AttentionKind, seen: Survey, by: number): Generator<DumpFinding> {
  const { notFinite, worst, rows, least, most } = seen;
  if (notFinite) yield { what: 'not finite', of, ...notFinite, at: shifted(notFinite.at, by) };
  if (worst) yield { what: 'sums', of, rows, sum: worst.sum, at: shifted(worst.at, by) };
  if (least < -NOTHING || most > MOST) yield { what: 'range', of, least, most };
}

/** Whether a mask is causal, and how that is known. */
function* maskFindings(said: boolean | null, seen: Survey, by: number): Generator<DumpFinding> {
  const { future } = seen;
  yield said === null
    ? { what: 'mask', causal: future === null, from: 'weights' }
    : { what: 'mask', causal: said, from: 'file' };
  if (said && future && future.weight > NOTHING) {
    yield { what: 'future', weight: future.weight, at: shifted(future.at, by) };
  }
  if (said === false && !future) yield { what: 'no future' };
}

function requireNames(
  count: number,
  names: readonly string[],
  what: Counted,
  called: string,
): void {
  if (names.length === count) return;
  throw new DumpError(
    msg`The attention has ${counted(count, what)}, but there ${plural(names.length, { one: 'is one name', other: 'are # names' })} in ${called}: write a name for each, special tokens and padding included.`,
  );
}

interface Found<Value> {
  readonly value: Value;
  readonly findings: readonly DumpFinding[];
}

async function readSelf(
  stack: Stack,
  tokens: readonly Token[],
  said: Said,
  options: ReadOptions,
): Promise<Found<SelfAttention> & { readonly extent: Extent }> {
  const { signal, onProgress, whole = WHOLE } = options;
  const all = { from: 0, to: stack.rows };
  const inner = withoutPadding(tokens.slice(0, stack.rows));
  const look = (extent: Extent) =>
    survey(stack, { rows: extent, columns: extent, dtype: stack.dtype, signal, onProgress });
  let [extent, seen] = [inner, await look(inner)];
  const padding = stack.rows - (inner.to - inner.from);
  const findings: DumpFinding[] = [];
  if (padding > 0 && seen.padding > NOTHING) {
    findings.push({ what: 'padding read', weight: seen.padding });
    [extent, seen] = [all, await look(all)];
  } else if (padding > 0) {
    findings.push({ what: 'padding left out', tokens: padding });
  }
  const length = extent.to - extent.from;
  // One token reads itself under either mask.
  const isCausal = said.causal ?? (length > 1 && !seen.future);
  if (length > 1) findings.unshift(...maskFindings(said.causal, seen, extent.from));
  findings.push(...weightFindings('self', seen, extent.from));
  if (stack.steps > 1) findings.push({ what: 'steps', steps: stack.steps });
  const value = {
    ...(await held(cropped(stack, extent, extent), whole, signal)),
    mask: isCausal ? causal(length) : bidirectional(length),
    causal: isCausal,
    maxRowError: seen.maxRowError,
    maxFuture: seen.notFinite ? Number.NaN : (seen.future?.weight ?? 0),
  };
  return { value, findings, extent };
}

async function readCross(
  stack: Stack,
  said: Said,
  keys: readonly Token[],
  extent: Extent,
  options: ReadOptions,
): Promise<Found<CrossAttention>> {
  const { signal, whole = WHOLE } = options;
  if (!said.queryTokens) {
    throw new DumpError(
      msg`The file has cross-attention, but no query_tokens: write a list with a name for each token that reads.`,
    );
  }
  requireNames(stack.rows, said.queryTokens, 'row', 'query_tokens');
  const { tokens: queries, text: queryText } = readForeign(said.queryTokens, said.queryText);
  const rows = { from: 0, to: stack.rows };
  const columns = { from: 0, to: stack.columns };
  const seen = await survey(stack, { rows, columns, dtype: stack.dtype, signal });
  const inner = await held(cropped(stack, rows, extent), whole, signal);
  return {
    value: { ...inner, queries, queryText, keys, maxRowError: seen.maxRowError },
    findings: [...weightFindings('cross', seen, 0)],
  };
}

/**
 * @param file a safetensors, npz or JSON file; it is read as far as it is needed, and on as heads are asked for.
 * @throws DumpError with a sentence that says which part of the file is at fault, and what to do; what the
 *   signal was aborted with.
 */
export async function readDump(file: Blob, options: ReadOptions = {}): Promise<Dump> {
  const { arrays, said: given, other } = await openFile(file, options.name);
  const [self, cross] = [stackOf(arrays, 'self'), stackOf(arrays, 'cross')];
  if (!self && !cross) {
    const axes = '[heads, tokens, tokens]';
    const held = [...arrays.map(({ name }) => name), ...other, ...given.keys()];
    throw new DumpError(
      held.length === 0
        ? msg`The file has no attention: write an array of ${axes} for each layer, named attentions.0, attentions.1 and so on.`
        : msg`The file has no attention, but ${listed(held)}: write an array of ${axes} for each layer, named attentions.0, attentions.1 and so on.`,
    );
  }
  const said = readSaid(given);
  const count = self?.rows ?? cross!.columns;
  // What was written last is a token that nobody has read yet.
  const isOneMore = self !== null && self.steps > 1 && said.tokens.length === count + 1;
  if (!isOneMore) requireNames(count, said.tokens, self ? 'row' : 'column', 'tokens');
  if (self && cross && cross.columns !== count) {
    throw new DumpError(
      msg`The cross-attention has ${cross.columns} columns, but the attention of the text that it reads has ${count}: write both of one text.`,
    );
  }
  const along = options.text ? readForeign(said.tokens, options.text) : null;
  const fits = along?.misfit === null;
  const { tokens, text, misfit } = fits ? along : readForeign(said.tokens, said.text);
  const findings: DumpFinding[] = [];
  if (said.text === null && !fits) findings.push({ what: 'no text' });
  if (misfit !== null) findings.push({ what: 'other text', label: tokens[misfit]!.label });
  const own = self && (await readSelf(self, tokens, said, options));
  const extent = own?.extent ?? { from: 0, to: count };
  const read = tokens.slice(extent.from, extent.to);
  const across = cross && (await readCross(cross, said, read, extent, options));
  const names = [
    ...other,
    ...arrays.map(({ name }) => name).filter((name) => !isAttention(name)),
  ].map((name) => plain(name));
  if (names.length > 0) findings.push({ what: 'left out', names: names.slice(0, LISTED) });
  return {
    model: plain(said.model ?? '') || plain(options.name ?? '') || 'attention',
    text,
    tokens: read,
    unread: tokens.slice(count),
    self: own?.value ?? null,
    cross: across?.value ?? null,
    findings: [...(own?.findings ?? []), ...(across?.findings ?? []), ...findings],
  };
}
