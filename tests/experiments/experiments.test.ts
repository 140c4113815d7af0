import { describe, expect, it } from 'vitest';
import { inEnglish, say } from '#say';
import { lackingIn } from '../../src/analysis/abilities.ts';
import { GROUPS } from '../../src/experiments/experiment.ts';
import { EXPERIMENTS, experimentOf } from '../../src/experiments/experiments.ts';
import { lackingSentence } from '../../src/sentences/abilities.ts';
import { uniformComparison } from '../support/comparison.ts';
import { swapped, twice } from '../support/pairs.ts';

const usual = uniformComparison('a cat sat');
const all = EXPERIMENTS.map(experimentOf);

describe('The experiments', () => {
  it('are offered in the order of their places, no two at one', () => {
    const places = all.map(({ place }) => place);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(EXPERIMENTS.slice(0, 3)).toEqual(['slot', 'words', 'continue']);
    const groups = all.map(({ group }) => GROUPS.indexOf(group));
    expect(groups).toEqual(groups.toSorted((a, b) => a - b));
    expect(new Set(groups).size).toBe(GROUPS.length);
    expect(new Set(all.map(({ place }) => place)).size).toBe(all.length);
    expect(new Set(all.map(({ title }) => say(title))).size).toBe(all.length);
  });

  it('ask a question each, with the models’ names', () => {
    for (const { question } of all) expect(inEnglish(question(() => 'GPT'))).toMatch(/^[A-Z].*\?$/);
    const asked = experimentOf('continue').question((ability) =>
      ability === 'writes' ? 'Left' : 'Right',
    );
    for (const { asks, sees } of all) {
      expect(say(asks)).toMatch(/^[A-Z].{5,30}\?$/);
      expect(inEnglish(sees(() => 'GPT'))).toMatch(/^You will see .*\.$/);
    }
    expect(say(asked)).toBe('How does Left go on, and what can Right do in its place?');
  });

  const offered = (pair: typeof usual) =>
    EXPERIMENTS.filter((name) => lackingIn(pair, experimentOf(name).needs).length === 0);

  it('are all there for a model that fills blanks and one that writes, whichever stands left', () => {
    expect(offered(usual)).toEqual(EXPERIMENTS);
    expect(offered(swapped(usual))).toEqual(EXPERIMENTS);
  });

  it('are fewer for two of one kind', () => {
    const [fillers, writers] = [offered(twice(usual, 'left')), offered(twice(usual, 'right'))];
    const both = ['slot', 'words', 'continue', 'pair'] as const;
    for (const name of both) expect([...fillers, ...writers]).not.toContain(name);
    for (const list of [fillers, writers]) {
      expect(list).toEqual(expect.arrayContaining(['mask', 'leak', 'heads', 'classify']));
    }
    expect([fillers.includes('copy'), writers.includes('copy')]).toEqual([false, true]);
  });

  it('say in one sentence what is lacking', () => {
    const writers = twice(usual, 'right');
    expect(lackingSentence(writers, lackingIn(writers, experimentOf('pair').needs))).toBe(
      'This needs a model that judges whether a sentence follows another, and neither GPT (left) nor GPT (right) does: choose another experiment.',
    );
  });
});
