/**
 * Keeps what others import out of entries: the page's program, and its worker's.
 *
 * WebKit, the engine of Safari, evaluates the entry of a module worker a second time when a chunk that
 * the worker loads later imports from it: then two engines listen to one line, and the one that never
 * started answers as well. So what an entry shares with later chunks lies in a chunk of its own, and a
 * build in which any chunk imports an entry fails.
 */
import type { Plugin } from 'vite';

/** What is needed of a file of the bundler's. */
export type BuiltFile =
  | {
      readonly type: 'chunk';
      readonly fileName: string;
      readonly isEntry: boolean;
      readonly imports: readonly string[];
      readonly dynamicImports: readonly string[];
    }
  | {
      readonly type: 'asset';
      readonly fileName: string;
      readonly source: string | Uint8Array;
    };

/**
 * A group for the bundler's code splitting: everything that is needed at first, in one file (over a slow
 * line each has a wait of its own), but for the entry.
 *
 * @param entry matches the modules that stay in the entry's own chunk.
 */
export function besideEntry(name: string, entry: RegExp) {
  return {
    name,
    tags: ['$initial' as const],
    test: (id: string) => !entry.test(id),
    // What only later chunks use of a package is theirs.
    includeDependenciesRecursively: false,
  };
}

/** Files that are evaluated because somebody begins with them: a page's script, or a worker's. */
function entriesOf(files: readonly BuiltFile[]): Set<string> {
  return new Set(
    files.flatMap((file) => {
      if (file.type === 'chunk') return file.isEntry ? [file.fileName] : [];
      // The bundler may leave an entry out that only imports, and have the page begin with what it imported.
      if (!file.fileName.endsWith('.html')) return [];
      const scripts = String(file.source).matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g);
      return [...scripts].map(([, address]) => address!.replace(/^\.?\//, ''));
    }),
  );
}

/** A sentence for each chunk that imports an entry, at once or later. */
export function importsOfEntries(files: readonly BuiltFile[]): string[] {
  const entries = entriesOf(files);
  return files.flatMap((file) => {
    if (file.type !== 'chunk') return [];
    return [...file.imports, ...file.dynamicImports]
      .filter((imported) => entries.has(imported))
      .map(
        (entry) =>
          `${file.fileName} imports the entry ${entry}, which WebKit would evaluate a second time: move what both use out of the entry.`,
      );
  });
}

/** A plugin for one build: the page's, or a worker's. */
function check(title: string): Plugin {
  return {
    name: `sightlines:entries of ${title}`,
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const [complaint] = importsOfEntries(Object.values(bundle));
        if (complaint) this.error(complaint);
      },
    },
  };
}

/** Fails a build, of the page or of one of its workers, in which a chunk imports an entry. */
export function entriesStandAlone(): Plugin {
  return {
    ...check('the page'),
    config: () => ({ worker: { plugins: () => [check('a worker')] } }),
  };
}
