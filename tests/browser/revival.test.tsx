/** The engine fails, and comes back: every experiment goes on to what it would have found. */

import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import type { ModelClient } from '../../src/engine/modelClient.ts';
import type { EngineStatus } from '../../src/engine/protocol.ts';
import { EXPERIMENTS, type ExperimentName } from '../../src/experiments/names.ts';
import { lookUpTable, PALETTES } from '../../src/figures/colormap.ts';
import { createActions } from '../../src/store/actions.ts';
import type { Values } from '../../src/store/parameters.ts';
import { ExperimentView } from '../../src/view/experiment/ExperimentView.tsx';
import { StoreProvider } from '../../src/view/kit/store.tsx';
import { BROKEN, comparisonFor, fakeLab } from '../support/fakeClient.ts';
import { base, storeOf } from '../view/gallery/states.ts';

/** A text that repeats itself, so that there is something to copy. */
const TEXT = 'the red fox ran and the red fox ran';

const READY = base.status;
const PROGRESS = { loaded: 1, total: 2 };
const LOADING: EngineStatus = { phase: 'loading', left: PROGRESS, right: PROGRESS };
const FAILED: EngineStatus = { phase: 'failed', error: { code: 'offline', message: 'No.' } };
const RECOVERING: EngineStatus = { phase: 'recovering', reason: 'The graphics context was lost.' };

/** Settings with which each experiment runs all that it can. */
const SETTINGS: Readonly<Partial<Record<ExperimentName, Partial<Values>>>> = {
  continue: { write: true, count: 3 },
  pair: { pair: 'it hid' },
  mask: { mask: 'causal' },
  heads: { bertOff: [{ layer: 0, head: 1 }], rank: true },
  classify: { examples: 'a: the cat\nb: a dog\n---\na: one cat' },
};

const COLORMAP = { palette: PALETTES.light, table: lookUpTable(PALETTES.light) };

/** Renders an experiment whose engine can be put into any state. */
async function open(name: ExperimentName, client: ModelClient, status: EngineStatus) {
  const comparison = comparisonFor(TEXT);
  const store = storeOf({
    ...{ text: TEXT, preset: null, view: 'experiment', try: name, ...SETTINGS[name] },
    ...{ comparison, client, status },
  });
  const actions = createActions(store, () => undefined);
  const { unmount } = await render(
    <StoreProvider store={store} actions={actions}>
      <ExperimentView comparison={comparison} colormap={COLORMAP} active={null} />
    </StoreProvider>,
  );
  // Each state is seen, and what is asked in it refused or answered: an engine's follow each other slowly.
  async function become(next: EngineStatus, other: ModelClient = client) {
    store.setState({ status: next, client: other });
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }
  return { become, unmount };
}

const shown = () => document.querySelector('.experiment')?.textContent ?? '';

/** What is shown once all questions have been answered. */
async function settled(client: { count(): number }): Promise<string> {
  let last = '';
  let asked = -1;
  await vi.waitFor(
    () => {
      const [before, count] = [last, asked];
      [last, asked] = [shown(), client.count()];
      expect([last, asked]).toEqual([before, count]);
      expect(count).toBeGreaterThan(0);
    },
    { interval: 30, timeout: 10_000 },
  );
  return last;
}

describe.each(EXPERIMENTS)('the experiment “%s”', (name) => {
  it('finds after a failure and Retry, at whichever question it failed, what it finds without', async () => {
    const whole = fakeLab();
    const clean = await open(name, whole, READY);
    const expected = await settled(whole);
    expect(expected).not.toContain(BROKEN);
    const total = whole.count();
    await clean.unmount();

    for (const nth of new Set([1, 2, Math.ceil(total / 2), total])) {
      const client = fakeLab();
      client.breakAt(nth);
      const { become, unmount } = await open(name, client, READY);
      await vi.waitFor(() => expect(shown(), `question ${nth}`).toContain(BROKEN));
      await become(FAILED);
      client.mend();
      await become(LOADING);
      await become(READY);
      await vi.waitFor(() => expect(shown(), `question ${nth} of ${total}`).toBe(expected), {
        timeout: 10_000,
      });
      await unmount();
    }
  });

  it('goes on, too, where the engine came back by itself', async () => {
    const client = fakeLab();
    client.breakAt(1);
    const { become } = await open(name, client, READY);
    await vi.waitFor(() => expect(shown()).toContain(BROKEN));
    client.mend();
    await become(RECOVERING);
    await become(READY);
    await vi.waitFor(() => expect(shown()).not.toContain(BROKEN));
  });

  it('runs anew with other models', async () => {
    const first = fakeLab();
    const { become } = await open(name, first, READY);
    await settled(first);
    const second = fakeLab();
    await become(READY, second);
    await settled(second);
    expect(second.count()).toBe(first.count());
  });

  it('keeps what it has found while the engine fails and comes back', async () => {
    const client = fakeLab();
    const { become } = await open(name, client, READY);
    const found = await settled(client);
    const asked = client.count();
    client.breakAt(1);
    await become(FAILED);
    client.mend();
    await become(LOADING);
    await become(READY);
    expect(await settled(client)).toBe(found);
    expect(client.count()).toBe(asked);
  });
});
