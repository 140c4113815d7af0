/** What puts a picture into another page. */
import { t } from '#say';
import type { Language } from '../language/languages.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  '<': '&lt;',
  '>': '&gt;',
};

const attribute = (text: string) => text.replace(/[&"<>]/g, (character) => ENTITIES[character]!);

/** CSS pixels: both pictures stand side by side in it, with the sentence above them. */
export const EMBED_SIZE = { width: 800, height: 500 };

/**
 * The address of the picture alone.
 *
 * @param link of the whole page
 * @param language of the picture, whoever looks at it; null for the reader's own
 */
export function embedLink(link: string, language: Language | null = null): string {
  const url = new URL(link);
  url.searchParams.set('embed', '1');
  if (language !== null) url.searchParams.set('lang', language);
  return url.href;
}

/**
 * An `<iframe>` for somebody's HTML.
 *
 * @param link of the whole page
 * @param sentence what it is a picture of, for those who do not see it
 * @param language what the page was set to where it was made: it is said around the picture, too
 */
export function embedCode(
  link: string,
  sentence: string,
  language: Language | null = null,
): string {
  const { width, height } = EMBED_SIZE;
  const title = t`Sightlines: ${sentence}`;
  return `<iframe src="${attribute(embedLink(link, language))}" title="${attribute(title)}" width="${width}" height="${height}" style="border: 0; max-width: 100%" loading="lazy" allow="clipboard-write; fullscreen"></iframe>`;
}
