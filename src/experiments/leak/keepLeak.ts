/** Which places of the models learn of a change, as a picture to keep. */
import { msg, t } from '#say';
import type { Part } from '../../figures/kept/card.ts';
import type { Phrase } from '../../sentences/phrase.ts';
import { SIDES, type Side } from '../../text/token.ts';
import type { Keepable } from '../../view/keep/keepable.ts';
import { inARow } from '../inARow.ts';
import { FAINTEST, inkOf, SCALE, spreadOf } from './measure.ts';
import type { LeakFinding } from './run.ts';
import { changeText, leakSentence } from './sentences.ts';

/** How far every token of both models moved, layer by layer. */
export async function keepLeak(
  asked: Side,
  found: Readonly<Record<Side, LeakFinding | null>>,
): Promise<Keepable> {
  const made = SIDES.flatMap((side) => {
    const one = found[side];
    return one ? [{ side, part: partOf(one), caption: captionOf(one) }] : [];
  });
  const captions = made.map(({ caption }) => caption);
  return {
    name: 'leaks',
    parts: made.map(({ part }) => part),
    asked: made.length > 1 ? made.findIndex(({ side }) => side === asked) : null,
    caption: inARow(...captions),
    captions,
  };
}

function captionOf({ before, after, shuffled, changed, changes }: LeakFinding): Phrase {
  const { model, tokens, layers } = before;
  const word = shuffled ? null : after.tokens[changed[0]!]!.label;
  const spread = spreadOf(changes, tokens.length, changed);
  return leakSentence(model.name, tokens, layers, { changed, word }, spread);
}

function partOf({ before, after, changed, changes }: LeakFinding): Part {
  const { side, model, tokens, layers } = before;
  const count = tokens.length;
  return {
    heading: model.name,
    subheading: t`‖h′−h‖ / ‖h‖ of each token’s hidden state h after each layer`,
    side,
    figure: {
      ...{ kind: 'grid', of: msg`change`, down: msg`token`, across: msg`after layer` },
      rows: tokens.map(({ label }, at) =>
        changed.includes(at) ? `${label} → ${after.tokens[at]!.label}` : label,
      ),
      columns: Array.from({ length: layers }, (_, layer) => String(layer + 1)),
      cells: tokens.flatMap((_, position) =>
        Array.from({ length: layers }, (__, layer) => {
          const value = changes[layer * count + position]!;
          return { value, text: changeText(value), ink: inkOf(value) };
        }),
      ),
      legend: {
        scale: {
          kind: 'ink',
          from: inkOf(FAINTEST),
          less: t`${FAINTEST} or less`,
          more: t`${SCALE.at(-1)!} or more, logarithmic`,
        },
        marks: [{ mark: 'zero', text: t`exactly 0` }],
      },
    },
  };
}
