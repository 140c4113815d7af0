/** Kinds of parameters: the same arguments make what is read, what is refused, and what a refusal says. */
import { type Message, msg } from '#say';
import { type Cell, sameCell } from '../analysis/attention/cell.ts';
import { type HeadChoice, sameHead } from '../analysis/attention/head.ts';
import { type PlacedCell, samePlaced } from '../analysis/attention/pointed.ts';
import type { Side } from '../text/token.ts';
import type { Kind } from './parameter.ts';

/** In UTF-16 units: no sentence of so many tokens is longer. */
export const longestText = (tokens: number): number => Math.ceil((tokens * 2000) / 128);

/** What a link may hold of a text, in UTF-16 units: models read 1,024 tokens at most. */
export const MAX_TEXT = longestText(1024);

/** @param noun what it is */
export const textUpTo = (most: number, noun: Message = msg`a text`): Kind<string> => ({
  hint: msg`${noun} of at most ${most} characters`,
  parse: (text) => (text.length <= most ? text.toWellFormed() : null),
  write: (value) => value.slice(0, most).toWellFormed(),
  isSame: Object.is,
});

interface Range {
  readonly least: number;
  readonly most: number;
  /** What it is a number of. */
  readonly noun?: Message;
  /** What the least means. */
  readonly aside?: Message;
}

const rangeHint = ({ least, most, aside }: Range, noun: Message) =>
  aside ? msg`${noun} from ${least}${aside} to ${most}` : msg`${noun} from ${least} to ${most}`;

const isWithin = (value: number, { least, most }: Range) => value >= least && value <= most;

export const wholeIn = (range: Range): Kind<number> => ({
  hint: rangeHint(range, range.noun ?? msg`a whole number`),
  parse: (text) => (/^\d{1,6}$/.test(text) && isWithin(Number(text), range) ? Number(text) : null),
  write: String,
  isSame: Object.is,
});

export const numberIn = (range: Range): Kind<number> => ({
  hint: rangeHint(range, range.noun ?? msg`a number`),
  parse: (text) =>
    /^\d{1,4}(\.\d{1,4})?$/.test(text) && isWithin(Number(text), range) ? Number(text) : null,
  write: (value) => String(Number(value.toFixed(4))),
  isSame: Object.is,
});

/** "webgl, wasm or cpu" */
const either = (choices: readonly string[]) =>
  msg`${choices.slice(0, -1).join(', ')} or ${choices.at(-1)!}`;

/** @param hint of the names of the choices */
export const oneOf = <Choice extends string>(
  choices: readonly Choice[],
  hint: Message = msg`one of ${choices.join(', ')}`,
): Kind<Choice> => ({
  hint,
  parse: (text) => choices.find((choice) => choice === text) ?? null,
  write: (value) => value,
  isSame: Object.is,
});

/** The same, said as an alternative. */
export const eitherOf = <Choice extends string>(choices: readonly Choice[]): Kind<Choice> =>
  oneOf(choices, either(choices));

const theWord = (only: string): Message => msg`the word ${only}`;

/** A word that says one thing. */
export const word = <Word extends string>(only: Word): Kind<Word> => oneOf([only], theWord(only));

/** A word that turns something on. */
export const flag = (on: string): Kind<boolean> => ({
  hint: theWord(on),
  parse: (text) => text === on || null,
  write: () => on,
  isSame: Object.is,
});

/** Two numbers such as `9.2`: no text has more tokens, no layer more heads, than five digits say. */
function pairOf(text: string): [number, number] | null {
  const match = /^(\d{1,5})\.(\d{1,5})$/.exec(text);
  return match ? [Number(match[1]), Number(match[2])] : null;
}

/** Counted from 1 in the address: `2.3` is the second layer's third head. */
export const head: Kind<HeadChoice> = {
  hint: msg`a layer and a head such as 2.3`,
  parse(text) {
    const pair = pairOf(text);
    return pair && pair[0] >= 1 && pair[1] >= 1 ? { layer: pair[0] - 1, head: pair[1] - 1 } : null;
  },
  write: ({ layer, head }) => `${layer + 1}.${head + 1}`,
  isSame: sameHead,
};

/** Token positions counted from 0, specials included: `9.2` is row 9 reading from column 2. */
export const cell: Kind<Cell> = {
  hint: msg`two token positions such as 9.2`,
  parse(text) {
    const pair = pairOf(text);
    return pair && { row: pair[0], column: pair[1] };
  },
  write: ({ row, column }) => `${row}.${column}`,
  isSame: sameCell,
};

/** A cell of the first model's tokens; `right.9.2` of the right one's, where the first has no such tokens. */
export const placedCell: Kind<PlacedCell> = {
  hint: cell.hint,
  parse(text) {
    const [, side, rest] = /^(?:(right)\.)?(.*)$/s.exec(text)!;
    const found = cell.parse(rest!);
    return found && (side ? { ...found, side: 'right' } : found);
  },
  write: (placed) => `${placed.side === 'right' ? 'right.' : ''}${cell.write(placed)}`,
  isSame: samePlaced,
};

/** Several of a kind, with a comma between each two. */
const listOf = <Value>(kind: Kind<Value>, most: number, hint: Message): Kind<readonly Value[]> => ({
  hint,
  parse(text) {
    const list = text.split(',').map((each) => kind.parse(each));
    const known = list.filter((value) => value !== null);
    return known.length === list.length && known.length <= most ? known : null;
  },
  write: (list) => list.map((value) => kind.write(value)).join(','),
  isSame: (a, b) => a.length === b.length && a.every((value, at) => kind.isSame(value, b[at]!)),
});

export const headList = (most: number) =>
  listOf(head, most, msg`at most ${most} heads such as 2.3,4.1`);

export const cellList = (most: number) =>
  listOf(placedCell, most, msg`at most ${most} cells such as 3.5,4.1`);

/** Layers, counted from 1 in the address: `1,2`. */
const layer: Kind<number> = {
  hint: msg`a layer`,
  parse: (text) => (/^[1-9]\d?$/.test(text) ? Number(text) - 1 : null),
  write: (value) => String(value + 1),
  isSame: Object.is,
};

export const layerList: Kind<readonly number[]> = listOf(
  layer,
  Number.POSITIVE_INFINITY,
  msg`layers such as 1,2`,
);

/** The longest address of a model that is asked, and far longer than any name. */
const MAX_SOURCE = 2000;

const SOURCE =
  /^(hub:[A-Za-z0-9][^\s]*|(file|attention|cross):[^\s].*|https?:\/\/[^\s]+|\.{0,2}\/[^\s]*)$/;

/** Where a model is from. What opens it knows whether there can be such a one. */
export const source: Kind<string> = {
  hint: 'a model such as hub:distilbert/distilbert-base-uncased, or file: and its name',
  parse: (text) => (text.length <= MAX_SOURCE && SOURCE.test(text) ? text : null),
  write: (value) => value,
  isSame: Object.is,
};

/** Whether it is attention from a file, which is of one text alone. */
export const isAttention = (text: string | null): boolean =>
  text !== null && /^(attention|cross):/.test(text);

/** What links call the two places: after the models that stood there first, for ever. */
const SIDE_NAMES = { left: 'bert', right: 'gpt' } as const satisfies Record<Side, string>;

const sideOf = (name: string): Side | null =>
  name === SIDE_NAMES.left ? 'left' : name === SIDE_NAMES.right ? 'right' : null;

export const side: Kind<Side> = {
  hint: either(Object.values(SIDE_NAMES)),
  parse: sideOf,
  write: (value) => SIDE_NAMES[value],
  isSame: Object.is,
};

/** One of several things of a place, counted from 1: `gpt.3`. */
export interface Nth {
  readonly side: Side;
  readonly nth: number;
}

/** @param noun what is counted */
export const nthOf = (noun: Message): Kind<Nth> => ({
  hint: msg`${noun} such as gpt.3`,
  parse(text) {
    const [, name, nth] = /^(\w+)\.([1-9]\d{0,2})$/.exec(text) ?? [];
    const of = sideOf(name ?? '');
    return of && { side: of, nth: Number(nth) };
  },
  write: ({ side: of, nth }) => `${SIDE_NAMES[of]}.${nth}`,
  isSame: (a, b) => a.side === b.side && a.nth === b.nth,
});
