/** What a soak has found, line by line. */

export interface Finding {
  readonly what: string;
  readonly found: string;
  readonly ok: boolean;
}

export function findingsTable(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  return findings
    .map(({ what, found, ok }) => `${ok ? 'ok    ' : 'FAILED'}  ${what.padEnd(width)}  ${found}`)
    .join('\n');
}
