import { expect, it } from 'vitest';
import { attentionViewOf } from '../../../src/analysis/attention/attentionView.ts';
import { cellOf, rowOfToken } from '../../../src/analysis/attention/rowsAndColumns.ts';
import { BERT, FIRST, GPT, token } from '../traces.ts';

const nothing = () => false;
const bert = attentionViewOf(BERT, FIRST);

it('stands for a row at what it reads most, and for a column at who reads it most', () => {
  expect(cellOf(bert, 'row', 1, nothing)).toEqual({ row: 1, column: 3 });
  expect(cellOf(bert, 'column', 1, nothing)).toEqual({ row: 2, column: 1 });
  expect(cellOf(bert, 'column', 3, (place) => place === 1)).toEqual({ row: 0, column: 3 });
});

it('stands for what a model has not read at that itself', () => {
  const short = attentionViewOf({ ...GPT, unread: [token('well')] }, FIRST);
  expect(cellOf(short, 'row', 3, nothing)).toEqual({ row: 3, column: 3 });
  expect(cellOf(short, 'column', 3, nothing)).toEqual({ row: 3, column: 3 });
});

it('holds a token in the tokens of its model, also word by word', () => {
  expect(rowOfToken(bert, 1, nothing)).toEqual({ row: 1, column: 3, side: 'left' });
  // "slept" goes on from "it", as pieces of one word do: of that word the two rows read, on average,
  // 1/8 from [CLS], 1/2 from itself, 3/8 from [SEP].
  const joined = {
    ...BERT,
    tokens: BERT.tokens.map((each, at) => ({
      ...each,
      span: each.special ? null : { start: at, end: at + 1 },
    })),
  };
  const words = attentionViewOf(joined, FIRST, { of: 'head', by: 'words' });
  expect(words.tokens.map(({ label }) => label)).toHaveLength(3);
  expect(rowOfToken(words, 2, nothing)).toEqual({ row: 2, column: 1, side: 'left' });
});
