import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { aheadVersion } from './src/build/aheadVersion.ts';
import { bundleBudget } from './src/build/bundleBudget.ts';
import { contentSecurityPolicy } from './src/build/csp.ts';
import { besideEntry, entriesStandAlone } from './src/build/entries.ts';
import { kernelModules } from './src/build/kernelModules.ts';
import { cataloguePart, messages } from './src/build/messages/plugin.ts';
import { dataVersion } from './src/build/published.ts';
import { serviceWorker } from './src/build/serviceWorker.ts';
import { findChromium, SOFTWARE_FLAGS } from './tests/run/chromium.ts';
import { isWhole } from './tests/support/breadth.ts';

const version = dataVersion('public');

export default defineConfig(({ command }) => ({
  base: './',
  plugins: [
    react({ jsxImportSource: '#jsx' }),
    kernelModules(),
    messages(),
    aheadVersion(version),
    bundleBudget(),
    entriesStandAlone(),
    contentSecurityPolicy(),
    command === 'build' && serviceWorker(version),
  ],
  // Elsewhere the files are what they are at the moment.
  define: command === 'build' ? { __DATA_VERSION__: JSON.stringify(version) } : {},
  worker: {
    format: 'es' as const,
    plugins: () => [kernelModules()],
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [besideEntry('engine', /\/src\/engine\/worker\.ts$/)] },
        // Each backend is a part of its own, and says which. The rest is named apart from the page's chunks: one
        // that both hold would otherwise have one address, and be asked for twice.
        chunkFileNames({
          facadeModuleId,
          name,
        }: {
          readonly facadeModuleId: string | null;
          readonly name: string;
        }) {
          const backend = /engine\/backends\/(\w+)\.ts/.exec(facadeModuleId ?? '')?.[1];
          const part = backend ? `backend-${backend}` : name === 'engine' ? name : `engine-${name}`;
          return `assets/${part}-[hash].js`;
        },
      },
    },
  },
  // The page's policy lets in files, and nothing that is written out in a style sheet.
  build: {
    target: 'es2022',
    sourcemap: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [besideEntry('first', /\/index\.html$|\/src\/main\.tsx$/)] },
        chunkFileNames({ facadeModuleId }: { readonly facadeModuleId: string | null }) {
          return `assets/${cataloguePart(facadeModuleId) ?? '[name]'}-[hash].js`;
        },
      },
    },
  },
  server: { port: 5173 },
  preview: { port: 4173 },
  test: {
    projects: [
      {
        extends: true as const,
        test: {
          name: 'unit',
          maxWorkers: 2,
          // Files share their modules, which halves the time; in a run of everything each has its own.
          isolate: isWhole,
          environment: 'node',
          // The shipped models run in some of them, on machines that may be busy.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['tests/**/*.test.{ts,tsx}'],
          // These need a browser.
          exclude: ['tests/{browser,e2e}/**'],
        },
      },
      {
        extends: true as const,
        // Found only once the worker runs, which would reload the page in the middle of a test.
        optimizeDeps: {
          entries: ['src/engine/backends/*.ts', 'tests/browser/**/*.test.{ts,tsx}'],
          include: [
            '@huggingface/tokenizers',
            '@noble/hashes/sha2.js',
            '@noble/hashes/utils.js',
            '@tensorflow/tfjs-core',
            'comlink',
            'd3',
            'vitest-browser-react',
            'zod/mini',
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findChromium() ?? '', args: SOFTWARE_FLAGS },
            }),
            instances: [{ browser: 'chromium' as const }],
          },
        },
      },
    ],
  },
}));
