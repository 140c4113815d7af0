/**
 * What the page cannot do without, and the first version of each browser that has it, after MDN's browser
 * compatibility data. The README names the versions that have all of it; `tsconfig.json` lets the source use
 * no newer part of the language's library.
 */
import { inEnglish, type Message, msg } from '#say';

interface Need {
  readonly name: Message | string;
  readonly since: { readonly chrome: number; readonly firefox: number; readonly safari: number };
  isMet(): boolean;
}

const NEEDS: readonly Need[] = [
  {
    name: msg`light-dark() in style sheets`,
    since: { chrome: 123, firefox: 120, safari: 17.5 },
    isMet: () => CSS.supports('color', 'light-dark(white, black)'),
  },
  {
    name: 'Intl.Segmenter',
    since: { chrome: 87, firefox: 125, safari: 14.1 },
    isMet: () => 'Segmenter' in Intl,
  },
  {
    name: msg`popovers`,
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
const VERSIONS = msg`Chrome and Edge ${first('chrome')}, Firefox ${first('firefox')}, Safari ${first('safari')}`;

/** The same in English, as the README says it. */
export const OLDEST = inEnglish(VERSIONS);

/** What this browser cannot do that the page needs, as a sentence; null where nothing is missing. */
export function unmetNeeds(): Message | null {
  const unmet = NEEDS.filter((need) => !need.isMet()).map(({ name }) => name);
  if (unmet.length === 0) return null;
  const lacks = unmet.reduce((all, each) => msg`${all}, and no ${each}`);
  return msg`Sightlines cannot run in this browser, which has no ${lacks}. It works from these versions on: ${VERSIONS}. Update the browser, or open the page in another.`;
}
