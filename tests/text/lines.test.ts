/** The page's tokenizer against the one that the models were trained with. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { encodeBoth } from '../support/models.ts';

const json = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

const tokenizer = loadTokenizer(
  json('public/models/mini-bert/tokenizer.json'),
  json('public/models/mini-bert/tokenizer_config.json'),
);
const lines = json('tests/fixtures/golden/lines.json') as { text: string; ids: number[] }[];

describe('The page’s tokenizer', () => {
  it('gives a thousand varied lines the ids that training gave them', () => {
    expect(lines).toHaveLength(1000);
    const different = lines.filter(({ text, ids }) => {
      const { bert, cut } = encodeBoth(tokenizer, text);
      const own = bert.tokens.slice(1, -1).map(({ id }) => id); // without [CLS] and [SEP]
      return JSON.stringify(own) !== JSON.stringify(cut ? ids.slice(0, own.length) : ids);
    });
    expect(different.map(({ text }) => text)).toEqual([]);
  });
});
