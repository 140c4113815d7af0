/** Which mask the models read under in place of their own. */
import { type Kind, parameter, pointing } from '../../address/parameter.ts';
import { cellList, layerList, side } from '../../address/values.ts';
import type { PlacedCell } from '../../analysis/attention/pointed.ts';
import type { Side } from '../../text/token.ts';

/** A mask by name, as the reader chooses it; null is each model's own. */
export type MaskChoice =
  | 'bidirectional'
  | 'causal'
  | { readonly prefix: number }
  | { readonly window: number }
  | { readonly hide: number };

/** Which models it is for. */
export type On = 'both' | Side;

export const MAX_FLIPS = 64;

const PATTERN = /^(prefix|window|hide)\.(\d{1,5})$/;

const maskChoice: Kind<MaskChoice> = {
  hint: 'bidirectional, causal, prefix.5, window.3 or hide.4',
  parse(text) {
    if (text === 'bidirectional' || text === 'causal') return text;
    const [, name, number] = PATTERN.exec(text) ?? [];
    const count = Number(number);
    if (name === 'prefix') return { prefix: count };
    if (name === 'window') return { window: count };
    return name === 'hide' ? { hide: count } : null;
  },
  write(choice) {
    if (typeof choice === 'string') return choice;
    const [[name, count]] = Object.entries(choice) as [[string, number]];
    return `${name}.${count}`;
  },
  isSame: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

const pointsAtToken = (mask: MaskChoice | null) =>
  typeof mask === 'object' && mask !== null && 'hide' in mask;

const NONE: readonly PlacedCell[] = [];

export const maskParameters = {
  /** In the tokens of the model that it is for; of the first that reads all of the text, where it is for both. */
  mask: parameter(maskChoice, null, (mask) => (pointsAtToken(mask) ? null : mask)),
  /** Cells of the mask that are turned over. */
  flip: pointing(cellList(MAX_FLIPS), NONE),
  on: parameter(side, 'both'),
  /** The layers that it holds for; null for all. */
  layers: parameter(layerList, null),
};
