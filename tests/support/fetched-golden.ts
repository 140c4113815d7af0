/** The shipped models and the golden fixtures from the server of the browser's tests. */
import type { GoldenFiles } from './golden.ts';

async function fetched(path: string): Promise<Response> {
  const response = await fetch(`/${path.replace(/^public\//, '')}`);
  if (!response.ok) throw new Error(`${path} could not be fetched: ${response.status}.`);
  return response;
}

export const fetchedFiles: GoldenFiles = {
  json: async (path) => (await fetched(path)).json(),
  bytes: async (path) => (await fetched(path)).arrayBuffer(),
};
