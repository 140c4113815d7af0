/** What is said where a head's steps end: of what the model predicts, and of the head's direct part in it. */
import { msg, say, t } from '#say';
import { number } from '../language/intl.ts';
import type { Addition, Prediction, Trace } from '../model/trace.ts';
import { isBlank } from '../text/blank.ts';
import { endOfText, isEnd } from './endOfText.ts';
import { result } from './numbers/decimal.ts';
import { nameOf, type Phrase, phrase } from './phrase.ts';

/** "+0.521" */
export const signed = (added: number): string =>
  `${Number(added.toFixed(3)) > 0 ? '+' : ''}${result(added)}`;

/** Whether a model can be asked what it predicts at a place of its text; else why not. */
export function predictsNothing({ model: { name, can } }: Trace): string | null {
  if (can.fillsBlanks || can.writes) return null;
  const { lacks } = can;
  return say(lacks?.fillsBlanks ?? lacks?.writes ?? msg`${name} predicts no words.`);
}

/** Where the model predicts. */
export function predictionTitle({ model, tokens }: Trace, position: number): Phrase {
  const { name, can } = model;
  const token = nameOf(tokens, position);
  if (!can.fillsBlanks) return phrase(msg`${name}’s next word after ${token}`);
  return isBlank(tokens[position]!)
    ? [t`${name}’s word for the blank`]
    : phrase(msg`${name}’s word in the place of ${token}, which it has read`);
}

/** What the head does to the logits directly; why that cannot be told of a model without such a path. */
export function directSentence(trace: Trace, { direct }: Pick<Prediction, 'direct'>): Phrase {
  const { name, vocabulary } = trace.model;
  if (!direct) {
    return [
      t`What one head adds to this directly cannot be told of ${name}: after every sum a norm rescales all that went before, and its head for masked words is not linear.`,
    ];
  }
  const told = ({ id, label, added }: Addition): Phrase => {
    const token = isEnd(trace, id) ? [endOfText()] : [{ token: label }];
    return phrase(msg`${token} (${signed(added)})`);
  };
  return phrase(
    msg`Of ${number(vocabulary)} tokens, ${name}’s head raises ${told(direct.most)} most and lowers ${told(direct.least)} most.`,
  );
}
