/**
 * A model that fills blanks in the place of a writer: several blanks are filled one after the other, each with the blanks
 * that are still open beside it (as in Wang & Cho 2019 and, the surest first, Ghazvininejad et al. 2019).
 * Then each filled token is taken out again, to see what the model says of it with all the others in place.
 */
import { type Draft, drawFrom } from '../../analysis/prediction/drawing.ts';
import { checkSampling, randomPoints, type Sampling } from '../../analysis/prediction/sampling.ts';
import { type TokenScore, tokenScore } from '../../analysis/prediction/tokenScore.ts';
import type { ModelClient } from '../../engine/modelClient.ts';
import type { Candidate, HeldTrace, Prediction } from '../../model/trace.ts';
import { BLANK } from '../../text/blank.ts';
import type { Side } from '../../text/token.ts';
import type { Order } from './settings.ts';
import { CONSIDERED } from './writeOn.ts';

export interface FillSettings extends Sampling {
  /** The place of the model that fills blanks. */
  readonly side: Side;
  readonly text: string;
  readonly seed: number;
  /** How many blanks to put at the end of a text that has none. */
  readonly count: number;
  readonly order: Order;
}

export interface Filled extends Draft {
  /** Its place among the model's tokens. */
  readonly index: number;
  /** How it stands once all the others are there, and what it would rather have; null before that is known. */
  readonly later: (TokenScore & { readonly rather: Candidate }) | null;
}

export interface Filling {
  readonly text: string;
  /** The text with its blanks: where a token's span lies. */
  readonly asked: string;
  /** Whether the blanks are not the reader's own. */
  readonly appended: boolean;
  /** Of the text as filled so far. */
  readonly trace: HeldTrace;
  /** In the order of filling. */
  readonly filled: readonly Filled[];
  /** Places that are still blank. */
  readonly open: readonly number[];
}

/** Yields what is filled so far; then, one by one, what the model says of it afterwards. */
export async function* fillBlanks(
  client: Pick<ModelClient, 'ask'>,
  { side, text, seed, count, order, ...sampling }: FillSettings,
  signal: AbortSignal,
): AsyncGenerator<Filling> {
  checkSampling(sampling);
  const appended = !text.includes(BLANK);
  const asked = appended ? `${text}${` ${BLANK}`.repeat(count)}` : text;
  const next = randomPoints(seed);
  const filled: Filled[] = [];
  const changes = () => filled.map(({ index, id }) => ({ index, token: id }));
  const question = {
    side,
    text: asked,
    candidates: CONSIDERED,
    distributions: true,
  } as const;

  let open: readonly number[] | null = null; // all blanks at first
  let trace: HeldTrace;
  for (;;) {
    trace = await client.ask({
      ...question,
      changes: changes(),
      ...(open && { positions: open }),
    });
    if (signal.aborted) return;
    open = trace.predictions.map(({ index }) => index);
    yield { text, asked, appended, trace, filled: [...filled], open };
    const slot = slotOf(trace.predictions, order);
    if (!slot) break;
    filled.push({ ...drawFrom(slot, sampling, next()), index: slot.index, later: null });
    open = open.filter((index) => index !== slot.index);
  }

  for (const [nth, draft] of filled.entries()) {
    const { predictions } = await client.ask({
      ...question,
      changes: changes(),
      blank: draft.index,
      positions: [draft.index],
      candidates: 1,
    });
    if (signal.aborted) return;
    const [{ distribution, top }] = predictions as [Prediction];
    filled[nth] = { ...draft, later: { ...tokenScore(distribution!, draft.id), rather: top[0]! } };
    yield { text, asked, appended, trace, filled: [...filled], open };
  }
}

function slotOf(predictions: readonly Prediction[], order: Order): Prediction | undefined {
  if (order === 'left') return predictions[0];
  const surest = Math.max(...predictions.map(({ top }) => top[0]!.p));
  return predictions.find(({ top }) => top[0]!.p === surest);
}
