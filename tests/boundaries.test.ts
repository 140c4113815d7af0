/** Data flows one way: a layer imports only from the layers to its left. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/**
 * What each layer may import from, beside itself. An experiment is a folder: its settings, its run, its numbers
 * and its sentences are a layer of their own, below the components that show them (`experiments view`). What it
 * is called, and where its components are fetched when they are wanted, is known to all (`experiments list`).
 */
/** How files say something (`#say`), and what is said in: every layer may know. */
const LANGUAGE = 'language/say.ts';

const ALLOWED: Record<string, readonly string[]> = {
  language: [],
  text: [],
  model: ['text'],
  analysis: ['text', 'model'],
  engine: ['text', 'model', 'analysis'],
  sentences: ['text', 'model', 'analysis'],
  examples: ['text', 'model', 'analysis'],
  figures: ['text', 'model', 'analysis', 'sentences'],
  experiments: [
    ...['text', 'model', 'analysis', 'engine', 'sentences', 'figures', 'examples', 'address'],
    'experiments list',
  ],
  'experiments list': ['analysis', 'experiments', 'experiments view', 'view'],
  lesson: ['text', 'model', 'analysis', 'engine', 'sentences', 'examples', 'experiments'],
  address: ['text', 'analysis'],
  store: [
    ...['text', 'model', 'analysis', 'engine', 'sentences', 'examples', 'experiments', 'address'],
    'lesson',
  ],
  console: ['text', 'model', 'analysis', 'engine', 'sentences', 'experiments'],
  view: [
    ...['text', 'model', 'analysis', 'engine', 'sentences', 'examples', 'address'],
    ...['experiments', 'experiments list', 'store', 'experiments view', 'figures', 'lesson'],
  ],
  'experiments view': [
    ...['text', 'model', 'analysis', 'engine', 'sentences', 'examples', 'address'],
    ...['experiments', 'store', 'view', 'figures'],
  ],
  build: ['text', 'model', 'engine', 'examples', 'offline'],
  offline: ['engine'],
  '': [
    ...['text', 'model', 'analysis', 'engine', 'sentences', 'examples', 'address'],
    ...['store', 'console', 'view', 'offline'],
  ],
};

interface Import {
  readonly file: string;
  /** Whether it is fetched when it is wanted. */
  readonly lazy: boolean;
  readonly source: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.tsx?$/.test(name),
);

const imports: Import[] = files.flatMap((file) => {
  const code = readFileSync(join(SRC, file), 'utf8');
  const found = code.matchAll(
    /(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|import\s*(\()?\s*'([^']+)'/g,
  );
  return [...found].map((match) => ({
    file,
    lazy: match[3] !== undefined,
    source: match[2] ?? match[4] ?? '',
    typeOnly: match[1] !== undefined,
  }));
});

/** What draws an experiment: its components, their hooks, and its pictures to keep. */
const DRAWS = /^experiments\/(.*\.tsx|.*\/(use|draw|keep)[A-Z]\w*\.ts)$/;

/** What each experiment is called and where the page finds its components. */
const LISTS = /^experiments\/(registry|experiments?|\w+\/experiment)\.ts$/;

/** The layer of a file below src; '' for App.tsx and main.tsx. */
function layerOf(file: string): string {
  if (DRAWS.test(file)) return 'experiments view';
  if (LISTS.test(file)) return 'experiments list';
  return file.includes('/') ? (file.split('/')[0] as string) : '';
}

function targetOf({ file, source }: Import): string {
  if (source === '#say') return LANGUAGE;
  return relative(SRC, resolve(SRC, dirname(file), source));
}

/** Programs that the page shows, and the documentation, as text. */
const SHOWN = /^(?:\.\.\/){2,}docs\/attention\/\w+\.py\?raw$/;

const inner = imports.filter(
  ({ source }) => (source.startsWith('.') || source === '#say') && !SHOWN.test(source),
);
const valueImports = imports.filter(({ typeOnly }) => !typeOnly);

function importersOf(pattern: RegExp): string[] {
  return valueImports.filter(({ source }) => pattern.test(source)).map(({ file }) => file);
}

/** A file without its comments. */
const codeOf = (file: string): string =>
  readFileSync(join(SRC, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');

/** Files of src that a file runs, directly or through others. */
function reachable(file: string, seen = new Set<string>()): Set<string> {
  for (const one of valueImports.filter(
    (each) => each.file === file && each.source.startsWith('.') && !SHOWN.test(each.source),
  )) {
    const target = targetOf(one);
    if (seen.has(target)) continue;
    seen.add(target);
    reachable(target, seen);
  }
  return seen;
}

/** An error that is thrown, with its message. */
const REFUSAL = /throw new \w+\([\s\S]*?\);/g;

/** Strings and templates of code. */
const LITERAL = /'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;

/** Two words with a space between them. */
const PROSE = /\p{L}{2,}[,;:.]? \p{L}/u;

/** Whether a file says anything in plain words, but for why it refuses. */
function speaks(file: string): boolean {
  const literals = codeOf(file).replace(REFUSAL, '').match(LITERAL) ?? [];
  return literals.some((literal) => PROSE.test(literal));
}

describe('layers', () => {
  it('are all known to this test, and their imports are seen by it', () => {
    expect(Object.keys(ALLOWED)).toEqual(expect.arrayContaining(files.map(layerOf)));
    expect(inner.length).toBeGreaterThan(20);
    for (const one of inner) expect(targetOf(one), one.file).not.toMatch(/^\.\./);
  });

  it('import only from layers to their left', () => {
    const backwards = inner.filter((one) => {
      const from = layerOf(one.file);
      const to = layerOf(targetOf(one));
      return from !== to && to !== 'language' && !ALLOWED[from]?.includes(to);
    });
    expect(backwards).toEqual([]);
  });

  it('know of every experiment without its components, which are fetched when they are wanted', () => {
    const eager = inner.filter(
      (one) =>
        layerOf(one.file) === 'experiments list' &&
        ['view', 'experiments view'].includes(layerOf(targetOf(one))) &&
        !one.lazy &&
        !one.typeOnly,
    );
    expect(eager).toEqual([]);
  });

  it('leave React to what draws, to App and main', () => {
    const outside = importersOf(/^react(-dom)?(\/|$)/).filter(
      (file) => !['view', 'experiments view', ''].includes(layerOf(file)),
    );
    expect(outside).toEqual([]);
  });

  it('say nothing in the page’s language below the sentences, but for why they refuse', () => {
    const saying = inner.filter(
      (one) =>
        ['text', 'model', 'analysis'].includes(layerOf(one.file)) &&
        layerOf(targetOf(one)) === 'language',
    );
    expect(saying).toEqual([]);
  });

  it('memoise what they say in the one way that follows the language', () => {
    const own = files.filter((file) =>
      /import \{[^}]*\bmemo\b[^}]*\} from 'react'/.test(readFileSync(join(SRC, file), 'utf8')),
    );
    expect(own.filter((file) => file !== 'view/kit/language.ts')).toEqual([]);
  });

  it('take from the store in one way: only its binding knows React and the store both', () => {
    expect(importersOf(/^zustand$/)).toEqual(['view/kit/store.tsx']);
    expect(importersOf(/^zustand\/vanilla$/)).toEqual(['store/pageStore.ts']);
  });

  it('spell each parameter of a link once: beside what it sets, in one table', () => {
    const making = importersOf(/\/address\/parameter\.ts$/).filter(
      (file) => file !== 'store/parameters.ts' && layerOf(file) !== 'address',
    );
    expect(
      making.filter((file) => !/^experiments\/(\w+\/settings|names|seed)\.ts$/.test(file)),
    ).toEqual([]);
  });

  it('leave TensorFlow.js to model and engine', () => {
    const outside = importersOf(/^@tensorflow\//).filter(
      (file) => !['model', 'engine', 'build'].includes(layerOf(file)),
    );
    expect(outside).toEqual([]);
  });

  it('keep TensorFlow.js off the main thread: nothing that the page runs loads it', () => {
    const withTensorflow = new Set(importersOf(/^@tensorflow\//));
    const page = [...reachable('main.tsx')].filter((file) => withTensorflow.has(file));
    expect(page).toEqual([]);
  });

  it('reach the engine from the page only through its client, its protocol and what it ships', () => {
    // What is shipped has names before it has arrived.
    const doors = [
      'client',
      'protocol',
      'modelClient',
      'shipped',
      'opened',
      'opening',
      'openingAttention',
      'keptModels',
      'toldApart',
    ].map((name) => `engine/${name}.ts`);
    const around = inner.filter(
      (one) =>
        ['store', 'view', 'experiments', 'experiments view', 'console', 'address', ''].includes(
          layerOf(one.file),
        ) &&
        layerOf(targetOf(one)) === 'engine' &&
        !doors.includes(targetOf(one)),
    );
    expect(around).toEqual([]);
  });

  it('fetch what unpacks a ZIP only when one is opened', () => {
    expect(importersOf(/^fflate$/)).toEqual(['engine/sources/dump/npz.ts']);
    const opening = inner.filter((one) => targetOf(one) === 'engine/sources/dump/npz.ts');
    expect(opening.map(({ file, lazy }) => [file, lazy])).toEqual([
      ['engine/sources/dump/readDump.ts', true],
    ]);
  });

  it('run experiments through the one hook that knows what a run depends on', () => {
    expect(importersOf(/\/useRun\.ts$/)).toEqual(['experiments/run/useExperimentRun.ts']);
    const asking = files.filter(
      (file) =>
        ['view', 'experiments view'].includes(layerOf(file)) &&
        /\blab\.(ask|fit)\b/.test(readFileSync(join(SRC, file), 'utf8')),
    );
    expect(asking).toEqual([]);
  });

  it('spell the blank in one place', () => {
    const spelling = files.filter((file) => /(['"`])\[MASK\]\1/.test(codeOf(file)));
    // A claim names the words that an example's note speaks of.
    expect(spelling).toEqual(['examples/claims.ts', 'text/blank.ts']);
  });

  it('ask a model what it can do and what it is called, whatever place it stands in', () => {
    const speaking = files.filter((file) =>
      [
        'analysis',
        'sentences',
        'experiments',
        'experiments list',
        'experiments view',
        'view',
      ].includes(layerOf(file)),
    );
    const placing = speaking.filter((file) => /\bside [!=]== '(left|right)'/.test(codeOf(file)));
    // Each of these asks for the other place.
    expect(placing.sort()).toEqual([
      'analysis/abilities.ts',
      'analysis/between/counterparts.ts',
      'analysis/onDemand/answer.ts',
      'analysis/onDemand/between.ts',
      'view/match/CounterpartList.tsx',
      'view/page/StatusLine.tsx',
    ]);
    const naming = speaking.filter((file) => /\b(BERT|GPT)\b/.test(codeOf(file)));
    // What is said of the pair that the page is about, of the families that can be opened, and titles of papers.
    expect(naming.sort()).toEqual([
      'view/lesson/ByHand.tsx',
      'view/lesson/FutureKnown.tsx',
      'view/lesson/SidesTable.tsx',
      'view/measure/Definitions.tsx',
      'view/open/OpenDialog.tsx',
      'view/page/About.tsx',
      'view/page/Foot.tsx',
      'view/page/Masthead.tsx',
      'view/page/Notes.tsx',
    ]);
  });

  it('run a model without knowing its name: only its family says what it is', () => {
    const naming = files.filter(
      (file) => layerOf(file) === 'model' && /'((distil)?bert|roberta|gpt2?)'/.test(codeOf(file)),
    );
    const families = ['bert', 'distilbert', 'gpt2', 'roberta'];
    expect(naming.sort()).toEqual(families.map((name) => `model/families/${name}.ts`));
  });

  it('leave English to what comes after the numbers: they say no more than why they refuse', () => {
    const numbers = files.filter(
      (file) => layerOf(file) === 'analysis' || /^experiments\/\w+\/measure\.ts$/.test(file),
    );
    const speaking = numbers.filter(speaks);
    expect(speaking).toEqual([]);
  });

  it('keep numbers and sentences free of the DOM', () => {
    // A window is also a kind of mask: properties, strings and prose of that name are not the browser’s.
    const users = files.filter(
      (file) =>
        ['analysis', 'sentences'].includes(layerOf(file)) &&
        /(?<![.']|a )\b(document|window|HTMLElement|CanvasRenderingContext2D)\b(?![':])/.test(
          codeOf(file),
        ),
    );
    expect(users).toEqual([]);
  });
});
