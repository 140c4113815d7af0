/** The steps that take a head from a word to what it writes, in the order of computation. */
export const STEPS = ['vectors', 'scores', 'scaled', 'mask', 'softmax', 'sum', 'output'] as const;

export type StepName = (typeof STEPS)[number];
