/** Every experiment, a line each. */
export { classify } from './classify/experiment.ts';
export { copy } from './copy/experiment.ts';
export { heads } from './heads/experiment.ts';
export { leak } from './leak/experiment.ts';
export { mask } from './mask/experiment.ts';
export { pair } from './pair/experiment.ts';
export { slot } from './slot/experiment.ts';
export { words } from './words/experiment.ts';
export { write } from './write/experiment.ts';
