/** Which reading of the text is on the screen, whatever comes first. */
import { describe, expect, it } from 'vitest';
import { say } from '#say';
import { deferred } from '../../src/engine/deferred.ts';
import {
  type CompareRequest,
  type Engine,
  type EngineStatus,
  Superseded,
} from '../../src/engine/protocol.ts';
import { presetOf } from '../../src/examples/presets.ts';
import type { Comparison, FullComparison, HeldTrace } from '../../src/model/trace.ts';
import { createActions } from '../../src/store/actions.ts';
import { followText } from '../../src/store/followText.ts';
import type { Side } from '../../src/text/token.ts';
import { uniformComparison } from '../support/comparison.ts';
import { type State, storeOf } from '../view/gallery/states.ts';

const PAGE = new URL('http://localhost/');
const BYTES = { loaded: 0, total: 1 };
const BACKEND = { name: 'wasm', reason: '' } as const;
const READY: EngineStatus = {
  phase: 'ready',
  backend: BACKEND,
  weights: { left: 'b', right: 'g' },
};
const LOADING: EngineStatus = { phase: 'loading', left: BYTES, right: BYTES };
const withAlone = (side: Side): EngineStatus => ({
  ...LOADING,
  alone: { side, backend: BACKEND },
});

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A store whose engine and examples answer when the test says so. */
function setup(state: State = {}) {
  const asked: {
    request: CompareRequest;
    answer: ReturnType<typeof deferred<Comparison<HeldTrace>>>;
  }[] = [];
  const fetched: {
    id: string;
    signal: AbortSignal;
    trace: ReturnType<typeof deferred<FullComparison<HeldTrace>>>;
  }[] = [];
  const engine = {
    compare(request: CompareRequest) {
      const answer = deferred<Comparison<HeldTrace>>();
      asked.push({ request, answer });
      return answer.promise;
    },
  } as unknown as Engine;
  const store = storeOf({ preset: null, text: 'a', comparison: null, status: READY, ...state });
  followText(store, engine, PAGE, (id, signal) => {
    const trace = deferred<FullComparison<HeldTrace>>();
    fetched.push({ id, signal, trace });
    return trace.promise;
  });
  const last = (text: string) => asked.findLast(({ request }) => request.text === text)!;
  return {
    store,
    asked,
    fetched,
    shown: () => store.getState().comparison,
    problem: () => {
      const { problem: told } = store.getState();
      return told && say(told);
    },
    texts: () => asked.map(({ request }) => request.text),
    type: createActions(
      store,
      () => undefined,
      () => undefined,
    ).setText,
    async answer(text: string, without?: Side) {
      const found = { ...uniformComparison('the cat sat'), text };
      last(text).answer.resolve(without ? { ...found, [without]: null } : found);
      await settle();
    },
    async fail(text: string, error: Error) {
      last(text).answer.reject(error);
      await settle();
    },
  };
}

describe('while both models answer', () => {
  it('shows the answer to an older text while the newest has none', async () => {
    const { shown, type, answer } = setup();
    type('ab');
    await answer('a');
    expect(shown()?.text).toBe('a');
    await answer('ab');
    expect(shown()?.text).toBe('ab');
  });

  it('never goes back from a newer answer to an older one', async () => {
    const { shown, type, answer } = setup();
    type('ab');
    await answer('ab');
    await answer('a');
    expect(shown()?.text).toBe('ab');
  });

  it('says what went wrong with the newest text only', async () => {
    const { problem, type, answer, fail } = setup();
    type('ab');
    await fail('a', new Error('Too old to matter.'));
    expect(problem()).toBeNull();
    await fail('ab', new Error('It broke.'));
    expect(problem()).toBe('It broke.');
    type('abc');
    await fail('abc', new Superseded());
    expect(problem()).toBe('It broke.');
    type('abcd');
    await answer('abcd');
    expect(problem()).toBeNull();
  });

  it('asks for every stage of the chosen heads in Step through, once it knows that there are such heads', async () => {
    const { asked, store, answer } = setup({
      view: 'step',
      bert: { layer: 1, head: 0 },
      gpt: null,
    });
    expect(asked[0]?.request).toEqual({ text: 'a' });
    await answer('a');
    expect(asked[1]?.request.inspect).toEqual([
      { side: 'left', layer: 1, head: 0 },
      { side: 'right', layer: 0, head: 0 },
    ]);
    await answer('a');
    expect(asked).toHaveLength(2);
    store.setState({ status: LOADING });
    store.setState({ status: READY });
    expect(asked).toHaveLength(3);
  });

  it('asks for nothing where there is nothing to read', () => {
    expect(setup({ text: ' ' }).asked).toEqual([]);
  });
});

describe('before the models answer', () => {
  it('shows the example that is chosen, and not the one before', async () => {
    const { store, shown, fetched } = setup({ preset: 'bank-river', text: null, status: LOADING });
    store.setState(({ values }) => ({ values: { ...values, preset: 'bank-money' } }));
    expect(fetched.map(({ id, signal }) => [id, signal.aborted])).toEqual([
      ['bank-river', true],
      ['bank-money', false],
    ]);
    const money = { ...uniformComparison('the bank'), text: presetOf('bank-money').text };
    fetched[0]!.trace.resolve(uniformComparison('the river'));
    fetched[1]!.trace.resolve(money);
    await settle();
    expect(shown()).toBe(money);
    expect(store.getState().source).toBe('precomputed');
  });

  it('shows what the one model reads that is there, of a text of the reader’s own', async () => {
    const { store, shown, texts, answer } = setup({ status: LOADING });
    expect(texts()).toEqual([]);
    store.setState({ status: withAlone('left') });
    await answer('a', 'right');
    expect(shown()).toMatchObject({ text: 'a', right: null });
    store.setState({ status: READY });
    expect(texts()).toEqual(['a', 'a']);
    await answer('a');
    expect(shown()?.right).not.toBeNull();
  });

  it('shows the example itself rather than what one model reads of it', async () => {
    const { shown, texts, fetched } = setup({
      ...{ preset: 'bank-river', text: null, status: withAlone('left') },
    });
    const river = { ...uniformComparison('the river'), text: presetOf('bank-river').text };
    fetched[0]!.trace.resolve(river);
    await settle();
    expect([shown(), texts()]).toEqual([river, []]);
  });

  it('shows what one model reads of an example that could not be had, and why it could not', async () => {
    const { text } = presetOf('bank-river');
    const { shown, problem, fetched, answer } = setup({
      ...{ preset: 'bank-river', text: null, status: withAlone('right') },
    });
    fetched[0]!.trace.reject(new Error('No line.'));
    await settle();
    await answer(text, 'left');
    expect(shown()).toMatchObject({ text, left: null });
    expect(problem()).toContain('No line.');
  });
});
