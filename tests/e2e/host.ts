/**
 * A static host, as plain as they come, whose folder can be exchanged and which can go silent: what a
 * deployment and a lost connection look like from the browser, also from its service worker.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';

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

/** Where a deployment may lie: any free port, and a folder of the host. */
const SOMEWHERE = { port: 0, base: '/some/where/' };

/** Many hosts let browsers keep everything for some minutes, the page itself too. */
const filesOf = (folder: string) =>
  sirv(folder, {
    dev: true,
    setHeaders: (response) => response.setHeader('cache-control', 'max-age=600'),
  });

/** Serves a folder as it is: to compress 20 MB of weights for each visit costs half a second of a core. */
export async function startHost(folder: string, { port, base } = SOMEWHERE): Promise<Host> {
  let published = filesOf(folder);
  let isSilent = false;
  const asked: string[] = [];

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (isSilent) {
      request.socket.destroy();
      return;
    }
    const path = pathname.slice(base.length) || 'index.html';
    asked.push(path);
    request.url = pathname.startsWith(base) ? `/${path}` : '/outside';
    published(request, response, () => {
      response.writeHead(404).end('Not here');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', resolve);
  });

  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}${base}`,
    asked,
    publish(next) {
      published = filesOf(next);
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
