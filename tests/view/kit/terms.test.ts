/** No word of the trade stands in a view that does not explain it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Entry, read } from '../../../src/build/messages/catalogues.ts';
import { languages, SOURCE } from '../../../src/language/languages.ts';
import { GLOSSARY, termOf } from '../../../src/lesson/glossary.ts';
import { VIEW_TERMS, type ViewOfTerms } from '../../../src/lesson/viewTerms.ts';
import { termsMarkedIn, termsSaidBy } from '../../support/terms.ts';
import { viewsOf } from '../../support/viewsOfFiles.ts';

/** Where a word of the glossary means something else, or is told where it stands. */
const OTHERWISE: readonly (readonly [term: string, message: RegExp, why: string])[] = [
  ['key', /^Key\b|Arrow keys|arrow keys|the key says|, key$/, 'a legend, or a key of the keyboard'],
  ['value', /^A class asks for a value|bytes of values|its values as numbers/, 'any number'],
  ['context', /^The graphics context/, 'what a browser draws in'],
  ['context', /^In context$/, 'a part of “in-context learning”, which is explained'],
  ['rank', /^Rank all heads$/, 'putting in order'],
  ['transformer', /^With transformers$/, 'a library of Python'],
  ['score', /^The prefix-matching score/, 'a paper’s own, told beside it'],
  ['score', /^<b>Score\.<\/b>|scores more|^score$/, 'of two heads, told under the list'],
  ['score', /its <induction>induction<\/induction> score/, 'told in the same sentence'],
  [
    'head',
    /logistic <classifier>head|^The heads know two|’s head on the sentence above$/,
    'a classifier',
  ],
  ['head', /^No sentence is held out|<classifier>head<\/classifier> on$/, 'a classifier'],
];

/** Both are the same word; which one is meant a view knows. */
const SAME: Readonly<Record<string, string>> = { weights: 'weight' };

const isOtherwise = (id: string, { message }: Entry) =>
  OTHERWISE.some(([term, pattern]) => term === id && pattern.test(message));

const listedIn = (view: ViewOfTerms) => VIEW_TERMS[view].split(' ').filter(Boolean);

let messages: readonly Entry[] = [];

const messagesOf = (view: ViewOfTerms) =>
  messages.filter(({ origins }) => origins.some((file) => viewsOf(file).includes(view)));

beforeAll(async () => {
  const [any] = languages.filter((each) => each !== SOURCE);
  messages = await read(any!);
});

describe('the terms of the tool’s views', () => {
  it.each(Object.keys(VIEW_TERMS) as ViewOfTerms[])('are explained in the view: %s', (view) => {
    const said = messagesOf(view);
    const explained = new Set([
      ...listedIn(view),
      ...said.flatMap(({ message }) => termsMarkedIn(message)),
    ]);
    const missing = said.flatMap((entry) =>
      termsSaidBy(entry.message)
        .filter((id) => !explained.has(id) && !explained.has(SAME[id] ?? id))
        .filter((id) => !isOtherwise(id, entry))
        .map((id) => `${id}: “${entry.message}” (${entry.origins[0]})`),
    );
    expect(missing).toEqual([]);
  });

  it.each(Object.keys(VIEW_TERMS) as ViewOfTerms[])('are said there: %s', (view) => {
    const said = new Set(
      messagesOf(view).flatMap((entry) =>
        termsSaidBy(entry.message).filter((id) => !isOtherwise(id, entry)),
      ),
    );
    const same = (id: string) => Object.keys(SAME).some((one) => SAME[one] === id && said.has(one));
    expect(listedIn(view).filter((id) => !said.has(id) && !same(id))).toEqual([]);
  });

  it('are terms of the glossary, and each is said somewhere', () => {
    expect(
      Object.values(VIEW_TERMS)
        .flatMap((ids) => ids.split(' '))
        .filter((id) => !termOf(id)),
    ).toEqual([]);
    for (const { id } of GLOSSARY) expect(id).toMatch(/^[a-z]+$/);
  });

  it('mean something else only where a message says so', () => {
    const idle = OTHERWISE.filter(
      ([id, pattern]) =>
        !messages.some(({ message }) => pattern.test(message) && termsSaidBy(message).includes(id)),
    );
    expect(idle).toEqual([]);
  });
});
