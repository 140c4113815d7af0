/** A file on a server: whole where it is small, and the beginning of a large one. */
import { headerEnd, PREFIX } from '../../model/weights/header.ts';
import { arriving, BrokenOff, joined, requireFile, whole } from './body.ts';
import { type Asked, ask, type Network, refusalOf } from './network.ts';
import { SourceError } from './refusals.ts';

/** Whether an answer only says that there is no such file. */
const isMissing = (refusal: SourceError): boolean => refusal.refusal.code === 'noFile';

/**
 * A small file, whole; null where the server has none.
 *
 * @throws SourceError.
 */
export async function readRemote(
  network: Network,
  url: URL,
  asked: Asked,
  most: number,
): Promise<Blob | null> {
  const { file } = asked;
  const response = await ask(network, url, { file });
  const refusal = refusalOf(response, url, asked);
  if (refusal) {
    void response.body?.cancel().catch(() => undefined);
    if (isMissing(refusal)) return null;
    throw refusal;
  }
  const bytes = await whole(network, response, file, most);
  requireFile(bytes, file);
  return new Blob([bytes]);
}

/** More than the headers of most models have, so that one request is enough. */
const FIRST = 2 ** 17;

export interface RemoteStart {
  readonly start: Uint8Array;
  /** Of the whole file, in bytes; null where the server does not say. */
  readonly size: number | null;
  /** Tells this version of the file from others; null where the server does not say. */
  readonly version: string | null;
}

/** `bytes 0-99/1234` */
export function contentRange(
  headers: Headers,
): { begin: number; end: number; size: number | null } | null {
  const [, first, last, size] =
    /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
  if (first === undefined) return null;
  return { begin: Number(first), end: Number(last) + 1, size: size === '*' ? null : Number(size) };
}

/** What the length of the whole body is said to be, where it was not packed on its way. */
function contentLength({ headers }: Response): number | null {
  const length = headers.get('content-length');
  if (length === null || !/^\d{1,15}$/.test(length) || headers.get('content-encoding')) return null;
  return Number(length);
}

/**
 * A safetensors file from its beginning to the end of its header, at least; null where the server has none. A
 * server that knows no ranges sends all of it, of which no more is read.
 *
 * @param known its size, where it is known.
 * @throws SourceError; SafetensorsError when the header is longer than any is.
 */
export async function beginRemote(
  network: Network,
  url: URL,
  asked: Asked,
  known: number | null,
): Promise<RemoteStart | null> {
  const { file } = asked;
  const get = async (begin: number, end: number) => {
    const response = await ask(network, url, { file, range: { begin, end }, cache: 'no-store' });
    // A file of less than `begin` bytes.
    const refusal = response.status === 416 ? null : refusalOf(response, url, asked);
    if (!refusal) return response;
    void response.body?.cancel().catch(() => undefined);
    if (isMissing(refusal)) return null;
    throw refusal;
  };
  const response = await get(0, FIRST);
  if (!response) return null;
  const isPart = response.status === 206;
  const said = isPart ? (contentRange(response.headers)?.size ?? null) : contentLength(response);
  const size = known ?? said ?? (await askSize(network, url, file));
  let needed = PREFIX;
  let start = await upTo(network, response, file, (read) => {
    if (read.length >= PREFIX && needed === PREFIX) {
      requireFile(read, file);
      needed = headerEnd(read, size ?? Number.MAX_SAFE_INTEGER);
    }
    return needed;
  });
  requireFile(start, file);
  if (start.length < PREFIX) headerEnd(start, start.length);
  if (isPart && start.length < needed) {
    const more = await get(start.length, needed);
    if (more?.status === 206) {
      const rest = await upTo(network, more, file, () => needed - start.length);
      start = joined([start, rest]);
    }
  }
  if (start.length < needed) {
    const { length: loaded } = start;
    throw new SourceError({ code: 'cutOff', file, loaded, bytes: needed, goesOn: false });
  }
  const { headers } = response;
  const version = headers.get('etag') ?? headers.get('last-modified');
  return { start, size, version };
}

/** The size of a file whose server does not let the page see it beside a part. */
async function askSize(network: Network, url: URL, file: string): Promise<number | null> {
  const response = await ask(network, url, { file, method: 'HEAD' });
  return response.ok ? contentLength(response) : null;
}

/** What arrives, until there is as much as is needed; the rest of the answer is not read. */
async function upTo(
  network: Network,
  response: Response,
  file: string,
  needed: (read: Uint8Array) => number,
): Promise<Uint8Array<ArrayBuffer>> {
  let read: Uint8Array<ArrayBuffer> = new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of arriving(network, response, file)) {
      chunks.push(chunk);
      length += chunk.length;
      // Few of them come before there is enough to know how much is needed.
      if (read.length < PREFIX) read = joined(chunks);
      if (length >= needed(read)) break;
    }
  } catch (error) {
    if (!(error instanceof BrokenOff)) throw error;
  }
  return joined(chunks);
}
