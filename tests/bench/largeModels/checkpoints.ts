/**
 * Folders as the hub has them, of the real shapes and with random weights: BERT-base and the smallest GPT-2, each
 * with a vocabulary of its size. Weights are single precision, so a model takes what its file takes.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { bert } from '../../../src/model/families/bert.ts';
import type { Family } from '../../../src/model/families/family.ts';
import { gpt2 } from '../../../src/model/families/gpt2.ts';
import { tensorReader } from '../../../src/model/weights/tensors.ts';
import { seeded } from '../../support/seeded.ts';

export interface LargeModel {
  /** A folder, with its ONNX graph beside it where it has one. */
  readonly folder: string;
  readonly layers: number;
  readonly heads: number;
  /** Bytes of its file of weights. */
  readonly bytes: number;
  /** A text of so many tokens, the model's own among them. */
  text(tokens: number): string;
}

const LAYERS = 12;
const HEADS = 12;
const WIDTH = 768;

/** As both are initialised before they are trained; uniform numbers up to √3 times as far spread alike. */
const SPREAD = 0.02;
const EDGE = SPREAD * Math.sqrt(3);

const BERT = {
  model_type: 'bert',
  hidden_act: 'gelu',
  hidden_size: WIDTH,
  initializer_range: SPREAD,
  intermediate_size: 4 * WIDTH,
  layer_norm_eps: 1e-12,
  max_position_embeddings: 512,
  num_attention_heads: HEADS,
  num_hidden_layers: LAYERS,
  type_vocab_size: 2,
  vocab_size: 30522,
};

const GPT2 = {
  model_type: 'gpt2',
  activation_function: 'gelu_new',
  layer_norm_epsilon: 1e-5,
  n_embd: WIDTH,
  n_head: HEADS,
  n_layer: LAYERS,
  n_positions: 1024,
  vocab_size: 50257,
};

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** Every word of two letters, then of three, and so on, with what it is one letter longer than. */
function* words(): Generator<readonly [before: string, letter: string]> {
  for (let shorter = LETTERS; ; ) {
    const longer: string[] = [];
    for (const before of shorter) {
      for (const letter of LETTERS) {
        yield [before, letter];
        longer.push(before + letter);
      }
    }
    shorter = longer;
  }
}

function firstWords(count: number): (readonly [string, string])[] {
  const all = words();
  return Array.from({ length: count }, () => all.next().value as readonly [string, string]);
}

function wordPieces(): Record<string, string> {
  const fixed = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
  const letters = [...LETTERS, ...LETTERS.map((letter) => `##${letter}`)];
  const rest = firstWords(BERT.vocab_size - fixed.length - letters.length);
  const vocabulary = [...fixed, ...letters, ...rest.map((parts) => parts.join(''))];
  return {
    'vocab.txt': `${vocabulary.join('\n')}\n`,
    'tokenizer_config.json': JSON.stringify({ do_lower_case: true }),
  };
}

/** The characters that stand for the 256 bytes, as GPT-2 writes them. */
function byteCharacters(): string[] {
  const isPlain = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) =>
    String.fromCodePoint(isPlain(byte) ? byte : next++),
  );
}

function byteLevel(): Record<string, string> {
  const end = '<|endoftext|>';
  const bytes = byteCharacters();
  const merges = firstWords(GPT2.vocab_size - bytes.length - 1);
  const all = [...bytes, ...merges.map((parts) => parts.join('')), end];
  return {
    'vocab.json': JSON.stringify(Object.fromEntries(all.map((piece, id) => [piece, id]))),
    'merges.txt': `#version: 0.2\n${merges.map((parts) => parts.join(' ')).join('\n')}\n`,
  };
}

/**
 * Writes a safetensors file of every tensor that a family reads, one tensor after the other.
 *
 * @param parts what the file is said to have of heads, by the beginnings of their names.
 */
function writeWeights(
  path: string,
  family: Family,
  config: unknown,
  parts: readonly string[],
): void {
  const shapes = new Map<string, readonly number[]>();
  family.checkpoint(
    family.config(config),
    tensorReader({
      names: parts,
      // Neither without the beginning that the full models have, nor in the names of old ones.
      has: (name) => !/^(embeddings|wte)|gamma$|^score/.test(name),
      require(name, shape) {
        shapes.set(name, shape);
      },
      read: () => new Float32Array(),
    }),
  );
  let end = 0;
  const header: Record<string, unknown> = {};
  const sizes = new Map<string, number>();
  for (const [name, shape] of shapes) {
    const size = shape.reduce((product, extent) => product * extent, 1);
    sizes.set(name, size);
    header[name] = { dtype: 'F32', shape, data_offsets: [end, end + 4 * size] };
    end += 4 * size;
  }
  const text = JSON.stringify(header);
  const json = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  const next = seeded(1);
  const file = openSync(path, 'w');
  try {
    writeSync(file, length);
    writeSync(file, json);
    for (const [name, size] of sizes) {
      const isGain = /(LayerNorm|ln_.)\.weight$/.test(name);
      const values = new Float32Array(size);
      for (let at = 0; at < size; at++) values[at] = isGain ? 1 : EDGE * next();
      writeSync(file, Buffer.from(values.buffer));
    }
  } finally {
    closeSync(file);
  }
}

const HEADS_OF_BERT = ['cls.predictions.', 'cls.seq_relationship.'];

/** Both folders, written where they are not there yet. */
export function largeModels(at: string): { readonly bert: LargeModel; readonly gpt: LargeModel } {
  const write = (
    name: string,
    family: Family,
    config: unknown,
    parts: readonly string[],
    tokenizer: () => Record<string, string>,
    own: number,
  ): LargeModel => {
    const folder = join(at, name);
    const weights = join(folder, 'model.safetensors');
    const config_ = join(folder, 'config.json');
    // What is written last says that all is there.
    if (!existsSync(config_)) {
      mkdirSync(folder, { recursive: true });
      for (const [file, text] of Object.entries(tokenizer()))
        writeFileSync(join(folder, file), text);
      writeWeights(weights, family, config, parts);
      writeFileSync(config_, JSON.stringify(config));
    }
    return {
      ...{ folder, layers: LAYERS, heads: HEADS, bytes: statSync(weights).size },
      text: (tokens) =>
        firstWords(tokens - own)
          .map((parts) => parts.join(''))
          .join(' '),
    };
  };
  return {
    bert: write('bert-base', bert, BERT, HEADS_OF_BERT, wordPieces, 2),
    gpt: write('gpt2', gpt2, GPT2, [], byteLevel, 1),
  };
}
