/**
 * Fails a build whose JavaScript outgrows its budget, and prints what is loaded when. What counts is
 * the transfer: bytes after gzip, of a chunk together with all that it statically imports and that is
 * not there already.
 */
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { cataloguePart } from './messages/plugin.ts';

/** What is needed of a chunk of the bundler's. */
export interface Chunk {
  readonly type: 'chunk';
  readonly fileName: string;
  readonly name: string;
  readonly isEntry: boolean;
  readonly isDynamicEntry: boolean;
  readonly facadeModuleId: string | null;
  readonly moduleIds: readonly string[];
  readonly imports: readonly string[];
  readonly code: string;
}

/** Kilobytes (1000 bytes) after gzip. */
export interface Budgets {
  /** Of the entry, with everything that it statically imports. */
  readonly entry: number;
  /** Of the entry together with what another language needs for the first screen. */
  readonly translated?: number;
  /** Of what is loaded later, by name, with what it adds to the entry. */
  readonly lazy: Readonly<Record<string, number>>;
  /** Of whatever is loaded later and has no name in `lazy`. */
  readonly other: number;
  /** Modules that have no place in the entry, and why. */
  readonly banned?: { readonly modules: RegExp; readonly because: string };
}

/** Something that the browser fetches in one go. */
export interface Load {
  readonly name: string;
  readonly isEntry: boolean;
  /** The files that it adds. */
  readonly files: readonly string[];
  readonly kilobytes: number;
  readonly budget: number;
}

const KILOBYTE = 1000;

/** The package of a module, or the chunk's own name: bundlers call every package's chunk "dist". */
function nameOf({ name, facadeModuleId }: Chunk): string {
  const path = facadeModuleId?.split('/node_modules/').pop();
  if (path === undefined || path === facadeModuleId) return name;
  const [scope = name, own] = path.split('/');
  return scope.startsWith('@') ? `${scope}/${own}` : scope;
}

/** A chunk and everything that it statically imports, itself first. */
function closure(chunk: Chunk, byFile: ReadonlyMap<string, Chunk>): Set<Chunk> {
  const reached = new Set([chunk]);
  for (const each of reached) {
    for (const file of each.imports) {
      const imported = byFile.get(file);
      if (imported) reached.add(imported);
    }
  }
  return reached;
}

/** Whether it is what a language needs for the first screen. */
const isFirstPart = ({ facadeModuleId }: Chunk): boolean =>
  cataloguePart(facadeModuleId)?.endsWith('-first') ?? false;

/** What is loaded when: entries first, then what is loaded later, the largest first. */
export function loadsOf(chunks: readonly Chunk[], budgets: Budgets): Load[] {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const entries = chunks.filter(({ isEntry }) => isEntry);
  const initial = new Set(entries.flatMap((entry) => [...closure(entry, byFile)]));
  const load = (chunk: Chunk, added: readonly Chunk[], budget: number): Load => ({
    name: nameOf(chunk),
    isEntry: chunk.isEntry,
    files: added.map(({ fileName }) => fileName),
    kilobytes: added.reduce((sum, { code }) => sum + gzipSync(code).length, 0) / KILOBYTE,
    budget,
  });
  const later = chunks
    .filter((chunk) => chunk.isDynamicEntry && !initial.has(chunk))
    .map((chunk) => {
      const added = [...closure(chunk, byFile)].filter((each) => !initial.has(each));
      return load(chunk, added, budgets.lazy[nameOf(chunk)] ?? budgets.other);
    })
    .sort((a, b) => b.kilobytes - a.kilobytes);
  const first = entries.map((entry) => load(entry, [...closure(entry, byFile)], budgets.entry));
  // Nothing is drawn in another language before both are there.
  const translated = first.flatMap(({ name, files, kilobytes }) =>
    chunks.filter(isFirstPart).map(
      (part): Load => ({
        name: `${name} + ${cataloguePart(part.facadeModuleId)}`,
        isEntry: true,
        files: [...files, part.fileName],
        kilobytes: kilobytes + gzipSync(part.code).length / KILOBYTE,
        budget: budgets.translated ?? Number.POSITIVE_INFINITY,
      }),
    ),
  );
  return [...first, ...translated, ...later];
}

/** A sentence for each load that is over its budget and for what does not belong into an entry. */
export function complaints(chunks: readonly Chunk[], budgets: Budgets): string[] {
  const loads = loadsOf(chunks, budgets);
  const tooLarge = loads
    .filter(({ kilobytes, budget }) => kilobytes > budget)
    .map(
      ({ name, kilobytes, budget, files, isEntry }) =>
        `${name} is ${kilobytes.toFixed(1)} kB after gzip (${files.join(', ')}), but its budget is ${budget} kB: load less of it ${isEntry ? 'at first' : 'at once'}, or raise the budget with a reason.`,
    );
  const { banned } = budgets;
  if (!banned) return tooLarge;
  const initial = new Set(loads.filter(({ isEntry }) => isEntry).flatMap(({ files }) => files));
  const strays = chunks
    .filter(({ fileName }) => initial.has(fileName))
    .flatMap(({ moduleIds }) => moduleIds.filter((id) => banned.modules.test(id)));
  if (strays.length === 0) return tooLarge;
  return [...tooLarge, `${strays[0]} is in what is loaded first: ${banned.because}.`];
}

export function loadTable(loads: readonly Load[]): string {
  const width = Math.max(...loads.map(({ name }) => name.length));
  return loads
    .map(
      ({ name, isEntry, kilobytes, budget }) =>
        `  ${isEntry ? 'first' : 'later'}  ${name.padEnd(width)}  ${kilobytes.toFixed(1).padStart(6)} of ${budget} kB`,
    )
    .join('\n');
}

/** A plugin for one build: the page's, or a worker's. */
export function budgetOf(title: string, budgets: Budgets): Plugin {
  return {
    name: `sightlines:budget ${title}`,
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const [complaint] = complaints(chunks, budgets);
        console.log(`\n${title}, after gzip:\n${loadTable(loadsOf(chunks, budgets))}`);
        if (complaint) this.error(complaint);
      },
    },
  };
}

/** What the page may weigh: today's figures with little head-room; messages of whole sentences come in. */
const PAGE: Budgets = {
  entry: 160,
  // Whoever reads another language waits for both: a tenth of a second more than the entry takes on a slow line (1 Mbit/s).
  translated: 170,
  // What keeps a step is asked for from that view alone, and shares its chunk; the dialog paints all kinds of figures; `rest` is all
  // that is said in another language after the first screen. What opens attention from a file stands on what opens
  // models, and an npz on both; what files are that are opened by mistake is said by all of them. The lesson brings its
  // prose, and what of the experiments judges its questions.
  lazy: {
    ...{ StepView: 95, keepStep: 95, KeepDialog: 24, rest: 64 },
    ...{ prepareModel: 21, prepareAttention: 36, npz: 40 },
    ...{ Lesson: 42, LessonEmbed: 42 },
  },
  other: 21,
  banned: {
    modules: /\/node_modules\/@tensorflow\//,
    because: 'TensorFlow.js belongs in the worker, behind src/engine/client.ts',
  },
};

const ENGINE: Budgets = {
  // With it goes how the page's messages are made, in English.
  entry: 78,
  lazy: {
    webgl: 70,
    wasm: 38,
    cpu: 24,
    // It refuses in sentences that can be said in any language.
    lookUpHere: 17,
  },
  other: 16,
};

/** The page and its workers, each of which is a build of its own. */
export function bundleBudget(): Plugin {
  return {
    ...budgetOf('The page', PAGE),
    config: () => ({ worker: { plugins: () => [budgetOf('The engine’s worker', ENGINE)] } }),
  };
}
