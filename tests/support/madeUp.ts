/** A made-up language: every letter of the source's texts has an accent, and every text is 40% longer. */
import { read } from '../../src/build/messages/catalogues.ts';
import { compiled } from '../../src/build/messages/compile.ts';
import { languages, SOURCE } from '../../src/language/languages.ts';
import type { Catalogue, Translation } from '../../src/language/translation.ts';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = 'áƀćđéƒǵħíĵķłḿńóƥɋŕśŧúṽẃẋýźÁɃĆĐÉƑǴĦÍĴĶŁḾŃÓƤɊŔŚŦÚṼẂẊÝŹ';

const accented = (text: string) =>
  text.replace(/<\/?\w+>|[a-z]/gi, (found) => ACCENTED[PLAIN.indexOf(found)] ?? found);

const TAG = /(<\/?\w+>)/;

/** Letters of a word that is added. */
const WORD = 9;

/** The same text, longer by words: what stands before, within and after its tags. */
const longer = (text: string): string =>
  text
    .split(TAG)
    .map((part) => (TAG.test(part) ? part : longerPart(part)))
    .join('');

function longerPart(text: string): string {
  const more = Math.max(1, Math.ceil(text.trim().length * 0.4) - 1);
  const words = 'ø'.repeat(more).replace(new RegExp(`ø{${WORD}}(?=ø)`, 'g'), '$& ');
  return text.replace(/(?<=\p{L})(?=\P{L}*$)/u, ` ${words}`);
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
