/** The link that is given to others. */

import { t } from '#say';
import { number } from '../language/intl.ts';
import type { Read } from '../sentences/textNotices.ts';
import type { Values } from './parameters.ts';
import { EMPTY, linkTo, opening, textOf } from './values.ts';

/** Longer links than this, in characters, are cut or refused by some chats and mail programs. */
export const COMFORTABLE = 2000;

export interface SharedLink {
  readonly link: string;
  /** What a reader should know of it, in a sentence. */
  readonly note: string | null;
}

/**
 * The full address of what is on the screen. Where it is too long to travel well, the part of the text
 * that the models do not read is left out of it, so that it opens the same pictures; the
 * address bar keeps all that was typed.
 *
 * @param read what was read of the text, by the newest answer
 * @param page the page's own address
 */
export function sharedLink(values: Values, read: Read | null, page: URL): SharedLink {
  const whole = addressOn(page, values);
  if (whole.length <= COMFORTABLE) return { link: whole, note: null };
  const part = values.preset === null && read?.text === textOf(values) ? readPart(read) : null;
  const link = part === null ? whole : addressOn(page, { ...values, text: part });
  const notes = [
    part !== null && t`The part of the text that the models do not read is left out of it.`,
    link.length > COMFORTABLE &&
      t`It has ${number(link.length)} characters, more than some chats take.`,
  ];
  return { link, note: notes.filter(Boolean).join(' ') || null };
}

/** The part of a text that is read as the whole text is; null for all of it. */
export function readPart({ text, tokens, cut }: Read): string | null {
  if (!cut) return null;
  const part = text.slice(0, cut.start).trimEnd();
  // A space that is read by itself is not read again without what follows it.
  const last = tokens.findLast(({ span }) => span)?.span;
  return last && last.start >= part.length ? null : part;
}

/** The full address of the text alone, with everything else as it is at first. */
export function textLink({ preset, text }: Pick<Values, 'preset' | 'text'>, page: URL): string {
  return addressOn(page, { ...EMPTY, preset, text, ...(preset && opening(preset)) });
}

function addressOn(page: URL, values: Values): string {
  const bare = new URL(page);
  bare.search = '';
  bare.hash = '';
  bare.username = '';
  bare.password = '';
  return bare.href + linkTo(values);
}
