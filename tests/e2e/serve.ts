/**
 * Serves the build for the end-to-end tests, within the runner's own process: however a run ends, no
 * server is left behind.
 */
import { preview } from 'vite';
import { PORT, SUB_PATH } from './ports.ts';

async function serve(port: number, base: string) {
  return preview({
    base,
    logLevel: 'error',
    preview: { host: 'localhost', port, strictPort: true },
  });
}

export default async function start(): Promise<() => Promise<void>> {
  const servers = [await serve(PORT, '/'), await serve(SUB_PATH.port, SUB_PATH.base)];
  return async () => {
    await Promise.all(servers.map((server) => server.close()));
  };
}
