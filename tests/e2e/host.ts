/**
 * A static host, as plain as they come, whose folder can be exchanged and which can go silent: what a
 * deployment and a lost connection look like from the browser, also from its service worker.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

export interface Host {
  /** The page's address, below a path of the host. */
  readonly url: string;
  /** Paths asked for, from the page's folder. */
  readonly asked: string[];
  /** From now on this folder is what is published. */
  publish(folder: string): void;
  /** From now on nobody answers; connections that are open break off. */
  goSilent(): void;
  close(): Promise<void>;
}

const PREFIX = '/some/where/';

export async function startHost(folder: string): Promise<Host> {
  let published = folder;
  let isSilent = false;
  const asked: string[] = [];

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (isSilent) {
      request.socket.destroy();
      return;
    }
    const path = normalize(decodeURIComponent(pathname).slice(PREFIX.length) || 'index.html');
    asked.push(path);
    try {
      if (!pathname.startsWith(PREFIX) || path.startsWith('..')) throw new Error('Outside.');
      const body = await readFile(join(published, path));
      // Many hosts let browsers keep everything for some minutes, the page itself too.
      response.writeHead(200, {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'cache-control': 'max-age=600',
      });
      response.end(body);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' });
      response.end('Not here');
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });

  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}${PREFIX}`,
    asked,
    publish(next) {
      published = next;
    },
    goSilent() {
      isSilent = true;
      server.closeAllConnections();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
