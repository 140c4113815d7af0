/** What the classifiers on both models' features have learned, as pictures to keep. */
import { msg, t } from '#say';
import type { Part } from '../../figures/kept/card.ts';
import type { TableCell } from '../../figures/kept/table.ts';
import type { FullComparison } from '../../model/trace.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { SIDES, type Side } from '../../text/token.ts';
import type { Keepable } from '../../view/keep/keepable.ts';
import { answerOf, classProbabilities, majority, type Score, scaled, scoreOf } from './measure.ts';
import type { Learning } from './run.ts';
import { lossSentence } from './sentences.ts';

type Names = Readonly<Record<Side, string>>;

const lossesOf = (learning: Learning, side: Side) => learning[side]?.losses ?? [];

/** The loss of both heads over the steps of training. */
export async function keepLoss(names: Names, learning: Learning): Promise<Keepable> {
  const losses = { left: lossesOf(learning, 'left'), right: lossesOf(learning, 'right') };
  return {
    name: 'loss',
    parts: [
      {
        heading: t`Loss in training`,
        subheading: t`mean cross-entropy on the ${learning.examples.train.length} sentences to learn from`,
        side: null,
        figure: {
          ...{ kind: 'curves', along: msg`steps`, of: msg`bits a sentence`, names },
          values: losses,
        },
      },
    ],
    asked: null,
    caption: [t`${lossSentence(names, losses)}.`],
  };
}

const countOf = ({ right, of }: Score): TableCell[] => [
  { text: String(right), value: right },
  { text: String(of), value: of },
  of === 0 ? { text: '–', value: null } : shareOf(right / of),
];

const shareOf = (p: number): TableCell => ({ text: percent(p), value: p, bar: p });

/** How many sentences each head gets right, beside always giving the more frequent answer. */
export async function keepAccuracy(names: Names, learning: Learning): Promise<Keepable> {
  const { classes, train, heldOut } = learning.examples;
  const known = train.map(({ label }) => label);
  const asked = heldOut.map(({ label }) => label);
  const usual = majority(known, classes.length);
  const always = (labels: readonly number[]) => labels.map(() => usual);
  return {
    name: 'accuracy',
    parts: [
      {
        heading: t`Accuracy`,
        subheading: t`of a logistic head on each model’s features`,
        side: null,
        figure: {
          ...{ kind: 'table', tone: 'ink' },
          columns: [
            msg`head on`,
            msg`held out: right`,
            msg`held out: all`,
            msg`held out: share`,
            msg`learned from: right`,
            msg`learned from: all`,
            msg`learned from: share`,
          ],
          rows: [
            ...SIDES.map((side) => {
              const trained = learning[side];
              const answers = (rows: readonly (readonly number[])[] = []) => rows.map(answerOf);
              return [
                t`${names[side]}’s features`,
                ...countOf(scoreOf(answers(trained?.heldOut), asked)),
                ...countOf(scoreOf(answers(trained?.train), known)),
              ];
            }),
            [
              t`nothing: always “${classes[usual]!}”`,
              ...countOf(scoreOf(always(asked), asked)),
              ...countOf(scoreOf(always(known), known)),
            ],
          ],
        },
      },
    ],
    asked: null,
    caption: [t`Only what is held out counts.`],
  };
}

/** Every held-out sentence with its label and what both heads say of it. */
export async function keepHeldOut(names: Names, learning: Learning): Promise<Keepable> {
  const { classes, heldOut } = learning.examples;
  return {
    name: 'held-out',
    parts: [
      {
        heading: t`Held-out sentences`,
        subheading: t`what the heads say of sentences that they have not learned from`,
        side: null,
        figure: {
          ...{ kind: 'table', tone: 'ink' },
          columns: [
            msg`sentence`,
            msg`label`,
            ...SIDES.flatMap((side) => [
              msg`${names[side]} says`,
              msg`${names[side]}’s probability`,
            ]),
          ],
          rows: heldOut.map(({ text, label }, at) => [
            text,
            classes[label]!,
            ...SIDES.flatMap((side): TableCell[] => {
              const p = learning[side]!.heldOut[at]!;
              const answer = answerOf(p);
              return [
                { text: `${answer === label ? '✓' : '✗'} ${classes[answer]}` },
                { text: percent(p[answer]!, 0), value: p[answer]! },
              ];
            }),
          ]),
        },
      },
    ],
    asked: null,
    caption: [],
  };
}

/** What both heads say of the sentence on the page; nothing of a model that reads nothing of it. */
export async function keepAnswers(
  comparison: FullComparison,
  learning: Learning,
  features: Readonly<Record<Side, Float32Array | null>>,
): Promise<Keepable> {
  const { classes } = learning.examples;
  const parts = SIDES.flatMap((side): Part[] => {
    const [trained, own] = [learning[side], features[side]];
    if (!trained || !own) return [];
    const p = classProbabilities(trained.classifier, scaled(trained.scale, own));
    return [
      {
        heading: t`On ${comparison[side].model.name}’s features`,
        subheading: classes[answerOf(p)]!,
        side,
        figure: {
          ...{ kind: 'bars', of: msg`probability`, most: 1, tone: 'prediction' },
          bars: classes.map((label, at) => ({ label, value: p[at]!, text: percent(p[at]!) })),
        },
      },
    ];
  });
  return {
    name: 'answers',
    parts,
    asked: null,
    caption: [
      t`The heads know two answers and give one of them to any sentence, also to one that is about neither.`,
    ],
  };
}
