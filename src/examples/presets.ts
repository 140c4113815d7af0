/**
 * The examples. An id, once published, keeps its meaning for ever, because links name it.
 *
 * What a note says is checked against the shipped weights: `claims.ts` says the same in a form that a test
 * measures on the example's trace.
 */
import type { Cell } from '../analysis/attention/cell.ts';
import type { HeadChoice } from '../analysis/attention/head.ts';
import type { Side } from '../text/token.ts';

export type PresetHeads = Readonly<Record<Side, HeadChoice>>;

export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** One sentence on what to look at. */
  readonly note: string;
  /** What it opens with: its heads, counted from 0, and the cell that the note speaks of, in the left model's tokens. */
  readonly opens: PresetHeads & { readonly cell: Cell };
  /**
   * The heads of a link that says more than the example's name, but names no head. They stand in links that
   * were given away, so they are never changed.
   */
  readonly heads: PresetHeads;
}

const at = (layer: number, head: number) => ({ layer, head });

export const presets = [
  {
    id: 'animal-tired',
    title: 'Who is tired?',
    text: "The animal didn't cross the street because it was too tired.",
    note: 'Who is “it”? In BERT’s layer 2, head 2, “it” reads back to “animal”, more than any other word does. In GPT’s layer 4, head 2, nearly every later word reads from “animal”: there it says nothing of “it”.',
    opens: { left: at(1, 1), right: at(3, 1), cell: { row: 9, column: 2 } },
    heads: { left: at(0, 0), right: at(3, 1) },
  },
  {
    id: 'bank-river',
    title: 'A bank by the water',
    text: 'He sat on the bank of the river and watched the boats.',
    note: 'He sat and watched: in BERT’s layer 2, head 4, “watched” reads back to “sat”, and no other word does. In GPT’s layer 4, head 2, nearly every later word reads from “he”, who did both.',
    opens: { left: at(1, 3), right: at(3, 1), cell: { row: 10, column: 2 } },
    heads: { left: at(0, 0), right: at(3, 1) },
  },
  {
    id: 'bank-money',
    title: 'A bank with money',
    text: 'She went to the bank to put her money in an account.',
    note: 'Whose money? In BERT’s layer 2, head 2, “her” reads back to “she”, more than any other word does. GPT’s layer 4, head 1, looks for the verb: “her” reads from “put”, and “money” most of all.',
    opens: { left: at(1, 1), right: at(3, 0), cell: { row: 8, column: 1 } },
    heads: { left: at(0, 0), right: at(3, 1) },
  },
  {
    id: 'doctor-nurse',
    title: 'Doctor and nurse',
    text: 'The doctor told the nurse that she would be late.',
    note: 'Who is “she”? In BERT’s layer 2, head 1, “she” reads back to “doctor”, more than any other word does. In GPT’s layer 4, head 3, it reads from “doctor” and “nurse” about alike, and singles out neither.',
    opens: { left: at(1, 0), right: at(3, 2), cell: { row: 7, column: 2 } },
    heads: { left: at(1, 1), right: at(2, 3) },
  },
  {
    id: 'cat-mask',
    title: 'Fill the blank',
    text: 'The cat sat on the [MASK].',
    note: 'BERT fills the blank from both sides and says “floor” first; GPT stops before it, guesses the same slot and says “table”. BERT’s layer 1, head 4, and GPT’s layer 1, head 2, read two words back: the blank from “on”, the last “the” from “sat”.',
    opens: { left: at(0, 3), right: at(0, 1), cell: { row: 6, column: 4 } },
    heads: { left: at(0, 3), right: at(3, 1) },
  },
  {
    id: 'repeat',
    title: 'Say it again',
    text: 'The red fox ran over the hill, and then the red fox ran over the',
    note: 'A copying head: in GPT’s layer 2, head 2, the second “red” reads “fox”, the word that followed it the first time, and no other word does; so the “the” before it reads “red”. GPT goes on with “hill”. BERT’s layer 1, head 2, simply reads the next word.',
    opens: { left: at(0, 1), right: at(1, 1), cell: { row: 12, column: 3 } },
    heads: { left: at(0, 1), right: at(3, 2) },
  },
  {
    id: 'blank-middle',
    title: 'What only the right side knows',
    text: 'I am [MASK] years old.',
    note: 'In BERT’s layer 3, head 3, the blank reads “years” on its right, more than any other word does, and it is filled with numbers. GPT stops before it with nothing but “I am”, and expects “not”.',
    opens: { left: at(2, 2), right: at(0, 2), cell: { row: 3, column: 4 } },
    heads: { left: at(2, 2), right: at(3, 1) },
  },
  {
    id: 'quotes',
    title: 'Opening and closing',
    text: '"I am hungry," said the boy, "and I want some bread."',
    note: 'The second opening mark: in GPT’s layer 3, head 3, it reads back to where the first quotation closed, more than any other token does. In BERT’s layer 2, head 4, both opening marks read ahead to the very end.',
    opens: { left: at(1, 3), right: at(2, 2), cell: { row: 10, column: 5 } },
    heads: { left: at(1, 3), right: at(2, 1) },
  },
  {
    id: 'agreement',
    title: 'Agreement at a distance',
    text: 'The dogs that chased the cat were tired.',
    note: 'In BERT’s layer 1, head 1, “dogs” reads ahead to “chased”, more than any other word does; GPT may not: “chased” comes later. In GPT’s layer 4, head 2, all later words read back to “dogs”, “were” among them, across the cat.',
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
