/** The engine fails, and comes back: every experiment goes on to what it would have found. */
import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import type { ModelClient } from '../../src/engine/modelClient.ts';
import type { EngineStatus } from '../../src/engine/protocol.ts';
import {
  EXPERIMENTS,
  type ExperimentName,
  PLAIN_TRIAL,
  type Trial,
} from '../../src/experiments/settings.ts';
import { ExperimentView } from '../../src/view/experiment/ExperimentView.tsx';
import { lookUpTable, PALETTES } from '../../src/view/figures/colormap.ts';
import type { ViewProps } from '../../src/view/reading/views.ts';
import { BROKEN, comparisonFor, fakeLab } from '../support/fakeClient.ts';
import { base } from '../view/gallery/states.ts';

/** A text that repeats itself, so that there is something to copy. */
const TEXT = 'the red fox ran and the red fox ran';

const READY = base.status;
const PROGRESS = { loaded: 1, total: 2 };
const LOADING: EngineStatus = { phase: 'loading', left: PROGRESS, right: PROGRESS };
const FAILED: EngineStatus = { phase: 'failed', error: { code: 'offline', message: 'No.' } };
const RECOVERING: EngineStatus = { phase: 'recovering', reason: 'The graphics context was lost.' };

/** Settings with which each experiment runs all that it can. */
const SETTINGS: Readonly<Partial<Record<ExperimentName, Partial<Trial>>>> = {
  continue: { write: true, count: 3 },
  pair: { pair: 'it hid' },
  mask: { mask: 'causal' },
  heads: { off: { left: [{ layer: 0, head: 1 }], right: [] }, rank: true },
  classify: { examples: 'a: the cat\nb: a dog\n---\na: one cat' },
};

const nothing = () => undefined;

function experiment(name: ExperimentName, client: ModelClient, status: EngineStatus) {
  const props: ViewProps = {
    ...base,
    text: TEXT,
    preset: null,
    comparison: comparisonFor(TEXT),
    trial: { ...PLAIN_TRIAL, name, ...SETTINGS[name] },
    view: 'experiment',
    presets: [],
    theme: 'light',
    colormap: { palette: PALETTES.light, table: lookUpTable(PALETTES.light) },
    active: null,
    client,
    status,
    onText: nothing,
    onPreset: nothing,
    onRetry: nothing,
    onHead: nothing,
    onFocus: nothing,
    onLock: nothing,
    onHideSpecials: nothing,
    onView: nothing,
    onStep: nothing,
    onViewOptions: nothing,
    onSort: nothing,
    onOver: nothing,
    onTrial: nothing,
    onTheme: nothing,
    linkToText: () => '',
    onShare: () => ({ link: '', note: null }),
    onBlank: nothing,
    onDismissNotices: nothing,
  };
  return <ExperimentView {...props} />;
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
    const clean = await render(experiment(name, whole, READY));
    const expected = await settled(whole);
    expect(expected).not.toContain(BROKEN);
    const total = whole.count();
    await clean.unmount();

    for (const nth of new Set([1, 2, Math.ceil(total / 2), total])) {
      const client = fakeLab();
      client.breakAt(nth);
      const { rerender, unmount } = await render(experiment(name, client, READY));
      await vi.waitFor(() => expect(shown(), `question ${nth}`).toContain(BROKEN));
      await rerender(experiment(name, client, FAILED));
      client.mend();
      await rerender(experiment(name, client, LOADING));
      await rerender(experiment(name, client, READY));
      await vi.waitFor(() => expect(shown(), `question ${nth} of ${total}`).toBe(expected), {
        timeout: 10_000,
      });
      await unmount();
    }
  });

  it('goes on, too, where the engine came back by itself', async () => {
    const client = fakeLab();
    client.breakAt(1);
    const { rerender } = await render(experiment(name, client, READY));
    await vi.waitFor(() => expect(shown()).toContain(BROKEN));
    client.mend();
    await rerender(experiment(name, client, RECOVERING));
    await rerender(experiment(name, client, READY));
    await vi.waitFor(() => expect(shown()).not.toContain(BROKEN));
  });

  it('runs anew with other models', async () => {
    const first = fakeLab();
    const { rerender } = await render(experiment(name, first, READY));
    await settled(first);
    const second = fakeLab();
    await rerender(experiment(name, second, READY));
    await settled(second);
    expect(second.count()).toBe(first.count());
  });

  it('keeps what it has found while the engine fails and comes back', async () => {
    const client = fakeLab();
    const { rerender } = await render(experiment(name, client, READY));
    const found = await settled(client);
    const asked = client.count();
    client.breakAt(1);
    await rerender(experiment(name, client, FAILED));
    client.mend();
    await rerender(experiment(name, client, LOADING));
    await rerender(experiment(name, client, READY));
    expect(await settled(client)).toBe(found);
    expect(client.count()).toBe(asked);
  });
});
