/** What the page shows to write a file of attention with is what its document shows. */
import { expect, it } from 'vitest';
import { WITH_LENS, WITH_TRANSFORMERS } from '../../../src/view/open/python.ts';
import { documentAt, programsOf } from '../../support/documents.ts';

it('is Python of the document, word for word', () => {
  const programs = programsOf(documentAt('docs/dumps.md'), 'python').map((each) => each.trim());
  expect(programs.slice(0, 2)).toEqual([WITH_TRANSFORMERS.trim(), WITH_LENS.trim()]);
});
