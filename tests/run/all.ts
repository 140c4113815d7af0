/**
 * `npm test`: format and lint, types, the production build, training, unit, real-browser and end-to-end
 * tests. Each stage runs even when an earlier one failed; the last line counts. `npm run test:all` is the
 * same with everything that a run of minutes leaves out (tests/support/breadth.ts), and other browsers.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium } from './chromium.ts';
import { run } from './process.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** What failed, by name: the end of the print is all that a reader of a long log sees. */
  readonly failures?: readonly string[];
  /** Titles of what passed only on a second try. */
  readonly flaky?: readonly string[];
}

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });
const isWhole = values.all;
if (isWhole) process.env.TEST_BREADTH = 'all';

const RESULTS = 'tests/.results';
/** More than the longest stage takes on a slow machine. */
const STAGE_MINUTES = isWhole ? 60 : 30;
const local = (name: string) => join('node_modules', '.bin', name);

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

const took: string[] = [];

async function stage(
  title: string,
  command: string,
  args: readonly string[],
  { env = {}, quiet = false } = {},
) {
  if (!quiet) console.log(`\n== ${title}`);
  const ended = await run(command, args, { env, quiet, minutes: STAGE_MINUTES });
  if (quiet) console.log(`\n== ${title}\n${ended.printed.trim()}`);
  if (ended.stopped) console.log(`\n${title}: ${ended.stopped}.`);
  took.push(`${title} ${(ended.took / 1000).toFixed(0)} s`);
  return ended;
}

/** A stage that has no test runner: it counts as one test. */
async function check(title: string, command: string, args: readonly string[]): Promise<Tally> {
  const { ok } = await stage(title, command, args, { quiet: true });
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, failures: [title] };
}

/** A Python that has PyTorch and NumPy, or null. */
function pythonWithTorch(): string | null {
  const works = (name: string) =>
    spawnSync(name, ['-c', 'import numpy, torch'], { stdio: 'ignore' }).status === 0;
  return ['/usr/bin/python3', 'python3', 'python'].find(works) ?? null;
}

/** The training pipeline's own tests, where PyTorch is installed. */
async function training(): Promise<Tally> {
  const python = pythonWithTorch();
  if (python === null) {
    console.log('\n== training tests: SKIPPED, because no Python here has PyTorch and NumPy');
    return { passed: 0, failed: 0 };
  }
  const args = ['-m', 'unittest', 'discover', '-s', 'training/tests', '-t', '.'];
  const { ok, printed } = await stage('training tests', python, args, { quiet: true });
  const ran = Number(/^Ran (\d+) tests?/m.exec(printed)?.[1] ?? 0);
  return counted(ok, () => {
    const bad = [...printed.matchAll(/(?:failures|errors)=(\d+)/g)];
    const failed = bad.reduce((sum, match) => sum + Number(match[1]), 0);
    const failures = [...printed.matchAll(/^(?:FAIL|ERROR): (.+)$/gm)].map((match) => match[1]!);
    return { passed: ran - failed, failed: ran === 0 ? 1 : failed, failures };
  });
}

/** Reads a runner's own count; a runner that stopped without one, or red without a failed test, is a failure. */
function counted(ok: boolean, read: () => Tally): Tally {
  try {
    const tally = read();
    return ok || tally.failed > 0 ? tally : { ...tally, failed: 1 };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

async function vitest(project: string, { quiet = false } = {}): Promise<Tally> {
  const out = join(RESULTS, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json'];
  const title = `${project} tests`;
  const all = [...args, `--outputFile.json=${out}`];
  const { ok } = await stage(title, local('vitest'), all, { quiet });
  return counted(ok, () => {
    const report = readJson<VitestReport>(out);
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      failures: report.testResults.flatMap(({ name, status, assertionResults }) => {
        const bad = assertionResults.filter((test) => test.status === 'failed');
        const titles = bad.map((test) => test.fullName);
        const file = relative('.', name);
        return titles.length > 0 || status !== 'failed'
          ? titles.map((title) => `${file}: ${title}`)
          : [file];
      }),
    };
  });
}

interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly { readonly status: string }[];
  }[];
}

/** Titles of the tests that ended so. */
function titlesOf(ended: 'flaky' | 'unexpected', { suites = [], specs = [] }: Suite): string[] {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === ended));
  const inner = suites.flatMap((suite) => titlesOf(ended, suite));
  return [...own.map(({ file, title }) => `${file}: ${title}`), ...inner];
}

async function playwright(): Promise<Tally> {
  const out = join(RESULTS, 'e2e.json');
  const args = ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'];
  const { ok } = await stage('end-to-end tests', local('playwright'), args, {
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: resolve(out) },
  });
  return counted(ok, () => {
    const report = readJson<
      Suite & { stats: { expected: number; flaky: number; unexpected: number } }
    >(out);
    const { expected, flaky, unexpected } = report.stats;
    return {
      passed: expected + flaky,
      failed: unexpected,
      failures: titlesOf('unexpected', report),
      flaky: titlesOf('flaky', report),
    };
  });
}

/** A short look in Firefox and WebKit, where they are installed. */
async function browsers(): Promise<Tally> {
  const args = ['tests/browsers/run.ts', '--built'];
  const { ok, printed } = await stage('other browsers', local('tsx'), args, { quiet: true });
  return counted(ok, () => {
    const [, passed, failed] = /(\d+) passed, (\d+) failed[^\n]*\s*$/.exec(printed)!;
    const flaky = [...printed.matchAll(/✓ on a second try: (.+) \(\d+ ms\)/g)].map(
      ([, title]) => title!,
    );
    return { passed: Number(passed), failed: Number(failed), flaky };
  });
}

console.log(`Chromium: ${ensureChromium()}`);
const tallies = [
  ...(await Promise.all([
    check('format and lint', local('biome'), ['ci', '--error-on-warnings', '.']),
    check('types', local('tsc'), ['--noEmit']),
    check('production build', local('vite'), ['build']),
  ])),
  // Beside each other, too: the browser's tests leave half of a small machine's second core to the others.
  ...(await Promise.all([training(), vitest('unit', { quiet: true }), vitest('browser')])),
  await playwright(),
  ...(isWhole ? [await browsers()] : []),
];

const flaky = tallies.flatMap((tally) => tally.flaky ?? []);
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
process.exitCode = failed > 0 ? 1 : 0;
console.log(`\n${took.join(', ')}`);
console.log(`Passed only on a second try: ${flaky.length}`);
for (const title of flaky) console.log(`  ${title}`);
const failures = tallies.flatMap((tally) => tally.failures ?? []);
if (failures.length > 0) console.log('Failed:');
for (const title of failures) console.log(`  ${title}`);
console.log(`\n${passed} passed, ${failed} failed`);
