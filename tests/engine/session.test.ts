/** What a session calls its models, and what it does with one whose weights are of no use. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startLocalBackend } from '../../src/build/localSession.ts';
import { emptySession, openSession } from '../../src/engine/session.ts';
import { readCheckpoint } from '../../src/model/families/registry.ts';
import type { Comparison } from '../../src/model/trace.ts';
import { SIDES, type Side } from '../../src/text/token.ts';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { loadedModel } from '../support/models.ts';
import {
  seededSafetensors,
  TINY_GPT_SHAPES,
  tinyBert,
  tinyGpt,
  tinyGptConfig,
} from '../support/tiny-checkpoint.ts';
import { tinyTokenizerConfig, tinyTokenizerJson } from '../support/tiny-tokenizer.ts';

const tokenizer = loadTokenizer(tinyTokenizerJson(), tinyTokenizerConfig);
const bert = () => loadedModel('left', tinyBert(), tokenizer);
const gpt = () => loadedModel('right', tinyGpt(), tokenizer);

const namesOf = (comparison: Comparison) =>
  SIDES.map((side) => {
    const model = comparison[side]?.model;
    return model && [model.title, model.name];
  });

beforeAll(() => startLocalBackend('cpu'));

describe('Two models', () => {
  it('are called by their names', async () => {
    const session = openSession({ left: bert(), right: gpt() }, 'cpu');
    expect(namesOf(await session.compare({ text: 'the cat' }))).toEqual([
      ['mini-BERT', 'BERT'],
      ['mini-GPT', 'GPT'],
    ]);
  });

  it('of one name are told apart by their places, whatever is asked', async () => {
    const session = openSession({ left: gpt(), right: gpt() }, 'cpu');
    expect(namesOf(await session.compare({ text: 'the cat' }))).toEqual([
      ['mini-GPT (left)', 'GPT (left)'],
      ['mini-GPT (right)', 'GPT (right)'],
    ]);
    const asked = await session.ask({ side: 'right', text: 'the cat' });
    expect(asked.model.name).toBe('GPT (right)');
    const inspect = [{ side: 'left' as Side, layer: 9, head: 0 }];
    await expect(session.compare({ text: 'the cat', inspect })).rejects.toThrow('mini-GPT (left)');
  });
});

it('one model alone keeps its name', async () => {
  const session = emptySession('cpu');
  session.add('right', gpt());
  expect(namesOf(await session.compare({ text: 'the cat' }))).toEqual([
    undefined,
    ['mini-GPT', 'GPT'],
  ]);
});

it('a model whose weights are no numbers is refused, and what stood there answers as before', async () => {
  const session = emptySession('cpu');
  session.add('right', gpt());
  const before = await session.compare({ text: 'the cat' });
  const { numTensors } = tf.memory();
  const file = seededSafetensors(TINY_GPT_SHAPES, 3);
  // In the norm after the blocks: all of these have been uploaded by then.
  new DataView(file).setFloat32(file.byteLength - 4, Number.NaN, true);
  const broken = loadedModel('right', readCheckpoint(tinyGptConfig, file), tokenizer);
  expect(() => session.add('right', broken)).toThrow(
    'transformer.ln_f.bias holds NaN at index 7: weights must be finite.',
  );
  expect(tf.memory().numTensors).toBe(numTensors);
  expect((await session.compare({ text: 'the cat' })).right!.attention).toEqual(
    before.right!.attention,
  );
});
