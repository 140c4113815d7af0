import { describe, expect, it } from 'vitest';
import { cutShort } from '../../src/engine/cutShort.ts';
import { deferred } from '../../src/engine/deferred.ts';
import { collectGarbage } from '../support/garbage.ts';

function open() {
  const end = deferred<never>();
  return { end, unlessEnded: cutShort(end.promise) };
}

describe('work that may be cut short', () => {
  it('gives its answer, or fails as it does', async () => {
    const { unlessEnded } = open();
    await expect(unlessEnded(Promise.resolve(7))).resolves.toBe(7);
    await expect(unlessEnded(Promise.reject(new Error('Broken.')))).rejects.toThrow('Broken.');
  });

  it('ends when the end comes, and so does what begins after it', async () => {
    const { end, unlessEnded } = open();
    const never = deferred<number>();
    const under = [unlessEnded(never.promise), unlessEnded(never.promise)];
    end.reject(new Error('Over.'));
    for (const each of under) await expect(each).rejects.toThrow('Over.');
    await expect(unlessEnded(never.promise)).rejects.toThrow('Over.');
    // An answer that comes too late is nobody's.
    never.resolve(1);
    await expect(unlessEnded(never.promise)).rejects.toThrow('Over.');
  });

  it('is let go of once it is done, however long the end is in coming', async () => {
    const { unlessEnded } = open();
    const answers: WeakRef<object>[] = [];
    for (let n = 0; n < 20; n++) {
      const answer = await unlessEnded(Promise.resolve({ n }));
      answers.push(new WeakRef(answer));
    }
    await collectGarbage();
    // The newest may still lie on the stack.
    expect(answers.slice(0, -1).filter((each) => each.deref())).toEqual([]);
  });
});
