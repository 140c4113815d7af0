import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium, WEBGL_FLAGS } from '../run/chromium.ts';
import { PORT } from './ports.ts';

const executablePath = ensureChromium();

// Drawn once for all workers and tries: a second try meets the states that the first one met.
process.env.FLOOD_SEED ??= String(Math.floor(Math.random() * 1e6));

export default defineConfig({
  testDir: '.',
  globalSetup: './serve.ts',
  outputDir: '../.results/e2e',
  workers: 2,
  fullyParallel: true,
  // A second try, because a busy machine can starve a browser; what needed one is reported as flaky.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    // What cannot be pressed is named, well before the test's own time is over.
    actionTimeout: 30_000,
    baseURL: `http://localhost:${PORT}/`,
    // What they would answer by themselves could not be made to fail; the tests of them allow them.
    serviceWorkers: 'block',
    launchOptions: { executablePath, args: CHROMIUM_FLAGS },
  },
  projects: [
    { name: 'page', grepInvert: /@webgl/ },
    {
      name: 'webgl',
      grep: /@webgl/,
      use: { launchOptions: { executablePath, args: WEBGL_FLAGS } },
    },
  ],
});
