/** Attention from a file, looked through and ready to be put into a place. */
import { msg } from '#say';
import type { OpenedAttention } from '../engine/opened.ts';
import { hashFile, openAttention, plain, Refused, readDump } from '../engine/openingAttention.ts';
import type { AttentionKind, CrossAttention, DumpFinding } from '../model/dump.ts';
import { findingPhrase } from '../sentences/dump.ts';
import { quoted } from '../sentences/phrase.ts';
import type { Surroundings } from './prepareModel.ts';

interface From {
  /** As a link spells it, for each kind of attention in the file. */
  readonly sources: Readonly<Record<AttentionKind, string>>;
  /** Which of it is asked for; null for that which the file has, of both that of its text to itself. */
  readonly of: AttentionKind | null;
}

export async function prepareAttention(
  file: Blob,
  title: string,
  { sources, of }: From,
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
  const notesOf = (kind: AttentionKind) => [
    ...dump.findings
      .filter((finding) => isOf(finding, kind))
      .map((finding) => quoted(findingPhrase(dump, finding))),
    ...(dump.cross ? [crossNote(dump.cross)] : []),
  ];
  const notes = { self: notesOf('self'), cross: notesOf('cross') };
  const from = { sources, hash: await hashFile(file, { signal }), notes };
  return openAttention(dump, from, of && dump[of] ? of : dump.self ? 'self' : 'cross');
}

/** Whether something was found of a kind of attention, or of the file as a whole. */
function isOf(finding: DumpFinding, kind: AttentionKind): boolean {
  if ('of' in finding) return finding.of === kind;
  return kind === 'self' || !['mask', 'future', 'no future', 'steps'].includes(finding.what);
}

const crossNote = ({ layers, heads, rows, columns, queryText }: CrossAttention) =>
  msg`The file has cross-attention, in which another text reads this one: “${plain(queryText, 60)}” (${layers} layers of ${heads} heads, ${rows} tokens that read ${columns}).`;
