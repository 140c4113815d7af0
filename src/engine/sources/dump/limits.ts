/** How much of a stranger's file is taken in, and how much of it at once. */

const MB = 2 ** 20;

/** Attention of no more than this, in singles, is held whole; of more, a head at a time is read of the file. */
export const WHOLE = 256 * MB;

/**
 * Cross-attention of no more than this, as a matrix of the tokens of both texts, is held as one; of more, a head at
 * a time is made.
 */
export const WHOLE_ACROSS = 64 * MB;

/** What is packed, once it is unpacked: it has to be held whole. */
export const UNPACKED = 256 * MB;

/** JSON has to be parsed whole, and takes several times its own room then. */
export const JSON_TEXT = 64 * MB;

/** A safetensors header with the tokens of the longest text, many times over. */
export const HEADER = 4 * MB;

/** T: a matrix of singles has 16 MB then, a mask 4 MB. */
export const TOKENS = 2048;

/** Of one token's name, and of a text, in UTF-16 units. */
export const TOKEN_NAME = 1000;
export const TEXT = 100_000;

/** L · H */
export const HEADS = 16_384;

/** Arrays in a file: steps of writing make one for each layer. */
export const ARRAYS = 100_000;
