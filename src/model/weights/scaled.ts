/**
 * Matrices kept in eight bits: a signed byte for each weight and a scale for each block of a row, so
 * that a weight is its byte times the scale of its block. `training/quantize.py` writes them.
 */

/**
 * The values of a matrix, row-major. Exact where the scales are halves: their eleven bits and a
 * byte's seven fit the 24 of a single.
 *
 * @param codes [rows, columns]
 * @param scales [rows, blocks]; the blocks of a row are equally long.
 */
export function decodeScaled(codes: Int8Array, scales: Float32Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(codes.length);
  const length = codes.length / scales.length;
  for (let block = 0, at = 0; block < scales.length; block++) {
    const scale = scales[block]!;
    for (const end = at + length; at < end; at++) values[at] = codes[at]! * scale;
  }
  return values;
}
