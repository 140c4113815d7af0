import { expect, it } from 'vitest';
import {
  ARC_STYLES,
  type ArcGeometry,
  arcOpacity,
  arcShape,
  arcWidth,
  LANE,
  markPath,
  runsOf,
} from '../../src/figures/arcShape.ts';

const GEOMETRY: ArcGeometry = { line: 20, count: 11, left: 100, right: 160, reach: 100, lanes: 1 };

it('arcs to the left what comes before and to the right what comes after', () => {
  const back = arcShape({ row: 5, column: 1 }, 0, GEOMETRY);
  const ahead = arcShape({ row: 1, column: 5 }, 0, GEOMETRY);
  expect(back).toMatchObject({ x: 100 - LANE / 2, y: 30 });
  expect(ahead).toMatchObject({ x: 160 + LANE / 2, y: 110 });
  expect(back.path).toMatch(/^M97,110A[\d.]+,40 0 0 1 97,30$/);
  expect(ahead.path).toMatch(/^M163,30A[\d.]+,40 0 0 1 163,110$/);
});

it('bends further what is further away, and never out of the picture', () => {
  const bend = (distance: number) =>
    Number(/A([\d.]+),/.exec(arcShape({ row: distance, column: 0 }, 0, GEOMETRY).path)![1]);
  expect(bend(2)).toBeGreaterThan(bend(1));
  expect(bend(10)).toBeGreaterThan(bend(9));
  expect(bend(10)).toBeLessThanOrEqual(GEOMETRY.reach - LANE);
});

it('gives itself a loop', () => {
  expect(arcShape({ row: 2, column: 2 }, 0, GEOMETRY).path).toMatch(/^M97,[\d.]+A.* 0 1 0 97,/);
});

it('keeps the ends of several heads apart', () => {
  const ends = [0, 1, 2, 3].map(
    (lane) => arcShape({ row: 5, column: 1 }, lane, { ...GEOMETRY, lanes: 4 }).x,
  );
  expect(ends).toEqual([97, 91, 85, 79]);
});

it('tells heads apart without colour: by dashes and by end marks', () => {
  expect(new Set(ARC_STYLES.map(({ dash }) => dash)).size).toBe(ARC_STYLES.length);
  expect(new Set(ARC_STYLES.map(markPath)).size).toBe(ARC_STYLES.length);
});

it('draws a larger weight thicker and darker, on a scale that ends at 1', () => {
  expect(arcWidth(0.5)).toBeGreaterThan(arcWidth(0.1));
  expect(arcOpacity(0.5)).toBeGreaterThan(arcOpacity(0.1));
  expect(arcOpacity(1)).toBe(1);
  expect(arcWidth(2)).toBe(arcWidth(1));
});

it('finds runs of places', () => {
  const closed = [true, true, false, true];
  expect(runsOf(4, (place) => closed[place]!)).toEqual([
    { from: 0, to: 2 },
    { from: 3, to: 4 },
  ]);
});
