/** The examples: what they open with, and what links that name them have always meant. */
import { describe, expect, it } from 'vitest';
import { claims } from '../../src/examples/claims.ts';
import { type Preset, presets } from '../../src/examples/presets.ts';
import { headName } from '../../src/sentences/names.ts';
import { noteOf } from '../../src/sentences/note.ts';
import { plain } from '../../src/sentences/phrase.ts';
import { SIDES } from '../../src/text/token.ts';
import { traceFile } from '../support/preset.ts';

describe.each(
  presets.map((preset): [Preset['id'], (typeof presets)[number]] => [preset.id, preset]),
)('%s', (id, preset) => {
  const { opens, heads, text } = preset;
  const said = noteOf(preset);
  const note = plain(said);

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

  it('opens with the cell locked that its note speaks of, on a head that singles it out', () => {
    const { cell } = opens;
    const singled = claims[preset.id].flatMap((claim) =>
      claim.kind === 'singles-out' ? [claim] : [],
    );
    const spoken = singled.find(
      ({ row, column }) => row[1] === cell.row && column[1] === cell.column,
    );
    expect(spoken).toMatchObject(opens[spoken?.side ?? 'left']);
    expect(note).toContain(headName(opens[spoken!.side]));
  });

  it('names tokens in its note that stand there in the text', () => {
    const { tokens } = traceFile(id).left;
    const named = said.filter((part) => typeof part !== 'string' && 'token' in part);
    for (const { token, at } of named) {
      expect(at?.side).toBe('left');
      expect(tokens[at!.position]!.label).toBe(token);
    }
    expect(note).not.toMatch(/[{}@]/);
  });

  it('names every head in its note of which it claims something', () => {
    for (const claim of claims[preset.id]) {
      if (claim.kind !== 'predicts') expect(note).toContain(headName(claim));
    }
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
