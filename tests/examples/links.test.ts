/** Links to examples, whatever they say beside the example's name: what its note says is never said of another head. */
import { describe, expect, it } from 'vitest';
import { sameHead } from '../../src/analysis/attention/head.ts';
import { type Preset, presets } from '../../src/examples/presets.ts';
import { EXPERIMENTS } from '../../src/experiments/names.ts';
import { noteOf, otherHeads } from '../../src/sentences/note.ts';
import type { NamedHead, Phrase } from '../../src/sentences/phrase.ts';
import { VIEWS } from '../../src/store/choices.ts';
import { headsOf, opening, valuesOfAddress } from '../../src/store/values.ts';

const headsIn = (phrase: Phrase): NamedHead[] =>
  phrase.flatMap((part) => (typeof part !== 'string' && 'head' in part ? [part] : []));

/** What stands beside an example's name in links that were given away. */
const REST = [
  '',
  ...VIEWS.map((view) => `&view=${view}`),
  ...EXPERIMENTS.map((name) => `&view=experiment&try=${name}`),
  '&bert=1.1',
  '&gpt=1.1&view=step',
  '&bert=3.2&gpt=2.3&view=match',
  '&cell=2.1',
  '&of=rollout',
];

describe.each(
  presets.map((preset): [Preset['id'], (typeof presets)[number]] => [preset.id, preset]),
)('%s', (id, preset) => {
  it.each(REST)('?preset=…%s', (rest) => {
    const values = valuesOfAddress(`?preset=${id}${rest}`);
    const chosen = headsOf(values);
    const named = headsIn(noteOf(preset));
    const missing = named.filter(({ side, head }) => !sameHead(chosen[side], head));
    const told = headsIn(otherHeads(preset, chosen));
    expect(told).toHaveLength(missing.length);
    expect(told).toEqual(expect.arrayContaining(missing));
  });

  it('speaks of what is chosen where a link names the example alone', () => {
    const chosen = headsOf(valuesOfAddress(`?preset=${id}`));
    expect(otherHeads(preset, chosen)).toEqual([]);
  });

  it('says nothing more once the heads that it told of are chosen', () => {
    const values = { ...valuesOfAddress(`?preset=${id}&view=step`), ...opening(preset.id) };
    expect(otherHeads(preset, headsOf(values))).toEqual([]);
  });
});
