import { expect, it } from 'vitest';
import {
  factor,
  fromThousandths,
  result,
  thousandths,
} from '../../../src/sentences/numbers/decimal.ts';

it('results have three decimals, factors four, with a true minus sign', () => {
  expect([result(3.21), result(-3.2104), factor(-3.2104)]).toEqual(['3.210', '−3.210', '−3.2104']);
});

it('what rounds to zero has no sign', () => {
  expect([result(-0.0004), result(-0), factor(-0.00004)]).toEqual(['0.000', '0.000', '0.0000']);
});

it('what is not a number stays visible', () => {
  expect(result(Number.NaN)).toBe('not a number');
  expect(thousandths(Number.NaN)).toBeNaN();
});

it('thousandths are the result as it is written', () => {
  expect(Math.round(thousandths(-1.23456))).toBe(-1235);
  expect(fromThousandths(-1235)).toBe(-1.235);
});
