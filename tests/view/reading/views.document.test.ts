/** `docs/views.md` has a section for every view and a row for every experiment, by the names on the page. */
import { describe, expect, it } from 'vitest';
import { say } from '#say';
import { EXPERIMENTS, experimentOf } from '../../../src/experiments/experiments.ts';
import { VIEWS } from '../../../src/store/choices.ts';
import { valuesOfAddress } from '../../../src/store/values.ts';
import { VIEW_TITLES } from '../../../src/view/reading/views.ts';
import { addressesIn, documentAt, headingsOf, rowsOf } from '../../support/documents.ts';

const document = documentAt('docs/views.md');

describe('the document of views', () => {
  it('has a section for every view, in the order of the page', () => {
    const [first, ...views] = headingsOf(document, 2);
    expect(first).toBe('How to read a picture');
    expect(views).toEqual(VIEWS.map((view) => VIEW_TITLES[view]));
  });

  it('has a row for every experiment, with a link that opens it', () => {
    const rows = rowsOf(document, 'experiment');
    expect(rows.map(({ experiment }) => experiment)).toEqual(
      EXPERIMENTS.map((name) => say(experimentOf(name).title)),
    );
    const opened = rows.map((row) => valuesOfAddress(addressesIn(row['for example']!)[0]!));
    expect(opened.map((values) => [values.view, values.try])).toEqual(
      EXPERIMENTS.map((name) => ['experiment', name]),
    );
  });
});
