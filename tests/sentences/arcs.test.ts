import { expect, it } from 'vitest';
import { arcsOf } from '../../src/analysis/attention/arcs.ts';
import { attentionViewOf } from '../../src/analysis/attention/attentionView.ts';
import { arcsSentence } from '../../src/sentences/arcs.ts';
import { hiddenIn } from '../../src/sentences/captions.ts';
import { plain } from '../../src/sentences/phrase.ts';
import { BERT, FIRST, GPT } from '../analysis/traces.ts';

const left = attentionViewOf(BERT, FIRST);
const right = attentionViewOf(GPT, FIRST);
const none = (_: number) => false;

function said(attentionView: typeof left, row: number | null, threshold: number, isHidden = none) {
  const list = arcsOf(attentionView, row, threshold, isHidden);
  return plain(arcsSentence(attentionView, row, [list], threshold));
}

it('counts the arcs of a token, and those too faint to draw', () => {
  expect(said(left, 1, 0.2)).toBe('2 arcs from it; not drawn: 2 under 20%.');
  expect(said(left, 1, 0.5)).toBe('1 arc from it; not drawn: 3 under 50%.');
  expect(said(left, 1, 0)).toBe('4 arcs from it.');
});

it('counts those of all tokens, of all heads together', () => {
  const list = arcsOf(right, null, 0.5, none);
  expect(plain(arcsSentence(right, null, [list, list], 0.5))).toBe(
    '6 arcs; not drawn: 6 under 50%.',
  );
});

it('counts what the reader hides apart', () => {
  expect(said(left, 1, 0.2, hiddenIn(left, true))).toBe(
    '1 arc from it; not drawn: 1 under 20%, 2 to or from hidden tokens.',
  );
});

it('says that nothing is read where the model has no token', () => {
  expect(said(right, 3, 0.1)).toBe('GPT reads nothing here.');
});
