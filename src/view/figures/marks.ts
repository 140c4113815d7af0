/** What is marked in a matrix, over its cells: outlines in units of cells. */
import { createContext, useContext } from 'react';
import type { Side } from '../../text/token.ts';

export interface Mark {
  readonly key: string;
  /** A path of SVG, in units of cells from the first cell's corner. */
  readonly path: string;
  /** Whether the others stand back for it. */
  readonly isStrong: boolean;
}

export type Marks = Readonly<Record<Side, readonly Mark[]>>;

const NONE: Marks = { left: [], right: [] };

/** What the matrices within are marked with. */
export const MarksContext = createContext<Marks>(NONE);

export const useMarks = (side: Side): readonly Mark[] => useContext(MarksContext)[side];
