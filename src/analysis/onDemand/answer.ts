/** Answers questions about attention, where it is kept. */
import type { HeldTrace } from '../../model/trace.ts';
import type { Side } from '../../text/token.ts';
import { weightsOf } from '../attention/attentionView.ts';
import { type HeadChoice, headsInOrder, headWeights } from '../attention/head.ts';
import { counterparts } from '../between/counterparts.ts';
import { rightShare } from '../between/rightShare.ts';
import { yardstickOf } from '../metrics/measureModel.ts';
import { measure, type Ruler, rulerOf } from '../metrics/metrics.ts';
import type { Answers, Question } from './question.ts';
import { thumbnailsHere } from './thumbnails.ts';

/** The readings of a text that are kept: of one model, or of two. */
export type HeldTraces = Readonly<Partial<Record<Side, HeldTrace>>>;

const layerOf = (trace: HeldTrace, layer: number): HeadChoice[] =>
  headsInOrder(trace).filter((choice) => choice.layer === layer);

const rulers = new WeakMap<HeldTrace, Ruler>();

function rulerFor(trace: HeldTrace): Ruler {
  const ruler = rulers.get(trace) ?? rulerOf(trace);
  rulers.set(trace, ruler);
  return ruler;
}

/** @throws RangeError when there is no such reading, layer or head. */
export function answer(held: HeldTraces, side: Side, question: Question): Answers[keyof Answers] {
  const trace = held[side];
  if (!trace) throw new RangeError(`There is no ${side} reading to ask.`);
  switch (question.what) {
    case 'matrix':
      // A copy: it goes to another thread.
      return weightsOf(trace, question.choice, question.of).slice();
    case 'thumbnails':
      return thumbnailsHere(trace, question.choices, question.by, question.size);
    case 'yardstick':
      return yardstickOf(trace, rulerFor(trace));
    case 'metrics':
      return layerOf(trace, question.layer).map((choice) =>
        measure(headWeights(trace, choice), rulerFor(trace)),
      );
    case 'rightShares':
      return layerOf(trace, question.layer).map((choice) => rightShare(trace, choice));
    case 'counterparts': {
      const { left, right } = held;
      if (!left || !right) throw new RangeError('There is no other reading to compare with.');
      const others = layerOf(side === 'left' ? right : left, question.layer);
      const { choice, withoutSpecials } = question;
      return counterparts({ left, right }, side, choice, { withoutSpecials, others });
    }
  }
}
