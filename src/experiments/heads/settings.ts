/** Which heads are off, and what stands in their place. */
import { parameter } from '../../address/parameter.ts';
import { flag, headList, word } from '../../address/values.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';

/** More than the models that are looked at have; which of them a model has it says itself. */
const MAX_OFF = 999;

const NONE: readonly HeadChoice[] = [];

export const headsParameters = {
  bertOff: parameter(headList(MAX_OFF), NONE),
  gptOff: parameter(headList(MAX_OFF), NONE),
  instead: parameter(word('mean'), 'zero'),
  /** Whether all heads are ranked by what is lost without each. */
  rank: parameter(flag('yes'), false),
};

/** The names of left and right. */
export const OFF = { left: 'bertOff', right: 'gptOff' } as const;
