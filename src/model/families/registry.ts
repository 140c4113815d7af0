/** Every family there is, by the `model_type` of its checkpoints. */
import * as z from 'zod/mini';
import { openSafetensors } from '../weights/safetensors.ts';
import { tensorReader } from '../weights/tensors.ts';
import { bert } from './bert.ts';
import { type Checkpoint, type Family, type ModelConfig, parseConfig } from './family.ts';
import { gpt2 } from './gpt2.ts';

const FAMILIES: readonly Family[] = [bert, gpt2];

const kind = z.object({ model_type: z.enum(FAMILIES.map(({ type }) => type)) });

/** @throws ConfigError when the parsed config.json is of no family. */
function familyOf(json: unknown): Family {
  const { model_type } = parseConfig(kind, json);
  return FAMILIES.find(({ type }) => type === model_type)!;
}

/**
 * The shape of a model from its parsed config.json.
 *
 * @throws ConfigError naming the first field that is missing, malformed or not supported.
 */
export function readConfig(json: unknown): ModelConfig {
  return familyOf(json).config(json);
}

/**
 * Reads a checkpoint of any family.
 *
 * @param json the parsed config.json.
 * @param file the bytes of its safetensors file, whole or in eight bits.
 * @throws ConfigError, SafetensorsError naming what is wrong.
 */
export function readCheckpoint(json: unknown, file: ArrayBuffer): Checkpoint {
  const family = familyOf(json);
  return family.checkpoint(family.config(json), tensorReader(openSafetensors(file)));
}
