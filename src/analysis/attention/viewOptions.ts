/**
 * How a model's attention is looked at: one head or a mean of several, token by token or word by
 * word, as a matrix or as arcs. They change what is drawn, never what the model computed.
 */
import type { Side } from '../../text/token.ts';
import type { HeadChoice } from './head.ts';

/** One head; the mean of its layer; the mean of all heads; attention rollout (Abnar and Zuidema 2020). */
export const SUBJECTS = ['head', 'layer', 'all', 'rollout'] as const;
export type Subject = (typeof SUBJECTS)[number];

export const UNITS = ['tokens', 'words'] as const;
export type Unit = (typeof UNITS)[number];

/** A matrix; arcs from the token in focus; arcs from every token. */
export const PICTURES = ['matrix', 'arcs', 'all-arcs'] as const;
export type Picture = (typeof PICTURES)[number];

export interface ViewOptions {
  readonly of: Subject;
  readonly by: Unit;
  readonly picture: Picture;
  /** Heads whose arcs are drawn beside the chosen one's. */
  readonly also: Readonly<Record<Side, readonly HeadChoice[]>>;
}

export const PLAIN_VIEW_OPTIONS: ViewOptions = {
  of: 'head',
  by: 'tokens',
  picture: 'matrix',
  also: { left: [], right: [] },
};
