/** The project's own Markdown files, and what stands in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type MarkedToken, marked, type Token } from 'marked';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface Document {
  /** Its path from the root of the repository. */
  readonly name: string;
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** @param name its path from the root of the repository */
export function documentAt(name: string): Document {
  const text = readFileSync(resolve(ROOT, name), 'utf8');
  return { name, text, tokens: marked.lexer(text) };
}

/** The README, and every page of `docs/`. */
export const documents: readonly Document[] = [
  'README.md',
  ...readdirSync(resolve(ROOT, 'docs')).map((name) => `docs/${name}`),
]
  .filter((name) => name.endsWith('.md'))
  .map(documentAt);

/** Every token of one kind, however deep. */
function all<Kind extends MarkedToken['type']>(document: Document, kind: Kind) {
  const found: Extract<MarkedToken, { type: Kind }>[] = [];
  marked.walkTokens([...document.tokens], (token) => {
    if (token.type === kind) found.push(token as (typeof found)[number]);
  });
  return found;
}

/** Where its links and pictures lead, as written. */
export function targetsOf(document: Document): string[] {
  return [...all(document, 'link'), ...all(document, 'image')].map(({ href }) => href);
}

/** Its programs in one language. */
export function programsOf(document: Document, language: string): string[] {
  return all(document, 'code')
    .filter(({ lang }) => lang === language)
    .map(({ text }) => text);
}

/** Its headings of one depth, as written. */
export function headingsOf(document: Document, depth: number): string[] {
  return all(document, 'heading')
    .filter((each) => each.depth === depth)
    .map(({ text }) => text);
}

export type Row = Readonly<Record<string, string>>;

/** The rows of all its tables whose first column has that title: what is in each column, by title. */
export function rowsOf(document: Document, first: string): Row[] {
  return all(document, 'table')
    .filter(({ header }) => header[0]?.text === first)
    .flatMap(({ header, rows }) =>
      rows.map((row) => Object.fromEntries(row.map(({ text }, at) => [header[at]!.text, text]))),
    );
}

/** What stands between backticks, on one line. */
export function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);
}

/** Addresses that it gives as examples: whole ones, and parameters to go on with. */
export function addressesIn(text: string): string[] {
  return [...text.matchAll(/`([?&#][^`\s…]*=[^`\s…]*)`/g)].map(([, example]) => example!);
}

/** An example as an address of its own. */
export const asAddress = (example: string): string =>
  example.startsWith('&') ? `?${example.slice(1)}` : example;
