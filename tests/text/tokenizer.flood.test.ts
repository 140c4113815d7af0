/** Ten thousand texts through the shipped tokenizer: what every reading promises, whatever is typed. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSpace } from '../../src/text/characters.ts';
import type { Span, Token } from '../../src/text/token.ts';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { flood, PATIENCE } from '../support/flood.ts';
import { encodeBoth, POSITIONS } from '../support/models.ts';
import { anyText } from '../support/texts.ts';

const file = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../public/models/mini-bert/${name}`, import.meta.url), 'utf8'),
  );

const tokenizer = loadTokenizer(file('tokenizer.json'), file('tokenizer_config.json'));

function fail(what: string): never {
  throw new Error(what);
}

/** Tokens of one text lie in it, from left to right. */
function requireSpans(tokens: readonly Token[], text: string): void {
  let before: Span = { start: 0, end: 0 };
  for (const { span, label } of tokens) {
    if (!span) fail(`${label} has no place in the text`);
    const { start, end } = span;
    if (start < before.start || end < before.end) fail(`${label} goes back in the text`);
    if (end < start || end > text.length) fail(`${label} lies outside of the text`);
    before = span;
  }
}

/** What was cut begins behind what was read, ends with the text, and holds something. */
function requireCut(cut: Span | null | undefined, tokens: readonly Token[], text: string): void {
  const end = tokens.at(-1)?.span?.end ?? 0;
  let next = end;
  while (next < text.length && isSpace(text.charCodeAt(next))) next++;
  if (cut === null || cut === undefined) {
    if (next < text.length) fail(`what follows character ${end} was dropped without a word`);
    return;
  }
  if (cut.start !== next) fail(`the cut begins at ${cut.start}, not at ${next}`);
  if (cut.end <= cut.start || cut.end > text.length) fail('the cut is no part of the text');
}

it(
  'any text, with any other after it, is read within bounds, by both models alike',
  () => {
    let cuts = 0;
    let pairs = 0;
    let blanks = 0;
    flood(
      fc.property(anyText, fc.option(anyText, { freq: 3 }), (text, second) => {
        const { bert, gpt, pair, cut, pairCut } = encodeBoth(tokenizer, text, second);
        if (bert.tokens.length > POSITIONS || gpt.tokens.length > POSITIONS) fail('too long');
        for (const { id, piece } of [...bert.tokens, ...gpt.tokens, ...gpt.unread]) {
          if (tokenizer.vocabulary.piece(id) !== piece) fail(`${piece} is not token ${id}`);
        }
        const read = bert.tokens.filter(({ special }) => !special);
        const alike = [...gpt.tokens.slice(1), ...gpt.unread];
        if (read.length !== alike.length) fail('the models read different texts');
        read.forEach((token, i) => {
          if (token.id !== alike[i]!.id || token.word !== alike[i]!.word) fail('not aligned');
        });
        if (pair === null && gpt.unread.length === 0) {
          // Of a single text, token i of one is token i of the other.
          bert.tokens.slice(1, -1).forEach((token, i) => {
            if (token.id !== gpt.tokens[i + 1]!.id) fail('not one to one');
          });
        }
        const split = bert.tokens.findIndex(({ piece }) => piece === '[SEP]');
        const first = bert.tokens.slice(1, split);
        requireSpans(first, text);
        requireCut(cut, first, text);
        if (pair !== null) {
          const after = bert.tokens.slice(split + 1, -1);
          requireSpans(after, pair);
          requireCut(pairCut, after, pair);
          pairs++;
        }
        const masked = bert.tokens.flatMap(({ piece }, at) => (piece === '[MASK]' ? [at] : []));
        if (masked.join() !== bert.blanks.join()) fail('the blanks are elsewhere');
        if (bert.segments.length !== bert.tokens.length) fail('segments are missing');
        if (cut) cuts++;
        if (masked.length > 0) blanks++;
      }),
    );
    // The flood met what it is for.
    if (process.env.FLOOD_PATH) return;
    for (const met of [cuts, pairs, blanks]) expect(met).toBeGreaterThan(0);
  },
  PATIENCE,
);
