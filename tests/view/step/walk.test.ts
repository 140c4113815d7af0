import { describe, expect, it } from 'vitest';
import { type Part, type Spot, STEP_TABLES } from '../../../src/analysis/steps/stepTable.ts';
import { walkTable } from '../../../src/view/step/walk.ts';

const extent = { keys: 3, width: (part: Part) => (part === 'output' ? 8 : 4) };
const at = (part: Part, key = 1, component = 2): Spot => ({ part, key, component });

describe('Walking a step’s table', () => {
  it('Up and Down go from key to key in the same column, and stop at the ends', () => {
    const { scaled } = STEP_TABLES;
    expect(walkTable(scaled, extent, at('score'), 'ArrowDown')).toEqual(at('score', 2));
    expect(walkTable(scaled, extent, at('score', 2), 'ArrowDown')).toEqual(at('score', 2));
    expect(walkTable(scaled, extent, at('score', 0), 'ArrowUp')).toEqual(at('score', 0));
    expect(walkTable(scaled, extent, at('score', 0), 'PageDown')).toEqual(at('score', 2));
  });

  it('Left and Right go along a strip, and over its end to the next column', () => {
    const { vectors } = STEP_TABLES;
    expect(walkTable(vectors, extent, at('key'), 'ArrowRight')).toEqual(at('key', 1, 3));
    expect(walkTable(vectors, extent, at('key', 1, 3), 'ArrowRight')).toEqual(at('value', 1, 0));
    expect(walkTable(vectors, extent, at('value', 1, 0), 'ArrowLeft')).toEqual(at('key', 1, 3));
    expect(walkTable(vectors, extent, at('key', 1, 0), 'ArrowLeft')).toEqual(at('key', 1, 0));
    expect(walkTable(vectors, extent, at('query', 1, 3), 'ArrowRight')).toEqual(at('query', 1, 3));
  });

  it('Left and Right go between numbers', () => {
    const { mask } = STEP_TABLES;
    expect(walkTable(mask, extent, at('scaled'), 'ArrowRight')).toEqual(at('mask'));
    expect(walkTable(mask, extent, at('scaled'), 'End')).toEqual(at('masked'));
    expect(walkTable(mask, extent, at('masked'), 'ArrowRight')).toEqual(at('masked'));
    expect(walkTable(mask, extent, at('masked'), 'Home')).toEqual(at('scaled'));
  });

  it('a term keeps its component on the way into its strip', () => {
    const { sum } = STEP_TABLES;
    expect(walkTable(sum, extent, at('term'), 'ArrowLeft')).toEqual(at('share'));
  });

  it('the chosen word’s own strips stand in line with the keys’', () => {
    const { scores, sum, output } = STEP_TABLES;
    expect(walkTable(scores, extent, at('key', 0), 'ArrowUp')).toEqual(at('query', 0));
    expect(walkTable(scores, extent, at('query', 2), 'ArrowDown')).toEqual(at('key', 0));
    expect(walkTable(sum, extent, at('weight', 2), 'ArrowDown')).toEqual(at('context', 2));
    expect(walkTable(sum, extent, at('context', 0), 'ArrowUp')).toEqual(at('share', 2));
    expect(walkTable(output, extent, at('context', 0), 'ArrowDown')).toEqual(at('output', 0));
    expect(walkTable(output, extent, at('output', 0, 7), 'ArrowUp')).toEqual(at('context', 0, 3));
  });

  it('Home and End go to the ends of a strip', () => {
    const { output } = STEP_TABLES;
    expect(walkTable(output, extent, at('output'), 'End')).toEqual(at('output', 1, 7));
    expect(walkTable(output, extent, at('output'), 'Home')).toEqual(at('output', 1, 0));
  });

  it('other keys do not walk', () => {
    expect(walkTable(STEP_TABLES.mask, extent, at('mask'), 'a')).toBeNull();
  });
});
