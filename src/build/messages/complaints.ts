/** What is wrong with the catalogues of a language, a sentence each. */
import { type Entry, extract, read } from './catalogues.ts';
import { compiled } from './compile.ts';
import { STRICT } from './strict.ts';

const idOf = ({ message, context = '' }: Entry) => `${context}\u0004${message}`;

/**
 * @param said what the source says @param known what the catalogues hold
 * @param strict whether everything has to be translated
 */
export function complaintsOf(
  said: readonly Entry[],
  known: readonly Entry[],
  strict = STRICT,
): string[] {
  const told = new Set(known.map(idOf));
  const unknown = said
    .filter((entry) => strict && !told.has(idOf(entry)))
    .map(
      ({ message, origins }) =>
        `“${message}” (${origins[0]}) is in no catalogue: run npm run messages.`,
    );
  const missing = known
    .filter(({ translation }) => strict && translation === '')
    .map(({ message, file }) => `${file} has no translation of “${message}”.`);
  const wrong: string[] = [];
  const patterns = new Map<string, string>();
  const firsts = new Map<string, { readonly file: string; readonly written: string }>();
  for (const entry of known) {
    try {
      // What is not translated yet still has to be a message that can be.
      const { key, pattern, translation } = compiled({
        ...entry,
        translation: entry.translation || entry.message,
      });
      const other = patterns.get(key);
      if (other !== undefined && other !== pattern) {
        wrong.push(`“${other}” and “${pattern}” have one key: word one of them otherwise.`);
      }
      patterns.set(key, pattern);
      if (entry.translation === '') continue;
      const written = JSON.stringify(translation);
      const first = firsts.get(key);
      if (first && first.written !== written) {
        wrong.push(
          `“${entry.message}” is translated in two ways, in ${first.file} and ${entry.file}, and the page knows one: translate them alike, or give one a context.`,
        );
      }
      firsts.set(key, first ?? { file: entry.file, written });
    } catch (error) {
      wrong.push((error as Error).message);
    }
  }
  return [...unknown, ...missing, ...wrong];
}

/** The complaints about a language as the project stands. */
export async function complaintsAbout(language: string, strict = STRICT): Promise<string[]> {
  const [said, known] = await Promise.all([extract(), read(language)]);
  return complaintsOf(said, known, strict);
}
