/** What the page says to a service worker that waits for its turn. */
export interface TakeOver {
  readonly type: 'take over';
  /** The address of the page's own program, which tells of which version the page is. */
  readonly program: string;
}

export function isTakeOver(data: unknown): data is TakeOver {
  return (data as Partial<TakeOver> | null)?.type === 'take over';
}
