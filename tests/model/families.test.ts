/** Every family's forward pass against transformers on PyTorch (`training/checkpoints.py`). */
import { describe, expect, it } from 'vitest';
import { startLocalBackend } from '../../src/build/localSession.ts';
import type { Capabilities } from '../../src/model/capabilities.ts';
import { readCheckpoint, surveyCheckpoint } from '../../src/model/families/registry.ts';
import { createModel } from '../../src/model/model.ts';
import { headerEnd, PREFIX, readHeader } from '../../src/model/weights/header.ts';
import { openSafetensors, SafetensorsError } from '../../src/model/weights/safetensors.ts';
import { joinShards, readShardIndex } from '../../src/model/weights/shards.ts';
import { MissingTensorsError } from '../../src/model/weights/tensors.ts';
import type { Vocabulary } from '../../src/text/tokenizer.ts';
import { inWords } from '../../src/text/told.ts';
import { encodingOf, expectAsTransformers, NUMBERS } from '../support/checkpoints.ts';
import { expectClose } from '../support/close.ts';
import {
  bytesOf,
  CASES,
  caseOf,
  checkpointOf,
  jsonOf,
  weightsOf,
} from '../support/node-checkpoints.ts';
import { nodeFiles } from '../support/node-golden.ts';
import { seededSafetensors } from '../support/tiny-checkpoint.ts';

const CLOSE = { absolute: 1e-5, relative: 1e-5 };

describe.each(['cpu', 'wasm'] as const)(
  'On %s, a checkpoint computes what it does in transformers',
  (backend) => {
    it.each(CASES)('$name: $class', async (each) => {
      await startLocalBackend(backend);
      await expectAsTransformers(nodeFiles, each, CLOSE);
    });
  },
);

describe('A model of 24 layers of 16 heads of width 5', () => {
  const [L, H, D, F, V, T] = [24, 16, 80, 96, 40, 30];
  const config = {
    ...{ model_type: 'distilbert', n_layers: L, n_heads: H, dim: D, hidden_dim: F },
    ...{ max_position_embeddings: 32, vocab_size: V },
  };
  const linear = (name: string, to: number, from: number) => ({
    [`${name}.weight`]: [to, from],
    [`${name}.bias`]: [to],
  });
  const norm = (name: string) => ({ [`${name}.weight`]: [D], [`${name}.bias`]: [D] });
  const shapes = Object.assign(
    {
      'embeddings.word_embeddings.weight': [V, D],
      'embeddings.position_embeddings.weight': [32, D],
      ...norm('embeddings.LayerNorm'),
    },
    ...Array.from({ length: L }, (_, layer) => {
      const at = `transformer.layer.${layer}`;
      return {
        ...linear(`${at}.attention.q_lin`, D, D),
        ...linear(`${at}.attention.k_lin`, D, D),
        ...linear(`${at}.attention.v_lin`, D, D),
        ...linear(`${at}.attention.out_lin`, D, D),
        ...norm(`${at}.sa_layer_norm`),
        ...linear(`${at}.ffn.lin1`, F, D),
        ...linear(`${at}.ffn.lin2`, D, F),
        ...norm(`${at}.output_layer_norm`),
      };
    }),
  ) as Record<string, number[]>;
  const checkpoint = readCheckpoint(config, seededSafetensors(shapes, 3));
  const encoding = encodingOf({
    ...caseOf('distilbert-no-head'),
    ids: Array.from({ length: T }, (_, at) => (at * 7) % V),
    segments: Array.from({ length: T }, () => 0),
  });

  it('attends alike with fused kernels and without, and rows sum to one', async () => {
    const computed: Float32Array[] = [];
    for (const backend of ['cpu', 'wasm'] as const) {
      await startLocalBackend(backend);
      const model = createModel(checkpoint, NUMBERS);
      computed.push((await model.forward(encoding)).attention);
      model.dispose();
    }
    const [plain, fused] = computed as [Float32Array, Float32Array];
    expect(plain).toHaveLength(L * H * T * T);
    expectClose('attention', fused, plain, { absolute: 1e-4 });
    for (let row = 0; row < plain.length; row += T) {
      const sum = plain.subarray(row, row + T).reduce((total, share) => total + share, 0);
      expect(sum).toBeCloseTo(1, 5);
    }
  });
});

describe('What a model can do', () => {
  const lacks = (name: string) => checkpointOf(caseOf(name)).config.can;

  /** Why it cannot do what it lacks, in English. */
  const reasonsOf = (can: Capabilities) =>
    Object.fromEntries(
      Object.entries(can.lacks ?? {}).map(([ability, said]) => [ability, inWords(said)]),
    );

  it('is what its family does where its file has the heads', () => {
    expect(lacks('bert-both-heads')).toEqual({
      ...{ causal: false, fillsBlanks: true, nextSentence: true, writes: false, maxTokens: 24 },
    });
    expect(lacks('roberta-head')).toMatchObject({ fillsBlanks: true, nextSentence: false });
    expect(lacks('distilbert-head')).toMatchObject({ fillsBlanks: true, nextSentence: false });
    expect(lacks('gpt2-no-prefix')).toMatchObject({ causal: true, writes: true });
  });

  it.each<[string, object]>([
    [
      'bert-no-head',
      {
        fillsBlanks: expect.stringContaining('no masked-word head (cls.predictions)'),
        nextSentence: expect.stringContaining('no next-sentence head'),
      },
    ],
    ['bert-own-decoder', { nextSentence: expect.stringContaining('no next-sentence head') }],
    ['distilbert-no-head', { fillsBlanks: expect.stringContaining('no masked-word head') }],
    ['roberta-no-head', { fillsBlanks: expect.stringContaining('no masked-word head (lm_head)') }],
  ])('leaves out what %s has no weights for, and says why', (name, reasons) => {
    const can = lacks(name);
    expect(reasonsOf(can)).toEqual(reasons);
    for (const ability of Object.keys(reasons)) expect(can).toMatchObject({ [ability]: false });
  });

  it('is refused in these words where it is asked for all the same', async () => {
    await startLocalBackend('wasm');
    const each = caseOf('bert-no-head');
    const model = createModel(checkpointOf(each), NUMBERS);
    await expect(model.forward(encodingOf(each), { positions: [1] })).rejects.toThrow(
      'This file has no masked-word head (cls.predictions), so the model fills no blanks; its attention is complete.',
    );
    await expect(model.forward(encodingOf(each), { nextSentence: true })).rejects.toThrow(
      'no next-sentence head',
    );
    expect((await model.forward(encodingOf(each))).predictions).toEqual([]);
    model.dispose();
  });

  it('does not include writing where GPT-2 was trained to classify', () => {
    const weights = weightsOf(caseOf('gpt2-head'));
    const header = new Map(weights.header);
    header.set('score.weight', { dtype: 'F32', shape: [2, 16], begin: 0, end: 0 });
    const { config, leftOver } = surveyCheckpoint(jsonOf('gpt2-head/config.json'), header);
    expect(reasonsOf(config.can)).toEqual({
      writes: expect.stringContaining('trained to classify'),
    });
    expect(config.can.writes).toBe(false);
    expect(leftOver).toEqual(['score.weight']);
  });
});

describe('Positions of RoBERTa', () => {
  it('begin after the padding token’s, and are so many fewer', () => {
    const { config, embeddings } = checkpointOf(caseOf('roberta-head'));
    expect(config.can.maxTokens).toBe(24);
    expect(config.firstPosition).toBe(2);
    const stored = weightsOf(caseOf('roberta-head')).read(
      'roberta.embeddings.position_embeddings.weight',
      [26, 16],
    );
    expect(embeddings.positions.values[0]).toBe(stored[2 * 16]);
    expect(embeddings.positions.shape).toEqual([24, 16]);
  });
});

describe('A vocabulary with fewer tokens than the model has rows', () => {
  it('is given names for the others', async () => {
    await startLocalBackend('wasm');
    const each = caseOf('gpt2-head');
    const small: Vocabulary = {
      ...{ size: 3, piece: (id) => `piece ${id}`, label: (id) => `label ${id}` },
    };
    const model = createModel(checkpointOf(each), small);
    const { predictions } = await model.forward(encodingOf(each), { candidates: 40 });
    const names = predictions[0]!.top.map(({ id, label }) => [id, label]);
    expect(names).toHaveLength(40);
    expect(new Map(names as [number, string][])).toEqual(
      new Map(
        Array.from({ length: 40 }, (_, id) => [id, id < 3 ? `label ${id}` : `<unused ${id}>`]),
      ),
    );
    model.dispose();
  });
});

describe('The header of a checkpoint', () => {
  const config = jsonOf('bert-no-head/config.json');
  const file = new Uint8Array(bytesOf('bert-no-head/model.safetensors'));
  const end = headerEnd(file.subarray(0, PREFIX), file.length);

  it('says from its first bytes alone what the model is and can do', () => {
    expect(end).toBeLessThan(file.length / 5);
    const header = readHeader(file.slice(0, end), file.length);
    const { config: known, leftOver } = surveyCheckpoint(config, header);
    expect(known).toEqual(checkpointOf(caseOf('bert-no-head')).config);
    expect(leftOver).toEqual(['pooler.dense.bias', 'pooler.dense.weight']);
  });

  it('passes over what is no weight, or is there twice', () => {
    for (const name of ['bert-own-decoder', 'gpt2-no-prefix', 'gpt2-own-head', 'roberta-head']) {
      const { leftOver } = surveyCheckpoint(
        jsonOf(`${name}/config.json`),
        weightsOf(caseOf(name)).header,
      );
      expect(leftOver, name).toEqual([]);
    }
  });

  it('names everything that is missing', () => {
    const header = new Map(readHeader(file.slice(0, end), file.length));
    const lost = [...header.keys()].filter((name) => name.startsWith('encoder.layer.2.'));
    for (const name of lost) header.delete(name);
    expect(lost).toHaveLength(16);
    const survey = () => surveyCheckpoint(config, header);
    expect(survey).toThrow(MissingTensorsError);
    expect(survey).toThrow(
      /^The weights lack 16 tensors of this architecture: encoder\.layer\.2\..* and 13 more\. Open all files of the model, with the config\.json that was published with them\.$/,
    );
    try {
      survey();
    } catch (error) {
      expect([...(error as MissingTensorsError).missing].sort()).toEqual(lost.sort());
    }
  });

  it('tells a model of another shape than its config.json', () => {
    const header = readHeader(file.slice(0, end), file.length);
    expect(() => surveyCheckpoint({ ...(config as object), vocab_size: 41 }, header)).toThrow(
      'embeddings.word_embeddings.weight has the shape [40, 36], but the model needs [41, 36].',
    );
  });

  it('of a quarter of a gigabyte is no header', () => {
    const first = new Uint8Array(PREFIX);
    new DataView(first.buffer).setBigUint64(0, 250_000_000n, true);
    expect(() => headerEnd(first, 1e9)).toThrow(SafetensorsError);
  });
});

describe('Weights in several files', () => {
  const { name, files } = caseOf('distilbert-head');
  const [first, second] = files.filter((file) => !file.endsWith('.json')) as [string, string];
  const index = readShardIndex(jsonOf(`${name}/model.safetensors.index.json`));
  const open = (file: string) => openSafetensors(bytesOf(`${name}/${file}`));

  it('are refused with one of them missing, by its name', () => {
    expect(() => joinShards(index, new Map([[first, open(first)]]))).toThrow(
      new SafetensorsError(`The file ${second} is missing: open all files of the model.`),
    );
  });

  it('are refused where a file does not hold what it should', () => {
    const swapped = new Map([
      [first, open(second)],
      [second, open(first)],
    ]);
    expect(() => joinShards(index, swapped)).toThrow(/lacks the tensor .* open files of one model/);
  });

  it.each(['../model.safetensors', 'pytorch_model.bin', 'https://example.org/a.safetensors'])(
    'are refused where the index names %s',
    (file) => {
      expect(() => readShardIndex({ weight_map: { a: file } })).toThrow(SafetensorsError);
    },
  );
});

describe('A config.json', () => {
  it('that names no family is BERT’s if it has all of its fields', () => {
    const { model_type, layer_norm_eps, ...old } = jsonOf('bert-both-heads/config.json') as Record<
      string,
      unknown
    >;
    expect([model_type, layer_norm_eps]).toEqual(['bert', 1e-12]);
    expect(readCheckpoint(old, weightsOf(caseOf('bert-both-heads'))).config).toEqual(
      checkpointOf(caseOf('bert-both-heads')).config,
    );
  });
});
