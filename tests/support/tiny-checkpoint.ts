/** Small checkpoints of both models with seeded weights, for tests that need no trained ones. */
import { readCheckpoint } from '../../src/model/families/registry.ts';
import { seeded } from './seeded.ts';
import { tinyTokenizerJson } from './tiny-tokenizer.ts';

const V = Object.keys(tinyTokenizerJson().model.vocab).length;
const [L, H, D, F, P] = [2, 2, 8, 16, 128];

export const tinyBertConfig = {
  model_type: 'bert',
  num_hidden_layers: L,
  num_attention_heads: H,
  hidden_size: D,
  intermediate_size: F,
  max_position_embeddings: P,
  vocab_size: V,
  type_vocab_size: 2,
  layer_norm_eps: 1e-12,
  hidden_act: 'gelu',
};

export const tinyGptConfig = {
  model_type: 'gpt2',
  n_layer: L,
  n_head: H,
  n_embd: D,
  n_inner: null,
  n_positions: P,
  vocab_size: V,
  layer_norm_epsilon: 1e-5,
  activation_function: 'gelu_new',
};

type Shapes = Record<string, number[]>;

const linear = (name: string, to: number, from: number): Shapes => ({
  [`${name}.weight`]: [to, from],
  [`${name}.bias`]: [to],
});
const conv1d = (name: string, from: number, to: number): Shapes => ({
  [`${name}.weight`]: [from, to],
  [`${name}.bias`]: [to],
});
const norm = (name: string): Shapes => ({ [`${name}.weight`]: [D], [`${name}.bias`]: [D] });
const layers = (of: (layer: number) => Shapes): Shapes =>
  Object.assign({}, ...Array.from({ length: L }, (_, layer) => of(layer))) as Shapes;

export const TINY_BERT_SHAPES: Shapes = {
  'bert.embeddings.word_embeddings.weight': [V, D],
  'bert.embeddings.position_embeddings.weight': [P, D],
  'bert.embeddings.token_type_embeddings.weight': [2, D],
  ...norm('bert.embeddings.LayerNorm'),
  ...layers((layer) => {
    const at = `bert.encoder.layer.${layer}`;
    return {
      ...linear(`${at}.attention.self.query`, D, D),
      ...linear(`${at}.attention.self.key`, D, D),
      ...linear(`${at}.attention.self.value`, D, D),
      ...linear(`${at}.attention.output.dense`, D, D),
      ...norm(`${at}.attention.output.LayerNorm`),
      ...linear(`${at}.intermediate.dense`, F, D),
      ...linear(`${at}.output.dense`, D, F),
      ...norm(`${at}.output.LayerNorm`),
    };
  }),
  ...linear('bert.pooler.dense', D, D),
  ...linear('cls.predictions.transform.dense', D, D),
  ...norm('cls.predictions.transform.LayerNorm'),
  'cls.predictions.bias': [V],
  ...linear('cls.seq_relationship', 2, D),
};

export const TINY_GPT_SHAPES: Shapes = {
  'transformer.wte.weight': [V, D],
  'transformer.wpe.weight': [P, D],
  ...layers((layer) => {
    const at = `transformer.h.${layer}`;
    return {
      ...norm(`${at}.ln_1`),
      ...conv1d(`${at}.attn.c_attn`, D, 3 * D),
      ...conv1d(`${at}.attn.c_proj`, D, D),
      ...norm(`${at}.ln_2`),
      ...conv1d(`${at}.mlp.c_fc`, D, 4 * D),
      ...conv1d(`${at}.mlp.c_proj`, 4 * D, D),
    };
  }),
  ...norm('transformer.ln_f'),
};

/** A safetensors file of any header over any bytes, well-formed or not. */
export function safetensorsFile(header: unknown, data: Uint8Array): ArrayBuffer {
  const json = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const file = new Uint8Array(8 + json.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  file.set(data, 8 + json.length);
  return file.buffer;
}

/** Tensors of these shapes in F32, with seeded values large enough for attention to be uneven. */
export function seededSafetensors(shapes: Shapes, seed: number): ArrayBuffer {
  const next = seeded(seed);
  const header: Record<string, object> = {};
  const values: number[] = [];
  for (const [name, shape] of Object.entries(shapes)) {
    const begin = values.length * 4;
    const count = shape.reduce((product, extent) => product * extent, 1);
    for (let i = 0; i < count; i++) values.push(next());
    header[name] = { dtype: 'F32', shape, data_offsets: [begin, values.length * 4] };
  }
  return safetensorsFile(header, new Uint8Array(Float32Array.from(values).buffer));
}

export const tinyBert = () =>
  readCheckpoint(tinyBertConfig, seededSafetensors(TINY_BERT_SHAPES, 1));
export const tinyGpt = () => readCheckpoint(tinyGptConfig, seededSafetensors(TINY_GPT_SHAPES, 2));
