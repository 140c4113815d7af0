/** Experiments take out whole words: also where a token is a byte, or the space before a character. */
import { beforeAll, describe, expect, it } from 'vitest';
import { tokenScore, wholeOf } from '../../src/analysis/prediction/tokenScore.ts';
import { openLocalSession } from '../../src/build/localSession.ts';
import { blankSlot } from '../../src/console/blankSlot.ts';
import type { ModelClient } from '../../src/engine/modelClient.ts';
import type { FullSession } from '../../src/engine/session.ts';
import { runAblation, slotsOf } from '../../src/experiments/heads/run.ts';
import { leaksOf } from '../../src/experiments/leak/run.ts';
import { underAnotherMask } from '../../src/experiments/mask/run.ts';
import { slotRun } from '../../src/experiments/slot/run.ts';
import { wordsRun } from '../../src/experiments/words/run.ts';
import { maskAt } from '../../src/model/trace.ts';
import { eachWord } from '../../src/text/words.ts';

let session: FullSession & ModelClient;
beforeAll(async () => {
  const fit = () => Promise.reject(new Error('Nothing is fitted here.'));
  session = { ...(await openLocalSession()).session, fit };
}, 60_000);

const alive = new AbortController().signal;

async function last<Value>(findings: AsyncIterable<Value>): Promise<Value> {
  let found: Value | undefined;
  for await (const each of findings) found = each;
  return found!;
}

/** Texts, a word of each, and how many tokens it is. */
const WORDS = [
  ['I say “no”.', '“', 4],
  ['They don’t stop', 'don’t', 5],
  ['a naïve idea', 'naïve', 4],
  ['so happy 😀 now', '😀', 5],
  ['我喜欢猫。', '喜', 3],
  ["It didn't rain.", "didn't", 2],
] as const;

async function placed(text: string, spelled: string) {
  const comparison = await session.compare({ text });
  const word = eachWord(comparison.left.tokens).find((each) => each.text === spelled)!;
  const positions = Array.from({ length: word.end - word.first }, (_, nth) => word.first + nth);
  return { comparison, word, positions };
}

describe.each(WORDS)('Of “%s”, %s', (text, spelled, count) => {
  it('is the same slot from each of its tokens', async () => {
    const { comparison, word, positions } = await placed(text, spelled);
    expect(positions).toHaveLength(count);
    const found = await Promise.all(
      positions.map((position) => last(slotRun(session, { comparison, position }, alive))),
    );
    for (const finding of found) {
      expect([finding.position, finding.end]).toEqual([word.first, word.end]);
      expect(finding.bits).toEqual(found[0]!.bits);
    }
  });

  it('is as surprising to GPT as its tokens one after the other, and so to BERT, left to right', async () => {
    const { comparison, positions, word } = await placed(text, spelled);
    const { bits } = await last(slotRun(session, { comparison, position: word.first }, alive));
    const { guesses } = await last(wordsRun(session, { comparison }, alive));
    const left = positions.reduce((sum, at) => sum + guesses.right[at]!.bits, 0);
    expect(bits.right).toBeCloseTo(left, 3);

    // BERT with blanks put there as any other token would be, and not as what is taken out.
    let both = 0;
    for (const [nth, at] of positions.entries()) {
      const changes = positions.slice(nth).map((index) => ({ index, token: '[MASK]' }));
      const asked = { text, changes, positions: [at], distributions: true };
      const { predictions } = await session.ask({ ...asked, side: 'left' });
      both += tokenScore(wholeOf(predictions[0]!), comparison.left.tokens[at]!.id).bits;
    }
    expect(bits.left).toBeCloseTo(both, 3);
  });

  it('is taken out whole for a head that is off, for a leak, and by the console', async () => {
    const { comparison, positions, word } = await placed(text, spelled);
    const middle = positions[1]!;

    const slots = slotsOf(comparison, middle)!;
    expect(slots.left.map(({ position }) => position)).toEqual(positions);
    expect(slots.right.map(({ position }) => position + 1).slice(0, -1)).toEqual(positions);
    const off = { left: [{ layer: 0, head: 0 }], right: [] };
    const change = await last(runAblation(session, { text, slots, off, means: null }, alive));
    expect(change.left.slots.map(({ real }) => real!.label)).toEqual(
      positions.map((at) => comparison.left.tokens[at]!.label),
    );

    const leak = { comparison, word: 'the', shuffle: false, seed: 1, position: middle };
    const moved = await last(leaksOf(session, { side: 'right', ...leak }, alive));
    expect(moved.changed).toEqual(positions);

    const {
      taken,
      bert: left,
      gpt: right,
    } = await blankSlot({ ask: session.ask, run: session.compare }, { text, index: middle });
    expect(taken).toEqual({ first: word.first, end: word.end, text: spelled });
    expect(left.real!.id).toBe(comparison.left.tokens[word.first]!.id);
    expect(left.bits!).toBeGreaterThan(left.real!.bits);
    expect(right!.bits!).toBeGreaterThan(right!.real!.bits);
  });

  it('is hidden from all with all of its tokens, and only with them', async () => {
    const { positions } = await placed(text, spelled);
    const settings = { side: 'right', text, flip: [], layers: null, blank: null } as const;
    const mask = { hide: positions[1]! };
    const { before, after } = await last(underAnotherMask(session, { ...settings, mask }, alive));
    const size = after.tokens.length;
    for (const [at, cell] of maskAt(after, 0).entries()) {
      expect(cell).toBe(positions.includes(at % size) ? 0 : before.mask[at]);
    }
  });
});
