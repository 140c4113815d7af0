import { build, type Plugin } from 'vite';
import { describe, expect, it } from 'vitest';
import {
  type Budgets,
  budgetOf,
  type Chunk,
  complaints,
  loadsOf,
  loadTable,
} from '../../src/build/bundleBudget.ts';

/** Letters that gzip cannot make fewer of. */
function noise(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 48271) + 11) & 0x7fffffff;
    return String.fromCharCode(33 + (state % 90));
  }).join('');
}

const chunk = (name: string, part: Partial<Chunk> = {}): Chunk => ({
  type: 'chunk',
  fileName: `assets/${name}.js`,
  name,
  isEntry: false,
  isDynamicEntry: false,
  facadeModuleId: `/page/src/${name}.ts`,
  moduleIds: [`/page/src/${name}.ts`],
  imports: [],
  code: noise(1000),
  ...part,
});

const CHUNKS = [
  chunk('index', { isEntry: true, imports: ['assets/color.js'] }),
  chunk('color'),
  chunk('StepView', { isDynamicEntry: true, imports: ['assets/color.js', 'assets/formula.js'] }),
  chunk('formula', { code: noise(4000) }),
  chunk('dist', {
    isDynamicEntry: true,
    facadeModuleId: '/page/node_modules/@tensorflow/tfjs-backend-cpu/dist/index.js',
  }),
];

const ROOM: Budgets = { entry: 9, lazy: { StepView: 9 }, other: 9 };

describe('what a bundle weighs', () => {
  it('is the entry with what it imports, and of what comes later only what is not there yet', () => {
    const loads = loadsOf(CHUNKS, ROOM);
    expect(loads.map(({ name, files }) => [name, files.length])).toEqual([
      ['index', 2],
      ['StepView', 2],
      ['@tensorflow/tfjs-backend-cpu', 1],
    ]);
    expect(loads[0]!.kilobytes).toBeCloseTo(2 * loads[2]!.kilobytes, 6);
    expect(loadTable(loads)).toMatch(/^ {2}first {2}index .+ of 9 kB\n {2}later {2}StepView /);
  });

  it('within its budget gives no complaint', () => {
    expect(complaints(CHUNKS, ROOM)).toEqual([]);
  });

  it('over its budget is named, with its size, its files and the budget', () => {
    const [first, ...others] = complaints(CHUNKS, { ...ROOM, lazy: { StepView: 3 } });
    expect(first).toMatch(
      /^StepView is [4-5]\.\d kB after gzip \(assets\/StepView\.js, assets\/formula\.js\), but its budget is 3 kB: /,
    );
    expect(others).toEqual([]);
    expect(complaints(CHUNKS, { ...ROOM, entry: 1 })[0]).toMatch(/^index is .+ its budget is 1 kB/);
    expect(complaints(CHUNKS, { ...ROOM, other: 0.5 })[0]).toMatch(
      /^@tensorflow\/tfjs-backend-cpu/,
    );
  });

  it('counts what another language needs at first together with the entry', () => {
    const part = (which: string) =>
      chunk(which, { isDynamicEntry: true, facadeModuleId: `\0virtual:messages/zh/${which}` });
    const chunks = [...CHUNKS, part('first'), part('rest')];
    const [index, both] = loadsOf(chunks, ROOM);
    expect(both?.name).toBe('index + messages-zh-first');
    expect(both!.kilobytes).toBeCloseTo(1.5 * index!.kilobytes, 6);
    expect(complaints(chunks, { ...ROOM, translated: 9 })).toEqual([]);
    expect(complaints(chunks, { ...ROOM, translated: 2 })).toEqual([
      expect.stringMatching(/^index \+ messages-zh-first is .+ its budget is 2 kB: /),
    ]);
  });

  it('may hold a banned module later, but not at first', () => {
    const banned = { modules: /node_modules\/@tensorflow/, because: 'it belongs in the worker' };
    expect(complaints(CHUNKS, { ...ROOM, banned })).toEqual([]);
    const moduleIds = ['/page/node_modules/@tensorflow/tfjs-core/dist/index.js'];
    const stray = chunk('index', { isEntry: true, moduleIds });
    expect(complaints([stray], { ...ROOM, banned })).toEqual([
      `${moduleIds[0]} is in what is loaded first: it belongs in the worker.`,
    ]);
  });
});

describe('a build', () => {
  const page: Plugin = {
    name: 'page',
    resolveId: (id) => (id.startsWith('page:') ? `\0${id}` : null),
    load(id) {
      if (id === '\0page:entry') return "import('page:later').then(console.log)";
      return id === '\0page:later' ? `export default ${JSON.stringify(noise(9000))}` : null;
    },
  };
  const built = (budgets: Budgets) =>
    build({
      configFile: false,
      logLevel: 'silent',
      plugins: [page, budgetOf('A page', budgets)],
      build: { write: false, rollupOptions: { input: 'page:entry' } },
    });

  it('whose chunk is too large fails with the sentence', async () => {
    await expect(built({ entry: 9, lazy: {}, other: 2 })).rejects.toThrow(
      /later is \d\.\d kB after gzip .+, but its budget is 2 kB/,
    );
    await expect(built({ entry: 9, lazy: {}, other: 12 })).resolves.toBeDefined();
  });
});
