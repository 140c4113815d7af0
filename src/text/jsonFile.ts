/** JSON files as data: parsed, checked, and refused in a sentence that says where they are wrong. */
import * as z from 'zod/mini';
import { inWords, type Told, ToldError, told } from './told.ts';

/** Thrown when a JSON file is not what it should be; the message names the file and the field. */
export class FileError extends ToldError {
  override name = 'FileError';
}

/** What schemas say of a field beside that it is not valid, by the same in English. */
const rules = new Map<string, Told>();

/** What a schema says where a value is not as it should be. */
export function rule(said: Told): string {
  const words = inWords(said);
  rules.set(words, said);
  return words;
}

/** At most this much of a file's own string is shown. */
const QUOTED = 40;

/** What a value is, in a few words however large it is. */
export function described(value: unknown): string | Told {
  if (value === undefined) return told`missing`;
  if (Array.isArray(value)) return told`a list`;
  if (typeof value === 'object' && value !== null) return told`an object`;
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > QUOTED ? `${value.slice(0, QUOTED)}…` : value);
}

/**
 * The value as the schema has it.
 *
 * @param file what to call the file.
 * @throws FileError that names the first field that is missing or malformed.
 */
export function valid<Schema extends z.ZodMiniType>(
  schema: Schema,
  json: unknown,
  file: string | Told,
): z.output<Schema> {
  const result = z.safeParse(schema, json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  let found = json;
  for (const key of issue?.path ?? []) found = (found as Record<PropertyKey, unknown>)?.[key];
  const field = issue?.path.length ? issue.path.join('.') : told`it`;
  const words = issue?.message ?? '';
  const rule = rules.get(words) ?? (words === 'Invalid input' ? told`Invalid input` : words);
  throw new FileError(told`${file} cannot be used: ${field} is ${described(found)} (${rule}).`);
}

/** @throws FileError when the text is no JSON. */
export function parseJson(text: string, file: string | Told): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FileError(
      told`${file} is not JSON: get it again from where it was published, whole.`,
    );
  }
}

/** A text that is JSON of this schema. @throws FileError when it is not. */
export function readJson<Schema extends z.ZodMiniType>(
  schema: Schema,
  text: string,
  file: string | Told,
): z.output<Schema> {
  return valid(schema, parseJson(text, file), file);
}
