/** What the store knows of the engine. */
import { expect, it } from 'vitest';
import type { Engine, EngineStatus } from '../../src/engine/protocol.ts';
import { followEngine } from '../../src/store/followEngine.ts';
import { fakeLab } from '../support/fakeClient.ts';
import { storeOf } from '../view/gallery/states.ts';

const READY = (weights: string): EngineStatus => ({
  phase: 'ready',
  backend: { name: 'wasm', reason: '' },
  weights: { left: weights, right: 'g' },
});
const BYTES = { loaded: 0, total: 1 };
const LOADING: EngineStatus = { phase: 'loading', left: BYTES, right: BYTES };
const FAILED: EngineStatus = { phase: 'failed', error: { code: 'offline', message: 'No.' } };
const RECOVERING: EngineStatus = { phase: 'recovering', reason: 'Lost.' };

it('has one client for as long as the same weights run, and another for others', () => {
  let told = () => {};
  let status: EngineStatus = LOADING as EngineStatus;
  const engine = {
    ...fakeLab(),
    models: { left: null, right: null },
    manifest: Promise.reject(new Error('It is not asked for here.')),
    get status() {
      return status;
    },
    subscribe(listener: () => void) {
      told = listener;
      return () => undefined;
    },
  } as unknown as Engine;
  const store = storeOf({ status: LOADING });
  followEngine(store, engine);
  const become = (next: EngineStatus) => {
    status = next;
    told();
    expect(store.getState().status).toBe(next);
    return store.getState().client;
  };
  const first = store.getState().client;
  for (const next of [READY('a'), RECOVERING, READY('a'), FAILED, LOADING, READY('a')]) {
    expect(become(next), next.phase).toBe(first);
  }
  const second = become(READY('b'));
  expect(second).not.toBe(first);
  expect(become(FAILED)).toBe(second);
});
