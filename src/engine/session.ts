/** Both models on the backend that runs: requests in, comparisons out. */
import type { Checkpoint } from '../model/families/family.ts';
import { readCheckpoint } from '../model/families/registry.ts';
import { bucket, createModel, type ForwardOptions, type Model } from '../model/model.ts';
import type { Comparison, Half, Trace } from '../model/trace.ts';
import { BLANK } from '../text/blank.ts';
import { parseJson } from '../text/jsonFile.ts';
import type { Encoding, ModelName } from '../text/token.ts';
import { loadTokenizer, type Tokenizer } from '../text/tokenizer.ts';
import { withChanges, withMore, withoutToken } from '../text/variants.ts';
import { checkRows } from './check.ts';
import { Failure, sentence } from './failure.ts';
import type { ModelFiles, TokenizerFiles } from './load.ts';
import type { BackendName, CompareRequest, Question } from './protocol.ts';
import { checkRange } from './request.ts';

/** What the files hold, on the host: enough to start on any backend, any number of times. */
export interface Pair {
  readonly tokenizer: Tokenizer;
  readonly bert: Checkpoint;
  readonly gpt: Checkpoint;
}

type WeightFiles = Pick<ModelFiles, 'config' | 'weights'>;

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
export async function readModel({ config, weights }: WeightFiles): Promise<Checkpoint> {
  return readCheckpoint(await json(config, 'config.json'), await weights.arrayBuffer());
}

/** @throws Error that names what is wrong with a file. */
export async function readPair(
  files: TokenizerFiles & Readonly<Record<ModelName, WeightFiles>>,
): Promise<Pair> {
  return {
    tokenizer: await readTokenizer(files),
    bert: await readModel(files.bert),
    gpt: await readModel(files.gpt),
  };
}

export interface Session {
  /** Uploads a model; until then nothing can be asked of it. */
  add(checkpoint: Checkpoint): void;
  /** What one model alone reads. @throws as `compare`. */
  half(model: ModelName, text: string): Promise<Half>;
  /**
   * @throws RequestError when the head to inspect does not exist; Failure when the backend returns
   * what cannot be attention.
   */
  compare(request: CompareRequest): Promise<Comparison>;
  /**
   * @throws RangeError when the question does not fit the text or the model; Failure as above.
   */
  ask(question: Question): Promise<Trace>;
  /** Compiles for one more length that was not met yet; false when there is none left. */
  warm(): Promise<boolean>;
}

/** Both models, uploaded. */
export function openSession({ tokenizer, bert, gpt }: Pair, backend: BackendName): Session {
  const session = emptySession(tokenizer, backend);
  session.add(bert);
  session.add(gpt);
  return session;
}

/** No model yet. What holds the tensors is the backend; they go when it is reset. */
export function emptySession(tokenizer: Tokenizer, backend: BackendName): Session {
  const models = new Map<ModelName, Model>();
  /** WebGL compiles its programs for each length, so there only a few lengths are ever used. */
  const sizeOf = backend === 'webgl' ? bucket : (length: number) => length;
  const lengths = () => new Set(backend === 'webgl' ? [16, 32, 64, 128] : []);
  let cold = lengths();

  function modelOf(name: ModelName): Model {
    const model = models.get(name);
    if (model) return model;
    throw new Failure('backend', `mini-${name.toUpperCase()} has not been started.`);
  }

  async function forward(encoding: Encoding, options: ForwardOptions) {
    const size = sizeOf(encoding.tokens.length);
    const model = modelOf(encoding.model);
    const trace = await model
      .forward(encoding, { ...options, size, reuse: true })
      .catch((error: unknown) => {
        throw backend === 'webgl' ? graphicsFailure(error) : error;
      });
    checkRows(trace, backend);
    cold.delete(size);
    return trace;
  }

  async function compare({ text, pair, inspect = [] }: CompareRequest): Promise<Comparison> {
    for (const each of inspect) checkRange(each, modelOf(each.model).config);
    const { bert: forBert, gpt: forGpt, ...rest } = tokenizer.read(text, pair ?? null);
    const inspected = (model: ModelName) => {
      const head = inspect.find((each) => each.model === model);
      return head ? { inspect: head } : {};
    };
    return {
      ...rest,
      bert: await forward(forBert, inspected('bert')),
      gpt: await forward(forGpt, inspected('gpt')),
    };
  }

  async function half(model: ModelName, text: string): Promise<Half> {
    const { bert: forBert, gpt: forGpt, ...rest } = tokenizer.read(text, null);
    return { ...rest, trace: await forward(model === 'bert' ? forBert : forGpt, {}) };
  }

  async function ask(question: Question): Promise<Trace> {
    const { model, text, pair, positions, ...options } = question;
    const encoding = vary(tokenizer.read(text, pair ?? null)[model], question);
    const all = positions === 'all' ? encoding.tokens.map((_, position) => position) : positions;
    return forward(encoding, { ...options, ...(all && { positions: all }) });
  }

  /** The reading of a text as the question changes it. */
  function vary(
    encoding: Encoding,
    { changes, blank, blankEnd, more }: Pick<Question, 'changes' | 'blank' | 'blankEnd' | 'more'>,
  ): Encoding {
    const mask = tokenizer.token(BLANK);
    let varied = encoding;
    if (changes) {
      const named = changes.map(({ index, token }) => ({ index, token: tokenizer.token(token) }));
      varied = withChanges(varied, named, mask);
    }
    if (blank !== undefined) varied = withoutToken(varied, blank, mask, blankEnd);
    if (more) varied = withMore(varied, more.map(tokenizer.token));
    return varied;
  }

  return {
    add(checkpoint) {
      models.get(checkpoint.config.model)?.dispose();
      models.set(checkpoint.config.model, createModel(checkpoint, tokenizer.vocabulary));
      cold = lengths();
    },
    half,
    compare,
    ask,
    async warm() {
      const [size] = cold;
      if (size === undefined || models.size < 2) return false;
      // A blank has BERT predict, too; the word "a" is one token of any English vocabulary.
      await compare({ text: `${'a '.repeat(size / 2)}[MASK]` });
      cold.delete(size);
      return true;
    },
  };
}

/** Questions that do not fit are RangeErrors; whatever else a driver throws will be thrown again. */
function graphicsFailure(error: unknown): unknown {
  if (error instanceof RangeError) return error;
  return new Failure('backend', `WebGL failed here: ${sentence(error)}`);
}
