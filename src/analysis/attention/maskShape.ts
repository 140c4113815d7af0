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
  return mask.some((cell, index) => cell !== 0 && index % length > Math.floor(index / length));
}

/** @param mask [T, T], 1 where the row may read the column */
export function maskShape(mask: Uint8Array): MaskShape {
  const length = Math.sqrt(mask.length);
  let open = 0;
  let causal = true;
  for (let index = 0; index < mask.length; index++) {
    const isOpen = mask[index] !== 0;
    if (isOpen) open++;
    const isPast = index % length <= Math.floor(index / length);
    if (isOpen !== isPast) causal = false;
  }
  // A single token reads itself under either mask: bidirectional says all there is to say.
  const kind = open === mask.length ? 'bidirectional' : causal ? 'causal' : 'other';
  return { kind, open, total: mask.length };
}
