/** Arbitrary text for property tests: whatever a person, a clipboard or a URL can put into a string. */
import fc from 'fast-check';

const AWKWARD = [
  ...[' ', '  ', '\t\n', '\u00a0', '\u3000', '\u0085', '\ufeff', '\u200b', '\u200d', '\u0000'],
  ...['[MASK]', '[mask]', '[CLS]', '[SEP]', '[PAD]', '<|endoftext|>', 'Ġ', '<script>', "didn't"],
  ...['İ', 'ﬁ', 'ẞ', 'ΟΔΟΣ', 'e\u0301', '\u0301', 'q\u0323\u0307', 'a\u0327\u0301', '각', '\u0958'],
  ...[
    '\u1100\u1161\u11a8',
    '👨‍👩‍👧‍👦',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '漢字',
    'مرحبا',
    '\ud800',
    '\udc00',
    '\u{1d160}',
    'the cat sat',
  ],
];

const codeUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
  .map((units) => String.fromCharCode(...units));

/** Any JavaScript string, with more than its share of white space, specials and lone surrogates. */
export const anyString: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  codeUnits,
  fc
    .array(fc.oneof(fc.constantFrom(...AWKWARD), fc.string({ unit: 'binary', maxLength: 3 })), {
      maxLength: 30,
    })
    .map((parts) => parts.join('')),
);
