/** What the page offers to write a file of attention with is a script of the repository, and so is what its document shows. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as offered from '../../../src/view/open/python.ts';
import { documentAt, programsOf } from '../../support/documents.ts';

const FOLDER = new URL('../../../docs/attention/', import.meta.url);
const scripts = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.py'))
  .map((name) => readFileSync(new URL(name, FOLDER), 'utf8'));

it('is a script of the repository, word for word', () => {
  const programs = Object.values(offered);
  expect(programs).toHaveLength(3);
  for (const program of programs) expect(scripts).toContain(program);
});

it('The document shows each of the scripts, and no other', () => {
  const shown = programsOf(documentAt('docs/dumps.md'), 'python').map((each) => each.trim());
  expect(shown.toSorted()).toEqual(scripts.map((each) => each.trim()).toSorted());
});
