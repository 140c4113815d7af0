/**
 * Both models' parameters from the tensors of a Hugging Face checkpoint: which tensor is which
 * parameter, and in which layout it is stored. PyTorch's `Linear` stores [out, in], GPT-2's `Conv1D`
 * [in, out]; both models' vocabulary matrix is the word embedding (tied weights).
 */
import { type ModelConfig, parseConfig } from './config.ts';
import { openSafetensors, type Safetensors } from './safetensors.ts';
import type {
  BertWeights,
  Block,
  Embeddings,
  GptWeights,
  HostArray,
  Linear,
  Norm,
} from './weights.ts';

interface Common {
  readonly config: ModelConfig;
  readonly embeddings: Embeddings;
}

/** A model on the host, independent of any backend: upload it again after a context loss. */
export type Checkpoint =
  | (Common & { readonly model: 'bert'; readonly weights: BertWeights<HostArray> })
  | (Common & { readonly model: 'gpt'; readonly weights: GptWeights<HostArray> });

/**
 * Reads a checkpoint of either model.
 *
 * @param json the parsed config.json.
 * @param file the bytes of its safetensors file, whole or in eight bits.
 * @throws ConfigError, SafetensorsError naming what is wrong.
 */
export function readCheckpoint(json: unknown, file: ArrayBuffer): Checkpoint {
  const config = parseConfig(json);
  const tensors = openSafetensors(file);
  return config.model === 'bert' ? readBert(config, tensors) : readGpt(config, tensors);
}

function reader(tensors: Safetensors) {
  const array = (name: string, ...shape: number[]): HostArray => ({
    shape,
    values: tensors.read(name, shape),
  });
  return {
    array,
    norm: (name: string, width: number): Norm<HostArray> => ({
      gain: array(`${name}.weight`, width),
      bias: array(`${name}.bias`, width),
    }),
    /** Stored [out, in]. */
    linear: (name: string, from: number, to: number): Linear<HostArray> => ({
      weight: transpose(array(`${name}.weight`, to, from)),
      bias: array(`${name}.bias`, to),
    }),
    /** Stored [in, out]. */
    conv1d: (name: string, from: number, to: number): Linear<HostArray> => ({
      weight: array(`${name}.weight`, from, to),
      bias: array(`${name}.bias`, to),
    }),
  };
}

function readBert(config: ModelConfig, tensors: Safetensors): Checkpoint {
  const { width: D, feedForward, vocabulary: V } = config;
  const { array, norm, linear } = reader(tensors);
  const block = (layer: number): Block<HostArray> => {
    const at = `bert.encoder.layer.${layer}`;
    const project = (what: string) => linear(`${at}.attention.self.${what}`, D, D);
    return {
      qkv: sideBySide([project('query'), project('key'), project('value')]),
      project: linear(`${at}.attention.output.dense`, D, D),
      attentionNorm: norm(`${at}.attention.output.LayerNorm`, D),
      expand: linear(`${at}.intermediate.dense`, D, feedForward),
      contract: linear(`${at}.output.dense`, feedForward, D),
      feedForwardNorm: norm(`${at}.output.LayerNorm`, D),
    };
  };
  const words = array('bert.embeddings.word_embeddings.weight', V, D);
  return {
    model: 'bert',
    config,
    embeddings: {
      words,
      positions: array('bert.embeddings.position_embeddings.weight', config.positions, D),
      segments: array('bert.embeddings.token_type_embeddings.weight', config.segments, D),
    },
    weights: {
      embeddingNorm: norm('bert.embeddings.LayerNorm', D),
      blocks: Array.from({ length: config.layers }, (_, layer) => block(layer)),
      transform: linear('cls.predictions.transform.dense', D, D),
      transformNorm: norm('cls.predictions.transform.LayerNorm', D),
      vocabulary: { weight: transpose(words), bias: array('cls.predictions.bias', V) },
      pooler: linear('bert.pooler.dense', D, D),
      nextSentence: linear('cls.seq_relationship', D, 2),
    },
  };
}

function readGpt(config: ModelConfig, tensors: Safetensors): Checkpoint {
  const { width: D, feedForward, vocabulary: V } = config;
  const { array, norm, conv1d } = reader(tensors);
  const block = (layer: number): Block<HostArray> => {
    const at = `transformer.h.${layer}`;
    return {
      attentionNorm: norm(`${at}.ln_1`, D),
      qkv: conv1d(`${at}.attn.c_attn`, D, 3 * D),
      project: conv1d(`${at}.attn.c_proj`, D, D),
      feedForwardNorm: norm(`${at}.ln_2`, D),
      expand: conv1d(`${at}.mlp.c_fc`, D, feedForward),
      contract: conv1d(`${at}.mlp.c_proj`, feedForward, D),
    };
  };
  const words = array('transformer.wte.weight', V, D);
  return {
    model: 'gpt',
    config,
    embeddings: {
      words,
      positions: array('transformer.wpe.weight', config.positions, D),
      segments: null,
    },
    weights: {
      blocks: Array.from({ length: config.layers }, (_, layer) => block(layer)),
      finalNorm: norm('transformer.ln_f', D),
      vocabulary: transpose(words),
    },
  };
}

/** [rows, columns] to [columns, rows] */
function transpose({ shape, values }: HostArray): HostArray {
  const [rows, columns] = shape as [number, number];
  const turned = new Float32Array(values.length);
  for (let column = 0, at = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) turned[at++] = values[row * columns + column]!;
  }
  return { shape: [columns, rows], values: turned };
}

/** Several [D, D] as one [D, n·D], so that one product computes them all. */
function sideBySide(parts: readonly Linear<HostArray>[]): Linear<HostArray> {
  const [rows, columns] = parts[0]!.weight.shape as [number, number];
  const total = parts.length * columns;
  const weight = new Float32Array(rows * total);
  const bias = new Float32Array(total);
  parts.forEach((part, i) => {
    for (let row = 0; row < rows; row++) {
      const from = part.weight.values.subarray(row * columns, (row + 1) * columns);
      weight.set(from, row * total + i * columns);
    }
    bias.set(part.bias.values, i * columns);
  });
  return {
    weight: { shape: [rows, total], values: weight },
    bias: { shape: [total], values: bias },
  };
}
