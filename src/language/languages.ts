/** The languages that the page can be read in. A further one is a line here, and the files that `npm run messages` writes. */
export const LANGUAGES = {
  /** What the source is written in: its texts are in the program, and no catalogue is fetched. */
  en: { name: 'English', short: 'En', locale: 'en-GB', tag: 'en' },
  zh: { name: '中文', short: '中', locale: 'zh-CN', tag: 'zh-Hans' },
} as const satisfies Readonly<Record<string, LanguageFacts>>;

interface LanguageFacts {
  /** What it calls itself. */
  readonly name: string;
  /** The same where there is room for hardly more than a letter. */
  readonly short: string;
  /** What `Intl` knows it by. */
  readonly locale: string;
  /** Its `lang` attribute. */
  readonly tag: string;
}

export type Language = keyof typeof LANGUAGES;

export const SOURCE = 'en' satisfies Language;

export const languages = Object.keys(LANGUAGES) as Language[];

export const isLanguage = (name: string | null): name is Language =>
  name !== null && Object.hasOwn(LANGUAGES, name);

/** The first language that a reader knows and the page has, else the source's. @param known tags such as `zh-TW` */
export function bestOf(known: readonly string[]): Language {
  const primary = known.map((tag) => tag.toLowerCase().split('-')[0]!);
  return primary.find(isLanguage) ?? SOURCE;
}
