/** Asks a model what it predicts at one place, and what one head adds to that directly. */
import type { ModelClient } from '../../engine/modelClient.ts';
import type { Prediction } from '../../model/trace.ts';
import type { Side } from '../../text/token.ts';

/** How many candidates are shown. */
const SHOWN = 5;

export interface PredictionInput {
  readonly side: Side;
  readonly text: string;
  readonly pair: string | null;
  /** Counted from 0, as is the position, in the model's own tokens. */
  readonly layer: number;
  readonly head: number;
  readonly position: number;
}

export async function* askPrediction(
  client: ModelClient,
  { side, text, pair, layer, head, position }: PredictionInput,
): AsyncIterable<Prediction> {
  const { predictions } = await client.ask({
    ...{ side, text, inspect: { layer, head }, direct: true },
    ...{ positions: [position], candidates: SHOWN },
    ...(pair !== null && { pair }),
  });
  yield* predictions;
}
