/** Attention from a file, looked through and ready to be put into a place. */
import { msg } from '#say';
import type { OpenedAttention } from '../engine/opened.ts';
import { openAttention, plain, Refused, readDump } from '../engine/openingAttention.ts';
import type { CrossAttention } from '../model/dump.ts';
import { findingPhrase } from '../sentences/dump.ts';
import { quoted } from '../sentences/phrase.ts';
import type { Surroundings } from './prepareModel.ts';

/** Of a larger file no SHA-256 is made: it would have to be in memory whole. */
const MOST_HASHED = 2 ** 26;

/** @param source as a link spells it. */
export async function prepareAttention(
  file: Blob,
  title: string,
  source: string,
  around: Surroundings,
): Promise<OpenedAttention> {
  const { say, signal, text } = around;
  const read = (of: string | null) =>
    readDump(file, {
      ...{ name: title, signal, text: of },
      onProgress: (part) => say({ phase: 'reading', title, part }),
    });
  say({ phase: 'reading', title, part: 0 });
  const own = await read(null);
  // Two files are of one text where the tokens of both can be laid along it.
  const dump = text === null || own.text === text ? own : await read(text);
  if (text !== null && dump.text !== text) {
    throw new Refused(
      msg`${plain(title)} is of another text than the file in the other place, “${plain(text, 60)}”: open files of one text, or put the page’s own model back there first.`,
    );
  }
  return openAttention(dump, {
    source,
    hash: await hashOf(file),
    notes: [
      ...dump.findings.map((finding) => quoted(findingPhrase(dump, finding))),
      ...(dump.cross ? [crossNote(dump.cross)] : []),
    ],
  });
}

/** Attention of one text to another is read and checked, and has no picture yet. */
const crossNote = ({ layers, heads, rows, columns }: CrossAttention) =>
  msg`The file has cross-attention, too (${layers} layers of ${heads} heads, ${rows} tokens that read ${columns}), which has no picture here yet: what is shown is the attention of its text to itself.`;

async function hashOf(file: Blob): Promise<string | null> {
  // Plain-http pages have none.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle || file.size > MOST_HASHED) return null;
  const digest = new Uint8Array(await subtle.digest('SHA-256', await file.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
