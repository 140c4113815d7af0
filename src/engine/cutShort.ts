/**
 * Work that ends early when something happens. `Promise.race` with a promise that stays open would keep
 * every answer that it was ever raced against: a promise holds its listeners until it settles.
 */

/**
 * @param end rejects when what is under way, and all that begins later, is to end.
 * @returns what a piece of work gives, or the rejection of `end`, whichever comes first.
 */
export function cutShort(end: Promise<never>): <Answer>(work: Promise<Answer>) => Promise<Answer> {
  const open = new Set<(reason: unknown) => void>();
  let ended: { readonly reason: unknown } | null = null;
  end.catch((reason: unknown) => {
    ended = { reason };
    for (const reject of open) reject(reason);
    open.clear();
  });
  return (work) =>
    new Promise((resolve, reject) => {
      if (ended) reject(ended.reason);
      else open.add(reject);
      work.then(resolve, reject).finally(() => open.delete(reject));
    });
}
