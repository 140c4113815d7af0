/** The link that is given to others: the whole state, without what would only make it too long. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Values } from '../../src/store/parameters.ts';
import { COMFORTABLE, readPart, sharedLink } from '../../src/store/share.ts';
import { EMPTY, valuesOfAddress } from '../../src/store/values.ts';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { flood, PATIENCE } from '../support/flood.ts';
import { problemsOf } from '../support/linkProblems.ts';
import { encodeBoth } from '../support/models.ts';
import { anyText } from '../support/texts.ts';

const PAGE = new URL('https://reader:secret@example.org/sub/?text=x&from=mail#y');
const TEXT = '昨日庭で猫を見た。'.repeat(220).slice(0, 1950);

const typed = (text: string): Values => ({ ...EMPTY, preset: null, text, view: 'match' });
const read = (text: string, start: number) => ({
  text,
  tokens: [],
  cut: { start, end: text.length },
});

/** What somebody else sees who opens it. */
function opened(link: string): Values {
  const address = link.slice('https://example.org/sub/'.length);
  expect(problemsOf(address)).toEqual([]);
  return valuesOfAddress(address);
}

describe('a shared link', () => {
  it('names the page and the state, and nothing else that stands in the address', () => {
    const state = valuesOfAddress('?preset=bank-river');
    expect(sharedLink(state, null, PAGE)).toEqual({
      link: 'https://example.org/sub/?preset=bank-river',
      note: null,
    });
    expect(sharedLink(state, null, new URL('file:///home/reader/dist/index.html')).link).toBe(
      'file:///home/reader/dist/index.html?preset=bank-river',
    );
  });

  it('holds all of a text that is short enough, also what is not read of it', () => {
    const text = 'The cat sat on the mat. '.repeat(40).trim();
    const { link, note } = sharedLink(typed(text), read(text, 500), PAGE);
    expect(opened(link)).toEqual(typed(text));
    expect(note).toBeNull();
  });

  it('leaves out of a long one what the models do not read, and says so', () => {
    const { link, note } = sharedLink(typed(TEXT), read(TEXT, 41), PAGE);
    expect(link.length).toBeLessThan(COMFORTABLE);
    expect(opened(link)).toEqual(typed(TEXT.slice(0, 41)));
    expect(note).toBe('The part of the text that the models do not read is left out of it.');
  });

  it('holds all of a long text as long as nobody knows what is read of it, and says how long it is', () => {
    for (const nothing of [null, read(`${TEXT} `, 41), { ...read(TEXT, 0), cut: null }]) {
      const { link, note } = sharedLink(typed(TEXT), nothing, PAGE);
      expect(opened(link)).toEqual(typed(TEXT));
      expect(note).toMatch(/^It has 17,\d{3} characters, more than some chats take\.$/);
    }
  });
});

const file = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../public/models/mini-bert/${name}`, import.meta.url), 'utf8'),
  );

it(
  'what is left out of a link changes nothing of what is read',
  () => {
    const tokenizer = loadTokenizer(file('tokenizer.json'), file('tokenizer_config.json'));
    const tokensOf = (text: string) => encodeBoth(tokenizer, text).bert.tokens.map(({ id }) => id);
    let shorter = 0;
    flood(
      fc.property(anyText, fc.constantFrom(1, 30), (part, times) => {
        const text = part.repeat(times);
        const { cut, bert: left } = encodeBoth(tokenizer, text);
        const kept = readPart({ text, cut, tokens: left.tokens });
        if (kept === null) return;
        shorter++;
        expect(kept.length).toBeLessThan(text.length);
        expect(tokensOf(kept)).toEqual(left.tokens.map(({ id }) => id));
      }),
      2000,
    );
    if (!process.env.FLOOD_PATH) expect(shorter).toBeGreaterThan(0);
  },
  PATIENCE,
);
