/**
 * The examples. An id, once published, keeps its meaning for ever, because links name it.
 *
 * What a note says is checked against the shipped weights: its `claims` are the same statement in a
 * form that `tests/examples/presets.test.ts` can measure on the example's trace.
 */
import type { Side } from '../text/token.ts';

/** A statement about one example that a test can check. Layers and heads count from 0. */
export type Claim =
  | {
      /** In this head the last token labelled `row` gives its largest weight to one labelled `column`. */
      readonly kind: 'reads-most';
      readonly side: Side;
      readonly layer: number;
      readonly head: number;
      readonly row: string;
      readonly column: string;
      /** Which of the tokens labelled `column`, counted from 1, where the note says it. */
      readonly nth?: number;
      /** The weight is at least this. */
      readonly atLeast: number;
    }
  | {
      /** The model's first prediction has `label` among its `within` most probable tokens. */
      readonly kind: 'predicts';
      readonly side: Side;
      readonly label: string;
      readonly within: number;
    }
  | {
      /** Averaged over rows that have such a token, this head's weight at distance `offset` (−1: the previous token) is at least this. */
      readonly kind: 'offset';
      readonly side: Side;
      readonly layer: number;
      readonly head: number;
      readonly offset: number;
      readonly atLeast: number;
    };

export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** One sentence on what to look at. */
  readonly note: string;
  /** The heads it opens with, counted from 0. */
  readonly heads: Record<Side, { readonly layer: number; readonly head: number }>;
  readonly claims: readonly Claim[];
}

export const presets = [
  {
    id: 'animal-tired',
    title: 'Who is tired?',
    text: "The animal didn't cross the street because it was too tired.",
    note: 'BERT’s “was” reads ahead to “tired”, which GPT has not met by then. “It” reads back to “animal” in GPT’s head, and in BERT’s layer 2, head 2.',
    heads: { left: { layer: 0, head: 0 }, right: { layer: 3, head: 1 } },
    claims: [
      {
        kind: 'reads-most',
        side: 'left',
        layer: 1,
        head: 1,
        row: 'it',
        column: 'animal',
        atLeast: 0.4,
      },
      {
        kind: 'reads-most',
        side: 'left',
        layer: 0,
        head: 0,
        row: 'was',
        column: 'tired',
        atLeast: 0.5,
      },
      {
        kind: 'reads-most',
        side: 'right',
        layer: 3,
        head: 1,
        row: 'it',
        column: 'animal',
        atLeast: 0.3,
      },
    ],
  },
  {
    id: 'bank-river',
    title: 'A bank by the water',
    text: 'He sat on the bank of the river and watched the boats.',
    note: 'BERT’s “bank” reads ahead to “river”, three words on; when GPT reads “bank” there is no river yet, and this head goes back to “he”.',
    heads: { left: { layer: 0, head: 0 }, right: { layer: 3, head: 1 } },
    claims: [
      {
        kind: 'reads-most',
        side: 'left',
        layer: 0,
        head: 0,
        row: 'bank',
        column: 'river',
        atLeast: 0.65,
      },
      {
        kind: 'reads-most',
        side: 'right',
        layer: 3,
        head: 1,
        row: 'bank',
        column: 'he',
        atLeast: 0.45,
      },
    ],
  },
  {
    id: 'bank-money',
    title: 'A bank with money',
    text: 'She went to the bank to put her money in an account.',
    note: 'Another bank: BERT’s “put” reads ahead to “money”, and in the GPT head that went to “he” by the river, it goes back to “she”.',
    heads: { left: { layer: 0, head: 0 }, right: { layer: 3, head: 1 } },
    claims: [
      {
        kind: 'reads-most',
        side: 'left',
        layer: 0,
        head: 0,
        row: 'put',
        column: 'money',
        atLeast: 0.5,
      },
      {
        kind: 'reads-most',
        side: 'right',
        layer: 3,
        head: 1,
        row: 'put',
        column: 'she',
        atLeast: 0.75,
      },
    ],
  },
  {
    id: 'doctor-nurse',
    title: 'Doctor and nurse',
    text: 'The doctor told the nurse that she would be late.',
    note: 'Who is “she”? BERT’s head, and GPT’s layer 4, head 3, read most from “doctor”; the GPT head shown reads the verb “told”.',
    heads: { left: { layer: 1, head: 1 }, right: { layer: 2, head: 3 } },
    claims: [
      {
        kind: 'reads-most',
        side: 'left',
        layer: 1,
        head: 1,
        row: 'she',
        column: 'doctor',
        atLeast: 0.25,
      },
      {
        kind: 'reads-most',
        side: 'right',
        layer: 3,
        head: 2,
        row: 'she',
        column: 'doctor',
        atLeast: 0.25,
      },
      {
        kind: 'reads-most',
        side: 'right',
        layer: 2,
        head: 3,
        row: 'she',
        column: 'told',
        atLeast: 0.7,
      },
    ],
  },
  {
    id: 'cat-mask',
    title: 'Fill the blank',
    text: 'The cat sat on the [MASK].',
    note: 'BERT fills the blank from both sides and says “floor” first; GPT stops before it, guesses the same slot and says “table”. In both heads shown “on” reads back to “cat”.',
    heads: { left: { layer: 0, head: 3 }, right: { layer: 3, head: 1 } },
    claims: [
      { kind: 'predicts', side: 'left', label: 'floor', within: 1 },
      { kind: 'predicts', side: 'right', label: 'table', within: 1 },
      {
        kind: 'reads-most',
        side: 'left',
        layer: 0,
        head: 3,
        row: 'on',
        column: 'cat',
        atLeast: 0.8,
      },
      {
        kind: 'reads-most',
        side: 'right',
        layer: 3,
        head: 1,
        row: 'on',
        column: 'cat',
        atLeast: 0.8,
      },
    ],
  },
  {
    id: 'repeat',
    title: 'Say it again',
    text: 'The red fox ran over the hill, and then the red fox ran over the',
    note: 'A copying head: in GPT’s layer 4, head 3, the second “red” reads “fox”, the word that followed it the first time; the last “the” reads “hill”, and GPT goes on with it. BERT’s head simply reads the next word.',
    heads: { left: { layer: 0, head: 1 }, right: { layer: 3, head: 2 } },
    claims: [
      {
        kind: 'reads-most',
        side: 'right',
        layer: 3,
        head: 2,
        row: 'red',
        column: 'fox',
        atLeast: 0.75,
      },
      {
        kind: 'reads-most',
        side: 'right',
        layer: 3,
        head: 2,
        row: 'the',
        column: 'hill',
        atLeast: 0.45,
      },
      { kind: 'predicts', side: 'right', label: 'hill', within: 1 },
      { kind: 'offset', side: 'left', layer: 0, head: 1, offset: 1, atLeast: 0.8 },
    ],
  },
  {
    id: 'blank-middle',
    title: 'What only the right side knows',
    text: 'I am [MASK] years old.',
    note: 'BERT’s blank reads “years” on its right and is filled with numbers; GPT, which stops before it, expects “not”.',
    heads: { left: { layer: 2, head: 2 }, right: { layer: 3, head: 1 } },
    claims: [
      { kind: 'predicts', side: 'left', label: 'three', within: 1 },
      { kind: 'predicts', side: 'left', label: 'two', within: 2 },
      { kind: 'predicts', side: 'left', label: 'ten', within: 3 },
      {
        kind: 'reads-most',
        side: 'left',
        layer: 2,
        head: 2,
        row: '[MASK]',
        column: 'years',
        atLeast: 0.9,
      },
      { kind: 'predicts', side: 'right', label: 'not', within: 1 },
    ],
  },
  {
    id: 'quotes',
    title: 'Opening and closing',
    text: '"I am hungry," said the boy, "and I want some bread."',
    note: 'GPT’s head holds on to the quotation mark that was opened: “hungry” reads the first, the closing one the second. BERT’s head reads from the second opening mark ahead to its end.',
    heads: { left: { layer: 1, head: 3 }, right: { layer: 2, head: 1 } },
    claims: [
      {
        kind: 'reads-most',
        side: 'left',
        layer: 1,
        head: 3,
        row: '"',
        column: '."',
        atLeast: 0.55,
      },
      {
        kind: 'reads-most',
        side: 'right',
        layer: 2,
        head: 1,
        row: 'hungry',
        column: '"',
        atLeast: 0.9,
      },
      {
        kind: 'reads-most',
        side: 'right',
        layer: 2,
        head: 1,
        row: '."',
        column: '"',
        nth: 2,
        atLeast: 0.5,
      },
    ],
  },
  {
    id: 'agreement',
    title: 'Agreement at a distance',
    text: 'The dogs that chased the cat were tired.',
    note: '“Were” belongs to “dogs”, not to the cat beside it: GPT’s “were” reads back to “dogs”. BERT’s “dogs” reads ahead to “chased”.',
    heads: { left: { layer: 0, head: 0 }, right: { layer: 3, head: 1 } },
    claims: [
      {
        kind: 'reads-most',
        side: 'right',
        layer: 3,
        head: 1,
        row: 'were',
        column: 'dogs',
        atLeast: 0.3,
      },
      {
        kind: 'reads-most',
        side: 'left',
        layer: 0,
        head: 0,
        row: 'dogs',
        column: 'chased',
        atLeast: 0.7,
      },
    ],
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
