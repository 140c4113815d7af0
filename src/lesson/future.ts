/**
 * Who could know the answer. A model that writes is asked at every token for the next one: a token that may
 * read the next one has the answer before its eyes, at once, or by way of a token that has read it a layer
 * before.
 */

/**
 * Of each token, whether what it knows after all layers holds the token after it.
 *
 * @param mask [T, T], 1 where the row may read the column
 * @param layers how many times each token reads
 * @returns [T − 1]: the last token has nothing after it
 */
export function knowsNext(mask: ArrayLike<number>, layers: number): readonly boolean[] {
  const count = Math.round(Math.sqrt(mask.length));
  // What a token holds: at first itself; the residual stream keeps it.
  let holds = Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (__, column) => row === column),
  );
  for (let layer = 0; layer < layers; layer++) {
    const before = holds;
    holds = before.map((own, row) =>
      own.map(
        (has, what) =>
          has || before.some((of, column) => mask[row * count + column] && of[what] === true),
      ),
    );
  }
  return Array.from({ length: Math.max(0, count - 1) }, (_, row) => holds[row]![row + 1]!);
}
