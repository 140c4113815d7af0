import { readFileSync } from 'node:fs';
import { lab, rgb } from 'd3';
import { expect, it } from 'vitest';
import { PALETTES, type Palette } from '../../src/figures/colormap.ts';
import { ACCENTS, divergingScale } from '../../src/figures/diverging.ts';

const themes = Object.entries(PALETTES) as [keyof typeof PALETTES, Palette][];
const tokens = readFileSync('src/view/css/tokens.css', 'utf8');

it.each(themes)('runs from GPT’s accent over the page to BERT’s (%s)', (theme, palette) => {
  const colorOf = divergingScale(palette);
  expect(rgb(colorOf(-1)).formatHex()).toBe(ACCENTS[theme].right);
  expect(rgb(colorOf(0)).formatHex()).toBe(palette.page);
  expect(rgb(colorOf(1)).formatHex()).toBe(ACCENTS[theme].left);
});

it('has the accents of the style sheet', () => {
  for (const side of ['left', 'right'] as const) {
    const { light, dark } = { light: ACCENTS.light[side], dark: ACCENTS.dark[side] };
    expect(tokens).toContain(`--${side}: light-dark(${light}, ${dark})`);
  }
});

it.each(themes)('is as strong on either side, and steeper nowhere (%s)', (_, palette) => {
  const colorOf = divergingScale(palette);
  const page = lab(palette.page).l;
  const strength = (difference: number) => Math.abs(lab(colorOf(difference)).l - page);
  for (const size of [0.25, 0.5, 0.75, 1]) {
    // Within a tenth of each other, and in proportion to the difference.
    expect(strength(size) / strength(-size)).toBeGreaterThan(0.9);
    expect(strength(size) / strength(-size)).toBeLessThan(1.1);
    for (const side of [size, -size]) {
      expect(strength(side) / strength(Math.sign(side))).toBeCloseTo(size, 1);
    }
  }
});

it.each(themes)(
  'has one range for every pair of heads, and an alarm for no number (%s)',
  (_, palette) => {
    const colorOf = divergingScale(palette);
    expect(colorOf(2)).toBe(colorOf(1));
    expect(colorOf(-2)).toBe(colorOf(-1));
    expect(colorOf(Number.NaN)).toBe(palette.alarm);
  },
);
