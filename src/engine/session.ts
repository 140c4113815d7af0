/** Both models on the backend that runs: requests in, comparisons out. */
import { type Checkpoint, readCheckpoint } from '../model/checkpoint.ts';
import { bucket, createModel, type ForwardOptions } from '../model/model.ts';
import type { Comparison, Trace } from '../model/trace.ts';
import { parseJson } from '../text/jsonFile.ts';
import type { ModelName, Reading } from '../text/token.ts';
import { loadTokenizer, type Tokenizer } from '../text/tokenizer.ts';
import { withChanges, withMore, withoutToken } from '../text/variants.ts';
import { checkRows } from './check.ts';
import type { EngineFiles, ModelFiles } from './load.ts';
import type { BackendName, CompareRequest, Question } from './protocol.ts';
import { checkRange } from './request.ts';

/** What the files hold, on the host: enough to start on any backend, any number of times. */
export interface Pair {
  readonly tokenizer: Tokenizer;
  readonly bert: Checkpoint;
  readonly gpt: Checkpoint;
}

/** @throws Error that names what is wrong with a file. */
export async function readPair(files: EngineFiles): Promise<Pair> {
  const json = async (file: Blob, name: string) => parseJson(await file.text(), name);
  const checkpoint = async ({ config, weights }: ModelFiles) =>
    readCheckpoint(await json(config, 'config.json'), await weights.arrayBuffer());
  return {
    tokenizer: loadTokenizer(
      await json(files.tokenizer, 'tokenizer.json'),
      await json(files.tokenizerConfig, 'tokenizer_config.json'),
    ),
    bert: await checkpoint(files.bert),
    gpt: await checkpoint(files.gpt),
  };
}

export interface Session {
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

/** Uploads both models. What holds the tensors is the backend; they go when it is reset. */
export function openSession({ tokenizer, ...checkpoints }: Pair, backend: BackendName): Session {
  const bert = createModel(checkpoints.bert, tokenizer.vocabulary);
  const gpt = createModel(checkpoints.gpt, tokenizer.vocabulary);
  /** WebGL compiles its programs for each length, so there only a few lengths are ever used. */
  const sizeOf = backend === 'webgl' ? bucket : (length: number) => length;
  const cold = backend === 'webgl' ? new Set([16, 32, 64, 128]) : new Set<number>();

  async function forward(reading: Reading, options: ForwardOptions) {
    const size = sizeOf(reading.tokens.length);
    const model = reading.model === 'bert' ? bert : gpt;
    const trace = await model.forward(reading, { ...options, size, reuse: true });
    checkRows(trace);
    cold.delete(size);
    return trace;
  }

  async function compare({ text, pair, inspect = [] }: CompareRequest): Promise<Comparison> {
    for (const each of inspect) checkRange(each, (each.model === 'bert' ? bert : gpt).config);
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

  async function ask(question: Question): Promise<Trace> {
    const { model, text, pair, positions, ...options } = question;
    const reading = vary(tokenizer.read(text, pair ?? null)[model], question);
    const all = positions === 'all' ? reading.tokens.map((_, position) => position) : positions;
    return forward(reading, { ...options, ...(all && { positions: all }) });
  }

  /** The reading of a text as the question changes it. */
  function vary(
    reading: Reading,
    { changes, blank, more }: Pick<Question, 'changes' | 'blank' | 'more'>,
  ): Reading {
    const mask = tokenizer.token('[MASK]');
    let varied = reading;
    if (changes) {
      const named = changes.map(({ index, token }) => ({ index, token: tokenizer.token(token) }));
      varied = withChanges(varied, named, mask);
    }
    if (blank !== undefined) varied = withoutToken(varied, blank, mask);
    if (more) varied = withMore(varied, more.map(tokenizer.token));
    return varied;
  }

  return {
    compare,
    ask,
    async warm() {
      const [size] = cold;
      if (size === undefined) return false;
      // A blank has BERT predict, too; the word "a" is one token of any English vocabulary.
      await compare({ text: `${'a '.repeat(size / 2)}[MASK]` });
      cold.delete(size);
      return true;
    },
  };
}
