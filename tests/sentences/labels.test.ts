import { expect, it } from 'vitest';
import { attentionViewOf } from '../../src/analysis/attention/attentionView.ts';
import { labelReadout } from '../../src/sentences/labels.ts';
import { plain } from '../../src/sentences/phrase.ts';
import { BERT, FIRST, GPT, token } from '../analysis/traces.ts';

const bert = attentionViewOf(BERT, FIRST);
const gpt = attentionViewOf(GPT, FIRST);
const at = (row: number | null, column: number | null) => ({ row, column });

it('says of a row what it reads most', () => {
  expect(plain(labelReadout(bert, at(1, 0), 'row', false))).toBe(
    'it reads most from [SEP] (50.0%).',
  );
  expect(plain(labelReadout(gpt, at(1, 0), 'row', false, true))).toBe(
    'GPT: it reads most from <|endoftext|> (75.0%).',
  );
});

it('says of a column who reads it most, and who after that', () => {
  expect(plain(labelReadout(bert, at(0, 1), 'column', false))).toBe(
    'it is read most by slept (50.0%), then by [CLS] (25.0%).',
  );
  expect(plain(labelReadout(gpt, at(0, 1), 'column', true, true))).toBe(
    'GPT: it is read most by slept (50.0%), then by itself (25.0%).',
  );
});

it('counts only readers that the mask lets read, and that are not hidden', () => {
  // Only slept may read slept; nobody comes after it.
  expect(plain(labelReadout(gpt, at(0, 2), 'column', false))).toBe(
    'slept is read most by itself (25.0%).',
  );
  const only = attentionViewOf({ ...GPT, mask: Uint8Array.of(1, 0, 0, 1, 0, 0, 1, 0, 0) }, FIRST);
  expect(plain(labelReadout(only, at(0, 1), 'column', true))).toBe(
    'it is read by nothing that is shown.',
  );
});

it('says so where the model has no such token, or has not read it', () => {
  const short = attentionViewOf({ ...GPT, unread: [token('well')] }, FIRST);
  expect(plain(labelReadout(short, at(3, 3), 'column', false, true))).toBe(
    'GPT has not read well yet: it stops at the blank.',
  );
  expect(plain(labelReadout(gpt, at(null, 0), 'row', false, true))).toBe('GPT has no token there.');
  expect(plain(labelReadout(gpt, at(0, null), 'column', false, true))).toBe(
    'GPT has no token there.',
  );
});

it('says where each of its tokens stands', () => {
  const places = labelReadout(bert, at(1, 0), 'row', false).flatMap((part) =>
    typeof part !== 'string' && 'token' in part ? [part.at] : [],
  );
  expect(places).toEqual([
    { side: 'left', position: 1 },
    { side: 'left', position: 3 },
  ]);
});
