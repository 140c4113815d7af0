/** Known vulnerabilities of what the page is made of, where the package registry answers that question. */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

export type Audit =
  | { readonly kind: 'clean'; readonly dependencies: number }
  /** One sentence for each vulnerable package. */
  | { readonly kind: 'vulnerable'; readonly found: readonly string[] }
  /** The registry does not say: not a failure, and not a pass. */
  | { readonly kind: 'unanswered'; readonly reason: string };

interface Report {
  readonly message?: string;
  readonly vulnerabilities?: Readonly<
    Record<string, { readonly severity: string; readonly range: string }>
  >;
  readonly metadata?: { readonly dependencies?: { readonly total?: number } };
}

/** What `npm audit --json` printed. */
export function readAudit(printed: string): Audit {
  let report: Report;
  try {
    report = JSON.parse(printed) as Report;
  } catch {
    return { kind: 'unanswered', reason: 'npm printed no report' };
  }
  const { vulnerabilities, metadata, message } = report;
  if (!vulnerabilities || !metadata) {
    return { kind: 'unanswered', reason: message ?? 'npm printed no report' };
  }
  const found = Object.entries(vulnerabilities).map(
    ([name, { severity, range }]) => `${name} ${range} has a vulnerability (${severity}).`,
  );
  if (found.length > 0) return { kind: 'vulnerable', found };
  return { kind: 'clean', dependencies: metadata.dependencies?.total ?? 0 };
}

/** Asks about run-time dependencies only: what develops and tests the page is never sent to a reader. */
export function auditRuntime(): Audit {
  const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 2 ** 26,
    shell: process.platform === 'win32',
  });
  return error ? { kind: 'unanswered', reason: error.message } : readAudit(stdout);
}

/** `npm run audit`: no part of the tests, since what it says depends on the registry and on the day. */
function print(result: Audit): void {
  if (result.kind === 'unanswered') console.log(`Not audited, because ${result.reason}`);
  else if (result.kind === 'clean')
    console.log(`No known vulnerability in ${result.dependencies} packages.`);
  else console.log(result.found.join('\n'));
  process.exitCode = result.kind === 'vulnerable' ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) print(auditRuntime());
