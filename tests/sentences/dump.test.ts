import { expect, it } from 'vitest';
import type { DumpFinding } from '../../src/model/dump.ts';
import { findingPhrase } from '../../src/sentences/dump.ts';
import { plain } from '../../src/sentences/phrase.ts';
import { readForeign } from '../../src/text/foreign.ts';

const { tokens } = readForeign(['the', 'cat', 'sat', 'the'], null);
const { tokens: queries } = readForeign(['die', 'Katze'], null);
const cross = { queries } as unknown as NonNullable<Parameters<typeof findingPhrase>[0]['cross']>;
const said = (finding: DumpFinding) => plain(findingPhrase({ tokens, cross }, finding));
const at = { layer: 0, head: 2, row: 1, column: 3 };

it.each<[DumpFinding, string]>([
  [{ what: 'mask', causal: true, from: 'file' }, 'The file says that the mask is causal.'],
  [{ what: 'mask', causal: false, from: 'file' }, 'The file says that the mask is not causal.'],
  [
    { what: 'mask', causal: true, from: 'weights' },
    'No token reads a later one in any head, so the mask is taken to be causal.',
  ],
  [
    { what: 'mask', causal: false, from: 'weights' },
    'Tokens read later ones, so the mask is not causal.',
  ],
  [
    { what: 'future', weight: 0.25, at },
    'The file says that the mask is causal, but later tokens are read: cat from the second the in layer 1, head 3, 25.0%.',
  ],
  [
    { what: 'no future' },
    'The file says that the mask is not causal, but no token reads a later one.',
  ],
  [
    { what: 'sums', of: 'self', rows: 1, sum: 0.5, at },
    'One row does not sum to 1: that of cat in layer 1, head 3, to 0.500.',
  ],
  [
    { what: 'sums', of: 'cross', rows: 1200, sum: 2, at },
    '1,200 rows do not sum to 1: that of Katze in layer 1, head 3 of cross-attention, to 2.000.',
  ],
  [
    { what: 'not finite', of: 'self', weights: 1, at },
    'One weight is no number, first of cat from the second the in layer 1, head 3.',
  ],
  [
    { what: 'range', of: 'self', least: -2, most: 7.5 },
    'Weights go from −2.000 to 7.500, and attention from 0 to 1: these may be scores from before the softmax.',
  ],
  [
    { what: 'padding left out', tokens: 1 },
    'One token of padding, which no other reads, is left out.',
  ],
  [{ what: 'padding read', weight: 0.125 }, 'Padding is shown, because a token reads it: 12.5%.'],
  [
    { what: 'other text', label: 'sat' },
    'The text does not have sat where it should be: what is shown as the text is made of the tokens.',
  ],
  [{ what: 'no text' }, 'The file has no text: what is shown as one is made of the tokens.'],
  [{ what: 'steps', steps: 20 }, 'The rows of 20 steps of writing were put together.'],
  [
    { what: 'left out', names: ['hidden', 'logits'] },
    'Not attention, and left out: hidden, logits.',
  ],
])('says of a file: %j', (finding, sentence) => {
  expect(said(finding)).toBe(sentence);
});
