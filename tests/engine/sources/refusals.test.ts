/** Every reason for which a model is not opened, as it comes about, and the sentence that says what would do. */
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { inEnglish, isMessage } from '#say';
import { revive } from '../../../src/engine/failure.ts';
import { fetchFiles } from '../../../src/engine/sources/fetchFiles.ts';
import { type LookUpOptions, lookUp } from '../../../src/engine/sources/lookUp.ts';
import { openCheckpoint } from '../../../src/engine/sources/openCheckpoint.ts';
import { REFUSAL_CODES, type SourceError } from '../../../src/engine/sources/refusals.ts';
import type { HubSource, ModelSource } from '../../../src/engine/sources/source.ts';
import { parseSourceLink } from '../../../src/engine/sources/sourceLink.ts';
import { reasonOf } from '../../../src/language/reason.ts';
import { requireSentence } from '../../support/flood.ts';
import {
  BERT,
  GPT,
  json,
  type Published,
  picked,
  SHARDED,
  utf8,
  VOCAB_TXT,
  withConfig,
  without,
} from '../../support/publishedModels.ts';
import {
  cutAfter,
  damaged,
  type Fault,
  instead,
  PAGE,
  POINTER,
  type Repository,
  repository,
  type StandInOptions,
  standInHub,
  unreachable,
} from '../../support/standInHub.ts';
import { safetensorsFile, TINY_GPT_SHAPES, tinyGptConfig } from '../../support/tiny-checkpoint.ts';

const page = new URL('https://school.example/attention/');
const met = new Set<string>();

/** What is said; it is a sentence, and its code is marked as met. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => expect.fail('It should have been refused.'),
    (error: SourceError) => error,
  );
  expect(error.name).toMatch(`SourceError: ${error.refusal?.code}`);
  // What has crossed a thread says the same.
  const crossed = Object.assign(new Error(error.message), { name: error.name });
  const revived = revive(crossed);
  expect(inEnglish(reasonOf(revived))).toBe(error.message);
  expect(isMessage(reasonOf(revived))).toBe(true);
  requireSentence(error);
  met.add(error.refusal.code);
  // It crosses threads, and can be said again there.
  expect(structuredClone(error.refusal)).toEqual(error.refusal);
  return error.message;
}

const bert: HubSource = { from: 'hub', id: 'org/bert', revision: null };

interface Given extends Partial<StandInOptions> {
  readonly source?: ModelSource;
  readonly options?: Partial<LookUpOptions>;
  readonly as?: Partial<Repository>;
}

function look(files: Published, { source = bert, options, as, ...more }: Given = {}) {
  const standIn = standInHub({ repositories: { 'org/bert': repository(files, as) }, ...more });
  return lookUp(source, { fetch: standIn.fetch, page, ...options });
}

const fault = (name: string, what: Fault): Given => ({ faults: { [name]: what } });

const none = (() => expect.fail('Nothing is asked for.')) as unknown as typeof fetch;

const choose = (files: ReadonlyMap<string, Blob>) =>
  lookUp({ from: 'files', files }, { fetch: none, page });

const bin = utf8('\x80\x02');

afterEach(() => {
  vi.useRealTimers();
});

describe('A source', () => {
  const parsed = async (text: string) => parseSourceLink(text, page);

  it.each([
    [
      'bert',
      '“bert” names no model: write hub: and an id, such as hub:google-bert/bert-base-uncased, or the address of a folder.',
    ],
    ['', '“” names no model'],
    ['javascript:alert(1)', '“javascript:alert(1)” names no model'],
    ['file:', '“file:” names no model'],
    [
      'hub:a/b/c',
      '“a/b/c” is no id of the hub: write it as there, such as google-bert/bert-base-uncased or gpt2.',
    ],
    ['hub:../secret', '“../secret” is no id of the hub'],
    [
      'hub:org/bert@a..b',
      '“a..b” is no revision: write a branch, a tag, a commit, or a pull request as refs/pr/3.',
    ],
    [
      'https://models.example/bert/',
      'The page asks only its own server and the hub, so not models.example: download the model’s files and open them from your disk.',
    ],
  ])('is refused as %j', async (text, sentence) => {
    expect(await refusal(parsed(text))).toContain(sentence);
  });

  it('that was not read from a link is checked, too, before anybody is asked', async () => {
    const wrong: readonly ModelSource[] = [
      { ...bert, id: '../../other' },
      { ...bert, revision: '../main' },
      { from: 'address', url: 'https://evil.example/model/' },
    ];
    for (const source of wrong) {
      await refusal(lookUp(source, { fetch: none, page }));
    }
  });
});

describe('The network', () => {
  it('cannot be reached', async () => {
    expect(await refusal(look(BERT, fault('list', unreachable)))).toBe(
      'huggingface.co cannot be reached: check your connection and try again, or open the model’s files from your disk.',
    );
  });

  it('stands still', async () => {
    vi.useFakeTimers();
    const silent: Fault = () => new Promise(() => undefined);
    const said = refusal(look(BERT, fault('config.json', silent)));
    await vi.advanceTimersByTimeAsync(31_000);
    expect(await said).toBe(
      'No byte of config.json arrived for 30 seconds: check your connection and try again.',
    );
  });

  it('breaks off', async () => {
    expect(await refusal(look(BERT, fault('config.json', cutAfter(100))))).toBe(
      'The connection broke after 100 B of config.json: try again.',
    );
  });

  it('breaks off in the header of the weights', async () => {
    expect(await refusal(look(BERT, fault('model.safetensors', cutAfter(100))))).toBe(
      'The connection broke after 200 B of 4.8 kB of model.safetensors: try again.',
    );
  });
});

describe('The hub', () => {
  const GONE =
    'org/bert does not exist on the hub or is private: check how it is written, or download its files and open them from your disk.';
  const GATED =
    'org/bert is given only to who has agreed to its terms: agree to them on the hub, download the files there and open them from your disk.';

  it('has no such model, or a private one, which is the same to a stranger', async () => {
    const source: HubSource = { ...bert, id: 'org/other' };
    expect(await refusal(look(BERT, { source }))).toBe(GONE.replace('bert', 'other'));
    expect(await refusal(look(BERT, { as: { private: true } }))).toBe(GONE);
    expect(await refusal(look(BERT, fault('list', instead(null, { status: 404 }))))).toBe(GONE);
    expect(await refusal(look(BERT, fault('list', instead(null, { status: 401 }))))).toBe(GONE);
  });

  it('has no such revision', async () => {
    expect(await refusal(look(BERT, { source: { ...bert, revision: 'v2' } }))).toBe(
      'org/bert has no revision v2: leave it out for the newest, or write a branch, a tag or a commit of it.',
    );
  });

  it('gives the model only to some', async () => {
    expect(await refusal(look(BERT, { as: { gated: true } }))).toBe(GATED);
    const gate = instead(null, { status: 403, headers: { 'x-error-code': 'GatedRepo' } });
    expect(await refusal(look(BERT, fault('config.json', gate)))).toBe(GATED);
  });

  it('refuses a file', async () => {
    const forbid = fault('config.json', instead(null, { status: 403 }));
    expect(await refusal(look(BERT, forbid))).toBe(
      'The server refuses config.json (403): download the model’s files with your account and open them from your disk.',
    );
  });

  it.each([
    [{ ratelimit: '"api";r=0;t=243' }, '5 minutes'],
    [{ 'retry-after': '20' }, '20 seconds'],
    [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, 'some minutes'],
    [{}, 'some minutes'],
  ])('was asked too often: %j', async (headers, time) => {
    const busy = instead(null, { status: 429, headers: headers as Record<string, string> });
    expect(await refusal(look(BERT, fault('list', busy)))).toBe(
      `huggingface.co was asked too often from your network: wait ${time} and try again.`,
    );
  });

  it('fails', async () => {
    expect(await refusal(look(BERT, fault('config.json', instead(null, { status: 503 }))))).toBe(
      'The server answered 503 for config.json: try again in a while, or open the model’s files from your disk.',
    );
  });

  it.each([
    ['says so', instead(PAGE, { headers: { 'content-type': 'text/html; charset=utf-8' } })],
    ['does not say so', instead(` \n${PAGE}`)],
  ])('sends a web page and %s', async (_, answer) => {
    expect(await refusal(look(BERT, fault('config.json', answer)))).toBe(
      'The server sent a web page in place of config.json: check the address, or open the model’s files from your disk.',
    );
  });

  it('sends a pointer that git left', async () => {
    for (const name of ['config.json', 'model.safetensors']) {
      expect(await refusal(look(BERT, fault(name, instead(POINTER))))).toBe(
        `${name} is not the file itself but a pointer to it: get the file with git lfs pull, or download it in the browser.`,
      );
    }
  });

  it('has a small file that is not small', async () => {
    const said =
      'config.json has more than 4.0 MB, which is no such file’s size: open the one that was published with the model.';
    const long = new Uint8Array(4_000_001).fill(0x20);
    expect(await refusal(look({ ...BERT, 'config.json': long }))).toBe(said);
    expect(await refusal(look({ ...BERT, 'config.json': long }, { sizes: false }))).toBe(said);
  });

  it.each([
    ['<oops>', 'The list is not JSON: get it again from where it was published, whole'],
    ['{}', 'The list cannot be used: siblings is missing'],
    ['{"siblings":[{"rfilename":"a","size":-1}]}', 'siblings.0.size is -1'],
    ['{"siblings":[{"rfilename":"a","lfs":{"sha256":"x"}}]}', 'siblings.0.lfs.sha256 is "x"'],
  ])('lists %s', async (text, detail) => {
    const said = await refusal(look(BERT, fault('list', instead(text))));
    expect(said).toMatch(
      /^The server’s list of the files of org\/bert cannot be read \(.*\): try again/,
    );
    expect(said).toContain(detail);
  });

  it('has a repository that is no model', async () => {
    expect(await refusal(look({ 'README.md': utf8('hello') }))).toBe(
      'org/bert lacks config.json, a tokenizer (tokenizer.json, or vocab.txt, or vocab.json and merges.txt) and weights (model.safetensors): open another model, or the model’s files from your disk.',
    );
  });

  it('lists a model that it does not have', async () => {
    const gone = fault('config.json', instead(null, { status: 404 }));
    expect(await refusal(look(BERT, gone))).toBe(
      'org/bert lacks config.json: open another model, or the model’s files from your disk.',
    );
  });
});

describe('What a repository has for weights', () => {
  const old = { ...without(BERT, 'model.safetensors'), 'pytorch_model.bin': bin };
  const converter = (num: number, more = {}) => ({
    ...{ num, title: 'Adding `safetensors` variant of this model', status: 'open' },
    ...{ isPullRequest: true, ...more },
  });
  const ONLY =
    'The only weights in org/bert are pytorch_model.bin, which can hold programs and are never opened';
  const BY_HAND = `${ONLY}: convert it on the hub with the Space safetensors/convert, or in Python with save_pretrained, and open that.`;

  it('may hold programs, and a revision has others', async () => {
    const as = {
      discussions: [
        { num: 9, title: 'Wrong licence?', status: 'open', isPullRequest: false },
        converter(2, { status: 'closed' }),
        converter(3),
      ],
      revisions: { 'refs/pr/3': BERT, 'refs/pr/2': BERT },
    };
    expect(await refusal(look(old, { as }))).toBe(
      `${ONLY}: open revision refs/pr/3, which has a safetensors file.`,
    );
  });

  it.each<[string, Given]>([
    ['there is no pull request', {}],
    [
      'the pull request has no such file',
      { as: { discussions: [converter(3)], revisions: { 'refs/pr/3': old } } },
    ],
    ['the pull request is gone', { as: { discussions: [converter(3)] } }],
    ['pull requests are not told', fault('discussions', instead('{}'))],
    ['nobody answers', fault('discussions', unreachable)],
  ])('may hold programs, and %s', async (_, given) => {
    expect(await refusal(look(old, given))).toBe(BY_HAND);
  });

  it('may be for other programs', async () => {
    const files = { ...without(BERT, 'model.safetensors'), 'tf_model.h5': bin, 'model.onnx': bin };
    expect(await refusal(look(files))).toBe(
      'The only weights in org/bert are tf_model.h5, model.onnx: load them in Python, write them with save_pretrained, and open the model.safetensors that this makes.',
    );
  });

  it('may be changes to another model', async () => {
    const files = {
      ...without(BERT, 'model.safetensors'),
      ...{ 'adapter_config.json': json({}), 'adapter_model.safetensors': bin },
    };
    expect(await refusal(look(files))).toBe(
      'The weights in org/bert are an adapter, which changes another model: merge both in Python with merge_and_unload, write that with save_pretrained, and open it.',
    );
  });

  it('may be several', async () => {
    const { 'model.safetensors': weights, ...rest } = BERT;
    const files = { ...rest, 'a.safetensors': weights!, 'b.safetensors': weights! };
    expect(await refusal(look(files))).toBe(
      'There are several files of weights, a.safetensors, b.safetensors: open one of them with its config.json and tokenizer.',
    );
  });

  it('may be attention', async () => {
    const dump = safetensorsFile(
      { __metadata__: { format: 'sightlines-attention' } },
      new Uint8Array(),
    );
    const files = { ...BERT, 'model.safetensors': new Uint8Array(dump) };
    expect(await refusal(look(files))).toBe(
      'model.safetensors holds attention, not the weights of a model: open it by itself, as a file of attention.',
    );
  });

  it('may be in very many files', async () => {
    const weight_map = Object.fromEntries(
      Array.from({ length: 65 }, (_, at) => [`tensor${at}`, `model-${at}.safetensors`]),
    );
    const files = { ...SHARDED, 'model.safetensors.index.json': json({ weight_map }) };
    expect(await refusal(look(files))).toBe(
      'The weights are in 65 files, and at most 64 are read: open a smaller model.',
    );
  });

  /** A GPT-2 whose feed-forward networks are so wide; of its weights only the header is there. */
  function withWidth(n_inner: number, dtype: 'F16' | 'F32'): Promise<unknown> {
    const size = { F16: 2, F32: 4 }[dtype];
    let at = 0;
    const header = Object.fromEntries(
      Object.entries(TINY_GPT_SHAPES).map(([name, tiny]) => {
        const shape = name.includes('.mlp.')
          ? tiny.map((extent) => (extent === 4 * tinyGptConfig.n_embd ? n_inner : extent))
          : tiny;
        const begin = at;
        at += size * shape.reduce((product, extent) => product * extent, 1);
        return [name, { dtype, shape, data_offsets: [begin, at] }];
      }),
    );
    const start = new Uint8Array(safetensorsFile(header, new Uint8Array()));
    const list: Fault = async (answer) => {
      const { siblings, ...rest } = (await answer.json()) as { siblings: { rfilename: string }[] };
      const large = { rfilename: 'model.safetensors', size: start.length + at };
      const others = siblings.filter(({ rfilename }) => rfilename !== large.rfilename);
      return Response.json({ ...rest, siblings: [...others, large] });
    };
    const files = { ...withConfig(GPT, { n_inner }), 'model.safetensors': start };
    return look(files, fault('list', list));
  }

  it('may be more than a page can hold in one piece', async () => {
    expect(await refusal(withWidth(2e7, 'F32'))).toBe(
      'model.safetensors has 2.7 GB, and a page can hold at most 2.1 GB in one piece: open a smaller model, or one in float16.',
    );
  });

  it('may be more than a page can hold in memory', async () => {
    expect(await refusal(withWidth(2.8e7, 'F16'))).toBe(
      'The model takes about 4.8 GB of memory, and a page gets at most 4.3 GB: open a smaller model.',
    );
  });
});

describe('A model of another kind', () => {
  const FAMILIES = 'bert, distilbert, roberta, gpt2';
  const BY_HAND =
    'open a model of one of these, or write its attention to a file in Python and open that.';

  it.each([
    ['t5', {}],
    ['my-seq2seq', { is_encoder_decoder: true }],
  ])('is refused as an encoder–decoder: %s', async (model_type, more) => {
    expect(await refusal(look(withConfig(BERT, { model_type, ...more })))).toBe(
      `The model is of the type ${model_type}, an encoder–decoder, and the types that run here are ${FAMILIES}: ${BY_HAND}`,
    );
  });

  it('is refused by its name, which is a stranger’s text', async () => {
    expect(await refusal(look(withConfig(BERT, { model_type: 'llama' })))).toBe(
      `The model is of the type llama, and the types that run here are ${FAMILIES}: ${BY_HAND}`,
    );
    const said = await refusal(
      look(withConfig(BERT, { model_type: `\u202e<b>\n${'x'.repeat(999)}` })),
    );
    expect(said).toMatch(/^The model is of the type <b> x+…, and/);
    expect(said.length).toBeLessThan(300);
  });

  it('is told before its weights are', async () => {
    const files = { ...withConfig(BERT, { model_type: 't5' }), 'pytorch_model.bin': bin };
    expect(await refusal(look(without(files, 'model.safetensors')))).toContain(
      'an encoder–decoder',
    );
  });

  it.each<[string, Published, string]>([
    ['a decoder', withConfig(BERT, { is_decoder: true }), 'is_decoder'],
    ['larger than its weights', withConfig(BERT, { num_hidden_layers: 9 }), 'The weights lack'],
    ['of a billion layers', withConfig(GPT, { n_layer: 1e9 }), 'The weights lack'],
    ['wider than its weights', withConfig(BERT, { hidden_size: 32 }), 'has the shape'],
    ['without JSON', { ...BERT, 'config.json': utf8('{') }, 'config.json is not JSON'],
    [
      'with a header beyond its end',
      { ...BERT, 'model.safetensors': new Uint8Array(16).fill(1) },
      'announce a header of',
    ],
    [
      'with a tokenizer of another kind',
      { ...GPT, 'tokenizer.json': json({ model: { type: 'Unigram', vocab: [] } }) },
      'Open a model whose tokenizer is WordPiece',
    ],
    [
      'without the tokens around its texts',
      { ...BERT, 'vocab.txt': utf8(VOCAB_TXT.replace('[CLS]', 'xx')) },
      'The tokenizer lacks the token [CLS]',
    ],
    [
      'in files of which one is missing',
      without(SHARDED, 'model-00001-of-00002.safetensors'),
      'The file model-00001-of-00002.safetensors is missing',
    ],
    [
      'in a file that its list leads astray',
      {
        ...SHARDED,
        'model.safetensors.index.json': json({ weight_map: { a: '../../secret.safetensors' } }),
      },
      'only safetensors files beside it are read',
    ],
  ])('is refused by what reads it: %s', async (_, files, sentence) => {
    expect(await refusal(look(files))).toContain(sentence);
  });

  it('is refused with another model’s tokenizer', async () => {
    const files = { ...BERT, 'vocab.txt': utf8(`${VOCAB_TXT}more\n`) };
    expect(await refusal(look(files))).toBe(
      'The tokenizer has 41 tokens, but the model 40: open the tokenizer that was published with the model.',
    );
  });

  it('is refused where its files are nested without end', async () => {
    const deep = utf8(`{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`);
    expect(await refusal(look({ ...BERT, 'config.json': deep }))).toBe(
      'config.json is nested too deeply: open the one that was published with the model.',
    );
    const files = { ...GPT, 'tokenizer.json': deep };
    expect(await refusal(look(files))).toContain('tokenizer.json is nested too deeply');
  });
});

describe('A server', () => {
  it('does not say how large a file is', async () => {
    const fetch = async (url: RequestInfo | URL, init?: RequestInit) => {
      const bytes = BERT[String(url).split('/').at(-1)!];
      if (!bytes) return new Response(null, { status: 404 });
      return new Response(init?.method === 'HEAD' ? null : bytes);
    };
    const source: ModelSource = { from: 'address', url: 'https://school.example/bert/' };
    expect(await refusal(lookUp(source, { fetch: fetch as typeof globalThis.fetch, page }))).toBe(
      'The server does not say how large model.safetensors is: download the model’s files and open them from your disk.',
    );
  });

  it('has nothing at an address', async () => {
    const fetch = async () => new Response(null, { status: 404 });
    const source: ModelSource = { from: 'address', url: 'https://school.example/bert/' };
    expect(await refusal(lookUp(source, { fetch: fetch as typeof globalThis.fetch, page }))).toBe(
      'school.example/bert/ lacks config.json: open another model, or the model’s files from your disk.',
    );
  });
});

describe('Files of the reader’s own', () => {
  it('have no model among them', async () => {
    const together =
      'open config.json, the tokenizer’s files and model.safetensors together, or their folder, or one file of attention';
    expect(await refusal(choose(new Map()))).toBe(
      `There is no file here that could be read: ${together}.`,
    );
    expect(await refusal(choose(picked({ 'README.md': utf8('hello') })))).toBe(
      `There is no model in README.md: ${together} (safetensors, npz or JSON).`,
    );
  });

  it('are something else than they are called, or broken', async () => {
    const weights = (content: Uint8Array<ArrayBuffer>) =>
      choose(picked({ ...BERT, 'model.safetensors': content }));
    expect(await refusal(weights(utf8('%PDF-1.7')))).toBe(
      'model.safetensors is a PDF, whatever it is called: choose the model.safetensors that was published with the model.',
    );
    expect(await refusal(weights(new Uint8Array([9, 0, 0, 0, 0, 0, 0, 0, 1])))).toMatch(
      /Get the file again from where it was published, whole\.$/,
    );
  });

  it.each([
    [
      ['config.json'],
      'A model also needs config.json: open all of its files together, or their folder.',
    ],
    [
      ['vocab.txt'],
      'A model also needs a tokenizer (tokenizer.json, or vocab.txt, or vocab.json and merges.txt): open all of its files together, or their folder.',
    ],
    [['model.safetensors'], 'A model also needs weights (model.safetensors):'],
    [
      ['config.json', 'vocab.txt'],
      'A model also needs config.json and a tokenizer (tokenizer.json, or vocab.txt, or vocab.json and merges.txt):',
    ],
  ])('lack %j', async (names, sentence) => {
    expect(await refusal(choose(picked(without(BERT, ...names))))).toContain(sentence);
  });

  it('are several models', async () => {
    const files = new Map([...picked(BERT, 'one/'), ...picked(GPT, 'two/')]);
    expect(await refusal(choose(files))).toBe(
      'There are several models, in one/, two/: open one of these folders by itself.',
    );
  });

  it('hold programs', async () => {
    const files = picked({ ...without(BERT, 'model.safetensors'), 'pytorch_model.bin': bin });
    expect(await refusal(choose(files))).toBe(
      'The only weights in these files are pytorch_model.bin, which can hold programs and are never opened: convert it in Python with save_pretrained, and open what that writes.',
    );
  });

  it('are attention', async () => {
    const dump = safetensorsFile(
      { __metadata__: { format: 'sightlines-attention' } },
      new Uint8Array(),
    );
    for (const name of ['run.safetensors', 'folder/run.npz']) {
      expect(await refusal(choose(new Map([[name, new Blob([dump])]])))).toBe(
        `${name} holds attention, not the weights of a model: open it by itself, as a file of attention.`,
      );
    }
    const text = '{"tokens":["a"],"attention": [[[[1]]]]}';
    expect(await refusal(choose(new Map([['run.json', new Blob([text])]])))).toMatch(
      /^run\.json holds attention/,
    );
  });

  it('have gone since they were chosen', async () => {
    const files = picked(BERT);
    const gone = new Blob([BERT['config.json']!]);
    gone.slice = () => goneBlob();
    files.set('config.json', gone);
    expect(await refusal(choose(files))).toBe(
      'config.json has changed or gone since it was chosen: choose it again.',
    );
  });
});

/** A blob whose file was deleted. */
function goneBlob(): Blob {
  const blob = new Blob(['gone']);
  blob.arrayBuffer = () => Promise.reject(new DOMException('', 'NotFoundError'));
  return blob;
}

describe('What was found', () => {
  async function fetched(what: Fault) {
    const standIn = standInHub({ repositories: { 'org/bert': repository(BERT) } });
    const found = await lookUp(bert, { fetch: standIn.fetch, page });
    standIn.faults['model.safetensors'] = what;
    const options = { fetch: standIn.fetch, page, cache: null, onBytes: () => undefined };
    return fetchFiles(found, options);
  }

  it('arrives damaged', async () => {
    expect(await refusal(fetched(damaged))).toBe(
      'model.safetensors arrived damaged: its SHA-256 is not the one that the hub lists. Try again, or open the model’s files from your disk.',
    );
  });

  it('is longer than was listed', async () => {
    expect(await refusal(fetched(instead(new Uint8Array(40_000))))).toMatch(
      /^The server sent 40 kB or more for model\.safetensors, which should have 30 kB/,
    );
  });

  it('has gone', async () => {
    expect(await refusal(fetched(instead(null, { status: 404 })))).toBe(
      'model.safetensors is not at huggingface.co: check the address, or open the files from your disk.',
    );
  });

  it('does not fit into memory', async () => {
    const found = await choose(picked(BERT));
    const weights = new Map([['model.safetensors', goneBlob()]]);
    expect(await refusal(openCheckpoint({ ...found.files, weights }))).toBe(
      'The 4 B of model.safetensors cannot be read into memory: close other tabs and open the model again, or a smaller one.',
    );
  });
});

afterAll(() => {
  // Met by the tests above: no reason is there without a way to it.
  expect([...met].sort()).toEqual([...REFUSAL_CODES].sort());
});
