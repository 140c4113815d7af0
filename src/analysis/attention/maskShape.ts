/** What a mask lets through, found from its values alone. */

export interface MaskShape {
  readonly kind: 'bidirectional' | 'causal' | 'other';
  /** Number of (row, column) pairs that the mask lets through. */
  readonly open: number;
  readonly total: number;
}

/** Whether some token reads one that comes later. @param mask [T, T] */
export function looksRight(mask: Uint8Array): boolean {
  const length = Math.sqrt(mask.length);
  for (let row = 0; row < length; row++) {
    if (mask.subarray(row * length + row + 1, (row + 1) * length).some(Boolean)) return true;
  }
  return false;
}

/** @param mask [T, T], 1 where the row may read the column */
export function maskShape(mask: Uint8Array): MaskShape {
  const length = Math.sqrt(mask.length);
  let open = 0;
  let causal = true;
  for (let row = 0, index = 0; row < length; row++) {
    for (let column = 0; column < length; column++, index++) {
      const isOpen = mask[index] !== 0;
      if (isOpen) open++;
      if (isOpen !== column <= row) causal = false;
    }
  }
  // A single token reads itself under either mask: bidirectional says all there is to say.
  const kind = open === mask.length ? 'bidirectional' : causal ? 'causal' : 'other';
  return { kind, open, total: mask.length };
}
