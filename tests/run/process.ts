/** Runs one program of a test run, and ends it with all that it started. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface Ended {
  readonly ok: boolean;
  /** Milliseconds. */
  readonly took: number;
  /** What it printed, where it was asked to be kept. */
  readonly printed: string;
  /** Why it ended without its own result; null when it did not. */
  readonly stopped: string | null;
}

export interface ProgramOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** After so long it is ended: a test that computes for ever cannot be ended by its runner. */
  readonly minutes: number;
  /** Keeps what it prints, in place of showing it at once. */
  readonly quiet?: boolean;
}

const HAS_GROUPS = process.platform !== 'win32';
const running = new Set<ChildProcess>();

/** Ends a program and, where the system groups processes, everything that it started: servers, browsers, workers. */
function end(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (HAS_GROUPS && child.pid) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended by itself.
  }
}

// Each program leads a group of its own, which a terminal's Ctrl+C does not reach.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    for (const child of running) end(child, 'SIGKILL');
    console.log(`\nInterrupted (${signal}): what was running has been ended.`);
    process.exit(130);
  });
}

export function run(
  command: string,
  args: readonly string[],
  { env = {}, minutes, quiet = false }: ProgramOptions,
): Promise<Ended> {
  const start = performance.now();
  const child = spawn(command, args, {
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: !HAS_GROUPS,
    detached: HAS_GROUPS,
  });
  running.add(child);
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => printed.push(chunk));
  }
  let stopped: string | null = null;
  const patience = setTimeout(() => {
    stopped = `stopped, because this took more than ${minutes} minutes`;
    end(child, 'SIGKILL');
  }, minutes * 60_000);

  return new Promise((resolve) => {
    const done = (ok: boolean) => {
      clearTimeout(patience);
      running.delete(child);
      const took = performance.now() - start;
      resolve({ ok, took, printed: Buffer.concat(printed).toString(), stopped });
    };
    child.once('error', (error) => {
      stopped = `${command} could not be run: ${error.message}`;
      done(false);
    });
    // What it left running would hold on to ports and processors, and to what it prints to.
    child.once('exit', () => end(child, 'SIGKILL'));
    child.once('close', (code) => done(code === 0));
  });
}
