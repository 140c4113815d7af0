import { describe, expect, it } from 'vitest';
import { type Deferred, deferred } from '../../src/engine/deferred.ts';
import { Superseded } from '../../src/engine/protocol.ts';
import { inOrder, latest } from '../../src/engine/queues.ts';

/** A run whose answers the test gives by hand. */
function manual() {
  const started: string[] = [];
  const open = new Map<string, Deferred<string>>();
  const outdated = new Map<string, () => boolean>();
  const run = (request: string, isOutdated: () => boolean = () => false) => {
    started.push(request);
    outdated.set(request, isOutdated);
    const answer = deferred<string>();
    open.set(request, answer);
    return answer.promise;
  };
  return { run, started, open, outdated };
}

describe('latest', () => {
  it('runs one request at a time and keeps only the newest waiting', async () => {
    const { run, started, open } = manual();
    const submit = latest(run);
    const a = submit('a');
    const b = submit('b');
    const c = submit('c');
    expect(started).toEqual(['a']);
    await expect(b).rejects.toBeInstanceOf(Superseded);
    open.get('a')!.resolve('A');
    expect(await a).toBe('A');
    expect(started).toEqual(['a', 'c']);
    open.get('c')!.resolve('C');
    expect(await c).toBe('C');
    expect(started).toEqual(['a', 'c']);
  });

  it('never lets an older answer follow a newer one', async () => {
    const { run, open, started } = manual();
    const submit = latest(run);
    const answers: string[] = [];
    const keep = (answer: string) => void answers.push(answer);
    const a = submit('a').then(keep);
    const b = submit('b').then(keep);
    open.get('a')!.resolve('A');
    await a;
    expect(started).toEqual(['a', 'b']);
    open.get('b')!.resolve('B');
    await b;
    expect(answers).toEqual(['A', 'B']);
  });

  it('goes on after an error, thrown or rejected', async () => {
    const submit = latest((request: string) => {
      if (request === 'throws') throw new Error('thrown');
      return request === 'rejects' ? Promise.reject(new Error('rejected')) : Promise.resolve('ok');
    });
    await expect(submit('throws')).rejects.toThrow('thrown');
    await expect(submit('rejects')).rejects.toThrow('rejected');
    const first = submit('rejects');
    const second = submit('fine');
    await expect(first).rejects.toThrow('rejected');
    await expect(second).resolves.toBe('ok');
  });

  it('tells a run whether a newer request waits', async () => {
    const { run, open, outdated } = manual();
    const submit = latest(run);
    const a = submit('a');
    expect(outdated.get('a')!()).toBe(false);
    const b = submit('b');
    expect(outdated.get('a')!()).toBe(true);
    open.get('a')!.resolve('A');
    await a;
    expect(outdated.get('b')!()).toBe(false);
    open.get('b')!.resolve('B');
    await b;
  });
});

describe('inOrder', () => {
  it('starts a task only when the one before has ended, however it ended', async () => {
    const { run, started, open } = manual();
    const queue = inOrder();
    const a = queue(() => run('a'));
    const b = queue(() => run('b'));
    await Promise.resolve();
    expect(started).toEqual(['a']);
    open.get('a')!.reject(new Error('no'));
    await expect(a).rejects.toThrow('no');
    await Promise.resolve();
    expect(started).toEqual(['a', 'b']);
    open.get('b')!.resolve('B');
    expect(await b).toBe('B');
  });
});
