/** An address that the page or a document writes can be pasted anywhere, and no server refuses it. */
import fc from 'fast-check';
import { LinkifyIt } from 'linkify-it';
import * as linkifyjs from 'linkifyjs';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { encode, MAX_QUERY, partsOf, readParams, writeParams } from '../../src/address/encoding.ts';
import { MAX_TEXT } from '../../src/address/values.ts';
import { MAX_EXAMPLES } from '../../src/experiments/classify/settings.ts';
import { parameters } from '../../src/store/parameters.ts';
import { EMPTY, linkTo, valuesOfAddress } from '../../src/store/values.ts';
import { addressesIn, asAddress, documents } from '../support/documents.ts';
import { problemsOf } from '../support/linkProblems.ts';
import { anyValues } from '../support/pageStates.ts';
import { anyString } from '../support/strings.ts';

const PAGE = 'https://example.org/sightlines/';
/** The values that mean a text of the reader's own. */
const ofText = (text: string) => ({ ...EMPTY, preset: null, text });

const linkifyIt = new LinkifyIt();

/** How chats, mail programs and Markdown find the links of a text. */
const LINKERS: Record<string, (written: string) => string[]> = {
  'linkify-it': (written) => (linkifyIt.match(written) ?? []).map(({ url }) => url),
  linkifyjs: (written) => linkifyjs.find(written, 'url').map(({ href }) => href),
  Markdown: (written) =>
    [...marked.parse(written, { async: false }).matchAll(/href="([^"]*)"/g)].map(([, href]) =>
      href!.replaceAll('&amp;', '&'),
    ),
};

/** What people write around an address. */
const AROUND: readonly (readonly [string, string])[] = [
  ['', ''],
  ['Look: ', ''],
  ['Look at ', '.'],
  ['Is it ', '?'],
  ['', '!'],
  ['(see ', ')'],
  ['"', '"'],
  ["'", "'"],
  ['<', '>'],
  ['Both ', ', and more'],
  ['One ', '\nand another line'],
  ['これは ', ' です。'],
];

function expectWhole(link: string): void {
  for (const [name, linksOf] of Object.entries(LINKERS)) {
    for (const [before, after] of AROUND) {
      expect(linksOf(before + link + after), `${name}: ${before}…${after}`).toEqual([link]);
    }
  }
}

describe('an address', () => {
  it('brings back every parameter, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyString, anyString)), (pairs) => {
        const params = new URLSearchParams(pairs);
        const { search, hash } = writeParams(params);
        const again = readParams(partsOf(search + hash));
        const sorted = (all: URLSearchParams) => [...all].map((pair) => pair.join('=')).sort();
        expect(sorted(again)).toEqual(sorted(params));
      }),
    );
  });

  it('is made of characters that nobody takes for its end or for emphasis', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        expect(encode(text)).toMatch(
          /^([A-Za-z0-9+]|%[0-9A-F]{2}|(?<=[A-Za-z0-9])[.,-](?=[A-Za-z0-9]))*$/,
        );
        expect(encode(text)).not.toMatch(/\+$/);
      }),
    );
    expect(encode('Is it (so)? “Yes!” *_~|')).toBe(
      'Is+it+%28so%29%3F+%E2%80%9CYes%21%E2%80%9D+%2A%5F%7E%7C',
    );
    expect(['2.3', '1.2,3.4', 'blank-middle', 'a. b', '...'].map(encode)).toEqual([
      '2.3',
      '1.2,3.4',
      'blank-middle',
      'a%2E+b',
      '%2E%2E%2E',
    ]);
  });

  it('of any state survives being pasted into chats, mails and Markdown', () => {
    fc.assert(
      fc.property(anyValues, (values) => expectWhole(PAGE + linkTo(values))),
      { numRuns: 200 },
    );
  });

  it('of any text survives them, too, whatever mark the text ends with', () => {
    fc.assert(
      fc.property(
        anyString,
        fc.constantFrom(...'.,:;!?)(]["\'*_~|<>{}`^\\-+%&=/#$@ …。）’é漢', ''),
        (text, last) => {
          expectWhole(PAGE + linkTo(ofText(text.slice(0, 300) + last)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has no parameter that HTML takes for a character', () => {
    // Those that are read without a semicolon and could begin a name: `&copy=1` is shown as `©=1`.
    const old =
      'amp lt gt quot copy reg not sect para times divide cent pound yen curren deg micro macr ' +
      'ordf ordm shy uml cedil acute middot laquo raquo iexcl iquest brvbar plusmn sup1 sup2 sup3 ' +
      'frac12 frac14 frac34 szlig eth thorn nbsp';
    for (const name of Object.keys(parameters)) {
      expect(old.split(' ').filter((each) => name.startsWith(each))).toEqual([]);
    }
  });
});

describe('a long address', () => {
  it('is short before the #, whatever the page is set to', () => {
    fc.assert(
      fc.property(anyValues, fc.string({ unit: 'grapheme', maxLength: MAX_TEXT }), (any, text) => {
        const link = linkTo({ ...any, preset: null, text: text.slice(0, MAX_TEXT) });
        expect(partsOf(link).search.length).toBeLessThanOrEqual(MAX_QUERY + 1);
      }),
    );
  });

  it('keeps an ordinary sentence in the query and 1,950 Japanese characters out of it', () => {
    expect(linkTo(ofText('昨日、庭で猫を見ました。'))).toMatch(/^\?text=[^#]+$/);
    const text = '昨日庭で猫を見た。'.repeat(220).slice(0, 1950);
    const long = { ...ofText(text), view: 'match' as const };
    const link = linkTo(long);
    expect(link).toMatch(/^\?view=match#text=[^#]+$/);
    expect(valuesOfAddress(link)).toEqual(long);
    expect(problemsOf(link)).toEqual([]);
  });

  it('has no end that a browser would not take, with everything as long as it may be', () => {
    const link = linkTo({
      ...ofText('漢'.repeat(MAX_TEXT)),
      pair: '字'.repeat(MAX_TEXT),
      examples: '文'.repeat(MAX_EXAMPLES),
    });
    expect(partsOf(link).search).toBe('');
    // Chromium takes 2 MB, Firefox 1 MB.
    expect(link.length).toBeLessThan(120_000);
    expect(valuesOfAddress(link).examples).toHaveLength(MAX_EXAMPLES);
  });

  it('leaves what is not the page’s in the query', () => {
    const params = new URLSearchParams({
      text: 'a'.repeat(900),
      from: 'b'.repeat(900),
      bert: '2.3',
    });
    const { search, hash } = writeParams(params, (name) => name in parameters);
    expect(search).toBe(`?from=${'b'.repeat(900)}&bert=2.3`);
    expect(hash).toBe(`#text=${'a'.repeat(900)}`);
  });
});

describe.each(documents)('$name', ({ name, text }) => {
  it('gives only addresses that survive being pasted, and that the page understands', () => {
    const examples = addressesIn(text);
    const least = { 'README.md': 3, 'docs/links.md': 30, 'docs/views.md': 9 }[name] ?? 0;
    expect(examples.length).toBeGreaterThanOrEqual(least);
    for (const example of examples) {
      const address = asAddress(example);
      expectWhole(PAGE + address);
      expect(problemsOf(address), example).toEqual([]);
    }
  });
});
