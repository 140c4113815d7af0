/**
 * Checkpoints of many heads over the shipped tokenizers, with seeded weights of a small width: what a
 * large model's attention asks of the page, without a large model.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bert } from '../../src/model/families/bert.ts';
import type { Family } from '../../src/model/families/family.ts';
import { gpt2 } from '../../src/model/families/gpt2.ts';
import { tensorReader } from '../../src/model/weights/tensors.ts';
import { oneOf, seeded } from './seeded.ts';

const MODELS = new URL('../../public/models/', import.meta.url);

/** Layers, heads and positions as of a large model; the numbers of a head are few. */
export interface Shape {
  readonly layers: number;
  readonly heads: number;
  readonly positions: number;
}

export const MANY_HEADS: Shape = { layers: 24, heads: 16, positions: 512 };

/** Bytes of the attention that one model of this shape has to a text of so many tokens. */
export const attentionBytes = ({ layers, heads }: Shape, tokens: number): number =>
  layers * heads * tokens ** 2 * Float32Array.BYTES_PER_ELEMENT;

/** d, as few as the fused kernels take; and how far weights lie from 0, so that patterns are neither flat nor sharp. */
const HEAD_WIDTH = 8;
const SPREAD = 0.22;

const bertConfig = ({ layers, heads, positions }: Shape) => ({
  model_type: 'bert',
  hidden_act: 'gelu',
  hidden_size: HEAD_WIDTH * heads,
  intermediate_size: HEAD_WIDTH * heads,
  layer_norm_eps: 1e-12,
  max_position_embeddings: positions,
  num_attention_heads: heads,
  num_hidden_layers: layers,
  type_vocab_size: 2,
  vocab_size: 8192,
});

const gptConfig = ({ layers, heads, positions }: Shape) => ({
  model_type: 'gpt2',
  activation_function: 'gelu_new',
  layer_norm_epsilon: 1e-5,
  n_embd: HEAD_WIDTH * heads,
  n_head: heads,
  n_inner: HEAD_WIDTH * heads,
  n_layer: layers,
  n_positions: positions,
  vocab_size: 8192,
});

/** A safetensors file of every tensor that a family reads of a checkpoint of this shape. */
export function seededWeights(family: Family, config: unknown, seed: number): Buffer<ArrayBuffer> {
  const next = seeded(seed);
  const tensors = new Map<string, { readonly shape: readonly number[]; readonly bytes: Buffer }>();
  const require = (name: string, shape: readonly number[]) => {
    const size = shape.reduce((product, extent) => product * extent, 1);
    const isGain = /(LayerNorm|ln_.)\.weight$/.test(name);
    const values = Float32Array.from({ length: size }, () => (isGain ? 1 : SPREAD * next()));
    tensors.set(name, { shape, bytes: Buffer.from(values.buffer) });
  };
  const read = () => new Float32Array();
  const reader = tensorReader({ names: [], has: () => true, require, read });
  family.checkpoint(family.config(config), reader);
  let at = 0;
  const header: Record<string, unknown> = {};
  for (const [name, { shape, bytes }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [at, at + bytes.length] };
    at += bytes.length;
  }
  const text = JSON.stringify(header);
  const json = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, ...Array.from(tensors.values(), ({ bytes }) => bytes)]);
}

/** What is published under `models/`, by path. */
export function manyHeads(shape = MANY_HEADS): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  const manifest: Record<string, Record<string, unknown>> = {};
  for (const [folder, family, config] of [
    ['mini-bert', bert, bertConfig(shape)],
    ['mini-gpt', gpt2, gptConfig(shape)],
  ] as const) {
    const shipped = (name: string) => readFileSync(new URL(`${folder}/${name}`, MODELS));
    const content = {
      'config.json': Buffer.from(JSON.stringify(config)),
      'tokenizer.json': shipped('tokenizer.json'),
      'tokenizer_config.json': shipped('tokenizer_config.json'),
      'model.q8.safetensors': seededWeights(family, config, folder.length),
    };
    manifest[folder] = {};
    for (const [name, bytes] of Object.entries(content)) {
      files.set(`${folder}/${name}`, bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      manifest[folder][name] = { bytes: bytes.length, sha256 };
    }
  }
  return files.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
}

/** Words of one token each, short enough for a link. */
const WORDS = ['the', 'a', 'of', 'and', 'to', 'in', 'is', 'was', 'it', 'he'];

/** A text that fills so many positions of either model, and no more. */
export function textOf(tokens: number): string {
  const next = seeded(tokens);
  return Array.from({ length: tokens - 2 }, () => oneOf(WORDS, next)).join(' ');
}
