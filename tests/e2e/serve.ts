/**
 * Serves the build for the end-to-end tests, within the runner's own process: however a run ends, no
 * server is left behind.
 */
import { fileURLToPath } from 'node:url';
import { startHost } from './host.ts';
import { PORT, SUB_PATH } from './ports.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

export default async function start(): Promise<() => Promise<void>> {
  const hosts = [await startHost(DIST, { port: PORT, base: '/' }), await startHost(DIST, SUB_PATH)];
  return async () => {
    await Promise.all(hosts.map((host) => host.close()));
  };
}
