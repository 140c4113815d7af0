/**
 * Why something is refused, below all languages: a sentence with what stands in its slots kept apart. It is what a
 * message is, so whoever knows the reader's language says it in that; here it is in English, for logs and scripts.
 */
export interface Told {
  /** What stands before, between and after the slots. */
  readonly strings: readonly string[];
  readonly slots: readonly (string | number | Told)[];
}

/** Of a template; its words are in the catalogues, as those of `msg` are. */
export const told = (
  strings: TemplateStringsArray,
  ...slots: readonly (string | number | Told)[]
): Told => ({ strings, slots });

/** In English. */
export const inWords = ({ strings, slots }: Told): string =>
  strings
    .map((text, at) => {
      const slot = slots[at - 1] ?? '';
      return (typeof slot === 'object' ? inWords(slot) : String(slot)) + text;
    })
    .join('');

/** An error that can be said in any language. */
export class ToldError extends Error {
  readonly #said: Told | string;

  /** @param said what is no template is the same in every language */
  constructor(said: Told | string, options?: ErrorOptions) {
    super(typeof said === 'string' ? said : inWords(said), options);
    this.#said = said;
  }

  get said(): Told | undefined {
    return typeof this.#said === 'string' ? undefined : this.#said;
  }
}

/** A value that cannot be used, and why. */
export class ToldRangeError extends RangeError {
  readonly #said: Told;

  constructor(said: Told) {
    super(inWords(said));
    this.#said = said;
  }

  get said(): Told {
    return this.#said;
  }
}
