import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type BuiltFile,
  besideEntry,
  entriesStandAlone,
  importsOfEntries,
} from '../../src/build/entries.ts';

const chunk = (
  fileName: string,
  imports: readonly string[] = [],
  { isEntry = false, dynamicImports = [] as readonly string[] } = {},
): BuiltFile => ({ type: 'chunk', fileName, isEntry, imports, dynamicImports });

const entry = (fileName: string, imports: readonly string[] = [], later: readonly string[] = []) =>
  chunk(fileName, imports, { isEntry: true, dynamicImports: later });

describe('a bundle in which a chunk imports an entry', () => {
  it('is refused, with both named', () => {
    const bundle = [
      entry('worker-1.js', ['core-2.js'], ['backend-3.js']),
      chunk('core-2.js'),
      chunk('backend-3.js', ['core-2.js', 'worker-1.js']),
    ];
    expect(importsOfEntries(bundle)).toEqual([
      expect.stringMatching(/^backend-3\.js imports the entry worker-1\.js, .* move what both use/),
    ]);
  });

  it('is refused where the import is a later one, or another entry’s', () => {
    const later = chunk('view.js', [], { dynamicImports: ['index.js'] });
    expect(importsOfEntries([entry('index.js', [], ['view.js']), later])).toHaveLength(1);
    expect(importsOfEntries([entry('a.js'), entry('b.js', ['a.js'])])).toHaveLength(1);
  });

  it('is refused where the page itself begins with what others import', () => {
    const page =
      '<script async src="./ahead.js"></script><script type="module" src="./assets/first.js">';
    const bundle: BuiltFile[] = [
      { type: 'asset', fileName: 'index.html', source: page },
      chunk('assets/first.js', [], { dynamicImports: ['assets/view.js'] }),
      chunk('assets/view.js', ['assets/first.js']),
    ];
    expect(importsOfEntries(bundle)).toEqual([
      expect.stringContaining('assets/view.js imports the entry assets/first.js'),
    ]);
  });

  it('is accepted once what is shared lies beside the entry', () => {
    const bundle = [
      entry('index.js', ['first.js'], ['view.js']),
      chunk('first.js', [], { dynamicImports: ['view.js'] }),
      chunk('view.js', ['first.js']),
    ];
    expect(importsOfEntries(bundle)).toEqual([]);
  });
});

describe('a build', () => {
  let folder = '';

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A page and its worker; each loads a part later that uses what the beginning uses. */
  function project(): string {
    folder = mkdtempSync(join(tmpdir(), 'entries-'));
    const files = {
      'index.html': '<script type="module" src="./main.js"></script>',
      'main.js': `import { shared } from './shared.js';
        new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
        import('./view.js').then(({ view }) => console.log(shared('page'), view));`,
      'view.js': `import { shared } from './shared.js'; export const view = shared('view');`,
      'worker.js': `import { shared } from './shared.js';
        import('./backend.js').then(({ backend }) => postMessage(shared('worker') + backend));`,
      'backend.js': `import { shared } from './shared.js'; export const backend = shared('backend');`,
      'shared.js': `export const shared = (name) => [...name].reverse().join(globalThis.separator);`,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  }

  const output = (name: string, stays: RegExp) => ({
    rolldownOptions: { output: { codeSplitting: { groups: [besideEntry(name, stays)] } } },
  });

  async function chunksOf(splitting: object, ofWorker: object): Promise<Rolldown.OutputChunk[]> {
    const built = (await build({
      root: project(),
      configFile: false,
      logLevel: 'silent',
      plugins: [entriesStandAlone()],
      build: { write: false, ...splitting },
      worker: { format: 'es', ...ofWorker },
    })) as Rolldown.RolldownOutput;
    return built.output.filter((file) => file.type === 'chunk');
  }

  const PAGE = output('first', /index\.html$|main\.js$/);
  const WORKER = output('engine', /worker\.js$/);

  it('in which the page’s later part shares with its entry fails, unless that lies beside it', async () => {
    await expect(chunksOf({}, WORKER)).rejects.toThrow(/view-\S+\.js imports the entry \S*index-/);
    const chunks = await chunksOf(PAGE, WORKER);
    const main = chunks.find(({ isEntry }) => isEntry);
    expect(main?.imports).toEqual([expect.stringMatching(/first-/)]);
    const view = chunks.find(({ name }) => name === 'view');
    expect(view?.imports).toEqual(main?.imports);
  });

  it('in which a worker’s later part shares with its entry fails', async () => {
    await expect(chunksOf(PAGE, {})).rejects.toThrow(
      /backend-\S+\.js imports the entry \S*worker-/,
    );
  });
});
