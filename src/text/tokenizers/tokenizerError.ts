/** Thrown when a tokenizer's files are not what this program can use. */
export class TokenizerError extends Error {
  override name = 'TokenizerError';
}
