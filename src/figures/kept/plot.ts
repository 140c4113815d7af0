/** What every figure becomes before it is put on a card. */
import type { Side } from '../../text/token.ts';
import type { Item } from '../scene.ts';
import type { Words } from './words.ts';

/** A figure with its axes, in CSS pixels from its own upper left corner. */
export interface Plot {
  readonly width: number;
  readonly height: number;
  readonly items: readonly Item[];
}

/** What a figure's colours and marks mean. */
export interface Legend {
  readonly scale: Scale | null;
  readonly marks: readonly Mark[];
}

export type Scale =
  | { readonly kind: 'weight' }
  | { readonly kind: 'arcs' }
  /** More ink for more, from some of it on, each end with what it means. */
  | { readonly kind: 'ink'; readonly from: number; readonly less: Words; readonly more: Words }
  /** From less to more than nothing, each end with what it means. */
  | {
      readonly kind: 'diverging';
      readonly of: 'models' | 'change';
      readonly less: Words;
      readonly more: Words;
    };

export interface Mark {
  readonly mark:
    | 'zero'
    | 'forbidden'
    | 'unread'
    | 'hidden'
    | 'absent'
    | 'open'
    | 'bar'
    | 'end'
    | 'tick'
    | 'line'
    | 'strip';
  readonly text: Words;
  /** Of a bar: whose. */
  readonly side?: Side;
}

export const NO_LEGEND: Legend = { scale: null, marks: [] };
