/** A made-up language: every letter of the source's texts has an accent, and every text is 40% longer. */
import { read } from '../../src/build/messages/catalogues.ts';
import { compiled } from '../../src/build/messages/compile.ts';
import { languages, SOURCE } from '../../src/language/languages.ts';
import type { Catalogue, Translation } from '../../src/language/translation.ts';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = 'áƀćđéƒǵħíĵķłḿńóƥɋŕśŧúṽẃẋýźÁɃĆĐÉƑǴĦÍĴĶŁḾŃÓƤɊŔŚŦÚṼẂẊÝŹ';

const accented = (text: string) =>
  text.replace(/<\/?\w+>|[a-z]/gi, (found) => ACCENTED[PLAIN.indexOf(found)] ?? found);

/** The same text, longer by words of its own length. */
function longer(text: string): string {
  const more = Math.ceil(text.replace(/<\/?\w+>/g, '').trim().length * 0.4);
  const parts = text.split(/(<\/?\w+>)/);
  const last = parts.findLastIndex((part, at) => at % 2 === 0 && /\p{L}/u.test(part));
  return parts
    .map((part, at) =>
      at === last
        ? part.replace(/(?<=\p{L})(?=\P{L}*$)/u, ` ${'ø'.repeat(Math.max(1, more - 1))}`)
        : part,
    )
    .join('');
}

function madeUp(translation: Translation): Translation {
  const told = (text: string) => longer(accented(text));
  if (typeof translation === 'string') return told(translation);
  return translation.map((token) => {
    if (typeof token === 'string') return told(token);
    if (typeof token === 'number') return token;
    const [at, by, forms] = token;
    const each = Object.entries(forms).map(([form, inner]) => [form, madeUp(inner)]);
    return [at, by, Object.fromEntries(each)] as const;
  });
}

/** Everything that the page's catalogues hold, in the made-up language. */
export async function madeUpCatalogue(): Promise<Catalogue> {
  const [any] = languages.filter((each) => each !== SOURCE);
  const entries = await read(any!);
  return Object.fromEntries(
    entries.map((entry) => {
      const { key, translation } = compiled({ ...entry, translation: entry.message });
      return [key, madeUp(translation)];
    }),
  );
}
