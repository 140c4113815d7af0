/** Thrown when a tokenizer's files are not what this program can use. */
import { ToldError } from '../told.ts';
export class TokenizerError extends ToldError {
  override name = 'TokenizerError';
}
