/** A worker that runs in the test's own thread: real messages, real comlink, crashes on command. */
import { MessageChannel } from 'node:worker_threads';
import { type Endpoint, expose } from 'comlink';
import type { EngineWorker } from '../../src/engine/remote.ts';

export interface FakeWorker extends Worker {
  readonly terminated: boolean;
  /** Raises the event by which a browser says that a worker threw and nobody caught it. */
  crash(message: string): void;
}

export function fakeWorker(api: EngineWorker): FakeWorker {
  const { port1, port2 } = new MessageChannel();
  expose(api, port2 as unknown as Endpoint);
  const target = port1 as unknown as EventTarget & { start(): void };
  const events = new EventTarget();
  let terminated = false;
  const listening = (type: string) => (type === 'message' ? target : events);
  return {
    postMessage: (message: unknown, transfer: []) => port1.postMessage(message, transfer),
    addEventListener: (type: string, listener: EventListener) =>
      listening(type).addEventListener(type, listener),
    removeEventListener: (type: string, listener: EventListener) =>
      listening(type).removeEventListener(type, listener),
    start: () => target.start(),
    terminate() {
      terminated = true;
      port1.close();
    },
    get terminated() {
      return terminated;
    },
    crash: (message: string) =>
      events.dispatchEvent(Object.assign(new Event('error'), { message })),
  } as unknown as FakeWorker;
}
