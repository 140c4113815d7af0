/**
 * What the page cannot do without, and the first version of each browser that has it, after MDN's browser
 * compatibility data. The README names the versions that have all of it; `tsconfig.json` lets the source use
 * no newer part of the language's library.
 */

interface Need {
  readonly name: string;
  readonly since: { readonly chrome: number; readonly firefox: number; readonly safari: number };
  isMet(): boolean;
}

const NEEDS: readonly Need[] = [
  {
    name: 'light-dark() in style sheets',
    since: { chrome: 123, firefox: 120, safari: 17.5 },
    isMet: () => CSS.supports('color', 'light-dark(white, black)'),
  },
  {
    name: 'Intl.Segmenter',
    since: { chrome: 87, firefox: 125, safari: 14.1 },
    isMet: () => 'Segmenter' in Intl,
  },
  {
    name: 'popovers',
    since: { chrome: 114, firefox: 125, safari: 17 },
    isMet: () => 'showPopover' in HTMLElement.prototype,
  },
  {
    name: 'String.prototype.toWellFormed',
    since: { chrome: 111, firefox: 119, safari: 16.4 },
    isMet: () => 'toWellFormed' in String.prototype,
  },
  {
    name: 'Array.prototype.toSorted',
    since: { chrome: 110, firefox: 115, safari: 16 },
    isMet: () => 'toSorted' in Array.prototype,
  },
  {
    name: 'OffscreenCanvas',
    since: { chrome: 69, firefox: 105, safari: 16.4 },
    isMet: () => 'OffscreenCanvas' in globalThis,
  },
];

const first = (browser: keyof Need['since']) =>
  Math.max(...NEEDS.map(({ since }) => since[browser]));

/** The oldest browsers that the page works in. */
export const OLDEST = `Chrome and Edge ${first('chrome')}, Firefox ${first('firefox')}, Safari ${first('safari')}`;

/** What this browser cannot do that the page needs, as a sentence; null where nothing is missing. */
export function unmetNeeds(): string | null {
  const unmet = NEEDS.filter((need) => !need.isMet()).map(({ name }) => name);
  if (unmet.length === 0) return null;
  return `Sightlines cannot run in this browser, which has no ${unmet.join(', and no ')}. It works from these versions on: ${OLDEST}. Update the browser, or open the page in another.`;
}
