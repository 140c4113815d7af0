/**
 * Two readings of one text on axes that can be set against each other: token by token where both tokenizers
 * cut the text alike, else word by word, because a word is the same stretch of text for both.
 */
import type { Pass } from '../../model/trace.ts';
import { areCutAlike } from '../attention/align.ts';
import { axisTokens } from '../attention/cell.ts';
import { type HeadChoice, headWeights, type WithHeads } from '../attention/head.ts';
import { mergeMask, mergeTokens, mergeWeights, wordsOf } from '../attention/mergeWords.ts';
import type { Unit } from '../attention/viewOptions.ts';
import type { Axes } from './sharedCells.ts';

/** One reading on such an axis, of as many tokens or words as it has. */
export interface CommonReading extends Pick<Pass, 'tokens' | 'unread' | 'mask'> {
  /** One head, [T, T]. @throws RangeError when the model has no such head. */
  weightsOf(choice: HeadChoice): Float32Array;
}

export interface Common {
  readonly unit: Unit;
  readonly left: CommonReading;
  readonly right: CommonReading;
}

const known = new WeakMap<WithHeads, WeakMap<WithHeads, Common>>();

/** The same object for as long as both passes are held. */
export function commonOf(left: WithHeads, right: WithHeads): Common {
  const ofLeft = known.get(left) ?? new WeakMap<WithHeads, Common>();
  known.set(left, ofLeft);
  const found = ofLeft.get(right) ?? meet(left, right);
  ofLeft.set(right, found);
  return found;
}

/** What both can be set against each other by. */
export const commonUnit = (left: Axes, right: Axes): Unit =>
  areCutAlike(axisTokens(left), axisTokens(right)) ? 'tokens' : 'words';

function meet(left: WithHeads, right: WithHeads): Common {
  return commonUnit(left, right) === 'tokens'
    ? { unit: 'tokens', left: byToken(left), right: byToken(right) }
    : { unit: 'words', left: byWord(left), right: byWord(right) };
}

function byToken(pass: WithHeads): CommonReading {
  const { tokens, unread, mask } = pass;
  return { tokens, unread, mask, weightsOf: (choice) => headWeights(pass, choice) };
}

function byWord(pass: WithHeads): CommonReading {
  const axis = axisTokens(pass);
  const read = pass.tokens.length;
  const words = wordsOf(axis, read);
  const merged = mergeTokens(axis, words);
  const count = words.wordOf[read - 1]! + 1;
  return {
    tokens: merged.slice(0, count),
    unread: merged.slice(count),
    mask: mergeMask(pass.mask, words),
    weightsOf: (choice) => mergeWeights(headWeights(pass, choice), words),
  };
}
