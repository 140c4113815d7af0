/** The models on the backend that runs: requests in, comparisons out. */
import { msg, select } from '#say';
import { type ModelInfo, toldApart } from '../model/capabilities.ts';
import { encode, type Reader } from '../model/encode.ts';
import type { Checkpoint } from '../model/families/family.ts';
import { familyName, readCheckpoint } from '../model/families/registry.ts';
import {
  bucket,
  bucketsUpTo,
  createModel,
  type ForwardOptions,
  type Model,
  requireVocabulary,
} from '../model/model.ts';
import type { Comparison, FullComparison, HeldTrace } from '../model/trace.ts';
import { withChanges, withMore, withoutToken } from '../model/variants.ts';
import { BLANK } from '../text/blank.ts';
import { parseJson } from '../text/jsonFile.ts';
import { type Encoding, SIDES, type Side } from '../text/token.ts';
import { loadTokenizer, type Tokenizer } from '../text/tokenizer.ts';
import { checkRows } from './check.ts';
import { Failure, sentenceOf } from './failure.ts';
import type { ModelFiles, TokenizerFiles } from './load.ts';
import type { BackendName, CompareRequest, ModelShape, Question } from './protocol.ts';
import { checkRange } from './request.ts';
import type { ModelNames } from './shipped.ts';

/** A model on the host: enough to start on any backend, any number of times. */
export interface LoadedModel {
  readonly info: ModelInfo;
  /** Its architecture, as its config.json calls it. */
  readonly family: string;
  readonly checkpoint: Checkpoint;
  readonly tokenizer: Tokenizer;
}

/** A model for each place. */
export type Pair = Readonly<Record<Side, LoadedModel>>;

const json = async (file: Blob, name: string): Promise<unknown> =>
  parseJson(await file.text(), name);

/** @throws Error that names what is wrong with a file. */
export async function readTokenizer(files: TokenizerFiles): Promise<Tokenizer> {
  return loadTokenizer(
    await json(files.tokenizer, 'tokenizer.json'),
    await json(files.tokenizerConfig, 'tokenizer_config.json'),
  );
}

/** @throws Error that names what is wrong with a file. */
export async function readModel(
  { config, weights }: Pick<ModelFiles, 'config' | 'weights'>,
  tokenizer: Tokenizer,
  name: ModelNames,
): Promise<LoadedModel> {
  const parsed = await json(config, 'config.json');
  const checkpoint = readCheckpoint(parsed, await weights.arrayBuffer());
  return loadedFrom(parsed, checkpoint, tokenizer, name);
}

/** @param config the parsed config.json that the checkpoint was read with. */
export function loadedFrom(
  config: unknown,
  checkpoint: Checkpoint,
  tokenizer: Tokenizer,
  name: ModelNames,
): LoadedModel {
  const { vocabulary, can } = checkpoint.config;
  const info = { ...name, vocabulary, can };
  return { info, family: familyName(config), checkpoint, tokenizer };
}

/** What is told of a model that has been read. */
export function shapeOf({ info, family, checkpoint }: LoadedModel): ModelShape {
  const { layers, heads, width } = checkpoint.config;
  return { info, family, layers, heads, width };
}

export interface Session {
  /**
   * Uploads a model, in the place of the one that stood there: its tensors are freed first. Until then nothing can
   * be asked of that place.
   *
   * @throws MismatchError, TokenizerError, SafetensorsError when its files do not belong together or their values are
   * of no use: what stood there stays.
   */
  add(side: Side, model: LoadedModel): void;
  /** Frees the tensors of a place, of which nothing can be asked then. */
  remove(side: Side): void;
  /**
   * What each model that has been added reads.
   *
   * @throws RequestError when the head to inspect does not exist; Failure when the backend returns
   * what cannot be attention.
   */
  compare(request: CompareRequest): Promise<Comparison<HeldTrace>>;
  /**
   * @throws RangeError when the question does not fit the text or the model; Failure as above.
   */
  ask(question: Question): Promise<HeldTrace>;
  /** Compiles for one more length that was not met yet; false when there is none left. */
  warm(): Promise<boolean>;
}

/** A session of both models. */
export interface FullSession extends Session {
  compare(request: CompareRequest): Promise<FullComparison<HeldTrace>>;
}

/** Both models, uploaded. */
export function openSession(pair: Pair, backend: BackendName): FullSession {
  const session = emptySession(backend);
  for (const side of SIDES) session.add(side, pair[side]);
  return session as FullSession;
}

/** A model that answers. */
interface Slot extends Reader {
  readonly info: ModelInfo;
  readonly checkpoint: Checkpoint;
  readonly model: Model;
}

/** No model yet. What holds the tensors is the backend; they go when it is reset. */
export function emptySession(backend: BackendName): Session {
  const slots = new Map<Side, Slot>();
  /** WebGL compiles its programs for each length, so there only a few lengths are ever used. */
  const sizeOf = backend === 'webgl' ? bucket : (length: number) => length;
  const lengths = () => new Set(backend === 'webgl' ? bucketsUpTo(longestOf(slots)) : []);
  let cold = lengths();

  function slotOf(side: Side): Slot {
    const slot = slots.get(side);
    if (slot) return slot;
    throw new Failure(
      'backend',
      msg`The ${select(side, { left: 'left', other: 'right' })} model has not been started.`,
    );
  }

  /** What the model of a place is called, which depends on its neighbour. */
  function infoOf(side: Side): ModelInfo {
    const other = SIDES.find((each) => each !== side && slots.has(each));
    return toldApart(slotOf(side).info, side, other ? slotOf(other).info : null);
  }

  function remove(side: Side): void {
    slots.get(side)?.model.dispose();
    slots.delete(side);
    cold = lengths();
  }

  async function forward(
    side: Side,
    encoding: Encoding,
    options: ForwardOptions,
  ): Promise<HeldTrace> {
    const { model } = slotOf(side);
    const size = sizeOf(encoding.tokens.length);
    const pass = await model
      .forward(encoding, { ...options, size, reuse: true })
      .catch((error: unknown) => {
        throw backend === 'webgl' ? graphicsFailure(error) : error;
      });
    checkRows(pass, backend);
    cold.delete(size);
    return { side, model: infoOf(side), ...pass };
  }

  async function compare({
    text,
    pair,
    inspect = [],
  }: CompareRequest): Promise<Comparison<HeldTrace>> {
    for (const each of inspect) {
      checkRange(each, infoOf(each.side).title, slotOf(each.side).model.config);
    }
    const { encodings, ...rest } = encode(slots, text, pair ?? null);
    const read = async (side: Side) => {
      const encoding = encodings.get(side);
      const head = inspect.find((each) => each.side === side);
      return encoding ? forward(side, encoding, head ? { inspect: head } : {}) : null;
    };
    return { ...rest, left: await read('left'), right: await read('right') };
  }

  async function ask(question: Question): Promise<HeldTrace> {
    const { side, text, pair, positions, ...options } = question;
    const slot = slotOf(side);
    const { encodings } = encode(slots, text, pair ?? null);
    const encoding = vary(slot, encodings.get(side)!, question);
    const all = positions === 'all' ? encoding.tokens.map((_, position) => position) : positions;
    return forward(side, encoding, { ...options, ...(all && { positions: all }) });
  }

  return {
    add(side, { info, checkpoint, tokenizer }) {
      const frame = checkpoint.frame(tokenizer);
      requireVocabulary(checkpoint, tokenizer.vocabulary);
      const before = slots.get(side);
      remove(side);
      const create = (from: Checkpoint, by: Tokenizer) => createModel(from, by.vocabulary);
      try {
        const model = create(checkpoint, tokenizer);
        const maxTokens = info.can.maxTokens;
        slots.set(side, { info, checkpoint, model, tokenizer, frame, maxTokens });
      } catch (error) {
        if (before) {
          slots.set(side, { ...before, model: create(before.checkpoint, before.tokenizer) });
        }
        throw error;
      } finally {
        cold = lengths();
      }
    },
    remove,
    compare,
    ask,
    async warm() {
      const [size] = cold;
      if (size === undefined || slots.size === 0) return false;
      // A blank has BERT predict, too; the word "a" is one token of any English vocabulary.
      await compare({ text: `${'a '.repeat(size / 2)}${BLANK}` });
      cold.delete(size);
      return true;
    },
  };
}

const longestOf = (slots: ReadonlyMap<Side, Slot>): number =>
  Math.max(0, ...Array.from(slots.values(), ({ maxTokens }) => maxTokens));

/** The encoding of a text as the question changes it. */
function vary(
  { tokenizer, info: { can } }: Slot,
  encoding: Encoding,
  { changes, blank, blankEnd, more }: Pick<Question, 'changes' | 'blank' | 'blankEnd' | 'more'>,
): Encoding {
  let varied = encoding;
  if (changes) {
    const named = changes.map(({ index, token }) => ({ index, token: tokenizer.token(token) }));
    varied = withChanges(varied, named, can);
  }
  if (blank !== undefined) {
    varied = withoutToken(varied, blank, tokenizer.token(BLANK), can, blankEnd);
  }
  if (more) varied = withMore(varied, more.map(tokenizer.token), can);
  return varied;
}

/** Questions that do not fit are RangeErrors; whatever else a driver throws will be thrown again. */
function graphicsFailure(error: unknown): unknown {
  if (error instanceof RangeError) return error;
  return new Failure('backend', msg`WebGL failed here: ${sentenceOf(error)}`);
}
