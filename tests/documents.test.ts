/** The README is a screen that leads to everything else, and what it and the pages of `docs/` name is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeIn, documentAt, documents, ROOT, rowsOf, targetsOf } from './support/documents.ts';

const readme = documentAt('README.md');
const cards = readdirSync(join(ROOT, 'public/models'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `public/models/${name}/README.md`);
const others = ['CHANGELOG.md', 'CONTRIBUTING.md', 'training/README.md', ...cards].map(documentAt);

const isElsewhere = (target: string) => /^[a-z]+:/.test(target);

/** A link's file, from the root of the repository. */
const linked = (from: string, target: string) => join(dirname(from), target.replace(/#.*$/, ''));

describe.each([...documents, ...others])('$name', (document) => {
  it('links only to files that are there', () => {
    const missing = targetsOf(document).filter(
      (target) => !isElsewhere(target) && !existsSync(join(ROOT, linked(document.name, target))),
    );
    expect(missing).toEqual([]);
  });
});

describe('the README', () => {
  it('fits on a screen', () => {
    expect(readme.text.trimEnd().split('\n').length).toBeLessThanOrEqual(100);
  });

  it('leads to every page of docs', () => {
    const pages = documents.map(({ name }) => name).filter((name) => name !== 'README.md');
    expect(pages.length).toBeGreaterThan(3);
    expect(targetsOf(readme)).toEqual(expect.arrayContaining(pages));
  });

  it('says of every folder of src, and of nothing else, what is in it', () => {
    const named = rowsOf(readme, 'folder').map(({ folder = '' }) => codeIn(folder)[0]);
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `src/${name}`);
    expect(named.toSorted()).toEqual(folders.toSorted());
  });

  it('names folders within them that are there', () => {
    const within = rowsOf(readme, 'folder').flatMap(({ folder = '', 'what is in it': what = '' }) =>
      codeIn(what)
        .filter((name) => name.endsWith('/'))
        .map((name) => join(codeIn(folder)[0]!, name)),
    );
    expect(within.length).toBeGreaterThan(3);
    expect(within.filter((path) => !existsSync(resolve(ROOT, path)))).toEqual([]);
  });
});

describe('commands', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const all = [...documents, ...others];
  const named = all.flatMap(({ text }) =>
    [...text.matchAll(/\bnpm (?:run ([\w:]+)|(start|test)\b)/g)].map(
      ([, ran, short]) => ran ?? short!,
    ),
  );

  it('of npm that a document names are there', () => {
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('are all named', () => {
    expect(Object.keys(scripts).filter((name) => !named.includes(name))).toEqual([]);
  });
});
