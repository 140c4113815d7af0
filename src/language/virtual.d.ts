declare module 'virtual:messages' {
  import type { Language } from './languages.ts';
  import type { Catalogue } from './translation.ts';

  interface Part {
    /** Where it was fetched from. */
    readonly address: string;
    readonly messages: Catalogue;
  }
  export const catalogues: Readonly<
    Partial<Record<Language, Readonly<Record<'first' | 'rest', () => Promise<Part>>>>>
  >;
}
