/** The same weights under another mask: one model, one text, read twice. */
import { msg } from '#say';
import type { Cell } from '../../analysis/attention/cell.ts';
import type { ModelClient } from '../../engine/modelClient.ts';
import { Refusal } from '../../language/refusal.ts';
import type { MaskSpec } from '../../model/mask.ts';
import type { HeldTrace, Trace } from '../../model/trace.ts';
import type { Side } from '../../text/token.ts';
import { wordAt } from '../../text/words.ts';
import type { BeforeAfter } from './measure.ts';
import type { MaskChoice } from './settings.ts';

export interface MaskSettings {
  readonly side: Side;
  readonly text: string;
  /** Null for the model's own. */
  readonly mask: MaskChoice | null;
  /** Cells of the model's mask to turn over. */
  readonly flip: readonly Cell[];
  /** The layers, from 0, that all this holds for; null for all. */
  readonly layers: readonly number[] | null;
  /** A token of the word that the model has to guess; null where it fills no blanks, the text has one, or no word. */
  readonly blank: number | null;
  /** Where that word ends, exclusive: after one token, where it is not said. */
  readonly blankEnd?: number;
}

/** What was read of which text before and after, and under which mask: they travel together. */
export interface MaskFinding extends BeforeAfter {
  readonly text: string;
  readonly before: HeldTrace;
  readonly after: HeldTrace;
  readonly setting: { readonly mask: MaskChoice | null; readonly painted: number };
}

/** Whether the settings ask for another mask at all. */
export const changesMask = ({ mask, flip }: Pick<MaskSettings, 'mask' | 'flip'>): boolean =>
  mask !== null || flip.length > 0;

/** The mask as the engine takes it: a word that is hidden is hidden with all of its tokens. */
function wholeMask(mask: MaskChoice, { tokens, mask: own }: Trace): MaskSpec {
  const word = typeof mask === 'object' && 'hide' in mask ? wordAt(tokens, mask.hide) : null;
  if (!word || word.end - word.first === 1) return mask;
  const count = tokens.length;
  return own.map((cell, at) => {
    const column = at % count;
    return column >= word.first && column < word.end ? 0 : cell;
  });
}

/** @throws Refusal where there is no such layer; the engine's own error, by name, where the mask cannot be used on this text. */
export async function* underAnotherMask(
  client: Pick<ModelClient, 'ask'>,
  { side, text, mask, flip, layers, blank, blankEnd }: MaskSettings,
  signal: AbortSignal,
): AsyncGenerator<MaskFinding> {
  const question = {
    side,
    text,
    distributions: true,
    ...(blank !== null && { blank, ...(blankEnd !== undefined && { blankEnd }) }),
  };
  const before = await client.ask(question);
  if (signal.aborted) return;
  const strange = layers?.find((layer) => layer >= before.layers);
  if (strange !== undefined) {
    throw new Refusal(
      msg`There is no layer ${strange + 1}: ${before.model.name} has layers 1 to ${before.layers}. Choose among these.`,
    );
  }
  const setting = { mask, painted: flip.length };
  if (!changesMask({ mask, flip })) {
    yield { text, before, after: before, setting };
    return;
  }
  const after = await client.ask({
    ...question,
    ...(mask !== null && { mask: wholeMask(mask, before) }),
    ...(flip.length > 0 && { flip: flip.map(({ row, column }) => [row, column] as const) }),
    ...(layers !== null && { maskLayers: layers }),
  });
  yield { text, before, after, setting };
}
