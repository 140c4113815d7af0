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
  /** What to look at, as `sentences/note.ts` reads it. */
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
    note: 'Who is “{it@9}”? In BERT’s {left}, “{it@9}” reads back to “{animal@2}”, more than any other word does. In GPT’s {right}, nearly every later word reads from “{animal@2}”: there it says nothing of “{it@9}”.',
    opens: { left: at(1, 1), right: at(3, 1), cell: { row: 9, column: 2 } },
    heads: { left: at(0, 0), right: at(3, 1) },
  },
  {
    id: 'bank-river',
    title: 'A bank by the water',
    text: 'He sat on the bank of the river and watched the boats.',
    note: 'He sat and watched: in BERT’s {left}, “{watched@10}” reads back to “{sat@2}”, and no other word does. In GPT’s {right}, nearly every later word reads from “{he@1}”, who did both.',
    opens: { left: at(1, 3), right: at(3, 1), cell: { row: 10, column: 2 } },
    heads: { left: at(0, 0), right: at(3, 1) },
  },
  {
    id: 'bank-money',
    title: 'A bank with money',
    text: 'She went to the bank to put her money in an account.',
    note: 'Whose money? In BERT’s {left}, “{her@8}” reads back to “{she@1}”, more than any other word does. GPT’s {right}, looks for the verb: “{her@8}” reads from “{put@7}”, and “{money@9}” most of all.',
    opens: { left: at(1, 1), right: at(3, 0), cell: { row: 8, column: 1 } },
    heads: { left: at(0, 0), right: at(3, 1) },
  },
  {
    id: 'doctor-nurse',
    title: 'Doctor and nurse',
    text: 'The doctor told the nurse that she would be late.',
    note: 'Who is “{she@7}”? In BERT’s {left}, “{she@7}” reads back to “{doctor@2}”, more than any other word does. In GPT’s {right}, it reads from “{doctor@2}” and “{nurse@5}” about alike, and singles out neither.',
    opens: { left: at(1, 0), right: at(3, 2), cell: { row: 7, column: 2 } },
    heads: { left: at(1, 1), right: at(2, 3) },
  },
  {
    id: 'cat-mask',
    title: 'Fill the blank',
    text: 'The cat sat on the [MASK].',
    note: 'BERT fills the blank from both sides and says “floor” first; GPT stops before it, guesses the same slot and says “table”. BERT’s {left}, and GPT’s {right}, read two words back: the blank from “{on@4}”, the last “{the@5}” from “{sat@3}”.',
    opens: { left: at(0, 3), right: at(0, 1), cell: { row: 6, column: 4 } },
    heads: { left: at(0, 3), right: at(3, 1) },
  },
  {
    id: 'repeat',
    title: 'Say it again',
    text: 'The red fox ran over the hill, and then the red fox ran over the',
    note: 'A copying head: in GPT’s {right}, the second “{red@12}” reads “{fox@3}”, the word that followed it the first time, and no other word does; so the “{the@11}” before it reads “{red@2}”. GPT goes on with “hill”. BERT’s {left}, simply reads the next word.',
    opens: { left: at(0, 1), right: at(1, 1), cell: { row: 12, column: 3 } },
    heads: { left: at(0, 1), right: at(3, 2) },
  },
  {
    id: 'blank-middle',
    title: 'What only the right side knows',
    text: 'I am [MASK] years old.',
    note: 'In BERT’s {left}, the blank reads “{years@4}” on its right, more than any other word does, and it is filled with numbers. GPT stops before it with nothing but “I am”, and expects “not”.',
    opens: { left: at(2, 2), right: at(0, 2), cell: { row: 3, column: 4 } },
    heads: { left: at(2, 2), right: at(3, 1) },
  },
  {
    id: 'quotes',
    title: 'Opening and closing',
    text: '"I am hungry," said the boy, "and I want some bread."',
    note: 'The second opening mark: in GPT’s {right}, it reads back to where the first quotation closed, more than any other token does. In BERT’s {left}, both opening marks read ahead to the very end.',
    opens: { left: at(1, 3), right: at(2, 2), cell: { row: 10, column: 5 } },
    heads: { left: at(1, 3), right: at(2, 1) },
  },
  {
    id: 'agreement',
    title: 'Agreement at a distance',
    text: 'The dogs that chased the cat were tired.',
    note: 'In BERT’s {left}, “{dogs@2}” reads ahead to “{chased@4}”, more than any other word does; GPT may not: “{chased@4}” comes later. In GPT’s {right}, all later words read back to “{dogs@2}”, “{were@7}” among them, across the cat.',
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
