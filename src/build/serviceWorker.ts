/**
 * Builds `src/offline/sw.ts` with the list of everything that the page consists of: program, styles,
 * fonts, examples. The models are not in it; the page keeps them itself, by their content
 * (`src/engine/store.ts`).
 */
import type { PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { CATALOGUE } from '../offline/catalogues.ts';
import { DATA_FOLDERS } from './published.ts';

/** @param version of the examples' files, which stands in their addresses */
export function serviceWorker(version: string): PluginOption {
  const isData = new RegExp(`^(?:${DATA_FOLDERS.join('|')})/`);
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/offline',
    filename: 'sw.ts',
    // The page registers it by itself, once it has nothing better to do.
    injectRegister: false,
    manifest: false,
    injectManifest: {
      // Service workers that are modules are not everywhere yet.
      rollupFormat: 'iife',
      globPatterns: ['**/*.{html,js,css,wasm,woff2,svg,json}', 'models/*/README.md'],
      // Catalogues are kept by those who read them.
      globIgnores: ['models/**/*.json', `assets/${CATALOGUE}*`],
      // These carry their hash in their names.
      dontCacheBustURLsMatching: /^assets\//,
      maximumFileSizeToCacheInBytes: 4e6,
      manifestTransforms: [
        (entries) => ({
          manifest: entries.map((entry) =>
            isData.test(entry.url)
              ? { ...entry, url: `${entry.url}?v=${version}`, revision: null }
              : entry,
          ),
        }),
      ],
    },
  });
}
