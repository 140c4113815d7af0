/** Every run-time dependency is there for a reason that the README gives, and the audit is read as it is. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAudit } from './run/audit.ts';

const file = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const dependencies = Object.keys(
  (JSON.parse(file('package.json')) as { dependencies: Record<string, string> }).dependencies,
);

interface Row {
  /** In the README's spelling: `-x` after a first name goes on from its stem, `a/*` is all of a scope. */
  readonly names: readonly string[];
  readonly why: string;
}

function rows(): Row[] {
  const [, after = ''] = file('README.md').split('Run-time dependencies:');
  const [table = ''] = after.trimStart().split('\n\n');
  return table
    .split('\n')
    .slice(2)
    .map((line) => {
      const [, packages = '', why = ''] = line.split('|');
      return {
        names: [...packages.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
        why: why.trim(),
      };
    });
}

function covers(names: readonly string[], dependency: string): boolean {
  const stem = names[0]?.replace(/-[^-/]+$/, '');
  return names.some((name) => {
    if (name.endsWith('/*')) return dependency.startsWith(name.slice(0, -1));
    return dependency === (name.startsWith('-') ? `${stem}${name}` : name);
  });
}

describe('run-time dependencies', () => {
  it.each(dependencies)('%s is justified in one line of the README', (dependency) => {
    const own = rows().filter(({ names }) => covers(names, dependency));
    expect(own).toHaveLength(1);
    expect(own[0]!.why.split(' ').length).toBeGreaterThan(3);
  });

  it('are all that the README lists', () => {
    for (const { names } of rows()) {
      for (const name of names) {
        const one = name.startsWith('-') ? [names[0]!, name] : [name];
        expect(
          dependencies.some((dependency) => covers(one, dependency)),
          name,
        ).toBe(true);
      }
    }
    expect(rows().length).toBeGreaterThan(3);
  });
});

describe('an audit', () => {
  const metadata = { vulnerabilities: { total: 1 }, dependencies: { prod: 40, total: 40 } };

  it('without a finding is clean', () => {
    const printed = JSON.stringify({ auditReportVersion: 2, vulnerabilities: {}, metadata });
    expect(readAudit(printed)).toEqual({ kind: 'clean', dependencies: 40 });
  });

  it('names each package that has a vulnerability', () => {
    const vulnerabilities = { leftish: { name: 'leftish', severity: 'high', range: '<1.2.3' } };
    expect(readAudit(JSON.stringify({ vulnerabilities, metadata }))).toEqual({
      kind: 'vulnerable',
      found: ['leftish <1.2.3 has a vulnerability (high).'],
    });
  });

  it.each([
    ['', 'npm printed no report'],
    ['{"message":"405 Method Not Allowed","statusCode":405}', '405 Method Not Allowed'],
    ['{}', 'npm printed no report'],
  ])('that the registry does not answer is neither clean nor a failure: %s', (printed, reason) => {
    expect(readAudit(printed)).toEqual({ kind: 'unanswered', reason });
  });
});
