/** `docs/links.md` says of every parameter of the address what the page does with it. */
import { describe, expect, it } from 'vitest';
import { type ParameterName, parameters } from '../../src/store/parameters.ts';
import { headsOf, textOf, valuesOfAddress } from '../../src/store/values.ts';
import { addressesIn, asAddress, codeIn, documentAt, rowsOf } from '../support/documents.ts';
import { problemsOf } from '../support/linkProblems.ts';

type Name = ParameterName;

const rows = rowsOf(documentAt('docs/links.md'), 'parameter').map((row) => ({
  name: codeIn(row.parameter!).join() as Name,
  takes: row.takes!,
  without: row['without it']!,
  examples: addressesIn(row.example!),
}));

/** Longer than the longest text, and nothing that any parameter knows. */
const TOO_MUCH = '!'.repeat(10_000);

/** What a refusal says that a parameter must be. */
function wanted(name: string): string | undefined {
  const [problem = ''] = problemsOf(`?${new URLSearchParams({ [name]: TOO_MUCH })}`);
  return /, but must be (.+): it was ignored\.$/.exec(problem)?.[1];
}

/** A text, unless it is about what is shown where there is none. */
const besides = (name: Name) => (name === 'preset' ? '' : 'text=Hello');

/** What a link opens, in all that follows from it. */
function opened(...parts: string[]) {
  const {
    bert: _bert,
    gpt: _gpt,
    ...values
  } = valuesOfAddress(`?${parts.filter(Boolean).join('&')}`);
  return { ...values, text: textOf(values), heads: headsOf({ ...values, bert: _bert, gpt: _gpt }) };
}

describe('the document of links', () => {
  it('has a row for every parameter', () => {
    expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(parameters).toSorted());
  });
});

describe.each(rows)('the document on “$name”', ({ name, takes, without, examples }) => {
  it('says what it takes in the words of the page’s own refusal', () => {
    expect(takes.replaceAll('`', '')).toBe(wanted(name));
  });

  it('names only values for what it is without it that mean just that', () => {
    for (const value of codeIn(without)) {
      expect(problemsOf(`?${name}=${value}`), value).toEqual([]);
      expect(opened(besides(name), `${name}=${value}`)).toEqual(opened(besides(name)));
    }
  });

  it('gives an example of it that changes something', () => {
    expect(examples).toHaveLength(1);
    const address = asAddress(examples[0]!);
    expect(problemsOf(address)).toEqual([]);
    const params = new URLSearchParams(address);
    params.delete(name);
    // Of the engine, or of where the page stands, not of what is looked at.
    if (['backend', 'embed', 'fixed'].includes(name)) return;
    expect(opened(address.slice(1))).not.toEqual(opened(`${params}`));
  });
});
