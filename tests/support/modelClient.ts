/** A client that answers from a made-up rule. */

import type { ModelClient } from '../../src/engine/modelClient.ts';
import type { Question } from '../../src/engine/protocol.ts';
import { causal } from '../../src/model/mask.ts';
import type { HeldTrace, Prediction } from '../../src/model/trace.ts';
import type { Token } from '../../src/text/token.ts';
import { MODELS } from './models.ts';

const tokenOf = (id: number): Token => ({
  id,
  piece: id === 0 ? '<|endoftext|>' : `Ġt${id}`,
  label: id === 0 ? '<|endoftext|>' : `t${id}`,
  span: null,
  special: id === 0,
  word: null,
});

/**
 * A GPT whose words are `t1`, `t2` …, ids alike, after `<|endoftext|>`, id 0. It predicts what the rule
 * says of the ids that it has read.
 */
export function knownGpt(
  rule: (ids: readonly number[]) => readonly number[],
): Pick<ModelClient, 'ask'> & { asked: Question[] } {
  const asked: Question[] = [];
  return {
    asked,
    async ask(question) {
      asked.push(question);
      const typed = question.text
        .split(' ')
        .filter(Boolean)
        .map((word) => Number(word.slice(1)));
      const tokens = [0, ...typed, ...((question.more ?? []) as number[])].map(tokenOf);
      const p = rule(tokens.map(({ id }) => id));
      const top = p
        .map((own, id) => ({ ...tokenOf(id), p: own }))
        .sort((a, b) => b.p - a.p)
        .slice(0, question.candidates);
      const prediction: Prediction = {
        index: tokens.length - 1,
        top,
        distribution: Float32Array.from(p),
      };
      const mask = causal(tokens.length);
      const trace: HeldTrace = {
        side: 'right',
        model: MODELS.right,
        tokens,
        unread: [],
        layers: 1,
        heads: 1,
        mask,
        attention: Float32Array.from(mask),
        predictions: [prediction],
      };
      return trace;
    },
  };
}
