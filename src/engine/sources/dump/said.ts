/** What a file says beside its arrays: tokens, text, model and mask, as strings of a stranger's. */
import { msg } from '#say';
import { counted, DumpError } from './dumpError.ts';
import { TEXT, TOKEN_NAME, TOKENS } from './limits.ts';

export interface Said {
  readonly tokens: readonly string[];
  readonly queryTokens: readonly string[] | null;
  readonly model: string | null;
  readonly text: string | null;
  readonly queryText: string | null;
  readonly causal: boolean | null;
}

/** What a file says in its `format`. */
export const FORMAT = 'sightlines-attention';
const VERSION = '1';

/** Where the tokens come from, for those who have none. */
const HELP = 'tokenizer.convert_ids_to_tokens(ids)';

const parts: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ...(['true', 'True', '1', 1, true] as const).map((value) => [value, true] as const),
  ...(['false', 'False', '0', 0, false] as const).map((value) => [value, false] as const),
]);

/** A list, or one that is written out in JSON. */
function list(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function names(said: ReadonlyMap<string, unknown>, name: string): string[] | null {
  const given = said.get(name);
  if (given === undefined || given === null) return null;
  const value = list(given);
  if (!Array.isArray(value) || value.length === 0) {
    throw new DumpError(
      msg`${name} is not a list of strings: write a JSON list with a name for each token, such as ${HELP}.`,
    );
  }
  if (value.length > TOKENS) {
    throw new DumpError(
      msg`There are ${value.length} ${name}, and at most ${TOKENS} can be shown: write a shorter text.`,
    );
  }
  const wrong = value.findIndex((each) => typeof each !== 'string' || each.length > TOKEN_NAME);
  if (wrong < 0) return value;
  throw new DumpError(
    msg`${name} has at place ${wrong} what is no short string: write a name for each token, such as ${HELP}.`,
  );
}

function string(said: ReadonlyMap<string, unknown>, name: string, most: number): string | null {
  const value = said.get(name);
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') {
    throw new DumpError(msg`${name} is no string: write it as one, or leave it out.`);
  }
  if (value.length <= most) return value;
  throw new DumpError(
    msg`${name} has ${counted(value.length, 'character')}, and at most ${most} are read: write a shorter one, or leave it out.`,
  );
}

function truth(said: ReadonlyMap<string, unknown>, name: string): boolean | null {
  const value = said.get(name);
  if (value === undefined || value === null) return null;
  const known = parts.get(value);
  if (known !== undefined) return known;
  throw new DumpError(
    msg`${name} is neither "true" nor "false": write one of them, or leave it out.`,
  );
}

/** @throws DumpError that names what is missing or no string. */
export function readSaid(said: ReadonlyMap<string, unknown>): Said {
  // Other tools write formats of their own there, such as `pt`.
  const version = said.get('version');
  if (said.get('format') === FORMAT && version !== undefined && String(version) !== VERSION) {
    throw new DumpError(
      msg`The file is of a version of ${FORMAT} that is not known here: write version ${VERSION}.`,
    );
  }
  const tokens = names(said, 'tokens');
  if (!tokens) {
    throw new DumpError(
      msg`The file has no tokens: write a list with a name for each token, such as ${HELP}.`,
    );
  }
  return {
    tokens,
    queryTokens: names(said, 'query_tokens'),
    model: string(said, 'model', TEXT),
    text: string(said, 'text', TEXT),
    queryText: string(said, 'query_text', TEXT),
    causal: truth(said, 'causal'),
  };
}
