/** The examples: what they open with, and what links that name them have always meant. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inEnglish } from '#say';
import { claims } from '../../src/examples/claims.ts';
import { type Preset, presets } from '../../src/examples/presets.ts';
import { speak } from '../../src/language/language.ts';
import { languages, SOURCE } from '../../src/language/languages.ts';
import { headName } from '../../src/sentences/names.ts';
import { noteOf } from '../../src/sentences/note.ts';
import { plain } from '../../src/sentences/phrase.ts';
import { SIDES } from '../../src/text/token.ts';
import { traceFile } from '../support/preset.ts';
import { teachAll } from '../support/translations.ts';

describe.each(
  presets.map((preset): [Preset['id'], (typeof presets)[number]] => [preset.id, preset]),
)('%s', (id, preset) => {
  const { opens, heads, text } = preset;

  it('has a precomputed trace of its own text, with the heads that it names', () => {
    const run = traceFile(id);
    expect(run.text).toBe(text);
    for (const side of SIDES) {
      for (const { layer, head } of [opens[side], heads[side]]) {
        expect(layer).toBeLessThan(run[side].layers);
        expect(head).toBeLessThan(run[side].heads);
      }
    }
  });

  describe.each(languages)('in the language “%s”', (language) => {
    beforeAll(() => teachAll(language));
    beforeEach(() => speak(language));
    afterEach(() => speak(SOURCE));
    const told = () => plain(noteOf(preset));

    it('opens with the cell locked that its note speaks of, on a head that singles it out', () => {
      const { cell } = opens;
      const singled = claims[preset.id].flatMap((claim) =>
        claim.kind === 'singles-out' ? [claim] : [],
      );
      const spoken = singled.find(
        ({ row, column }) => row[1] === cell.row && column[1] === cell.column,
      );
      expect(spoken).toMatchObject(opens[spoken?.side ?? 'left']);
      expect(told()).toContain(headName(opens[spoken!.side]));
    });

    it('names tokens in its note that stand there in the text', () => {
      const { tokens } = traceFile(id).left;
      const named = noteOf(preset).filter((part) => typeof part !== 'string' && 'token' in part);
      for (const { token, at } of named) {
        expect(at?.side).toBe('left');
        expect(tokens[at!.position]!.label).toBe(token);
      }
      expect(told()).not.toMatch(/[{}@]/);
    });

    it('names every head in its note of which it claims something', () => {
      for (const claim of claims[preset.id]) {
        if (claim.kind !== 'predicts') expect(told()).toContain(headName(claim));
      }
    });

    it('quotes the same words of the models and of the text', () => {
      const quoted = (note: string) => new Set(note.match(/“[^”]+”/g));
      expect(quoted(told())).toEqual(quoted(inEnglish(preset.note).replaceAll(/[{}]|@\d+/g, '')));
    });
  });
});

describe('examples', () => {
  it('have ids that no other has, since links name them', () => {
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
    expect(presets.length).toBeGreaterThanOrEqual(8);
  });

  it('keep the ids that have been published', () => {
    const published = [
      'animal-tired',
      'bank-river',
      'bank-money',
      'doctor-nurse',
      'cat-mask',
      'repeat',
      'blank-middle',
      'quotes',
      'agreement',
    ];
    expect(presets.map(({ id }) => id)).toEqual(expect.arrayContaining(published));
  });
});
