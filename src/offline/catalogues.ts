/** What the page's build and its service worker both know of the catalogues of other languages. */

/** How the names of their files begin. */
export const CATALOGUE = 'messages-';

/** Pages in other folders of the same host have stores of their own. */
export const catalogueStore = (base: URL): string => `sightlines languages ${base.pathname}`;
