/**
 * What an example says of itself, as a sentence. A note is written whole: `{left}` and `{right}` stand for the
 * head that the example opens with in that model, `{it@9}` for the word "it" at position 9 of the left
 * model's tokens.
 */
import { inEnglish, type Message, msg, say } from '#say';
import { type HeadChoice, sameHead } from '../analysis/attention/head.ts';
import { SIDES, type Side } from '../text/token.ts';
import { headName } from './names.ts';
import { type NamedHead, type Phrase, phrase } from './phrase.ts';

type Heads = Readonly<Record<Side, HeadChoice>>;

/** What a note is written for. */
interface Noted {
  readonly note: Message | string;
  readonly opens: Heads;
}

const NAMED = /\{(?:(left|right)|([^{}@]+)@(\d+))\}/g;

const nameOfHead = (heads: Heads, side: Side): NamedHead => ({
  text: headName(heads[side]),
  side,
  head: heads[side],
});

/** The note itself. */
export function noteOf({ note: written, opens }: Noted): Phrase {
  const note = say(written);
  const parts: Phrase[number][] = [];
  let end = 0;
  for (const { 0: whole, 1: side, 2: token, 3: position, index } of note.matchAll(NAMED)) {
    parts.push(note.slice(end, index));
    end = index + whole.length;
    if (token !== undefined) {
      parts.push({ token, at: { side: 'left', position: Number(position) } });
    } else parts.push(nameOfHead(opens, side as Side));
  }
  return [...parts, note.slice(end)];
}

/**
 * What is said after a note while heads are chosen that it does not speak of, as many a link does: which ones to
 * choose. Empty where they are chosen.
 */
export function otherHeads({ note: written, opens }: Noted, chosen: Heads): Phrase {
  const note = inEnglish(written);
  const others = SIDES.filter(
    (side) => note.includes(`{${side}}`) && !sameHead(chosen[side], opens[side]),
  );
  const [one, other] = others.map((side) => nameOfHead(opens, side));
  if (!one) return [];
  return other
    ? phrase(msg` To see this, choose ${one} and ${other}.`)
    : phrase(msg` To see this, choose ${one}.`);
}
