/**
 * Tokens of a tokenizer that is not here, read from their names alone, as they stand beside attention that
 * was computed elsewhere. Where words begin is told by the usual marks: `Ġ` of byte-level BPE (Radford et al.
 * 2019), `##` of WordPiece (Wu et al. 2016), `▁` of SentencePiece (Kudo and Richardson 2018), or a plain space.
 *
 * Their places are found in the text, where it is given: the tokens are laid along it, without white space,
 * case and accents, which tokenizers drop. Where it is not, or is another, a text is made of the tokens.
 */
import { BLANK } from './blank.ts';
import { BYTE_ALPHABET, bytesOf, SPACE } from './bytes.ts';
import { isSpace } from './characters.ts';
import { labelOf, labelOfText } from './label.ts';
import type { Span, Token } from './token.ts';

export interface ForeignReading {
  readonly tokens: readonly Token[];
  /** The given text, or one that is made of the tokens. */
  readonly text: string;
  /** The place of the first token that the given text does not have where it should be; null for none. */
  readonly misfit: number | null;
}

/** The usual names of what a model's template adds. */
const SPECIAL =
  /^(\[(CLS|SEP|PAD|BOS|EOS)\]|<\/?s>|<(pad|bos|eos|cls|sep|start_of_turn|end_of_turn)>|<[|｜][^|｜]*[|｜]>)$/i;

/** The usual names of padding. GPT-2 and its like pad with the token that ends a text, which says nothing. */
const PADDING = /^(\[PAD\]|<pad>|<\|pad\|>|<\|finetune_right_pad_id\|>)$/i;

const BLANKS = /^(\[MASK\]|<mask>)$/;

const UNKNOWN = /^(\[UNK\]|<unk>)$/i;

/** Its name, with what cannot be seen of it by its code points; it may be of several words. */
const labelOfSpecial = (name: string): string => name.split(' ').map(labelOfText).join(' ');

/** A byte of SentencePiece, where its vocabulary lacks the character. */
const BYTE = /^<0x([0-9A-F]{2})>$/;

const GOES_ON = '##';
const LINE = '▁';

/** What fills up a batch, by its name. */
export const isPadding = ({ piece, special }: Token): boolean => special && PADDING.test(piece);

/** How a vocabulary tells where words begin; `none` where it does not, so that each token does. */
type Marks = 'bytes' | 'pieces' | 'lines' | 'spaces' | 'none';

/** A token by its name. */
type Named =
  | { readonly kind: 'special'; readonly name: string }
  | { readonly kind: 'blank'; readonly name: string }
  /** Whose text is lost. */
  | { readonly kind: 'unknown'; readonly name: string }
  | {
      readonly kind: 'typed';
      readonly name: string;
      readonly label: string;
      /** UTF-8, with the space before a word; parts of a character, too. */
      readonly bytes: Uint8Array;
    };

const utf8 = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

const isTyped = (name: string): boolean =>
  !SPECIAL.test(name) && !BLANKS.test(name) && !UNKNOWN.test(name);

function marksOf(names: readonly string[]): Marks {
  const typed = names.filter(isTyped);
  const some = (test: (name: string) => boolean) => typed.some(test);
  if (some((name) => /[ĠĊ]/.test(name)) && !some((name) => !bytesOf(name))) return 'bytes';
  if (some((name) => name.startsWith(GOES_ON) && name.length > GOES_ON.length)) return 'pieces';
  if (some((name) => name.includes(LINE))) return 'lines';
  return some((name) => name.startsWith(' ')) ? 'spaces' : 'none';
}

function named(name: string, marks: Marks): Named {
  if (SPECIAL.test(name)) return { kind: 'special', name };
  if (BLANKS.test(name)) return { kind: 'blank', name };
  if (UNKNOWN.test(name) || name.includes('\uFFFD')) return { kind: 'unknown', name };
  const typed = { kind: 'typed', name } as const;
  if (marks === 'bytes') return { ...typed, label: labelOf(name), bytes: bytesOf(name)! };
  if (marks === 'pieces' || marks === 'none') {
    const goesOn = marks === 'pieces' && name.startsWith(GOES_ON) && name.length > GOES_ON.length;
    const own = goesOn ? name.slice(GOES_ON.length) : name;
    const label = `${goesOn ? GOES_ON : ''}${labelOfText(own)}`;
    return { ...typed, label, bytes: utf8.encode(goesOn ? own : ` ${own}`) };
  }
  const byte = marks === 'lines' ? BYTE.exec(name)?.[1] : undefined;
  if (byte) {
    return { ...typed, label: `<${byte}>`, bytes: Uint8Array.of(Number.parseInt(byte, 16)) };
  }
  const text = marks === 'lines' ? name.replaceAll(LINE, ' ') : name;
  const shown = text.length > 1 && text.startsWith(' ') ? text.slice(1) : text;
  return { ...typed, label: labelOfText(shown), bytes: utf8.encode(text) };
}

/** Tokens that spell whole characters together, most by themselves, and what they spell. */
interface Group {
  readonly first: number;
  readonly end: number;
  readonly token: Named;
  /** Null for what is not typed, or whose text is lost. */
  readonly text: string | null;
}

/** A character of UTF-8 has four bytes at most. */
const LONGEST = 4;

function decoded(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

function groupsOf(tokens: readonly Named[]): Group[] {
  const groups: Group[] = [];
  for (let first = 0; first < tokens.length; ) {
    const token = tokens[first]!;
    let end = first + 1;
    let text: string | null = null;
    if (token.kind === 'typed') {
      text = decoded(token.bytes);
      let { bytes } = token;
      while (text === null && end - first < LONGEST) {
        const next = tokens[end];
        if (next?.kind !== 'typed') break;
        bytes = Uint8Array.from([...bytes, ...next.bytes]);
        end++;
        text = decoded(bytes);
      }
      if (text === null) {
        // No characters come of it.
        end = first + 1;
        text = lenient.decode(token.bytes);
      }
    }
    groups.push({ first, end, token, text });
    first = end;
  }
  return groups;
}

/** A text without white space, case and accents, and where each of its units was. */
interface Folded {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: number[];
}

const ACCENTS = /\p{M}/gu;

function folded(text: string): Folded {
  const starts: number[] = [];
  const ends: number[] = [];
  let result = '';
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const bare = isSpace(character.charCodeAt(0))
      ? ''
      : character.toLowerCase().normalize('NFKD').replace(ACCENTS, '');
    for (let unit = 0; unit < bare.length; unit++) {
      starts.push(at);
      ends.push(end);
    }
    // An accent belongs to the letter before it.
    if (bare === '' && !isSpace(character.charCodeAt(0)) && ends.length > 0)
      ends[ends.length - 1] = end;
    result += bare;
    at = end;
  }
  return { text: result, starts, ends };
}

/** The places of the tokens in a text; or the first of them that it does not have where it should be. */
function placesIn(text: string, groups: readonly Group[]): (Span | null)[] | number {
  const whole = folded(text);
  const places: (Span | null)[] = [];
  /** Groups whose text is lost: they take what lies between those around them. */
  let lost: Group[] = [];
  let at = 0;
  const startOf = (unit: number) => whole.starts[unit] ?? text.length;
  const put = ({ first, end }: Group, span: Span | null) => places.fill(span, first, end);
  places.length = groups.at(-1)?.end ?? 0;
  const settle = (until: number) => {
    const span = { start: startOf(at), end: until > at ? whole.ends[until - 1]! : startOf(at) };
    for (const group of lost) put(group, span);
    lost = [];
  };
  for (const group of groups) {
    const { token } = group;
    const own = folded(group.text ?? token.name).text;
    if (token.kind === 'special') {
      // Some texts are given with them.
      if (lost.length === 0 && own !== '' && whole.text.startsWith(own, at)) at += own.length;
      put(group, null);
      continue;
    }
    if (token.kind === 'unknown') {
      lost.push(group);
      continue;
    }
    if (own === '') {
      const start = startOf(at);
      put(group, { start, end: start });
      continue;
    }
    const found =
      lost.length > 0 ? whole.text.indexOf(own, at + 1) : whole.text.startsWith(own, at) ? at : -1;
    if (found < 0) {
      if (token.kind !== 'blank') return group.first;
      lost.push(group);
      continue;
    }
    settle(found);
    at = found + own.length;
    put(group, { start: whole.starts[found]!, end: whole.ends[at - 1]! });
  }
  settle(whole.text.length);
  return places;
}

/** A text made of the tokens, and their places in it. */
function made(groups: readonly Group[]): { text: string; places: (Span | null)[] } {
  let text = '';
  const places: (Span | null)[] = [];
  for (const { first, end, token, text: own } of groups) {
    let span: Span | null = null;
    if (token.kind !== 'special') {
      const name = token.kind === 'blank' ? BLANK : token.name;
      const next = own ?? ` ${name}`;
      const added = text === '' ? next.trimStart() : next;
      const start = text.length + added.length - added.trimStart().length;
      text += added;
      span = { start, end: text.length };
    }
    for (let at = first; at < end; at++) places.push(span);
  }
  return { text, places };
}

/** For each place of a text, and its end, the word there; of white space, the next word. */
function wordsOf(text: string): Int32Array {
  const words = new Int32Array(text.length + 1);
  let word = -1;
  let isOpen = false;
  for (let at = 0; at <= text.length; at++) {
    const gap = at === text.length || isSpace(text.charCodeAt(at));
    if (!gap && !isOpen) word++;
    isOpen = !gap;
    words[at] = gap ? word + 1 : word;
  }
  return words;
}

/**
 * @param names of the T tokens, as their vocabulary spells them.
 * @param given the text that was read; null where it is not known.
 */
export function readForeign(names: readonly string[], given: string | null): ForeignReading {
  const marks = marksOf(names);
  const all = names.map((name) => named(name, marks));
  const groups = groupsOf(all);
  const found = given === null ? null : placesIn(given, groups);
  const misfit = typeof found === 'number' ? found : null;
  const { text, places } = Array.isArray(found) ? { text: given!, places: found } : made(groups);
  const words = wordsOf(text);
  const ids = new Map<string, number>();
  const tokens = all.map((token, at): Token => {
    const id = ids.get(token.name) ?? ids.size;
    ids.set(token.name, id);
    const span = places[at]!;
    const { name } = token;
    if (token.kind === 'special') {
      return {
        id,
        piece: name,
        label: labelOfSpecial(name),
        span: null,
        special: true,
        word: null,
      };
    }
    const own = { id, span, special: false, word: span && words[span.start]! };
    if (token.kind === 'blank') return { ...own, piece: BLANK, label: name };
    if (token.kind === 'unknown') return { ...own, piece: name, label: labelOfText(name) };
    if (marks === 'bytes') return { ...own, piece: name, label: token.label };
    const begins = span !== null && (span.start === 0 || isSpace(text.charCodeAt(span.start - 1)));
    const { bytes } = token;
    const bare = bytes[0] === 0x20 ? bytes.subarray(1) : bytes;
    const spelled = Array.from(bare, (byte) => BYTE_ALPHABET[byte]).join('');
    const piece = begins || spelled === '' ? `${SPACE}${spelled}` : spelled;
    return { ...own, piece, label: token.label };
  });
  return { tokens, text, misfit };
}
