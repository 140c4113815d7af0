/** What has arrived of a file, from its beginning on: hashed once, and handed on in pieces to where it is kept. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { NotKept } from './modelCache.ts';

/** Keeps a piece that begins at a byte of the file, and gives it back from where it is kept. */
export type Keep = (begin: number, piece: Blob) => Promise<Blob | NotKept>;

export interface Assembly {
  /** How many bytes there are. */
  readonly loaded: number;
  /** Why pieces stay in memory, where they do for want of room. */
  readonly notKept: NotKept | null;
  /** Adds what has been kept before. @param content the piece as it is read, bit by bit: others wait meanwhile. */
  addKept(piece: Blob, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Adds what arrives; once there is enough for a piece, it is kept. */
  add(chunk: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Keeps what there is, however little. */
  flush(): Promise<void>;
  /** The whole, and its SHA-256 in hexadecimal; nothing can be added any more. */
  finish(): Promise<{ readonly blob: Blob; readonly sha256: string }>;
}

/**
 * @param keep null where nothing is to be kept.
 * @param size of a piece, in bytes.
 */
export function createAssembly(keep: Keep | null, size: number): Assembly {
  const hash = sha256.create();
  const pieces: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let [loaded, waiting] = [0, 0];
  let notKept: NotKept | null = null;

  async function flush(): Promise<void> {
    if (waiting === 0) return;
    const piece = new Blob(chunks);
    [chunks, waiting] = [[], 0];
    // Where there is no room for one, there is none for the next.
    const kept = keep && !notKept ? await keep(loaded - piece.size, piece) : piece;
    if (typeof kept === 'string') notKept = kept;
    pieces.push(typeof kept === 'string' ? piece : kept);
  }

  return {
    get loaded() {
      return loaded;
    },
    get notKept() {
      return notKept;
    },
    async addKept(piece, content) {
      for await (const chunk of content) hash.update(chunk);
      pieces.push(piece);
      loaded += piece.size;
    },
    async add(chunk) {
      hash.update(chunk);
      chunks.push(chunk);
      loaded += chunk.length;
      waiting += chunk.length;
      if (waiting >= size) await flush();
    },
    flush,
    async finish() {
      await flush();
      return { blob: new Blob(pieces), sha256: bytesToHex(hash.digest()) };
    },
  };
}
