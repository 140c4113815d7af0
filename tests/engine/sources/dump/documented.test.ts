/** The page of the documentation promises what is read. */
import { expect, it } from 'vitest';
import { BYTES } from '../../../../src/engine/sources/dump/arrays.ts';
import { isAttention } from '../../../../src/engine/sources/dump/layers.ts';
import { JSON_TEXT, TOKENS, UNPACKED, WHOLE } from '../../../../src/engine/sources/dump/limits.ts';
import { readDump } from '../../../../src/engine/sources/dump/readDump.ts';
import { codeIn, documentAt, rowsOf } from '../../../support/documents.ts';
import { safetensors, said, singles } from '../../../support/dumps.ts';

const page = documentAt('docs/dumps.md');
const megabytes = (bytes: number) => `${bytes / 2 ** 20} MB`;

it('The limits are those that the documentation gives', () => {
  expect(page.text).toContain(`up to ${TOKENS.toLocaleString('en')} tokens`);
  expect(page.text).toContain(`beyond ${megabytes(WHOLE)} of attention in F32`);
  const largest = rowsOf(page, 'format').map((row) => [row.format, row['largest file']]);
  expect(largest).toContainEqual(['npz', `${megabytes(UNPACKED)}, packed and unpacked`]);
  expect(largest).toContainEqual(['JSON', megabytes(JSON_TEXT)]);
});

it('Every array and every type of value that the documentation names is read', async () => {
  const arrays = rowsOf(page, 'array').flatMap(({ array = '' }) => codeIn(array));
  expect(arrays.length).toBeGreaterThan(5);
  expect(arrays.filter((name) => !isAttention(name))).toEqual([]);
  for (const dtype of Object.keys(BYTES)) expect(page.text).toMatch(new RegExp(`\\b${dtype}\\b`));
});

it('Every piece of metadata that the documentation names is looked at', async () => {
  const names = rowsOf(page, 'metadata').flatMap(({ metadata = '' }) => codeIn(metadata));
  const file = (more: Record<string, string>) =>
    readDump(
      safetensors(
        { 'attentions.0': singles([1, 1], [1]), 'cross.0': singles([1, 1], [1]) },
        { ...said(1), query_tokens: '["a"]', ...more },
      ),
    );
  // None of these is a string that any of them could be.
  const bad: Record<string, string> = { format: 'sightlines-attention', version: '2' };
  for (const name of names.filter((each) => !(each in bad))) {
    const wrong = { [name]: 7 as unknown as string };
    await expect(file(wrong), name).rejects.toThrow(name);
  }
  await expect(file(bad)).rejects.toThrow('version');
});
