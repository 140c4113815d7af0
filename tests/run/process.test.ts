/** Whatever ends a stage of the tests, nothing that it started outlives it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { run } from './process.ts';

/** Starts a program that starts another, as runners start servers and browsers, and says its number. */
const PARENT = 'sleep 1000 & echo child $!; wait';

const childIn = (printed: string) => Number(/child (\d+)/.exec(printed)?.[1]);

/** A process that nobody has collected yet (Z) has ended all the same. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^[^Z]/.test(stdout.trim());
}

describe('A program of a test run', () => {
  it('is ended with all that it started when it takes too long', async () => {
    const ended = await run('sh', ['-c', PARENT], { minutes: 0.03, quiet: true });
    expect(ended.ok).toBe(false);
    expect(ended.stopped).toBe('stopped, because this took more than 0.03 minutes');
    const child = childIn(ended.printed);
    expect(child).toBeGreaterThan(0);
    await vi.waitFor(() => expect(isAlive(child)).toBe(false));
  });

  it('takes with it what it left running when it ends by itself', async () => {
    const leaving = 'sleep 1000 & echo child $!';
    const ended = await run('sh', ['-c', leaving], { minutes: 1, quiet: true });
    expect(ended).toMatchObject({ ok: true, stopped: null });
    await vi.waitFor(() => expect(isAlive(childIn(ended.printed))).toBe(false));
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'is ended when the run is interrupted (%s)',
    async (signal) => {
      const script = `
      import { run } from '${join(import.meta.dirname, 'process.ts')}';
      await run('sh', ['-c', ${JSON.stringify(PARENT)}], { minutes: 1 });
    `;
      const runner = spawn(process.execPath, [
        '--import',
        'tsx',
        '--input-type=module',
        '-e',
        script,
      ]);
      let printed = '';
      runner.stdout.on('data', (chunk: Buffer) => {
        printed += chunk;
      });
      await vi.waitFor(() => expect(childIn(printed)).toBeGreaterThan(0), { timeout: 20_000 });
      runner.kill(signal);
      const [code] = await once(runner, 'exit');
      expect(code).toBe(130);
      await vi.waitFor(() => expect(isAlive(childIn(printed))).toBe(false));
    },
  );

  it('that cannot be found is said', async () => {
    const ended = await run('no-such-program', [], { minutes: 1, quiet: true });
    expect(ended.ok).toBe(false);
    expect(ended.stopped).toContain('no-such-program could not be run');
  });
});
