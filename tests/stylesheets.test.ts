/**
 * All style sheets of the page apply to the whole page, also those of views that were left. So that none
 * can style what belongs to another: every class has one style sheet that owns it, every selector names a
 * class that its own style sheet owns, and whoever uses another's class shows or is shown by a component
 * that brings that style sheet along.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import postcss, { type Rule } from 'postcss';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

interface Selector {
  readonly sheet: string;
  readonly text: string;
  readonly classes: readonly string[];
}

const names = readdirSync(SRC, { recursive: true, encoding: 'utf8' });
const read = (name: string) => readFileSync(join(SRC, name), 'utf8');
const sheets = names.filter((name) => name.endsWith('.css'));
const components = names.filter((name) => /\.tsx?$/.test(name));

const isFrame = ({ parent }: Rule) =>
  parent?.type === 'atrule' && 'name' in parent && /keyframes$/.test(String(parent.name));

const selectors: readonly Selector[] = sheets.flatMap((sheet) => {
  const found: Selector[] = [];
  postcss.parse(read(sheet)).walkRules((rule) => {
    if (isFrame(rule)) return;
    for (const text of rule.selectors) {
      const classes = [...text.matchAll(/\.([A-Za-z_][\w-]*)/g)].map(([, name]) => name!);
      found.push({ sheet, text, classes: [...new Set(classes)] });
    }
  });
  return found;
});

/** The style sheets that name a class. */
const named = new Map<string, Set<string>>();
for (const { sheet, classes } of selectors) {
  for (const each of classes) named.set(each, (named.get(each) ?? new Set()).add(sheet));
}

/** Whether it names no class that only its own style sheet names: then it claims the first for its own. */
const isBare = ({ classes }: Selector) =>
  classes.length > 0 && classes.every((each) => named.get(each)!.size > 1);

/** The style sheets that claim a class for their own. */
const owners = new Map<string, Set<string>>();
for (const [each, all] of named) owners.set(each, all.size === 1 ? all : new Set());
for (const { sheet, classes } of selectors.filter(isBare)) owners.get(classes[0]!)!.add(sheet);
const owns = (sheet: string, each: string) => owners.get(each)?.has(sheet) ?? false;

/** What a file imports of the page's own, style sheets within style sheets too. */
const imports = new Map(
  [...sheets, ...components].map((name) => {
    const paths = name.endsWith('.css')
      ? read(name).matchAll(/@import "(\.[^"]+)"/g)
      : read(name)
          .replace(/import type [^;]*;/g, '')
          .matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
    return [name, [...paths].map(([, path]) => normalize(join(dirname(name), path!)))] as const;
  }),
);

/** A file and whatever it imports, directly or through others. */
const reached = new Map(
  [...imports.keys()].map((name) => {
    const all = new Set([name]);
    for (const each of all) for (const next of imports.get(each) ?? []) all.add(next);
    return [name, all] as const;
  }),
);

/** The components that import a style sheet, alone or in another. */
const bringers = new Map(
  sheets.map((sheet) => {
    const brings = (name: string) =>
      imports.get(name)!.some((each) => each.endsWith('.css') && reached.get(each)!.has(sheet));
    return [sheet, components.filter(brings)] as const;
  }),
);

/** Whether a component is never there without a style sheet: it is shown by one that brings it. */
const hasWith = (component: string, sheet: string) =>
  bringers.get(sheet)!.some((each) => reached.get(each)!.has(component));

/** Words in the values of `className`, also where they are chosen by an expression. */
function classesIn(code: string): string[] {
  return [...code.matchAll(/className=(?:"([^"]*)"|\{)/g)].flatMap(
    ({ 0: start, 1: plain, index }) => {
      if (plain !== undefined) return plain.split(/\s+/);
      let depth = 1;
      let at = index + start.length;
      while (depth > 0) {
        if (code[at] === '{') depth++;
        if (code[at] === '}') depth--;
        at++;
      }
      const strings = code.slice(index + start.length, at - 1).matchAll(/'([^']*)'|`([^`]*)`/g);
      return [...strings].flatMap(([, quoted, template]) =>
        (quoted ?? template ?? '').replace(/\$\{[^}]*\}/g, ' ').split(/\s+/),
      );
    },
  );
}

describe('style sheets', () => {
  it('are seen by this test, each brought by a component', () => {
    expect(sheets.length).toBeGreaterThan(20);
    expect(selectors.length).toBeGreaterThan(500);
    expect(sheets.filter((sheet) => bringers.get(sheet)!.length === 0)).toEqual([]);
  });

  it('never style the same class from two places', () => {
    const shared = [...owners].filter(([, all]) => all.size !== 1);
    expect(shared.map(([each, all]) => [each, [...all], [...named.get(each)!]])).toEqual([]);
  });

  it('style only what they own, or what is in or beside it', () => {
    // The page's ground: elements by their own names, and the document.
    const stray = selectors.filter(
      ({ sheet, classes }) =>
        !classes.some((each) => owns(sheet, each)) &&
        !(classes.length === 0 && /\/(base|tokens)\.css$/.test(sheet)),
    );
    expect(stray.map(({ sheet, text }) => `${sheet}: ${text}`)).toEqual([]);
  });

  it('name another’s class only where that style sheet is there, too', () => {
    const absent = selectors.flatMap(({ sheet, text, classes }) =>
      classes
        .filter((each) => !owns(sheet, each))
        .filter((each) => {
          const [owner = ''] = owners.get(each) ?? [];
          return !bringers
            .get(sheet)!
            .some(
              (component) =>
                hasWith(component, owner) ||
                bringers.get(owner)?.some((one) => reached.get(component)!.has(one)),
            );
        })
        .map((each) => `${sheet}: ${text}: ${each} is ${[...(owners.get(each) ?? [])].join()}’s`),
    );
    expect(absent).toEqual([]);
  });
});

describe('components', () => {
  it('use only classes of style sheets that are there whenever they are', () => {
    const absent = components.flatMap((component) =>
      [...new Set(classesIn(read(component)))]
        .filter((each) => owners.has(each))
        .filter((each) => ![...owners.get(each)!].some((sheet) => hasWith(component, sheet)))
        .map((each) => `${component}: ${each}`),
    );
    expect(absent).toEqual([]);
  });
});
