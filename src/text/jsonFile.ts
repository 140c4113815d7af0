/** JSON files as data: parsed, checked, and refused in a sentence that says where they are wrong. */
import * as z from 'zod/mini';

/** Thrown when a JSON file is not what it should be; the message names the file and the field. */
export class FileError extends Error {
  override name = 'FileError';
}

/** At most this much of a file's own string is shown. */
const QUOTED = 40;

/** What a value is, in a few words however large it is. */
export function described(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
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
  file: string,
): z.output<Schema> {
  const result = z.safeParse(schema, json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  let found = json;
  for (const key of issue?.path ?? []) found = (found as Record<PropertyKey, unknown>)?.[key];
  const field = issue?.path.length ? issue.path.join('.') : 'it';
  throw new FileError(
    `${file} cannot be used: ${field} is ${described(found)} (${issue?.message ?? 'not valid'}).`,
  );
}

/** @throws FileError when the text is no JSON. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FileError(`${file} is not JSON: get it again from where it was published, whole.`);
  }
}

/** A text that is JSON of this schema. @throws FileError when it is not. */
export function readJson<Schema extends z.ZodMiniType>(
  schema: Schema,
  text: string,
  file: string,
): z.output<Schema> {
  return valid(schema, parseJson(text, file), file);
}
