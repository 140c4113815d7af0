/** Readings of which the attention stayed with the worker, and what is asked of the next ones together with the text. */
import { describe, expect, it } from 'vitest';
import { headsInOrder } from '../../src/analysis/attention/head.ts';
import { askAttentionView } from '../../src/analysis/onDemand/matrices.ts';
import type { Question } from '../../src/analysis/onDemand/question.ts';
import { thumbnailsOf } from '../../src/analysis/onDemand/thumbnails.ts';
import type { Ahead } from '../../src/engine/ahead.ts';
import { createKeeper } from '../../src/engine/kept.ts';
import type { Link } from '../../src/engine/link.ts';
import { createReceiver } from '../../src/engine/received.ts';
import type { Trace } from '../../src/model/trace.ts';
import type { Side } from '../../src/text/token.ts';
import { PRESETS } from '../analysis/presets.ts';
import { enlarged } from '../support/enlarged.ts';

type Readings = Readonly<Record<Side, Trace>>;

/** A page and a worker that keeps what it reads; and which questions went to the worker by themselves. */
function line() {
  const keeper = createKeeper();
  const receiver = createReceiver(1000);
  const sent: Question[] = [];
  const remote = {
    askAttention(reading: number, side: Side, question: Question) {
      sent.push(question);
      return keeper.ask(reading, side, question);
    },
  };
  const link = { call: (task: (worker: unknown) => unknown) => task(remote) } as unknown as Link;
  return {
    ...{ sent, receiver },
    async read(nth: number, ahead: Ahead = receiver.ahead()): Promise<Readings> {
      const { left, right } = PRESETS[nth]![1];
      const kept = await keeper.keep({ left: enlarged(left), right }, ahead);
      return receiver.receive<Readings>(kept as never, link);
    },
  };
}

const HEAD = { layer: 1, head: 2 };
const THROUGH = { of: 'head', by: 'tokens' } as const;
const rowOf = (trace: Trace, row: number) =>
  headsInOrder(trace).slice(row * trace.heads, (row + 1) * trace.heads);

describe('Of the next text', () => {
  it('what was asked of the last one is here at once, and nothing is asked of the worker by itself', async () => {
    const { sent, read } = line();
    const first = await read(0);
    await askAttentionView(first.left, HEAD, THROUGH);
    await thumbnailsOf(first.left, rowOf(first.left, 0), 'tokens', 6);
    expect(sent).toHaveLength(2);

    const next = await read(1);
    const view = askAttentionView(next.left, HEAD, THROUGH);
    const thumbnails = thumbnailsOf(next.left, rowOf(next.left, 0), 'tokens', 6);
    expect(view).not.toBeInstanceOf(Promise);
    expect(thumbnails).not.toBeInstanceOf(Promise);
    expect(sent).toHaveLength(2);

    const alone = line();
    const known = (await alone.read(1)).left;
    expect(view).toEqual(await askAttentionView(known, HEAD, THROUGH));
    expect(thumbnails).toEqual(await thumbnailsOf(known, rowOf(known, 0), 'tokens', 6));
    expect(alone.sent).toHaveLength(2);
  });

  it('another head has to be asked for', async () => {
    const { sent, read } = line();
    await askAttentionView((await read(0)).left, HEAD, THROUGH);
    const { left } = await read(1);
    const other = askAttentionView(left, { layer: 0, head: 0 }, THROUGH);
    expect(other).toBeInstanceOf(Promise);
    await other;
    expect(sent).toHaveLength(2);
  });

  it('the heads of the text before are asked where nobody looked at the last one', async () => {
    const { sent, read } = line();
    await askAttentionView((await read(0)).left, HEAD, THROUGH);
    await read(1);
    const view = askAttentionView((await read(2)).left, HEAD, THROUGH);
    expect(view).not.toBeInstanceOf(Promise);
    expect(sent).toHaveLength(1);
  });
});

describe('Together with the next text are asked', () => {
  const matrix = (head: number): Question => ({
    ...{ what: 'matrix', of: 'head' },
    choice: { layer: 0, head },
  });
  const pictures = (size: number, row = 0): Question => ({
    ...{ what: 'thumbnails', by: 'tokens', size },
    choices: [{ layer: row, head: 0 }],
  });

  async function ahead(questions: readonly Question[]): Promise<readonly Question[] | undefined> {
    const { receiver, read } = line();
    const { left } = await read(0, {});
    const { ask } = left.attention as Exclude<Trace['attention'], Float32Array>;
    for (const question of questions) await ask(question);
    return receiver.ahead().left;
  }

  it('no more than four matrices, the last ones', async () => {
    const last = [0, 1, 2, 3].map(matrix);
    expect(await ahead([{ ...matrix(0), of: 'all' } as Question, ...last])).toEqual(last);
  });

  it('a head that was looked at twice once', async () => {
    expect(await ahead([0, 1, 0].map(matrix))).toEqual([1, 0].map(matrix));
  });

  it('thumbnails of the last size', async () => {
    const now = [pictures(8, 0), pictures(8, 1)];
    expect(await ahead([pictures(4, 0), pictures(4, 1), ...now])).toEqual(now);
  });

  it('no metrics, which nobody may want again', async () => {
    expect(await ahead([{ what: 'metrics', layer: 0 }])).toEqual([]);
  });
});
