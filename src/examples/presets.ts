/**
 * The examples. An id, once published, keeps its meaning for ever, because links name it.
 *
 * What a note says is checked against the shipped weights: `claims.ts` says the same in a form that a test
 * measures on the example's trace.
 */
import { type Message, msg } from '#say';
import type { Cell } from '../analysis/attention/cell.ts';
import type { HeadChoice } from '../analysis/attention/head.ts';
import type { Side } from '../text/token.ts';

export type PresetHeads = Readonly<Record<Side, HeadChoice>>;

export interface Preset {
  readonly id: string;
  readonly title: Message;
  /** English, in every language: what the models read. */
  readonly text: string;
  /** What to look at, as `sentences/note.ts` reads it. */
  readonly note: Message;
  /** What it opens with: its heads, counted from 0, and the cell that the note speaks of, in the left model's tokens. */
  readonly opens: PresetHeads & { readonly cell: Cell };
  /**
   * The heads of a link that says more than the example's name, but names no head. They stand in links that
   * were given away, so they are never changed.
   */
  readonly heads: PresetHeads;
}

const at = (layer: number, head: number) => ({ layer, head });

/** What stands in a note for the head that the example opens with, and for a word of its text. */
const left = '{left}';
const right = '{right}';
const word = (token: string, position: number) => `{${token}@${position}}`;

export const presets = [
  {
    id: 'animal-tired',
    title: msg`Who is tired?`,
    text: "The animal didn't cross the street because it was too tired.",
    note: msg`Who is “${word('it', 9)}”? In BERT’s ${left}, “${word('it', 9)}” reads back to “${word('animal', 2)}”, more than any other word does. In GPT’s ${right}, nearly every later word reads from “${word('animal', 2)}”: there it says nothing of “${word('it', 9)}”.`,
    opens: { left: at(1, 1), right: at(3, 1), cell: { row: 9, column: 2 } },
    heads: { left: at(0, 0), right: at(3, 1) },
  },
  {
    id: 'bank-river',
    title: msg`A bank by the water`,
    text: 'He sat on the bank of the river and watched the boats.',
    note: msg`He sat and watched: in BERT’s ${left}, “${word('watched', 10)}” reads back to “${word('sat', 2)}”, and no other word does. In GPT’s ${right}, nearly every later word reads from “${word('he', 1)}”, who did both.`,
    opens: { left: at(1, 3), right: at(3, 1), cell: { row: 10, column: 2 } },
    heads: { left: at(0, 0), right: at(3, 1) },
  },
  {
    id: 'bank-money',
    title: msg`A bank with money`,
    text: 'She went to the bank to put her money in an account.',
    note: msg`Whose money? In BERT’s ${left}, “${word('her', 8)}” reads back to “${word('she', 1)}”, more than any other word does. GPT’s ${right}, looks for the verb: “${word('her', 8)}” reads from “${word('put', 7)}”, and “${word('money', 9)}” most of all.`,
    opens: { left: at(1, 1), right: at(3, 0), cell: { row: 8, column: 1 } },
    heads: { left: at(0, 0), right: at(3, 1) },
  },
  {
    id: 'doctor-nurse',
    title: msg`Doctor and nurse`,
    text: 'The doctor told the nurse that she would be late.',
    note: msg`Who is “${word('she', 7)}”? In BERT’s ${left}, “${word('she', 7)}” reads back to “${word('doctor', 2)}”, more than any other word does. In GPT’s ${right}, it reads from “${word('doctor', 2)}” and “${word('nurse', 5)}” about alike, and singles out neither.`,
    opens: { left: at(1, 0), right: at(3, 2), cell: { row: 7, column: 2 } },
    heads: { left: at(1, 1), right: at(2, 3) },
  },
  {
    id: 'cat-mask',
    title: msg`Fill the blank`,
    text: 'The cat sat on the [MASK].',
    note: msg`BERT fills the blank from both sides and says “floor” first; GPT stops before it, guesses the same slot and says “table”. BERT’s ${left}, and GPT’s ${right}, read two words back: the blank from “${word('on', 4)}”, the last “${word('the', 5)}” from “${word('sat', 3)}”.`,
    opens: { left: at(0, 3), right: at(0, 1), cell: { row: 6, column: 4 } },
    heads: { left: at(0, 3), right: at(3, 1) },
  },
  {
    id: 'repeat',
    title: msg`Say it again`,
    text: 'The red fox ran over the hill, and then the red fox ran over the',
    note: msg`A copying head: in GPT’s ${right}, the second “${word('red', 12)}” reads “${word('fox', 3)}”, the word that followed it the first time, and no other word does; so the “${word('the', 11)}” before it reads “${word('red', 2)}”. GPT goes on with “hill”. BERT’s ${left}, simply reads the next word.`,
    opens: { left: at(0, 1), right: at(1, 1), cell: { row: 12, column: 3 } },
    heads: { left: at(0, 1), right: at(3, 2) },
  },
  {
    id: 'blank-middle',
    title: msg`What only the right side knows`,
    text: 'I am [MASK] years old.',
    note: msg`In BERT’s ${left}, the blank reads “${word('years', 4)}” on its right, more than any other word does, and it is filled with numbers. GPT stops before it with nothing but “I am”, and expects “not”.`,
    opens: { left: at(2, 2), right: at(0, 2), cell: { row: 3, column: 4 } },
    heads: { left: at(2, 2), right: at(3, 1) },
  },
  {
    id: 'quotes',
    title: msg`Opening and closing`,
    text: '"I am hungry," said the boy, "and I want some bread."',
    note: msg`The second opening mark: in GPT’s ${right}, it reads back to where the first quotation closed, more than any other token does. In BERT’s ${left}, both opening marks read ahead to the very end.`,
    opens: { left: at(1, 3), right: at(2, 2), cell: { row: 10, column: 5 } },
    heads: { left: at(1, 3), right: at(2, 1) },
  },
  {
    id: 'agreement',
    title: msg`Agreement at a distance`,
    text: 'The dogs that chased the cat were tired.',
    note: msg`In BERT’s ${left}, “${word('dogs', 2)}” reads ahead to “${word('chased', 4)}”, more than any other word does; GPT may not: “${word('chased', 4)}” comes later. In GPT’s ${right}, all later words read back to “${word('dogs', 2)}”, “${word('were', 7)}” among them, across the cat.`,
    opens: { left: at(0, 0), right: at(3, 1), cell: { row: 2, column: 4 } },
    heads: { left: at(0, 0), right: at(3, 1) },
  },
] as const satisfies readonly Preset[];

export type PresetId = (typeof presets)[number]['id'];
export const presetIds: readonly PresetId[] = presets.map((preset) => preset.id);
export const DEFAULT_PRESET: PresetId = 'animal-tired';

export function isPreset(id: string): id is PresetId {
  return (presetIds as readonly string[]).includes(id);
}

/** The example of that id. */
export function presetOf(id: PresetId): Preset {
  return presets.find((preset) => preset.id === id) as Preset;
}
