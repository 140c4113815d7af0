/** JSON of strangers, which is looked at before it is parsed. */
import { parseJson } from '../../text/jsonFile.ts';
import { SourceError } from './refusals.ts';

/** Files of models are nested in three or four. */
const DEEPEST = 64;

/** How deep the brackets of a JSON text are nested, those in its strings not counted. */
export function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth++;
        if (depth > deepest) deepest = depth;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
        break;
    }
  }
  return deepest;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== 0x22) {
    at += text.charCodeAt(at) === 0x5c ? 2 : 1; // \
  }
  return at;
}

/** @throws SourceError deep; FileError when it is no JSON. */
export function parseBounded(text: string, file: string): unknown {
  if (depthOf(text) > DEEPEST) throw new SourceError({ code: 'deep', file });
  return parseJson(text.replace(/^\uFEFF/, ''), file);
}
