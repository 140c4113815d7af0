/**
 * Tells `public/ahead.js` which version of the examples this build asks for: it runs before the program,
 * which has that number in it, and its hint is of use only where both name the same address.
 */
import type { Plugin } from 'vite';

const TAG = '<script async src="./ahead.js">';

/** @param version of the examples' files, which stands in their addresses */
export function aheadVersion(version: string): Plugin {
  return {
    name: 'sightlines:ahead-version',
    apply: 'build',
    transformIndexHtml(html) {
      if (!html.includes(TAG)) throw new Error(`index.html has no ${TAG} to tell the version to.`);
      return html.replace(TAG, TAG.replace('>', ` data-version="${version}">`));
    },
  };
}
