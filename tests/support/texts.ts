/** Texts for the floods: what {@link anyString} makes, also from right to left, stacked up and very long. */
import fc from 'fast-check';
import { anyString } from './strings.ts';

const SPECIALS = ['[MASK]', '[CLS]', '[SEP]', '[PAD]', '<|endoftext|>'];

const rightToLeft = fc
  .array(fc.constantFrom('שלום', 'مرحبا', '\u202e', '\u2067', '\u2069', 'abc', ' ', '،', '١٢٣'), {
    maxLength: 20,
  })
  .map((parts) => parts.join(''));

const marks = fc.string({
  unit: fc.constantFrom(
    'e',
    'ก',
    '\u0301',
    '\u0323',
    '\u20dd',
    '\ufe0f',
    '\u200d',
    '👩',
    '🏽',
    '🇩',
  ),
  maxLength: 60,
});

const specials = fc
  .array(fc.oneof(fc.constantFrom(...SPECIALS), fc.constantFrom(' ', 'the', '[', 'MASK', '|>')), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

/** A unit of any string, often enough that it does not fit into a reading. */
const long = fc
  .tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }), fc.nat(3000))
  .map(([unit, times]) => unit.repeat(times));

export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: anyString },
  { weight: 1, arbitrary: rightToLeft },
  { weight: 1, arbitrary: marks },
  { weight: 1, arbitrary: specials },
  { weight: 1, arbitrary: long },
);
