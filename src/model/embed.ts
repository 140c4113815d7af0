/** The input of the first block: what token, position and segment contribute, summed. */
import { BLANK, isBlank } from '../text/blank.ts';
import type { Encoding } from '../text/token.ts';
import type { Embeddings } from './weights/parameters.ts';

/**
 * The sum of the embeddings of each token, its position and its segment, on the host, row-major, for
 * the tokens from `first` on: [size − first, D]. Rows from T on, the padding, are 0.
 *
 * @throws RangeError when the reading is longer than the model's positions, or holds an id or a
 * segment that the model has no row for.
 */
export function embed(
  { tokens, segments }: Encoding,
  { words, positions, segments: types }: Embeddings,
  size: number,
  first = 0,
): Float32Array {
  const width = words.shape[1]!;
  const embedded = new Float32Array((size - first) * width);
  const addRow = (
    { shape, values }: Embeddings['words'],
    row: number,
    at: number,
    what: string,
  ) => {
    if (!(row >= 0 && row < shape[0]!)) {
      throw new RangeError(`The model has no ${what} ${row}: it has ${shape[0]}.`);
    }
    for (let i = 0; i < width; i++) embedded[at + i]! += values[row * width + i]!;
  };
  for (let position = first; position < tokens.length; position++) {
    const at = (position - first) * width;
    if (isBlank(tokens[position]!) && tokens[position]!.id < 0) {
      throw new RangeError(
        `The vocabulary of this model has no blank: write a word in the place of ${BLANK}.`,
      );
    }
    addRow(words, tokens[position]!.id, at, 'token');
    addRow(positions, position, at, 'position');
    if (types) addRow(types, segments[position]!, at, 'segment');
  }
  return embedded;
}
