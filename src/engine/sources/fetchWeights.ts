/**
 * One file of weights, whole: from what was kept of it and, from there on, from its server. It is hashed as it
 * arrives and handed on in pieces, so that it is never held twice.
 *
 * The browser's own SHA-256 wants all bytes at once; the library's takes one piece after the other.
 */
import { inTurn } from '../turns.ts';
import { type Assembly, createAssembly, type Keep } from './assembly.ts';
import { arriving, BrokenOff } from './body.ts';
import type { WeightFile } from './folder.ts';
import { hashFile } from './hashFile.ts';
import type { ModelCache, NotKept } from './modelCache.ts';
import { ask, type Network, refusalOf, untilAborted } from './network.ts';
import { SourceError } from './refusals.ts';
import { contentRange } from './remoteFile.ts';

/** What is kept at once: no more than this is lost when the page is closed. */
const PIECE = 2 ** 24;

/** A connection may break so often on the way. */
const ATTEMPTS = 8;

/** So often in a row it may bring nothing: the first time it may only have been an old one. */
const IDLE = 2;

export interface Arrived {
  readonly blob: Blob;
  /** In hexadecimal. */
  readonly sha256: string;
  /** Why it could not be kept; null where it is, or need not be. */
  readonly notKept: NotKept | null;
}

export interface FetchOptions {
  readonly network: Network;
  readonly cache: ModelCache | null;
  /** Called as bytes of this file arrive, with how many are there. */
  onBytes(loaded: number): void;
  /** Bytes that are kept at once. */
  readonly piece?: number;
}

/** @throws SourceError in a sentence that says what to do; the signal's reason. */
export async function fetchWeights(file: WeightFile, options: FetchOptions): Promise<Arrived> {
  const { at, key } = file;
  if (typeof at !== 'string') return readPicked(file, at, options);
  const { network, cache } = options;
  if (key === null || !cache) return download(file, new URL(at), options, null);
  const kept = { key, cache };
  // Of several pages that want the same file one fetches it.
  const turn = inTurn(`sightlines weights ${key}`, async () => {
    network.signal?.throwIfAborted();
    return (await readKept(file, options, kept)) ?? downloadKept(file, new URL(at), options, kept);
  });
  return untilAborted(network.signal, turn);
}

/** Where a file is kept. */
interface Place {
  readonly key: string;
  readonly cache: ModelCache;
}

/** A file that is kept whole, and was checked then; null for any other. */
async function readKept(
  file: WeightFile,
  { onBytes }: FetchOptions,
  { key, cache }: Place,
): Promise<Arrived | null> {
  const sha256 = await cache.checked(key);
  if (sha256 === null || (file.sha256 ?? sha256) !== sha256) return null;
  const blob = new Blob([...(await cache.pieces(key))]);
  if (blob.size !== file.bytes) return null;
  onBytes(blob.size);
  return { blob, sha256, notKept: null };
}

async function downloadKept(
  file: WeightFile,
  at: URL,
  options: FetchOptions,
  place: Place,
): Promise<Arrived> {
  const { key, cache } = place;
  const hadSome = (await cache.pieces(key)).length > 0;
  try {
    return await download(file, at, options, place);
  } catch (error) {
    const code = error instanceof SourceError ? error.refusal.code : null;
    if (code !== 'otherContent' && code !== 'otherSize') throw error;
    await cache.drop(key);
    // What was kept of it may have been damaged.
    if (!hadSome) throw error;
    return download(file, at, options, place);
  }
}

/** A file of the reader's disk. */
async function readPicked(
  { name, bytes }: WeightFile,
  blob: Blob,
  { network, onBytes }: FetchOptions,
): Promise<Arrived> {
  const sha256 = await hashFile(blob, { signal: network.signal, onBytes });
  if (sha256 === null || blob.size !== bytes)
    throw new SourceError({ code: 'changed', file: name });
  return { blob, sha256, notKept: null };
}

/** @param place null where it is not kept. */
async function download(
  file: WeightFile,
  at: URL,
  options: FetchOptions,
  place: Place | null,
): Promise<Arrived> {
  const { name, bytes } = file;
  const { network, onBytes, piece = PIECE } = options;
  const keep: Keep | null = place && ((begin, part) => place.cache.keep(place.key, begin, part));
  let assembly = createAssembly(keep, piece);
  for (const part of (await place?.cache.pieces(place.key)) ?? []) {
    await assembly.addKept(part, arriving(network, new Response(part), name));
  }
  onBytes(assembly.loaded);

  async function startAgain(): Promise<void> {
    await place?.cache.drop(place.key);
    assembly = createAssembly(keep, piece);
  }

  if (assembly.loaded > bytes) await startAgain();
  for (let [attempt, idle] = [1, 0]; assembly.loaded < bytes; attempt++) {
    const before = assembly.loaded;
    const response = await askFrom(network, file, at, before);
    // A server may know no ranges, or another version of the file.
    if (before > 0 && response?.status !== 206) await startAgain();
    if (response) await receive(network, response, file, assembly, onBytes);
    const hasCome = response === null || assembly.loaded > before;
    idle = hasCome ? 0 : idle + 1;
    if (assembly.loaded < bytes && (idle === IDLE || attempt === ATTEMPTS)) {
      const { loaded, notKept } = assembly;
      const goesOn = place !== null && !notKept;
      throw new SourceError({ code: 'cutOff', file: name, loaded, bytes, goesOn });
    }
  }

  const { blob, sha256 } = await assembly.finish();
  if (file.sha256 !== null && sha256 !== file.sha256) {
    throw new SourceError({ code: 'otherContent', file: name });
  }
  const { notKept } = assembly;
  if (place && !notKept) await place.cache.check(place.key, sha256);
  return { blob, sha256, notKept };
}

/** What a connection brings until it ends or breaks; whatever happens, what has come is kept. */
async function receive(
  network: Network,
  response: Response,
  { name, bytes }: WeightFile,
  assembly: Assembly,
  onBytes: (loaded: number) => void,
): Promise<void> {
  try {
    for await (const chunk of arriving(network, response, name)) {
      const loaded = assembly.loaded + chunk.length;
      if (loaded > bytes) throw new SourceError({ code: 'otherSize', file: name, loaded, bytes });
      await assembly.add(chunk);
      onBytes(loaded);
    }
  } catch (error) {
    if (!(error instanceof BrokenOff)) throw error;
  } finally {
    await assembly.flush();
  }
}

/** What comes after the first `begin` bytes; null where the server cannot go on from there. */
async function askFrom(
  network: Network,
  { name, bytes }: WeightFile,
  url: URL,
  begin: number,
): Promise<Response | null> {
  const range = begin > 0 ? { range: { begin } } : {};
  // It is kept here, so the browser need not keep it, too.
  const response = await ask(network, url, { file: name, cache: 'no-store', ...range });
  if (response.status === 416 && begin > 0) return null;
  const refusal = refusalOf(response, url, { file: name, at: url.host });
  if (refusal) throw refusal;
  if (response.status !== 206) return response;
  // Across origins a server may not let the page see which part it is.
  const part = contentRange(response.headers);
  if (!part || (part.begin === begin && (part.size ?? bytes) === bytes)) return response;
  void response.body?.cancel().catch(() => undefined);
  return null;
}
