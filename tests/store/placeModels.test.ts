/** What stands in the places, by what the link says and the reader asks for. */
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/engine/failure.ts';
import type { Opened, Wanted } from '../../src/engine/opened.ts';
import type { Engine } from '../../src/engine/protocol.ts';
import { lookUp } from '../../src/engine/sources/lookUp.ts';
import { inEnglish } from '../../src/language/say.ts';
import { createActions } from '../../src/store/actions.ts';
import { placeModels } from '../../src/store/placeModels.ts';
import { valuesOfAddress } from '../../src/store/values.ts';
import type { Side } from '../../src/text/token.ts';
import { attention as attentionOf, fixture, safetensors, singles } from '../support/dumps.ts';
import { folderOf } from '../support/openable.ts';
import { BERT } from '../support/publishedModels.ts';
import { repository, standInHub } from '../support/standInHub.ts';
import { type State, storeOf } from '../view/gallery/states.ts';

const PAGE = new URL('http://localhost/page/');

const HUB = standInHub({ repositories: { 'org/bert': repository(BERT) } });

interface Setting extends Partial<Pick<Engine, 'lookUp'>> {
  /** Until when the engine starts what is put into a place. */
  readonly started?: Promise<void>;
}

/** A store whose engine takes whatever is put into a place, or refuses it with a sentence. */
function setup(
  state: State = {},
  refuses: (opened: Opened | null) => string | null = () => null,
  { started, ...setting }: Setting = {},
) {
  const here: Record<Side, string | null> = { left: null, right: null };
  const store = storeOf({ preset: null, text: 'the cat', ...state });
  const openings = placeModels(
    store,
    {
      lookUp: (source) => lookUp(source, { fetch: HUB.fetch, page: PAGE }),
      ...setting,
      async open(side, opened) {
        const why = refuses(opened);
        if (why) throw new Failure('corrupt', why);
        await started;
        here[side] = opened?.source ?? null;
      },
    },
    PAGE,
    { fetch: HUB.fetch },
  );
  const actions = createActions(
    store,
    () => undefined,
    () => undefined,
    openings,
  );
  return { store, here, openings, actions, values: () => store.getState().values };
}

const files = (name: Parameters<typeof folderOf>[0]): Wanted => ({
  from: 'files',
  files: folderOf(name),
});

const attention = {
  from: 'attention',
  name: 'a.safetensors',
  file: fixture('transformers.safetensors'),
} as const;

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('what a reader opens', () => {
  it('is in the link once it answers, with heads and tokens of the old model gone', async () => {
    const { here, openings, values } = setup({
      bert: { layer: 3, head: 2 },
      cell: { row: 1, column: 1 },
    });
    await openings.open('left', files('bert-no-head'));
    expect(here.left).toBe('file:model.safetensors');
    expect(values()).toMatchObject({
      left: 'file:model.safetensors',
      bert: null,
      cell: null,
      text: 'the cat',
    });
  });

  it('of the hub is spelled by its id', async () => {
    const { openings, values } = setup();
    await openings.open('right', { from: 'name', text: ' org/bert ' });
    expect(values().right).toBe('hub:org/bert');
  });

  it('leaves everything as it is where it is refused, and says why until that is dismissed', async () => {
    const { store, here, openings, values } = setup({}, (opened) => opened && 'It is too large.');
    await expect(openings.open('left', files('bert-no-head'))).rejects.toThrow('It is too large.');
    expect([here.left, values().left]).toEqual([null, null]);
    expect(store.getState().openings.left).toEqual({
      phase: 'refused',
      message: 'It is too large.',
    });
    openings.cancel('left');
    expect(store.getState().openings.left).toBeNull();
  });

  it('is given up while it is started, too: what stood there before stands there again', async () => {
    let start = () => {};
    const started = new Promise<void>((resolve) => {
      start = resolve;
    });
    const { here, openings, values, store } = setup({}, () => null, { started });
    const opened = openings.open('left', files('bert-no-head')).catch(String);
    await until(() => store.getState().openings.left?.phase === 'starting');
    openings.cancel('left');
    expect(store.getState().openings.left).toBeNull();
    start();
    expect(await opened).toContain('It was given up.');
    expect([here.left, values().left]).toEqual([null, null]);
  });

  it('gives way to what is asked for after it', async () => {
    const { openings, values } = setup();
    const first = openings.open('left', files('bert-no-head')).catch(String);
    await openings.open('left', files('gpt2-head'));
    expect(await first).toContain('Something newer was opened here.');
    expect(values().left).toBe('file:model.safetensors');
  });

  it('is told apart from files of the same name, and comes back by Undo and Back', async () => {
    const { here, openings, actions, values } = setup();
    await openings.open('left', files('bert-no-head'));
    await openings.open('left', files('gpt2-head'));
    expect(values().left).toBe('file:model.safetensors#2');
    actions.set({ left: 'file:model.safetensors' });
    await until(() => here.left === 'file:model.safetensors');
    openings.putBack('left');
    await until(() => here.left === null);
    expect(values().left).toBeNull();
  });
});

describe('a large model', () => {
  /** The same model, as if it had 440 MB still to fetch. */
  const large: Setting = {
    async lookUp(source) {
      const found = await lookUp(source, { fetch: HUB.fetch, page: PAGE });
      return { ...found, bytes: { ...found.bytes, toFetch: 440e6 } };
    },
  };

  it('is fetched once the reader agrees, who is told what it is before', async () => {
    const { store, here, openings } = setup({}, undefined, large);
    const before = HUB.asked.length;
    const opened = openings.open('left', { from: 'name', text: 'org/bert' });
    await until(() => store.getState().openings.left?.phase === 'asking');
    expect(store.getState().openings.left).toMatchObject({
      found: { title: 'org/bert', family: 'bert', layers: 2, heads: 2, toFetch: 440e6 },
    });
    const asked = HUB.asked.slice(before);
    expect(asked.filter(({ url, range }) => /\.safetensors/.test(url) && !range)).toEqual([]);
    openings.agree('left');
    await opened;
    expect(here.left).toBe('hub:org/bert');
  });

  it('is not, where the reader does not', async () => {
    const { store, here, openings } = setup({}, undefined, large);
    const opened = openings.open('left', { from: 'name', text: 'org/bert' }).catch(String);
    await until(() => store.getState().openings.left?.phase === 'asking');
    openings.cancel('left');
    expect(await opened).toContain('It was given up.');
    expect([here.left, store.getState().openings.left]).toEqual([null, null]);
  });

  it('is fetched at once for a script, which has said so', async () => {
    const { here, openings } = setup({}, undefined, large);
    await openings.open('left', { from: 'name', text: 'org/bert' }, true);
    expect(here.left).toBe('hub:org/bert');
  });
});

describe('attention from a file', () => {
  it('brings its text, which Undo takes back with it', async () => {
    const { here, openings, actions, values } = setup();
    await openings.open('left', attention);
    expect(values().left).toBe('attention:a.safetensors');
    const { text } = values();
    expect(text).not.toBe('the cat');
    actions.bringBack('undo');
    expect(values()).toMatchObject({ left: null, text: 'the cat' });
    await until(() => here.left === null);
    actions.bringBack('redo');
    expect(values()).toMatchObject({ left: 'attention:a.safetensors', text });
    await until(() => here.left === 'attention:a.safetensors');
  });

  it.each(['self', 'cross'] as const)('goes where another text is read: %s', async (of) => {
    const { here, openings, actions, values } = setup();
    const file = fixture('cross.safetensors');
    await openings.open('right', { ...attention, file, of });
    expect(values().right).toBe(`${of === 'self' ? 'attention' : 'cross'}:a.safetensors`);
    actions.openPreset('bank-river');
    expect(values().right).toBeNull();
    await until(() => here.right === null);
  });

  it('stands beside another file of the same text only', async () => {
    const { openings, values } = setup();
    await openings.open('left', attention);
    await openings.open('right', { ...attention, name: 'b.safetensors' });
    expect(values()).toMatchObject({
      left: 'attention:a.safetensors',
      right: 'attention:b.safetensors',
    });
    const other = { ...attention, name: 'c.safetensors', file: fixture('steps.safetensors') };
    await expect(openings.open('right', other)).rejects.toThrow(
      /^c\.safetensors is of another text than the file in the other place/,
    );
  });

  it('is quoted in one line that reads forwards, whatever its text holds', async () => {
    const { openings } = setup();
    const words = ['one', 'two\u202Eeno', 'three'];
    const file = (own: readonly string[]) =>
      safetensors(
        { 'attentions.0': singles([1, 3, 3], attentionOf([1, 3, 3])) },
        { tokens: JSON.stringify(own), text: own.join('\n') },
      );
    await openings.open('left', { ...attention, file: file(words) });
    const other = { ...attention, name: 'b\u202E.npz', file: file(['a', 'b', 'c']) };
    await expect(openings.open('right', other)).rejects.toThrow(
      /^b \.npz is of another text than the file in the other place, “one two eno three”:/,
    );
  });
});

describe('files that are no whole model', () => {
  const { file } = attention;
  it.each([
    ['one of a model alone', { 'config.json': new Blob(['{}']) }, 'A model also needs'],
    [
      'two of attention',
      { 'a.safetensors': file, 'b.safetensors': file },
      'These are two files of attention: open one in each place.',
    ],
  ])('are refused with what to open: %s', async (_, given, why) => {
    const { openings } = setup();
    const wanted = { from: 'files', files: new Map<string, Blob>(Object.entries(given)) } as const;
    await expect(openings.open('left', wanted)).rejects.toThrow(why);
  });
});

describe('what a link asks for', () => {
  it('is opened, and stays in the link', async () => {
    const { here, values } = setup({ left: 'hub:org/bert', bert: { layer: 1, head: 1 } });
    await until(() => here.left !== null);
    expect(here.left).toBe('hub:org/bert');
    expect(values()).toMatchObject({ left: 'hub:org/bert', bert: { layer: 1, head: 1 } });
  });

  it.each(['cross', 'attention'])('has to be chosen where it is %s of a file', async (kind) => {
    const named = `${kind}:a.safetensors`;
    const asked = valuesOfAddress(`?text=the+cat&right=${named}`).right;
    const { store, here, openings } = setup({ right: asked });
    await until(() => store.getState().openings.right?.phase === 'wanting');
    await openings.open('right', { ...attention, file: fixture('cross.safetensors') });
    expect(here.right).toBe(named);
  });

  it('has to be chosen where it is a file', async () => {
    const { store, here, openings, values } = setup({ right: 'attention:a.safetensors' });
    await until(() => store.getState().openings.right?.phase === 'wanting');
    expect(store.getState().openings.right).toEqual({
      phase: 'wanting',
      name: 'a.safetensors',
      isAttention: true,
    });
    expect(here.right).toBeNull();
    expect(values().right).toBe('attention:a.safetensors');
    await openings.open('right', attention);
    expect(here.right).toBe('attention:a.safetensors');
    expect(store.getState().openings.right).toBeNull();
  });

  it('is named no more once it is given up, while what stands there is', async () => {
    const { store, here, openings, actions, values } = setup({
      left: 'hub:org/none',
      bert: { layer: 5, head: 5 },
    });
    await until(() => store.getState().openings.left?.phase === 'refused');
    openings.cancel('left');
    expect(values()).toMatchObject({ left: null, bert: null });

    await openings.open('left', files('bert-no-head'));
    actions.set({ left: 'attention:a.safetensors' });
    openings.cancel('left');
    expect([here.left, values().left]).toEqual([
      'file:model.safetensors',
      'file:model.safetensors',
    ]);
  });

  it('that cannot be had is said, and the page’s own model stays', async () => {
    const { store, here } = setup({ left: 'hub:org/none' });
    await until(() => store.getState().openings.left?.phase === 'refused');
    const opening = store.getState().openings.left;
    expect(opening?.phase === 'refused' && inEnglish(opening.message)).toContain(
      'org/none does not exist on the hub or is private',
    );
    expect(here.left).toBeNull();
  });
});
