/** Strangers' repositories, whatever happened to their files: a model, or a refusal in a sentence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookUp } from '../../../src/engine/sources/lookUp.ts';
import { openCheckpoint } from '../../../src/engine/sources/openCheckpoint.ts';
import { SourceError } from '../../../src/engine/sources/refusals.ts';
import { SafetensorsError } from '../../../src/model/weights/safetensors.ts';
import { floodAsync, PATIENCE, requireSentence } from '../../support/flood.ts';
import { flippedBits, mutatedJson, spliced, truncated } from '../../support/mutations.ts';
import { BERT, GPT, type Published, picked, SHARDED, utf8 } from '../../support/publishedModels.ts';
import { repository, standInHub } from '../../support/standInHub.ts';

const page = new URL('https://school.example/');
const none = (() => expect.fail('Nothing is asked for.')) as unknown as typeof fetch;

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** What a file may have become. */
function broken(name: string, bytes: Uint8Array): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const header = name.endsWith('.safetensors')
    ? 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true))
    : bytes.length;
  const kinds: fc.Arbitrary<Uint8Array>[] = [
    flippedBits(bytes, 0, header),
    truncated(bytes),
    fc.constant(new Uint8Array()),
  ];
  if (name.endsWith('.json')) {
    kinds.push(spliced(textOf(bytes)).map(utf8));
    kinds.push(mutatedJson(JSON.parse(textOf(bytes))).map(utf8));
  }
  if (name.endsWith('.txt')) kinds.push(spliced(textOf(bytes)).map(utf8));
  return fc.oneof(...kinds).map((each) => new Uint8Array(each));
}

/** A model of which one file is not what it was, or is missing. */
function brokenModel(files: Published): fc.Arbitrary<Published> {
  return fc.constantFrom(...Object.keys(files)).chain((name) =>
    fc.oneof(
      {
        weight: 9,
        arbitrary: broken(name, files[name]!).map((each) => ({ ...files, [name]: each })),
      },
      {
        weight: 1,
        arbitrary: fc.constant(
          Object.fromEntries(Object.entries(files).filter(([each]) => each !== name)),
        ),
      },
    ),
  );
}

function requireRefusal(error: unknown): void {
  expect(error).toBeInstanceOf(SourceError);
  requireSentence(error);
  expect(error.message.length).toBeLessThan(1000);
}

describe.each([
  ['a BERT', BERT],
  ['a GPT-2', GPT],
  ['a DistilBERT in two files', SHARDED],
])('Of %s', (_, good) => {
  it(
    'files in any state are a model or are refused',
    () =>
      floodAsync(
        fc.asyncProperty(brokenModel(good), async (files) => {
          const source = { from: 'files', files: picked(files) } as const;
          const found = await lookUp(source, { fetch: none, page }).catch(requireRefusal);
          if (!found) return;
          expect(found.tokens).toBeLessThanOrEqual(found.config.vocabulary);
          const weights = new Map(found.weights.map(({ name, at }) => [name, at as Blob]));
          const opened = await openCheckpoint({ ...found.files, weights }).catch((error) => {
            // A value that is no number is met when it is read.
            expect(error).toBeInstanceOf(SafetensorsError);
            requireSentence(error);
          });
          if (opened) expect(opened.checkpoint.config).toEqual(found.config);
        }),
        2000,
      ),
    PATIENCE,
  );
});

it(
  'a hub that lists anything is read or refused, and no other server is asked',
  () => {
    const standIn = standInHub({ repositories: { 'org/bert': repository(BERT) } });
    const source = { from: 'hub', id: 'org/bert', revision: null } as const;
    const list = async () => {
      const url = 'https://huggingface.co/api/models/org/bert/revision/main?blobs=true';
      return (await standIn.answer(new Request(url))).text();
    };
    return list().then((text) =>
      floodAsync(
        fc.asyncProperty(fc.oneof(spliced(text), mutatedJson(JSON.parse(text))), async (listed) => {
          standIn.faults.list = () => new Response(listed);
          standIn.asked.length = 0;
          const found = await lookUp(source, { fetch: standIn.fetch, page }).catch(requireRefusal);
          if (found) expect(found.family).toBe('bert');
          const hosts = new Set(standIn.asked.map(({ url }) => new URL(url).host));
          expect(['huggingface.co', 'cdn-lfs.hf.co']).toEqual(expect.arrayContaining([...hosts]));
        }),
        2000,
      ),
    );
  },
  PATIENCE,
);
