/** Files of other people's checkpoints that something happened to: refused by name, or read. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { startLocalBackend } from '../../src/build/localSession.ts';
import { ConfigError } from '../../src/model/families/family.ts';
import { readCheckpoint, surveyCheckpoint } from '../../src/model/families/registry.ts';
import { createModel, MismatchError } from '../../src/model/model.ts';
import { headerEnd, readHeader, SafetensorsError } from '../../src/model/weights/header.ts';
import { readShardIndex, SHARD_INDEX } from '../../src/model/weights/shards.ts';
import { MissingTensorsError } from '../../src/model/weights/tensors.ts';
import { FileError, parseJson } from '../../src/text/jsonFile.ts';
import { encodingOf, NUMBERS } from '../support/checkpoints.ts';
import { flood, floodAsync, PATIENCE, requireSentence } from '../support/flood.ts';
import { flippedBits, mutatedJson } from '../support/mutations.ts';
import { bytesOf, caseOf, jsonOf, weightsOf } from '../support/node-checkpoints.ts';

beforeAll(() => startLocalBackend('wasm'));

const KINDS = [SafetensorsError, MissingTensorsError, ConfigError, FileError, MismatchError];

function refused<Value>(make: () => Value, kinds: readonly unknown[] = KINDS): Value | null {
  try {
    return make();
  } catch (error) {
    requireSentence(error);
    if (!kinds.includes(error.constructor)) throw error;
    return null;
  }
}

it.each(['bert-no-head', 'distilbert-head', 'roberta-head', 'gpt2-own-head'])(
  'a mutated config.json of %s is refused by name, or is a model that gives shares',
  async (name) => {
    const each = caseOf(name);
    const weights = weightsOf(each);
    await floodAsync(
      fc.asyncProperty(mutatedJson(jsonOf(`${name}/config.json`)), async (json) => {
        const model = refused(() =>
          createModel(readCheckpoint(parseJson(json, 'config.json'), weights), NUMBERS),
        );
        if (!model) return;
        try {
          const { attention } = await model.forward(encodingOf(each), { positions: [] });
          expect(attention.every((share) => share >= 0 && share <= 1.001)).toBe(true);
        } catch (error) {
          refused(() => {
            throw error;
          }, [RangeError]);
        } finally {
          model.dispose();
        }
      }),
      500,
    );
  },
  PATIENCE,
);

it(
  'a header with bits turned over, read by itself, is refused by name, or tells of a model',
  () => {
    const config = jsonOf('gpt2-no-prefix/config.json');
    const file = new Uint8Array(bytesOf('gpt2-no-prefix/model.safetensors'));
    const start = file.slice(0, headerEnd(file, file.length));
    flood(
      fc.property(flippedBits(start), (bytes) => {
        const known = refused(() => surveyCheckpoint(config, readHeader(bytes, file.length)));
        if (known) expect(known.config.layers).toBe(2);
      }),
      2000,
    );
  },
  PATIENCE,
);

it(
  'a mutated index of shards is refused by name, or names files',
  () => {
    flood(
      fc.property(mutatedJson(jsonOf(`distilbert-head/${SHARD_INDEX}`)), (json) => {
        const index = refused(() => readShardIndex(parseJson(json, SHARD_INDEX)));
        for (const file of index?.values() ?? []) expect(file).toMatch(/^[\w.-]+\.safetensors$/);
      }),
      1000,
    );
  },
  PATIENCE,
);
