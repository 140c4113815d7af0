/**
 * Every run-time dependency is there for a reason that the README gives, every dependency installs on
 * the Node that is promised, and the audit is read as it is.
 */
import { readFileSync } from 'node:fs';
import { coerce, minVersion, subset } from 'semver';
import { describe, expect, it } from 'vitest';
import { readAudit } from './run/audit.ts';
import { codeIn, documentAt, rowsOf } from './support/documents.ts';

interface Package {
  readonly engines?: { readonly node?: string };
}

const file = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const own = JSON.parse(file('package.json')) as Package & { dependencies: Record<string, string> };
const dependencies = Object.keys(own.dependencies);

interface Lock {
  readonly packages: Readonly<Record<string, Package>>;
}

interface Row {
  /** In the README's spelling: `-x` after a first name goes on from its stem, `a/*` is all of a scope. */
  readonly names: readonly string[];
  readonly why: string;
}

const rows: readonly Row[] = rowsOf(documentAt('README.md'), 'package').map((row) => ({
  names: codeIn(row.package!),
  why: row.why!,
}));

function covers(names: readonly string[], dependency: string): boolean {
  const stem = names[0]?.replace(/-[^-/]+$/, '');
  return names.some((name) => {
    if (name.endsWith('/*')) return dependency.startsWith(name.slice(0, -1));
    return dependency === (name.startsWith('-') ? `${stem}${name}` : name);
  });
}

describe('run-time dependencies', () => {
  it.each(dependencies)('%s is justified in one line of the README', (dependency) => {
    const found = rows.filter(({ names }) => covers(names, dependency));
    expect(found).toHaveLength(1);
    expect(found[0]!.why.split(' ').length).toBeGreaterThan(3);
  });

  it('are all that the README lists', () => {
    for (const { names } of rows) {
      for (const name of names) {
        const one = name.startsWith('-') ? [names[0]!, name] : [name];
        expect(
          dependencies.some((dependency) => covers(one, dependency)),
          name,
        ).toBe(true);
      }
    }
    expect(rows.length).toBeGreaterThan(3);
  });
});

/** The packages that refuse some Node of a range, each with those that it accepts. */
function refusing(range: string, packages: Readonly<Record<string, Package>>): string[] {
  return Object.entries(packages)
    .filter(([, { engines }]) => engines?.node && !subset(range, engines.node))
    .map(([place, { engines }]) => `${place} wants Node ${engines!.node}`);
}

describe('the Node that this project wants', () => {
  const promised = own.engines!.node!;

  it('is named by the README as package.json does', () => {
    const [, line = ''] = /Node ([\d., or]+ and newer)/.exec(file('README.md')) ?? [];
    const named = line.match(/[\d.]+/g) ?? [];
    const ranges = promised.split(' || ');
    expect(ranges.map((range) => minVersion(range)?.version)).toEqual(
      named.map((version) => coerce(version)?.version),
    );
    expect(ranges.at(-1)).toMatch(/^>=/);
  });

  it('is what the lock file says', () => {
    const { packages } = JSON.parse(file('package-lock.json')) as Lock;
    expect(packages['']?.engines?.node).toBe(promised);
  });

  it('is accepted by every package that is installed', () => {
    const { packages } = JSON.parse(file('package-lock.json')) as Lock;
    expect(Object.keys(packages).length).toBeGreaterThan(100);
    expect(refusing(promised, packages)).toEqual([]);
  });

  it.each([
    ['>=20.19', '>=22.12.0'],
    ['>=20.19', '^20.19.0 || >=22.12.0'],
    ['^20.19 || >=22.13', '>=20.19.1'],
    ['^20.19 || >=22.13', '^20.0.0 || ^22.0.0'],
  ])('%s is refused by a package that wants %s', (range, wanted) => {
    expect(refusing(range, { left: { engines: { node: wanted } }, right: {} })).toEqual([
      `left wants Node ${wanted}`,
    ]);
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
