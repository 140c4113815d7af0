/**
 * The catalogues: one file a language beside the source that it is of, `src/<folder>/<language>.po`, so that
 * whoever works on one folder changes no other's. Lingui finds the messages, reads and writes the files.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CatalogType, extractFromFileWithBabel, getCatalogs } from '@lingui/cli/api';
import { type ExtractedMessage, type ExtractorType, makeConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';
import { languages, SOURCE } from '../../language/languages.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/** What the source imports the tags by. */
const TAGS = '#say';

/** A tag straight in the slot of another: it would be one message to the extractor, and two to the page. */
const NESTED = /\b(?:t|msg)`[^`]*\$\{\s*(?:t|msg)`/;

/** A choice that is not straight in a message: the extractor would not see it there, and the page would. */
function isLoose(code: string): boolean {
  const [, imported = ''] = /import\s*\{([^}]*)\}\s*from '#say'/.exec(code) ?? [];
  const choices = imported.split(/[\s,]+/).filter((name) => /^(?:plural|select\w*)$/.test(name));
  return choices.some((name) => new RegExp(`(?<!\\$\\{\\s*)\\b${name}\\(`).test(code));
}

/** A choice, to the end of its forms. */
const CHOICE = /\b(?:plural|select\w*)\([\s\S]*?\}\)/g;

/** The code as Lingui knows it: a message that is a form of a choice is a part of that choice. */
const withForms = (code: string): string =>
  code.replace(CHOICE, (choice) => choice.replaceAll('msg`', '`'));

/** Of these each folder has a catalogue of its own. */
const DEEP = ['experiments', 'view'];

const foldersIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map((each) => `${folder}/${each.name}`);

/** Below all languages what refuses has a tag of its own (`src/text/told.ts`), which is as good as a message's. */
const TOLD = /import \{[^}]*\btold\b[^}]*\} from '[^']*\btold\.ts';/;

const withTold = (code: string): string =>
  TOLD.test(code) ? `import { msg as told } from '${TAGS}';\n${code.replace(TOLD, '')}` : code;

const extractor: ExtractorType = {
  match: (file) => /(?<!\.d)\.tsx?$/.test(file),
  async extract(file, source, onMessage, context) {
    const code = withTold(source);
    if (!code.includes(`'${TAGS}'`)) return;
    if (NESTED.test(code)) {
      throw new Error(`${file} has a message straight in another's slot: make one of them.`);
    }
    if (isLoose(code)) {
      throw new Error(`${file} has a plural or the like that is not straight in a message's slot.`);
    }
    const plugins = ['typescript' as const, ...(file.endsWith('x') ? ['jsx' as const] : [])];
    await extractFromFileWithBabel(
      file,
      withForms(code),
      onMessage as (message: ExtractedMessage) => void,
      context!,
      {
        plugins,
      },
    );
  },
};

/** @param folder below the project's root, with a `/` between its parts */
function catalogueOf(folder: string) {
  const isDeep = ['src', ...DEEP.map((name) => `src/${name}`)].includes(folder);
  return {
    path: `${folder}/{locale}`,
    include: isDeep
      ? [`${folder}/*.ts`, `${folder}/*.tsx`]
      : [`${folder}/**/*.ts`, `${folder}/**/*.tsx`],
  };
}

const folders = [
  'src',
  ...foldersIn('src').flatMap((folder) => {
    const isDeep = DEEP.some((name) => folder === `src/${name}`);
    return isDeep ? [folder, ...foldersIn(folder)] : [folder];
  }),
];

const config = makeConfig({
  rootDir: ROOT,
  sourceLocale: SOURCE,
  locales: languages.filter((each) => each !== SOURCE),
  catalogs: folders.map(catalogueOf),
  macro: { corePackage: [TAGS] },
  extractors: [extractor],
  format: formatter({ lineNumbers: false }),
  orderBy: 'message',
});

export type Catalogues = Awaited<ReturnType<typeof getCatalogs>>;

export const catalogues = (): Promise<Catalogues> => getCatalogs(config);

/** What a catalogue file says of one message. */
export interface Entry {
  /** The catalogue's file, below the root. */
  readonly file: string;
  /** In ICU's syntax, as the extractor has written it. */
  readonly message: string;
  readonly context?: string;
  /** Empty until somebody has translated it. */
  readonly translation: string;
  /** The files of the source that say it. */
  readonly origins: readonly string[];
}

function entriesOf(file: string, catalogue: CatalogType): Entry[] {
  return Object.values(catalogue).map(({ message, context, translation, origin }) => ({
    file,
    message: message!,
    ...(context && { context }),
    translation: translation ?? '',
    origins: (origin ?? []).map(([name]) => name),
  }));
}

/** Everything that the catalogues of a language hold. */
export async function read(language: string): Promise<Entry[]> {
  const all = await catalogues();
  const read = await Promise.all(
    all
      .filter((each) => existsSync(each.getFilename(language)))
      .map(async (each) => entriesOf(fileOf(each, language), await each.read(language))),
  );
  return read.flat();
}

/** Everything that the source says, as catalogues that nobody has translated hold it. */
export async function extract(): Promise<Entry[]> {
  const all = await catalogues();
  const found = [];
  for (const each of all) {
    const messages = (await each.collect()) as CatalogType | undefined;
    if (!messages) throw new Error('A file could not be read: see above.');
    found.push(...entriesOf(each.path, messages));
  }
  return found;
}

/** The name of a catalogue's file below the root. */
export const fileOf = (catalogue: Catalogues[number], language: string): string =>
  `${catalogue.path.replace('{locale}', language)}.po`;
