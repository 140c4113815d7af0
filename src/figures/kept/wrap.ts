/** Lines of text that fit a width. */
import type { Type } from '../scene.ts';
import type { MeasureText } from '../type.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Broken between words; within one that is wider than a line, or has no spaces, between characters. */
export function wrap(text: string, type: Type, width: number, measure: MeasureText): string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (longer: string) => measure(longer, type) <= width;
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    if (fits(word)) {
      line = word;
      continue;
    }
    for (const { segment } of graphemes.segment(word)) {
      if (line !== '' && !fits(line + segment)) {
        lines.push(line);
        line = '';
      }
      line += segment;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** The text, or as much of it as fits with an ellipsis at its end. */
export function cut(text: string, type: Type, width: number, measure: MeasureText): string {
  if (measure(text, type) <= width) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (measure(`${kept}${segment}…`, type) > width) break;
    kept += segment;
  }
  return `${kept}…`;
}
