/** Second sentences to begin with: for each example one that could follow, and one that does not. */
import type { PresetId } from '../../examples/presets.ts';

const FOLLOWING: Readonly<Record<PresetId, string>> = {
  'animal-tired': 'It lay down in the grass and slept.',
  'bank-river': 'Then he took off his shoes and put his feet into the water.',
  'bank-money': 'The clerk counted it and wrote down the sum.',
  'doctor-nurse': 'The nurse answered that the patients could wait.',
  'cat-mask': 'It was asleep when the children came home.',
  repeat: 'The dogs did not see where it went.',
  'blank-middle': 'My sister is two years older.',
  quotes: 'His mother cut him a thick slice.',
  agreement: 'They lay down in the shade and did not move.',
};

const ANYWHERE = 'Nobody spoke of it again until the next morning.';
const STRAY = 'The bridge was built of stone in the last century.';

/** @param preset the example on the page; null for a text of the reader's own. */
export function suggestionsFor(preset: string | null): { follows: string; stray: string } {
  return { follows: FOLLOWING[preset as PresetId] ?? ANYWHERE, stray: STRAY };
}
