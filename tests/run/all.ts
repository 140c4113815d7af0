/**
 * `npm test`: format and lint, types, the audit of dependencies, training, unit and real-browser tests, the production build, and the
 * end-to-end tests on it. Each stage runs even when an earlier one failed; the last line counts.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { auditRuntime } from './audit.ts';
import { ensureChromium } from './chromium.ts';

interface Tally {
  passed: number;
  failed: number;
}

const RESULTS = 'tests/.results';
/** More than the longest stage takes on a slow machine: a test that computes for ever cannot be ended by its runner. */
const STAGE_MINUTES = 45;
const LIMIT = { timeout: STAGE_MINUTES * 60_000, killSignal: 'SIGKILL' } as const;
const local = (name: string) => join('node_modules', '.bin', name);

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

function stage(title: string, command: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  console.log(`\n== ${title}`);
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
    ...LIMIT,
  });
  if (error) {
    const late = (error as NodeJS.ErrnoException).code === 'ETIMEDOUT';
    console.log(
      late
        ? `\n${title}: stopped, because this took more than ${STAGE_MINUTES} minutes.`
        : `\n${title}: ${command} could not be run: ${error.message}.`,
    );
  }
  return status === 0;
}

/** A stage that has no test runner: it counts as one test. */
function check(title: string, command: string, args: string[]): Tally {
  return stage(title, command, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A Python that has PyTorch and NumPy, or null. */
function pythonWithTorch(): string | null {
  const works = (name: string) =>
    spawnSync(name, ['-c', 'import numpy, torch'], { stdio: 'ignore' }).status === 0;
  return ['/usr/bin/python3', 'python3', 'python'].find(works) ?? null;
}

/** The training pipeline's own tests, where PyTorch is installed. */
function training(): Tally {
  const python = pythonWithTorch();
  if (python === null) {
    console.log('\n== training tests: SKIPPED, because no Python here has PyTorch and NumPy');
    return { passed: 0, failed: 0 };
  }
  console.log('\n== training tests');
  const args = ['-m', 'unittest', 'discover', '-s', 'training/tests', '-t', '.'];
  const { status, stderr } = spawnSync(python, args, { encoding: 'utf8', ...LIMIT });
  console.log(stderr);
  const ran = Number(/^Ran (\d+) tests?/m.exec(stderr)?.[1] ?? 0);
  return counted(status === 0, () => {
    const bad = [...stderr.matchAll(/(?:failures|errors)=(\d+)/g)];
    const failed = bad.reduce((sum, match) => sum + Number(match[1]), 0);
    return { passed: ran - failed, failed: ran === 0 ? 1 : failed };
  });
}

/** Known vulnerabilities of run-time dependencies, where the registry answers. */
function audit(): Tally {
  const result = auditRuntime();
  if (result.kind === 'unanswered') {
    console.log(`\n== audit of run-time dependencies: SKIPPED, because ${result.reason}`);
    return { passed: 0, failed: 0 };
  }
  console.log('\n== audit of run-time dependencies');
  if (result.kind === 'clean') {
    console.log(`No known vulnerability in ${result.dependencies} packages.`);
    return { passed: 1, failed: 0 };
  }
  console.log(result.found.join('\n'));
  return { passed: 0, failed: 1 };
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

function vitest(project: string): Tally {
  const out = join(RESULTS, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json'];
  const ok = stage(`${project} tests`, local('vitest'), [...args, `--outputFile.json=${out}`]);
  return counted(ok, () => {
    const report = readJson<{ numPassedTests: number; numFailedTests: number }>(out);
    return { passed: report.numPassedTests, failed: report.numFailedTests };
  });
}

function playwright(): Tally {
  const out = join(RESULTS, 'e2e.json');
  const args = ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'];
  const ok = stage('end-to-end tests', local('playwright'), args, {
    PLAYWRIGHT_JSON_OUTPUT_FILE: resolve(out),
  });
  return counted(ok, () => {
    const { stats } = readJson<{ stats: { expected: number; flaky: number; unexpected: number } }>(
      out,
    );
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
  });
}

console.log(`Chromium: ${ensureChromium()}`);
const tallies = [
  check('format and lint', local('biome'), ['ci', '--error-on-warnings', '.']),
  check('types', local('tsc'), ['--noEmit']),
  audit(),
  training(),
  vitest('unit'),
  vitest('browser'),
  check('production build', local('vite'), ['build']),
  playwright(),
];

const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
process.exitCode = failed > 0 ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed`);
