import { readFileSync } from 'node:fs';
import { lab, rgb } from 'd3';
import { expect, it } from 'vitest';
import {
  colorOf,
  lookUpTable,
  PALETTES,
  type Palette,
  stepOf,
} from '../../src/figures/colormap.ts';

const themes = Object.entries(PALETTES) as [keyof typeof PALETTES, Palette][];
const tokens = readFileSync('src/view/css/tokens.css', 'utf8');

/** WCAG 2.2 contrast of two colours, 1 to 21. */
function contrast(a: string, b: string): number {
  const luminance = (color: string) => {
    const { r, g, b: blue } = rgb(color);
    const [R, G, B] = [r, g, blue].map((byte) => {
      const c = byte / 255;
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * R + 0.7152 * G + 0.0722 * B;
  };
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** `--name: light-dark(a, b)` of the style sheet. */
function token(name: string, theme: 'light' | 'dark'): string {
  const found = tokens.match(new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`));
  return found?.[theme === 'light' ? 1 : 2] ?? '';
}

it.each(themes)('runs from the page to full ink (%s)', (_, palette) => {
  const table = lookUpTable(palette);
  expect(rgb(colorOf(table, palette, 0)).formatHex()).toBe(palette.page);
  expect(rgb(colorOf(table, palette, 1)).formatHex()).toBe(palette.ink);
});

it.each(themes)('changes lightness in one direction, in even steps (%s)', (theme, palette) => {
  const table = lookUpTable(palette);
  const lightness = Array.from(
    { length: 256 },
    (_, at) => lab(colorOf(table, palette, at / 255)).l,
  );
  const sign = theme === 'light' ? -1 : 1;
  const even = (sign * (lightness[255]! - lightness[0]!)) / 255;
  for (let at = 1; at < 256; at++) {
    const step = sign * (lightness[at]! - lightness[at - 1]!);
    // A byte of colour is the finest step that a screen has.
    expect(Math.abs(step - even)).toBeLessThan(0.6);
    expect(step).toBeGreaterThanOrEqual(0);
  }
});

it.each(themes)('sets text that can be read (%s)', (theme, palette) => {
  expect(contrast(palette.page, palette.ink)).toBeGreaterThan(12);
  for (const name of ['ink-soft', 'ink-faint', 'left', 'right', 'prediction', 'fault']) {
    expect(contrast(token('page', theme), token(name, theme)), name).toBeGreaterThanOrEqual(4.5);
  }
});

it.each(themes)(
  'draws on the canvas with the colours of the style sheet (%s)',
  (theme, palette) => {
    const names = {
      page: 'page',
      ink: 'ink',
      grid: 'rule-faint',
      hatch: 'hatch',
      outline: 'outline',
    };
    for (const [ours, theirs] of Object.entries(names)) {
      expect(palette[ours as keyof Palette], ours).toBe(token(theirs, theme));
    }
  },
);

it('keeps weights outside of 0 to 1 at its ends, and NaN apart from both', () => {
  const palette = PALETTES.light;
  const table = lookUpTable(palette);
  expect([stepOf(-0.1), stepOf(1.1)]).toEqual([0, 255]);
  expect(colorOf(table, palette, Number.NaN)).toBe(palette.alarm);
});
