/** The rows of a run as a table in Markdown, one for each group. */
import type { Row } from './row.ts';

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

function line({ name, unit, median, p95, runs, against, budget }: Row): string {
  const cells = [
    name,
    `${number(median)} ${unit}`,
    p95 === undefined ? '' : number(p95),
    String(runs),
    against ? `${against.ratio.toFixed(2)}x ${against.name}` : '',
    budget ? `${budget.text}: ${budget.met ? 'met' : '**not met**'}` : '',
  ];
  return `| ${cells.join(' | ')} |`;
}

export function table(rows: readonly Row[]): string {
  const groups = [...new Set(rows.map(({ group }) => group))];
  return groups
    .map((group) =>
      [
        `## ${group[0]!.toUpperCase()}${group.slice(1)}`,
        '',
        '| what | median | p95 | runs | ratio | budget |',
        '|---|---|---|---|---|---|',
        ...rows.filter((row) => row.group === group).map(line),
        '',
      ].join('\n'),
    )
    .join('\n');
}
