import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TEXT } from '../../src/address/values.ts';
import { DEFAULT_PRESET, presetIds, presetOf } from '../../src/examples/presets.ts';
import {
  headsOf,
  linkTo,
  onNewText,
  opening,
  plain,
  textOf,
  valuesOfAddress,
} from '../../src/store/values.ts';
import { problemsOf } from '../support/linkProblems.ts';
import { anyValues } from '../support/pageStates.ts';

/** Links to examples that say more than their name, and the heads that they have always meant. */
const GIVEN_AWAY = {
  '?preset=animal-tired&view=match': { left: { layer: 0, head: 0 }, right: { layer: 3, head: 1 } },
  '?preset=bank-river&view=match': { left: { layer: 0, head: 0 }, right: { layer: 3, head: 1 } },
  '?preset=bank-money&view=match': { left: { layer: 0, head: 0 }, right: { layer: 3, head: 1 } },
  '?preset=doctor-nurse&view=match': { left: { layer: 1, head: 1 }, right: { layer: 2, head: 3 } },
  '?preset=cat-mask&view=match': { left: { layer: 0, head: 3 }, right: { layer: 3, head: 1 } },
  '?preset=repeat&view=match': { left: { layer: 0, head: 1 }, right: { layer: 3, head: 2 } },
  '?preset=blank-middle&view=match': { left: { layer: 2, head: 2 }, right: { layer: 3, head: 1 } },
  '?preset=quotes&view=match': { left: { layer: 1, head: 3 }, right: { layer: 2, head: 1 } },
  '?preset=agreement&view=match': { left: { layer: 0, head: 0 }, right: { layer: 3, head: 1 } },
};

describe('links', () => {
  it('bring back the state they were made from, for any state', () => {
    fc.assert(
      fc.property(anyValues, (wanted) => {
        const link = linkTo(wanted);
        expect(plain(valuesOfAddress(link))).toEqual({
          ...wanted,
          backend: null,
          embed: false,
          fixed: false,
        });
        expect(problemsOf(link)).toEqual([]);
      }),
    );
  });

  it('name an example and nothing else when nothing was changed', () => {
    expect(linkTo(valuesOfAddress('?preset=bank-river'))).toBe('?preset=bank-river');
  });

  it('open an example as it opens where they say nothing but its name', () => {
    for (const id of presetIds) {
      const opened = valuesOfAddress(`?preset=${id}`);
      const { opens } = presetOf(id);
      expect(headsOf(opened)).toEqual({ left: opens.left, right: opens.right });
      expect(opened.cell).toEqual(opens.cell);
      expect(linkTo({ ...opened, backend: 'wasm' })).toBe(`?preset=${id}`);
      expect(valuesOfAddress(`?preset=${id}&backend=wasm&else=1`)).toEqual({
        ...opened,
        backend: 'wasm',
      });
    }
    expect(valuesOfAddress('')).toEqual(valuesOfAddress(`?preset=${DEFAULT_PRESET}`));
  });

  it('that say more of an example open what they opened when they were given away', () => {
    for (const [link, heads] of Object.entries(GIVEN_AWAY)) {
      const opened = valuesOfAddress(link);
      expect(headsOf(opened), link).toEqual(heads);
      expect(opened.cell).toBeNull();
      expect(linkTo(opened)).toBe(link);
    }
  });

  it('tell an example as it opens from one whose cell was let go, and from one with its first heads', () => {
    for (const id of presetIds) {
      const opened = valuesOfAddress(`?preset=${id}`);
      const { left, right } = presetOf(id).heads;
      for (const part of [
        { cell: null },
        { cell: { row: 1, column: 1 } },
        { bert: null, gpt: null },
        { bert: null, gpt: null, cell: null },
        { bert: left, gpt: right, cell: null },
        { bert: { layer: 3, head: 3 } },
        { view: 'match' as const },
      ]) {
        const values = { ...opened, ...part };
        const again = valuesOfAddress(linkTo(values));
        expect(headsOf(again), linkTo(values)).toEqual(headsOf(values));
        expect(plain(again)).toEqual(plain(values));
      }
      expect(opening(id).cell).toEqual(presetOf(id).opens.cell);
    }
  });

  it('are read from the query and from the fragment alike', () => {
    const values = valuesOfAddress('?view=match&bert=2.3#text=It+is%2E&gpt=4.1');
    expect(values).toMatchObject({ text: 'It is.', view: 'match', preset: null });
    expect(headsOf(values)).toEqual({ left: { layer: 1, head: 2 }, right: { layer: 3, head: 0 } });
    expect(problemsOf('?view=match#text=It+is%2E&cell=x')).toHaveLength(1);
    expect(problemsOf('?text=a#text=b')[0]).toContain('twice');
    expect(problemsOf('?preset=bank-river#top')).toEqual([]);
  });

  it('open the default example when they ask for nothing', () => {
    const opened = valuesOfAddress('');
    expect(opened.preset).toBe(DEFAULT_PRESET);
    expect(textOf(opened)).toBe("The animal didn't cross the street because it was too tired.");
  });

  it('keep an empty text empty instead of opening an example', () => {
    expect(valuesOfAddress('?text=')).toMatchObject({ preset: null, text: '' });
  });

  it('count layers and heads from 1', () => {
    expect(headsOf(valuesOfAddress('?text=a&bert=2.3&gpt=4.1'))).toEqual({
      left: { layer: 1, head: 2 },
      right: { layer: 3, head: 0 },
    });
  });
});

describe('a link that is not understood', () => {
  it.each([
    ['?preset=no-such', 'must be an example'],
    ['?bert=0.1', 'a layer and a head'],
    ['?bert=2', 'a layer and a head'],
    ['?gpt=1.2.3', 'a layer and a head'],
    ['?bertAlso=1.1,0.2', 'at most 3 heads'],
    ['?gptAlso=1.1,1.2,1.3,1.4', 'at most 3 heads'],
    ['?view=upside-down', 'one of compare, step, measure, match, experiment'],
    ['?try=magic', 'one of slot, words'],
    ['?temperature=-1', 'a number from 0 to 5'],
    ['?temperature=1e3', 'a number from 0 to 5'],
    ['?topp=0', 'a number from 0.01 to 1'],
    ['?count=0', 'from 1 to 999'],
    ['?write=1', 'the word yes'],
    ['?look=gpt.0', 'a written token such as gpt.3'],
    ['?order=best', 'the word sure'],
    ['?mask=window', 'prefix.5, window.3'],
    ['?mask=window.-1', 'prefix.5, window.3'],
    ['?flip=1.200000', 'at most 64 cells'],
    ['?layers=0', 'layers such as 1,2'],
    ['?bertOff=1', 'at most 999 heads'],
    [`?word=${'a'.repeat(41)}`, 'a word of at most 40 characters'],
    ['?step=0', 'a number from 1 to 8'],
    ['?step=9', 'a number from 1 to 8'],
    ['?of=half', 'one of head, layer, all, rollout'],
    ['?sort=charm', 'one of entropy'],
    ['?over=there', 'one of text, probes'],
    ['?cell=-1.4', 'two token positions'],
    ['?cell=100000.0', 'two token positions'],
    ['?cell=left.1.2', 'two token positions'],
    ['?cell=right.', 'two token positions'],
    ['?specials=maybe', 'the word hide'],
    ['?backend=gpu', 'webgl, wasm or cpu'],
    [`?text=${'a'.repeat(MAX_TEXT + 1)}`, 'a text of at most'],
    ['?text=a&text=b', 'twice'],
    ['?preset=bank-river&text=a', 'both an example and a text'],
    ['?depth=7&%3Cscript%3E=1', '“depth”, “<script>”'],
  ])('%s falls back to defaults and says so', (search, part) => {
    const problems = problemsOf(search);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(part);
  });

  it('holds a cell of tokens that only the right model has, which old links never say', () => {
    const cell = { row: 9, column: 2 };
    expect(valuesOfAddress('?text=a&cell=9.2').cell).toEqual(cell);
    const right = valuesOfAddress('?text=a&cell=right.9.2');
    expect(right.cell).toEqual({ ...cell, side: 'right' });
    expect(linkTo(right)).toContain('cell=right.9.2');
  });

  it('keeps the pieces beside the broken one', () => {
    const opened = valuesOfAddress('?preset=no-such&text=hello&cell=1.2');
    expect(opened).toMatchObject({ text: 'hello', cell: { row: 1, column: 2 } });
  });

  it('never throws and always shows something, whatever the address', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('preset', 'text', 'bert', 'cell', 'x'), fc.string())),
        (pairs) => {
          const search = `?${new URLSearchParams(pairs)}`;
          for (const problem of problemsOf(search)) expect(problem.length).toBeLessThan(400);
          expect(textOf(valuesOfAddress(search)).length).toBeLessThanOrEqual(MAX_TEXT);
        },
      ),
    );
  });

  it('survives broken percent escapes and an enormous parameter', () => {
    expect(() => problemsOf('?text=%E0%A4%A&%ff=1')).not.toThrow();
    const [problem] = problemsOf(`?preset=${'z'.repeat(1_000_000)}`);
    expect(problem?.length).toBeLessThan(400);
  });
});

describe('another text', () => {
  it('takes along what an experiment is set to, but not what points at places of the old one', () => {
    fc.assert(
      fc.property(anyValues, (before) => {
        const after = onNewText(before);
        const { view, try: name, seed, bertOff, layers, pair } = before;
        expect(after).toMatchObject({ view, try: name, seed, bertOff, layers, pair });
        expect(after).toMatchObject({ cell: null, flip: [], word: '', write: false, look: null });
        expect(JSON.stringify(after.mask)).not.toContain('hide');
        if (!JSON.stringify(before.mask).includes('hide')) expect(after.mask).toEqual(before.mask);
      }),
    );
  });
});
