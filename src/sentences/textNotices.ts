/** What a reader should be told about the text itself. */
import { t } from '#say';
import type { Comparison } from '../model/trace.ts';
import type { Token } from '../text/token.ts';

/** What was read of a text: by both models, or by the one that is there. */
export interface Read extends Pick<Comparison, 'text' | 'cut'> {
  readonly tokens: readonly Token[];
  /** The one model that a text is cut for; null where it is cut for all alike. */
  readonly by?: string | null;
}

/** At most this much of the part that was cut is quoted. */
const QUOTED = 30;

/** Sentences about an empty, cut or failed text; none when all of it was read. */
export function textNotices(text: string, read: Read | null, problem: string | null): string[] {
  if (text.trim() === '') return [t`Nothing to read yet: type a sentence or choose an example.`];
  if (problem) return [problem];
  if (!read?.cut || read.text !== text) return [];
  const rest = text.slice(read.cut.start, read.cut.end).trim();
  const start = rest.length > QUOTED ? `${rest.slice(0, QUOTED).toWellFormed()}…` : rest;
  const count = read.tokens.filter((token) => !token.special).length;
  if (read.by) {
    return [
      t`${read.by} read the first ${count} tokens, which is all that fits. Not read, from character ${read.cut.start + 1} on: “${start}”.`,
    ];
  }
  return [
    t`The models read the first ${count} tokens, which is all that fits. Not read, from character ${read.cut.start + 1} on: “${start}”.`,
  ];
}
