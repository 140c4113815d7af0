/**
 * Broken checkpoints: the readers stand alone, because a page on plain http has no hash to check
 * first. Each file is refused by a named error in a sentence, or is a model whose forward pass ends
 * in numbers, or in the engine's own refusal.
 */

import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { startLocalBackend } from '../../src/build/localSession.ts';
import { Failure } from '../../src/engine/failure.ts';
import { openSession } from '../../src/engine/session.ts';
import type { Checkpoint } from '../../src/model/families/family.ts';
import { ConfigError } from '../../src/model/families/family.ts';
import { readCheckpoint } from '../../src/model/families/registry.ts';
import { MismatchError } from '../../src/model/model.ts';
import { NotFiniteError } from '../../src/model/predict.ts';
import type { HeldTrace } from '../../src/model/trace.ts';
import { SafetensorsError } from '../../src/model/weights/safetensors.ts';
import { MissingTensorsError } from '../../src/model/weights/tensors.ts';
import { FileError, parseJson } from '../../src/text/jsonFile.ts';
import { loadTokenizer, TokenizerError } from '../../src/text/tokenizer.ts';
import { flood, floodAsync, PATIENCE, requireSentence } from '../support/flood.ts';
import { encodeBoth, loadedModel } from '../support/models.ts';
import { flippedBits, mutatedJson, truncated } from '../support/mutations.ts';
import {
  safetensorsFile,
  seededSafetensors,
  TINY_BERT_SHAPES,
  TINY_GPT_SHAPES,
  tinyBert,
  tinyBertConfig,
  tinyGpt,
  tinyGptConfig,
} from '../support/tiny-checkpoint.ts';
import { tinyTokenizerConfig, tinyTokenizerJson } from '../support/tiny-tokenizer.ts';

beforeAll(() => startLocalBackend('cpu'));

const good = new Uint8Array(seededSafetensors(TINY_BERT_SHAPES, 1));
const dataStart = 8 + Number(new DataView(good.buffer).getBigUint64(0, true));
const header = JSON.parse(new TextDecoder().decode(good.subarray(8, dataStart))) as object;
const data = good.slice(dataStart);

/** The same tensors in half precision, whose every bit pattern is a value. */
const halves = inHalves(TINY_BERT_SHAPES);

function inHalves(shapes: Readonly<Record<string, number[]>>): Uint8Array {
  let at = 0;
  const entries = Object.entries(shapes).map(([name, shape]) => {
    const begin = at;
    at += 2 * shape.reduce((product, extent) => product * extent, 1);
    return [name, { dtype: 'F16', shape, data_offsets: [begin, at] }] as const;
  });
  // Numbers from ±0.0625 to just under ±2, of both signs.
  const bits = Uint16Array.from(
    { length: at / 2 },
    (_, i) => (((i * 7919) % 2) << 15) | (0x2c00 + ((i * 2654435761) % 0x1400)),
  );
  return new Uint8Array(safetensorsFile(Object.fromEntries(entries), new Uint8Array(bits.buffer)));
}

const named = [
  SafetensorsError,
  MissingTensorsError,
  ConfigError,
  FileError,
  TokenizerError,
  MismatchError,
];
const refusals = [...named, Failure, NotFiniteError];

/** What was made, or null where it was refused as it should be. */
function refused<Value>(make: () => Value, kinds: readonly unknown[] = named): Value | null {
  try {
    return make();
  } catch (error) {
    requireSentence(error);
    if (!kinds.includes(error.constructor)) throw error;
    return null;
  }
}

function requireNumbers({ attention, predictions, nextSentence = 0 }: HeldTrace): void {
  const chances = predictions.flatMap(({ top }) => top.map(({ p }) => p));
  for (const value of [...attention, ...chances, nextSentence]) {
    if (!(value >= 0 && value <= 1.001)) throw new Error(`${value} was returned as a share.`);
  }
}

/** Both models read a text: numbers, or a refusal. */
async function forward(bert: Checkpoint, gpt: Checkpoint, tokenizer = tiny): Promise<void> {
  try {
    const session = openSession(
      {
        left: loadedModel('left', bert, tokenizer),
        right: loadedModel('right', gpt, tokenizer),
      },
      'cpu',
    );
    const comparison = await session.compare({ text: 'the [MASK] sat', pair: 'on the mat' });
    requireNumbers(comparison.left);
    requireNumbers(comparison.right);
  } catch (error) {
    refused(() => {
      throw error;
    }, refusals);
  }
}

const tiny = loadTokenizer(tinyTokenizerJson(), tinyTokenizerConfig);
const buffer = (bytes: Uint8Array) => bytes.slice().buffer as ArrayBuffer;
const bertOf = (bytes: Uint8Array) => readCheckpoint(tinyBertConfig, buffer(bytes));

it(
  'weights whose header has bits turned over are refused by name, or are the same tensors',
  () => {
    flood(
      fc.property(flippedBits(good, 0, dataStart), (bytes) => {
        const checkpoint = refused(() => bertOf(bytes));
        if (checkpoint) expect(checkpoint.config.can.fillsBlanks).toBe(true);
      }),
      3000,
    );
  },
  PATIENCE,
);

it(
  'weights that end at any byte are refused by name',
  () => {
    flood(
      fc.property(truncated(good), (bytes) => {
        expect(refused(() => bertOf(bytes))).toBeNull();
      }),
      1000,
    );
  },
  PATIENCE,
);

it(
  'weights whose header is rewritten are refused by name, or are whole',
  () => {
    flood(
      fc.property(mutatedJson(header), (json) => {
        const file = new Uint8Array(safetensorsFile(json, data));
        const checkpoint = refused(() => bertOf(file));
        if (checkpoint) expect(checkpoint.config.layers).toBe(2);
      }),
      2000,
    );
  },
  PATIENCE,
);

it.each([
  ['0'.repeat(16), 'nothing'],
  ['ffffffffffffffff', 'a header longer than any file'],
  ['00ca9a3b00000000', 'a header of 1e9 bytes'],
  ['00e1f50500000000', 'a header as long as the format allows'],
])('a file that announces 0x%s, %s, is refused by name', (hex) => {
  const file = new Uint8Array(4096).fill(0x5b);
  file.set(Uint8Array.from(hex.match(/../g)!, (byte) => Number.parseInt(byte, 16)));
  expect(refused(() => bertOf(file))).toBeNull();
});

it(
  'half precision weights with bits turned over give numbers or a refusal',
  async () => {
    const gpt = tinyGpt();
    const start = 8 + Number(new DataView(halves.buffer).getBigUint64(0, true));
    await floodAsync(
      fc.asyncProperty(flippedBits(halves, start), async (bytes) => {
        const bert = refused(() => bertOf(bytes));
        if (bert) await forward(bert, gpt);
      }),
      300,
    );
  },
  PATIENCE,
);

it(
  'single precision weights with bits turned over give numbers or a refusal',
  async () => {
    const bert = tinyBert();
    const weights = new Uint8Array(seededSafetensors(TINY_GPT_SHAPES, 2));
    const start = 8 + Number(new DataView(weights.buffer).getBigUint64(0, true));
    await floodAsync(
      fc.asyncProperty(flippedBits(weights, start), async (bytes) => {
        const gpt = refused(() => readCheckpoint(tinyGptConfig, buffer(bytes)));
        if (gpt) await forward(bert, gpt);
      }),
      300,
    );
  },
  PATIENCE,
);

it(
  'a mutated config.json is refused by name, or is a model that gives numbers',
  async () => {
    const gpt = tinyGpt();
    await floodAsync(
      fc.asyncProperty(mutatedJson(tinyBertConfig), async (text) => {
        const bert = refused(() =>
          readCheckpoint(parseJson(text, 'config.json'), good.buffer as ArrayBuffer),
        );
        // A model type turned over would be another model.
        if (bert?.config.can.fillsBlanks) await forward(bert, gpt);
      }),
      1500,
    );
  },
  PATIENCE,
);

it(
  'a mutated tokenizer.json is refused by name, or reads any text',
  () => {
    flood(
      fc.property(
        mutatedJson(tinyTokenizerJson()),
        fc.string({ unit: 'binary' }),
        (text, typed) => {
          const tokenizer = refused(() =>
            loadTokenizer(parseJson(text, 'tokenizer.json'), tinyTokenizerConfig),
          );
          if (!tokenizer) return;
          const encoded = refused(() => encodeBoth(tokenizer, typed));
          for (const { id, span } of encoded?.bert.tokens ?? []) {
            if (id >= tokenizer.vocabulary.size) throw new Error(`There is no id ${id}.`);
            if (span && !(span.start <= span.end && span.end <= typed.length)) {
              throw new Error(`${span.start} to ${span.end} is not in the text.`);
            }
          }
        },
      ),
      2000,
    );
  },
  PATIENCE,
);

it(
  'a mutated tokenizer_config.json is refused by name, or changes nothing',
  () => {
    const wanted = encodeBoth(tiny, 'The cat sat.');
    flood(
      fc.property(mutatedJson(tinyTokenizerConfig), (text) => {
        const tokenizer = refused(() =>
          loadTokenizer(tinyTokenizerJson(), parseJson(text, 'tokenizer_config.json')),
        );
        if (tokenizer) expect(encodeBoth(tokenizer, 'The cat sat.')).toEqual(wanted);
      }),
      300,
    );
  },
  PATIENCE,
);
