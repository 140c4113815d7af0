/**
 * Gives the page its catalogues: `virtual:messages` names those of every language, each in two parts that are
 * fetched when somebody reads that language, what stands on the first screen and the rest. A build fails
 * where the catalogues are wrong; or incomplete, once that counts (`strict.ts`).
 */
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { languages, SOURCE } from '../../language/languages.ts';
import type { Translation } from '../../language/translation.ts';
import { CATALOGUE } from '../../offline/catalogues.ts';
import { catalogues, fileOf, read } from './catalogues.ts';
import { compiled } from './compile.ts';
import { complaintsAbout } from './complaints.ts';
import { firstFiles } from './first.ts';

const NAME = 'virtual:messages';

const PARTS = ['first', 'rest'] as const;
type Part = (typeof PARTS)[number];

const translated = languages.filter((each) => each !== SOURCE);

/** A module that says how each part of each language is fetched. */
function list(): string {
  const parts = translated.map((language) => {
    const fetched = PARTS.map((part) => `${part}: () => import('${NAME}/${language}/${part}')`);
    return `${language}: { ${fetched.join(', ')} }`;
  });
  return `export const catalogues = { ${parts.join(', ')} };`;
}

/** The translations of a part by the keys of their messages. */
export async function part(language: string, which: Part): Promise<Record<string, Translation>> {
  const first = firstFiles();
  const own = (await read(language)).filter(
    ({ translation, origins }) =>
      translation !== '' && origins.some((file) => first.has(file)) === (which === 'first'),
  );
  return Object.fromEntries(
    own.map((entry) => {
      const { key, translation } = compiled(entry);
      return [key, translation];
    }),
  );
}

/** What the file of a catalogue's part is called; null for any other module's. */
export function cataloguePart(module: string | null): string | null {
  const [, language, which] = module?.split(NAME)[1]?.split('/') ?? [];
  return which === undefined ? null : `${CATALOGUE}${language}-${which}`;
}

export function messages(): Plugin {
  let isBuild = false;
  return {
    name: 'sightlines:messages',
    configResolved({ command }) {
      isBuild = command === 'build';
    },
    async buildStart() {
      if (!isBuild) return;
      for (const language of translated) {
        const [complaint] = await complaintsAbout(language);
        if (complaint) this.error(complaint);
      }
    },
    resolveId: (id) => (id.startsWith(NAME) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${NAME}`)) return undefined;
      const [, language, which] = id.slice(1).split('/');
      if (language === undefined) return list();
      for (const each of await catalogues()) this.addWatchFile(resolve(fileOf(each, language)));
      const known = JSON.stringify(await part(language, which as Part));
      // The page keeps what it has fetched by this address.
      return `export const address = import.meta.url; export const messages = ${known};`;
    },
  };
}
