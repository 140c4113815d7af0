import { describe, expect, it } from 'vitest';
import { startLocalBackend } from '../../src/build/localSession.ts';
import { createModel } from '../../src/model/model.ts';
import { isWhole } from '../support/breadth.ts';
import { expectParity, type Golden, openGolden, readingOf } from '../support/golden.ts';
import { expectIntervened, intervenedCases, titleOf } from '../support/intervened.ts';
import { encodeBoth } from '../support/models.ts';
import { nodeFiles } from '../support/node-golden.ts';

const golden: Golden = await openGolden(nodeFiles);
const intervened = await intervenedCases(nodeFiles);

/** Plain JavaScript is many times slower: in a run of minutes it answers for one case of each model. */
function casesOn<Case extends { readonly model: string }>(
  backend: 'cpu' | 'wasm',
  cases: readonly Case[],
): readonly Case[] {
  if (backend === 'wasm' || isWhole) return cases;
  return cases.filter(({ model }, at) => cases.findIndex((each) => each.model === model) === at);
}

describe.each(['cpu', 'wasm'] as const)(
  'On %s, every stage is what PyTorch computed',
  (backend) => {
    it.each(casesOn(backend, golden.entries))(
      '$file: $text',
      { timeout: 60_000 },
      async (entry) => {
        await startLocalBackend(backend);
        const models = golden.models();
        const off = await expectParity(golden, models, entry);
        expect(off.size).toBeGreaterThanOrEqual(12);
        models.left.dispose();
        models.right.dispose();
      },
    );
  },
);

describe.each(['cpu', 'wasm'] as const)(
  'On %s, what was interfered with is what PyTorch computed',
  (backend) => {
    it.each(casesOn(backend, intervened).map((entry) => ({ entry, title: titleOf(entry) })))(
      '$title',
      { timeout: 60_000 },
      async ({ entry }) => {
        await startLocalBackend(backend);
        const models = golden.models();
        await expectIntervened(nodeFiles, golden, models, entry);
        models.left.dispose();
        models.right.dispose();
      },
    );
  },
);

describe('The golden fixtures', () => {
  it('are refused with a clear sentence when the weights are others', async () => {
    await startLocalBackend('wasm');
    const models = golden.models();
    const { right } = golden.checkpoints;
    const { shape, values } = right.embeddings.positions;
    const positions = { shape, values: values.map((value) => value + 1) };
    const checkpoint = { ...right, embeddings: { ...right.embeddings, positions } };
    const other = createModel(checkpoint, golden.tokenizer.vocabulary);
    const entry = golden.entries.find(({ model }) => model === 'mini-gpt')!;
    await expect(expectParity(golden, { ...models, right: other }, entry)).rejects.toThrow(
      'was not made from these weights',
    );
    other.dispose();
    models.left.dispose();
    models.right.dispose();
  });

  it('hold the ids that the page reads from the same text', () => {
    for (const entry of golden.entries) {
      const { bert, gpt } = encodeBoth(golden.tokenizer, entry.text, entry.pair);
      const read = entry.model === 'mini-bert' ? bert : gpt;
      expect(read.tokens.map(({ id }) => id)).toEqual(entry.ids);
      expect(read.segments).toEqual(readingOf(entry, golden.tokenizer).segments);
    }
  });
});
