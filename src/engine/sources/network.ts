/** Requests for the files of a model: whom they may go to, what they carry, and what an answer's status means. */
import { SourceError } from './refusals.ts';

export interface Network {
  readonly fetch: typeof fetch;
  /** Ends everything that is under way; what waits rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Whether an address may be asked; no other ever is. */
  allows(url: URL): boolean;
  /** Without a byte for this long a download counts as stuck. */
  readonly stalledMs?: number;
}

const STALLED_MS = 30_000;

export interface Ask {
  /** Bytes from `begin` to before `end`, or to the last. */
  readonly range?: { readonly begin: number; readonly end?: number };
  /** What the file is called in a sentence. */
  readonly file: string;
  readonly cache?: RequestCache;
  readonly method?: 'HEAD';
}

/**
 * An answer, whatever its status. Nothing of the reader or the page goes along.
 *
 * @throws SourceError host, offline or stalled; the signal's reason.
 */
export async function ask(
  network: Network,
  url: URL,
  { range, file, cache, method }: Ask,
): Promise<Response> {
  const { fetch, signal, allows } = network;
  signal?.throwIfAborted();
  if (!allows(url)) throw new SourceError({ code: 'host', host: url.host });
  const response = fetch(url.href, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    ...(signal && { signal }),
    ...(cache && { cache }),
    ...(method && { method }),
    // A single range is asked for across origins without a question before.
    ...(range && { headers: { range: `bytes=${range.begin}-${range.end ? range.end - 1 : ''}` } }),
  }).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new SourceError({ code: 'offline', host: url.host }, { cause });
  });
  const answer = await inTime(network, response, file);
  // In a worker no policy of the page's watches where an answer was redirected to.
  const from = answer.url === '' ? url : new URL(answer.url);
  if (allows(from)) return answer;
  void answer.body?.cancel().catch(() => undefined);
  throw new SourceError({ code: 'host', host: from.host });
}

/** @throws the signal's reason as soon as it is aborted, whatever becomes of the work. */
export async function untilAborted<Value>(
  signal: AbortSignal | undefined,
  work: Promise<Value>,
): Promise<Value> {
  if (!signal) return work;
  let end: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    end = () => reject(signal.reason);
    if (signal.aborted) end();
    signal.addEventListener('abort', end);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (end) signal.removeEventListener('abort', end);
  }
}

/** @throws SourceError when nothing happens for a while; the signal's reason as soon as it is aborted. */
export async function inTime<Value>(
  { signal, stalledMs = STALLED_MS }: Network,
  work: Promise<Value>,
  file: string,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new SourceError({ code: 'stalled', file, seconds: stalledMs / 1000 })),
      stalledMs,
    );
  });
  try {
    return await untilAborted(signal, Promise.race([work, stalled]));
  } finally {
    clearTimeout(timer);
  }
}

/** What the hub says of an answer that is none. */
type ErrorCode = 'RepoNotFound' | 'RevisionNotFound' | 'EntryNotFound' | 'GatedRepo';

export interface Asked {
  readonly file: string;
  /** Where it was asked for, in a sentence. */
  readonly at: string;
  /** The repository, where there is one. */
  readonly id?: string;
  readonly revision?: string | null;
}

/** Seconds to wait, as the hub says them: `"api";r=0;t=240`, or as others do: `Retry-After: 240`. */
function waiting(headers: Headers): number | null {
  const t = /;\s*t=(\d{1,6})/.exec(headers.get('ratelimit') ?? '')?.[1];
  const after = /^\d{1,6}$/.exec(headers.get('retry-after') ?? '')?.[0];
  const seconds = t ?? after;
  return seconds === undefined ? null : Number(seconds);
}

/**
 * Why an answer has no file in it; null when it has. A missing and a private repository both answer 401 to a
 * stranger.
 */
export function refusalOf(response: Response, url: URL, asked: Asked): SourceError | null {
  const { status, headers } = response;
  const { file, at, id, revision } = asked;
  const code = headers.get('x-error-code') as ErrorCode | null;
  if (status === 429) {
    return new SourceError({ code: 'busy', host: url.host, seconds: waiting(headers) });
  }
  if (status >= 400 && id !== undefined) {
    if (code === 'GatedRepo') return new SourceError({ code: 'gated', id });
    if (code === 'RevisionNotFound') {
      return new SourceError({ code: 'noRevision', id, revision: revision ?? 'main' });
    }
    if (code === 'RepoNotFound' || (status === 401 && code === null)) {
      return new SourceError({ code: 'noModel', id });
    }
  }
  if (status === 404 || status === 410 || code === 'EntryNotFound') {
    return new SourceError({ code: 'noFile', file, at });
  }
  if (status === 401 || status === 403) return new SourceError({ code: 'forbidden', file, status });
  if (!response.ok) return new SourceError({ code: 'server', file, status });
  // Hosts of single-page apps answer with the page itself, and 200, for a file that they do not have.
  if (headers.get('content-type')?.includes('text/html')) {
    return new SourceError({ code: 'webPage', file });
  }
  return null;
}
