/** Every family there is, by the `model_type` of its checkpoints. */
import * as z from 'zod/mini';
import { rule } from '../../text/jsonFile.ts';
import { told } from '../../text/told.ts';
import type { Header } from '../weights/header.ts';
import { openSafetensors, type Safetensors } from '../weights/safetensors.ts';
import { survey, tensorReader } from '../weights/tensors.ts';
import { bert } from './bert.ts';
import { distilbert } from './distilbert.ts';
import {
  type Checkpoint,
  ConfigError,
  type Family,
  type ModelConfig,
  parseConfig,
} from './family.ts';
import { gpt2 } from './gpt2.ts';
import { roberta } from './roberta.ts';

const FAMILIES: readonly Family[] = [bert, distilbert, roberta, gpt2];

/** Every `model_type` that can be opened. */
export const FAMILY_TYPES: readonly string[] = FAMILIES.map(({ type }) => type);

const kind = z.object({
  model_type: z.enum(
    FAMILY_TYPES,
    rule(told`the models that can be opened are ${FAMILY_TYPES.join(', ')}`),
  ),
});

const untyped = z.object({ model_type: z.optional(z.never()) });

/**
 * The family of a parsed config.json. The first ones that were published, all of BERT and its small versions, do
 * not name theirs: they are of the first family that has all of their fields.
 *
 * @throws ConfigError when it is of none.
 */
function familyOf(json: unknown): Family {
  const nameless =
    z.safeParse(untyped, json).success && FAMILIES.find((family) => fits(family, json));
  if (nameless) return nameless;
  const { model_type } = parseConfig(kind, json);
  return FAMILIES.find(({ type }) => type === model_type)!;
}

function fits(family: Family, json: unknown): boolean {
  try {
    family.config(json);
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

/**
 * The shape of a model from its parsed config.json.
 *
 * @throws ConfigError naming the first field that is missing, malformed or not supported.
 */
export function readConfig(json: unknown): ModelConfig {
  return familyOf(json).config(json);
}

/** What the family of a parsed config.json is called there. @throws ConfigError when it is of none. */
export const familyName = (json: unknown): string => familyOf(json).type;

/** What is known of a checkpoint before its values are read. */
export interface CheckpointSurvey extends Pick<Checkpoint, 'frame'> {
  /** Its `model_type`. */
  readonly family: string;
  /** With what the model can do, its heads considered. */
  readonly config: ModelConfig;
  /** Tensors that nothing is made of: heads for other tasks, layers beyond those of the config.json. */
  readonly leftOver: readonly string[];
}

/**
 * Whether a checkpoint of any family is whole, from its config.json and the header of its weights alone.
 *
 * @throws ConfigError, MissingTensorsError that names all that is missing, SafetensorsError.
 */
export function surveyCheckpoint(json: unknown, header: Header): CheckpointSurvey {
  const family = familyOf(json);
  const config = family.config(json);
  const { made, leftOver } = survey(header, (reader) => family.checkpoint(config, reader));
  return {
    family: family.type,
    config: made.config,
    frame: made.frame,
    leftOver: leftOver.filter((name) => !family.passedOver.test(name)),
  };
}

/**
 * Reads a checkpoint of any family.
 *
 * @param json the parsed config.json.
 * @param weights the bytes of its safetensors file, or what has been opened of one or several.
 * @throws ConfigError, SafetensorsError naming what is wrong.
 */
export function readCheckpoint(json: unknown, weights: ArrayBuffer | Safetensors): Checkpoint {
  const family = familyOf(json);
  const config = family.config(json);
  const tensors = weights instanceof ArrayBuffer ? openSafetensors(weights) : weights;
  survey(tensors.header, (reader) => family.checkpoint(config, reader));
  return family.checkpoint(config, tensorReader(tensors));
}
