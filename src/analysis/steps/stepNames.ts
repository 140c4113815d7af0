/** The steps that take a head from a word to what the model predicts there, in the order of computation. */
export const STEPS = [
  'vectors',
  'scores',
  'scaled',
  'mask',
  'softmax',
  'sum',
  'output',
  'prediction',
] as const;

export type StepName = (typeof STEPS)[number];
