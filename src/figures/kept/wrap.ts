/** Lines of text that fit a width. */
import type { Type } from '../scene.ts';
import type { MeasureText } from '../type.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A character of a script without spaces, with the marks that may not be parted from it; or all between two. */
const PIECE =
  /[（“‘《]*(?:\p{Script=Han}|[^\p{Script=Han}（“‘《，。；：、！？）”’》…]+)[，。；：、！？）”’》…]*|[\s\S]/gu;

/** What a line may end after: words with the space before them, and the characters of a script without spaces. */
function piecesOf(text: string): readonly { readonly piece: string; readonly space: string }[] {
  return text
    .split(/\s+/u)
    .filter(Boolean)
    .flatMap((word) => {
      const pieces = /\p{Script=Han}/u.test(word) ? word.match(PIECE)! : [word];
      return pieces.map((piece, at) => ({ piece, space: at === 0 ? ' ' : '' }));
    });
}

/** Broken between words, or characters of a script without spaces; within a word that is wider than a line, anywhere. */
export function wrap(text: string, type: Type, width: number, measure: MeasureText): string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (longer: string) => measure(longer, type) <= width;
  for (const { piece, space } of piecesOf(text)) {
    const longer = line === '' ? piece : `${line}${space}${piece}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    if (fits(piece)) {
      line = piece;
      continue;
    }
    for (const { segment } of graphemes.segment(piece)) {
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
