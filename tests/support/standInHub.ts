/**
 * A server with the hub's paths, for tests that reach no network: lists, small files from itself, large ones by a
 * redirect to another origin that knows ranges. It answers as a `fetch` and, with `serveStandIn`, over HTTP.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Published } from './publishedModels.ts';

export const hashOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** A commit of forty digits that is the same for the same word. */
export const commitOf = (word: string): string => createHash('sha1').update(word).digest('hex');

export interface Repository {
  /** Files by revision: a branch, a tag or `refs/pr/3`. */
  readonly revisions: Readonly<Record<string, Published>>;
  readonly gated?: boolean;
  readonly private?: boolean;
  readonly discussions?: readonly object[];
  /** Repositories of other versions have other commits. */
  readonly version?: string;
  /** What it is called now, where it was asked for by an older name. */
  readonly renamed?: string;
}

export const repository = (files: Published, more: Partial<Repository> = {}): Repository => ({
  ...more,
  revisions: { main: files, ...more.revisions },
});

/** What is done to an answer on its way. */
export type Fault = (answer: Response, request: Request) => Response | Promise<Response>;

export interface StandInOptions {
  readonly hub?: string;
  /** Where large files are. */
  readonly cdn?: string;
  readonly repositories: Readonly<Record<string, Repository>>;
  /** Whether the list says how large files are, and what their hashes are. */
  readonly sizes?: boolean;
  readonly hashes?: boolean;
  /** Whether parts of files can be asked for. */
  readonly ranges?: boolean;
  /** By the name of a file, or `list`. */
  readonly faults?: Readonly<Record<string, Fault>>;
}

/** A request as it came. */
export interface Asked {
  readonly url: string;
  readonly method: string;
  readonly range: string | null;
  readonly init: RequestInit;
}

const LARGE = /\.(safetensors|bin|h5)$/;

const EXPOSED =
  'X-Repo-Commit,X-Error-Code,X-Error-Message,X-Linked-Size,X-Linked-ETag,ETag,Content-Range';

const refused = (status: number, code: string | null, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers: { ...(code && { 'x-error-code': code }), ...headers } });

export interface StandIn {
  readonly fetch: typeof fetch;
  /** Every request, redirects too, in order. */
  readonly asked: Asked[];
  /** Faults may be changed while it runs. */
  readonly faults: Record<string, Fault>;
  answer(request: Request): Promise<Response>;
}

export function standInHub(options: StandInOptions): StandIn {
  const { hub = 'https://huggingface.co', cdn = 'https://cdn-lfs.hf.co', repositories } = options;
  const { sizes = true, hashes = true, ranges = true } = options;
  const faults: Record<string, Fault> = { ...options.faults };
  const asked: Asked[] = [];

  function filesAt(id: string, revision: string): Published | Response {
    const found = repositories[id];
    if (!found || found.private) return refused(401, 'RepoNotFound');
    const byCommit = Object.entries(found.revisions).find(
      ([name]) => commitOf(`${id}@${name}${found.version ?? ''}`) === revision,
    );
    return found.revisions[revision] ?? byCommit?.[1] ?? refused(404, 'RevisionNotFound');
  }

  function list(id: string, revision: string): Response {
    const files = filesAt(id, revision);
    if (files instanceof Response) return files;
    const found = repositories[id]!;
    const siblings = Object.entries(files).map(([rfilename, bytes]) => {
      const lfs = { sha256: hashOf(bytes), size: bytes.length, pointerSize: 130 };
      return {
        rfilename,
        ...(sizes && { size: bytes.length }),
        ...(LARGE.test(rfilename) && hashes && { lfs: sizes ? lfs : { sha256: lfs.sha256 } }),
      };
    });
    return Response.json({
      id: found.renamed ?? id,
      sha: commitOf(`${found.renamed ?? id}@${revision}${found.version ?? ''}`),
      gated: found.gated ? 'manual' : false,
      siblings,
    });
  }

  function part(bytes: Uint8Array<ArrayBuffer>, { headers, method }: Request): Response {
    const etag = `"${hashOf(bytes).slice(0, 16)}"`;
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headers.get('range') ?? '') ?? [];
    const body = (content: Uint8Array<ArrayBuffer>) => (method === 'HEAD' ? null : content);
    if (first === undefined || !ranges) {
      return new Response(body(bytes), { headers: { etag, 'content-length': `${bytes.length}` } });
    }
    const begin = Number(first);
    const end = Math.min(last === '' ? bytes.length : Number(last) + 1, bytes.length);
    if (begin >= bytes.length) {
      return new Response(null, {
        status: 416,
        headers: { 'content-range': `bytes */${bytes.length}` },
      });
    }
    return new Response(body(bytes.slice(begin, end)), {
      status: 206,
      headers: {
        etag,
        'content-length': `${end - begin}`,
        'content-range': `bytes ${begin}-${end - 1}/${bytes.length}`,
      },
    });
  }

  function file(id: string, revision: string, name: string, request: Request): Response {
    const files = filesAt(id, revision);
    if (files instanceof Response) return files;
    if (repositories[id]!.gated) return refused(403, 'GatedRepo');
    const bytes = files[name];
    if (!bytes) return refused(404, 'EntryNotFound');
    if (!LARGE.test(name)) return part(bytes, request);
    const location = new URL(`large/${id}/${commitOf(revision)}/${name}?Signature=1`, cdn).href;
    return new Response(null, { status: 302, headers: { location } });
  }

  /** Of a large file, by the address that it was redirected to. */
  function large(path: string, request: Request): Response {
    for (const [id, { revisions, version = '' }] of Object.entries(repositories)) {
      for (const [revision, files] of Object.entries(revisions)) {
        for (const name of [revision, commitOf(`${id}@${revision}${version}`)]) {
          const start = `/large/${id}/${commitOf(name)}/`;
          const bytes = path.startsWith(start) ? files[path.slice(start.length)] : undefined;
          if (bytes) return part(bytes, request);
        }
      }
    }
    return refused(404, null);
  }

  function plainAnswer(request: Request): Response {
    const path = decodeURI(new URL(request.url).pathname);
    if (path.startsWith('/large/')) return large(path, request);
    const [, id = '', rest = ''] =
      /^\/api\/models\/((?:[^/]+\/)?[^/]+)\/(revision\/.+|discussions)$/.exec(path) ?? [];
    if (rest === 'discussions') {
      return Response.json({ discussions: repositories[id]?.discussions ?? [] });
    }
    if (id) return list(id, decodeURIComponent(rest.slice('revision/'.length)));
    const [, model = '', revision = '', name = ''] =
      /^\/((?:[^/]+\/)?[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path) ?? [];
    return file(model, decodeURIComponent(revision), name, request);
  }

  async function answer(request: Request): Promise<Response> {
    const response = plainAnswer(request);
    const { pathname } = new URL(request.url);
    const name = pathname.startsWith('/api/') ? 'list' : pathname.split('/').at(-1)!;
    const fault = response.status === 302 ? undefined : faults[decodeURIComponent(name)];
    const faulty = fault ? await fault(response, request) : response;
    faulty.headers.set('access-control-allow-origin', '*');
    faulty.headers.set('access-control-expose-headers', EXPOSED);
    return faulty;
  }

  async function follow(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    let url = String(input);
    for (let redirects = 0; redirects < 5; redirects++) {
      init.signal?.throwIfAborted();
      // There is no other server.
      if (![hub, cdn].some((host) => new URL(host).origin === new URL(url).origin)) break;
      const request = new Request(url, init);
      asked.push({ url, method: request.method, range: request.headers.get('range'), init });
      const response = await answer(request);
      if (response.status !== 302) return endedBy(response, init.signal);
      url = new URL(response.headers.get('location')!, url).href;
    }
    throw new TypeError('Failed to fetch');
  }

  return { fetch: follow as typeof fetch, asked, faults, answer };
}

/** An answer whose body breaks off when its request is aborted, as a browser's does. */
function endedBy(response: Response, signal: AbortSignal | null | undefined): Response {
  if (!signal || !response.body) return response;
  const { readable, writable } = new TransformStream();
  void response.body.pipeTo(writable, { signal }).catch(() => undefined);
  return new Response(readable, response);
}

const headersOf = (answer: Response): Headers => new Headers(answer.headers);

/** The connection breaks after so many bytes of a body. @param times how often; then it holds. */
export function cutAfter(bytes: number, times = Number.POSITIVE_INFINITY): Fault {
  let left = times;
  return async (answer) => {
    if (left-- <= 0 || !answer.ok) return answer;
    const body = new Uint8Array(await answer.arrayBuffer());
    let sent = false;
    const stream = new ReadableStream({
      pull(controller) {
        if (!sent && bytes > 0) controller.enqueue(body.slice(0, bytes));
        else controller.error(new TypeError('network error'));
        sent = true;
      },
    });
    return new Response(stream, { status: answer.status, headers: headersOf(answer) });
  };
}

/** A body in many small pieces. */
export const inPieces =
  (size: number): Fault =>
  async (answer) => {
    const body = new Uint8Array(await answer.arrayBuffer());
    let at = 0;
    const stream = new ReadableStream({
      pull(controller) {
        if (at >= body.length) return controller.close();
        controller.enqueue(body.slice(at, at + size));
        at += size;
      },
    });
    return new Response(stream, { status: answer.status, headers: headersOf(answer) });
  };

/** Nothing comes any more after so many bytes. */
export const stuckAfter =
  (bytes: number): Fault =>
  async (answer) => {
    const body = new Uint8Array(await answer.arrayBuffer());
    const stream = new ReadableStream({
      start: (controller) => controller.enqueue(body.slice(0, bytes)),
    });
    return new Response(stream, { status: answer.status, headers: headersOf(answer) });
  };

/** Another answer in its place. */
export const instead =
  (body: BodyInit | null, init: ResponseInit = {}): Fault =>
  () =>
    new Response(body, init);

export const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 438000000\n`;

export const PAGE = '<!doctype html><title>Not here</title>';

/** The same bytes but for the last. */
export const damaged: Fault = async (answer) => {
  const body = new Uint8Array(await answer.arrayBuffer());
  const last = body.length - 1;
  if (last >= 0) body[last] = body[last]! ^ 1;
  return new Response(body, { status: answer.status, headers: headersOf(answer) });
};

/** No connection at all. */
export const unreachable: Fault = () => {
  throw new TypeError('Failed to fetch');
};

export interface Served {
  /** Where the hub is, with a slash at its end. */
  readonly url: string;
  readonly standIn: StandIn;
  close(): Promise<void>;
}

/**
 * The same over HTTP on this machine, large files too.
 *
 * @param port 0 for any that is free.
 */
export async function serveStandIn(
  options: Omit<StandInOptions, 'hub' | 'cdn'>,
  port = 0,
): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    const { headers, method = 'GET', url: path = '/' } = incoming;
    const { range } = headers;
    const init = { method, ...(range && { headers: { range } }) };
    void send(standIn, new Request(new URL(path, url), init), outgoing);
  });
  await new Promise<void>((resolve) => {
    server.listen(port, 'localhost', resolve);
  });
  const url = `http://localhost:${portOf(server)}/`;
  const standIn = standInHub({ ...options, hub: url, cdn: url });
  return {
    url,
    standIn,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const portOf = (server: ReturnType<typeof createServer>): number =>
  (server.address() as AddressInfo).port;

async function send(
  standIn: StandIn,
  request: Request,
  outgoing: import('node:http').ServerResponse,
): Promise<void> {
  const { url, method, headers } = request;
  standIn.asked.push({ url, method, range: headers.get('range'), init: {} });
  try {
    const response = await standIn.answer(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.flushHeaders();
    for await (const chunk of response.body ?? []) {
      await new Promise((resolve) => outgoing.write(chunk, resolve));
    }
    outgoing.end();
  } catch {
    // What was written before goes out.
    outgoing.socket?.end();
  }
}
