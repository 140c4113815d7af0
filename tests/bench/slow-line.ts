/**
 * A static host at the other end of a slow line: gzips text as public hosts do, and sends everything,
 * whoever asks for it (page, worker or service worker), through one line of a given width.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { lookup } from 'mrmime';

/** What public hosts compress; fonts are compressed already, weights are not text. */
const GZIPPED = new Set(['.html', '.js', '.css', '.json', '.svg', '.wasm', '.webmanifest']);

const CHUNK = 4096;

export interface SlowLine {
  /** With a slash at its end. */
  readonly url: string;
  /** Bytes sent so far, by path without the leading slash. */
  readonly sent: ReadonlyMap<string, number>;
  close(): void;
}

/**
 * @param folder what is served
 * @param megabits per second
 * @param latency of every answer, in milliseconds
 */
export async function slowLine(
  folder: string,
  megabits: number,
  latency: number,
): Promise<SlowLine> {
  const sent = new Map<string, number>();
  const bytesPerMs = (megabits * 1e6) / 8 / 1000;
  /** When the line will have sent all that was handed to it. */
  let freeAt = 0;
  const until = (at: number) =>
    new Promise((resolve) => setTimeout(resolve, Math.max(0, at - performance.now())));

  /** Chunk by chunk, so that answers under way share the line. */
  async function send(response: ServerResponse, path: string, body: Buffer): Promise<void> {
    for (let at = 0; at < body.length && !response.destroyed; at += CHUNK) {
      const chunk = body.subarray(at, at + CHUNK);
      freeAt = Math.max(freeAt, performance.now()) + chunk.length / bytesPerMs;
      await until(freeAt);
      response.write(chunk);
      sent.set(path, (sent.get(path) ?? 0) + chunk.length);
    }
    response.end();
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname === '/' ? 'index.html' : decodeURIComponent(pathname.slice(1));
    const file = join(folder, path);
    await until(performance.now() + latency);
    if (!file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const type = extname(path);
    const isZipped = GZIPPED.has(type);
    const content = readFileSync(file);
    const body = isZipped ? gzipSync(content) : content;
    response.writeHead(200, {
      'content-type': lookup(path) ?? 'application/octet-stream',
      'content-length': body.length,
      ...(isZipped && { 'content-encoding': 'gzip' }),
    });
    await send(response, path, body);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    sent,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
