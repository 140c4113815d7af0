/** Choices that a reader makes among few. */

/** The page's views of a comparison. */
export const VIEWS = ['compare', 'step', 'measure', 'match', 'experiment'] as const;
export type View = (typeof VIEWS)[number];

/** What metrics are taken over: the text on the page, or the probe sentences that ship with it. */
export const SCOPES = ['text', 'probes'] as const;
export type Scope = (typeof SCOPES)[number];
