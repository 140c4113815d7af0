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

const PREFIX = '/some/where/';

/** Many hosts let browsers keep everything for some minutes, the page itself too. */
const filesOf = (folder: string) =>
  sirv(folder, {
    dev: true,
    setHeaders: (response) => response.setHeader('cache-control', 'max-age=600'),
  });

export async function startHost(folder: string): Promise<Host> {
  let published = filesOf(folder);
  let isSilent = false;
  const asked: string[] = [];

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (isSilent) {
      request.socket.destroy();
      return;
    }
    const path = pathname.slice(PREFIX.length) || 'index.html';
    asked.push(path);
    request.url = pathname.startsWith(PREFIX) ? `/${path}` : '/outside';
    published(request, response, () => {
      response.writeHead(404).end('Not here');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });

  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}${PREFIX}`,
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
