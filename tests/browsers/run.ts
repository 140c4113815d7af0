/**
 * `npm run test:browsers`: the production build in Firefox and WebKit, where they are installed.
 *
 * --install  on Debian, as root: installs those that are missing
 * --built    takes the build that is there
 * NAME …     only in these: firefox, webkit
 */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { startHost } from '../e2e/host.ts';
import type { Engine } from './browser.ts';
import { endAll, endOnInterrupt, once } from './cleanup.ts';
import { firefox } from './firefox.ts';
import { CHECKS, type Check, type Setting } from './smoke.ts';
import { webkit } from './webkit.ts';

const ENGINES: readonly Engine[] = [firefox, webkit];

/** What became of the checks in all browsers together. */
export interface Tally {
  passed: number;
  failed: number;
  /** In browsers that are not installed. */
  skipped: number;
}

/** @throws Error with a sentence where it cannot be done. */
export function installBrowsers(): void {
  const packages = ENGINES.filter((engine) => engine.missing()).flatMap(
    (engine) => engine.packages,
  );
  if (packages.length === 0) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: 'inherit', env }).status === 0;
  const isDone =
    process.getuid?.() === 0 &&
    apt('update', '-qq') &&
    apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  if (isDone) return;
  throw new Error(
    `Browsers are only installed on Debian, as root: install ${packages.join(', ')} by hand.`,
  );
}

/** Longer than all checks of one browser take on a busy machine. */
const LIMIT_MS = 240_000;

/** What `npm run test:all` knows a check by that failed at first. */
const SECOND_TRY = '✓ on a second try:';

/** An error of a driver may have a name and no message. */
const told = (error: unknown) =>
  error instanceof Error ? `${error.name}: ${error.message || 'no reason is given'}` : error;

/** Whether a check passes, if need be on a second try: now and then a driver drops a command. Says how it went. */
async function passes({ title, run }: Check, setting: Setting): Promise<boolean> {
  for (const mark of ['✓', SECOND_TRY]) {
    const start = performance.now();
    try {
      await run(setting);
      console.log(`  ${mark} ${title} (${Math.round(performance.now() - start)} ms)`);
      return true;
    } catch (error) {
      console.log(`  ✗ ${title}\n    ${told(error)}`);
    }
  }
  return false;
}

async function inEngine(engine: Engine, folder: string): Promise<Tally> {
  const { name } = engine;
  const missing = engine.missing();
  if (missing) {
    console.log(`\n== ${name}: SKIPPED, because ${missing} is not installed`);
    return { passed: 0, failed: 0, skipped: CHECKS.length };
  }
  const tally = { passed: 0, failed: 0, skipped: 0 };
  const late = setTimeout(() => {
    console.log(`  ${name} took more than ${LIMIT_MS / 1000} s: closing it.`);
    void endAll();
  }, LIMIT_MS);
  try {
    const host = await startHost(folder);
    const closeHost = once(() => host.close());
    const { url, goSilent } = host;
    const browser = await engine.launch();
    console.log(`\n== ${name} ${browser.version}`);
    await browser.resize(1280, 1000);
    for (const check of CHECKS) {
      if (await passes(check, { browser, url, goSilent })) tally.passed++;
      else tally.failed++;
    }
    await browser.close();
    await closeHost();
  } catch (error) {
    // What was not reached has not passed.
    tally.failed = CHECKS.length - tally.passed;
    console.log(`\n== ${name}: ${error instanceof Error ? error.message : error}`);
  } finally {
    clearTimeout(late);
  }
  console.log(`${name}: ${tally.passed} passed, ${tally.failed} failed`);
  return tally;
}

/** Runs the smoke test on a build, in one browser after the other; ends all that it began. */
export async function testBrowsers({
  folder = 'dist',
  engines = ENGINES,
}: {
  readonly folder?: string;
  readonly engines?: readonly Engine[];
} = {}): Promise<Tally> {
  endOnInterrupt();
  const sum = { passed: 0, failed: 0, skipped: 0 };
  try {
    for (const engine of engines) {
      const { passed, failed, skipped } = await inEngine(engine, folder);
      sum.passed += passed;
      sum.failed += failed;
      sum.skipped += skipped;
    }
  } finally {
    await endAll();
  }
  return sum;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const options = new Set(process.argv.slice(2));
  if (options.has('--install')) installBrowsers();
  if (!options.has('--built')) await build({ logLevel: 'warn' });
  const named = ENGINES.filter(({ name }) => options.has(name.toLowerCase()));
  const engines = named.length > 0 ? named : ENGINES;
  const { passed, failed, skipped } = await testBrowsers({ engines });
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = failed > 0 ? 1 : 0;
}
