/**
 * Finds the Chromium that the browser tests drive.
 *
 * Order: the environment (CHROMIUM_PATH, CHROME_PATH), a Chrome or Chromium on this machine, the
 * browser that Playwright has installed, and only then an installation (apt-get as root, otherwise
 * Playwright's installer).
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';

/** A headless browser that makes no calls home. */
const QUIET = [
  '--headless=new',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What a reader without a graphics card has: drawn by the processor, which is several times faster than by software WebGL. */
export const CHROMIUM_FLAGS = [...QUIET, '--disable-gpu'];

/** The same with WebGL that is computed in software, where only some of the tests need it. */
export const SOFTWARE_FLAGS = [...CHROMIUM_FLAGS, '--enable-unsafe-swiftshader'];

/** All that is drawn by WebGL, too, in software: for a browser that believes that it has a graphics card. */
export const WEBGL_FLAGS = [
  ...QUIET,
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'chrome.exe',
];

const FIXED_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a usable Chromium, or undefined when there is none on this machine. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  for (const variable of ['CHROMIUM_PATH', 'CHROME_PATH']) {
    const path = env[variable];
    if (!path) continue;
    if (!existsSync(path)) {
      throw new Error(`${variable} names ${path}, which does not exist: correct or unset it.`);
    }
    return path;
  }
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...FIXED_PATHS, chromium.executablePath()].find((path) => existsSync(path));
}

function run(command: string, args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: 'inherit', env }).status === 0;
}

/**
 * Finds a Chromium, installing one where there is none.
 *
 * @throws Error with one sentence that says what to install.
 */
export function ensureChromium(): string {
  const present = findChromium();
  if (present) return present;
  console.log('No Chrome or Chromium found: installing one.');
  const isRoot = process.getuid?.() === 0;
  if (isRoot && run('apt-get', ['update', '-qq'])) {
    run('apt-get', ['install', '-y', '-qq', 'chromium']);
  }
  if (!findChromium()) run('npx', ['playwright', 'install', 'chromium']);
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    'The browser tests need Chromium: install Google Chrome or Chromium, or set CHROMIUM_PATH to its executable.',
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(ensureChromium());
