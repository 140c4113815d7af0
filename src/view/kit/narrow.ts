/** A screen that has room for one model at a time. Style sheets spell the same width. */
import { useMedia } from './hooks.ts';

const NARROW = '(max-width: 47.49rem)';

export const useNarrow = (): boolean => useMedia(NARROW);
