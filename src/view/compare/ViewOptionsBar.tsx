/** How the attention is looked at: what, by which unit, as which picture, in which order. */

import { type ReactElement, type ReactNode, useId } from 'react';
import { type Message, msg, say, select, t } from '#say';
import {
  PICTURES,
  SUBJECTS,
  UNITS,
  type ViewOptions,
} from '../../analysis/attention/viewOptions.ts';
import { METRICS, type MetricName } from '../../analysis/metrics/metricNames.ts';
import { ARC_THRESHOLDS } from '../../figures/arcScale.ts';
import { METRIC_TITLES } from '../../sentences/metricTitles.ts';
import type { PageState } from '../../store/pageStore.ts';
import { viewOptionsNow } from '../../store/selectors.ts';
import { memo } from '../kit/language.ts';
import { Rich } from '../kit/Rich.tsx';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import type { HeadOrders } from './useHeadOrder.ts';

const SUBJECT_TITLES: Readonly<Record<ViewOptions['of'], Message>> = {
  head: msg`one head`,
  layer: msg`the mean of its layer`,
  all: msg`the mean of all heads`,
  rollout: msg`rollout, an estimate`,
};

const PICTURE_TITLES: Readonly<Record<ViewOptions['picture'], Message>> = {
  matrix: msg`a matrix`,
  arcs: msg`arcs from one`,
  'all-arcs': msg`arcs from all`,
};

const UNIT_TITLES: Readonly<Record<ViewOptions['by'], Message>> = {
  tokens: msg`tokens`,
  words: msg`words`,
};

/** The models' own order, among the metrics. */
const UNSORTED = 'none';

interface Props {
  readonly orders: HeadOrders | null;
  /** What stands after the choices. */
  readonly tools: ReactNode;
}

// Not rendered again because another cell is pointed at.
export const ViewOptionsBar = memo(function ViewOptionsBar({ orders, tools }: Props) {
  const viewOptions = useSelector(viewOptionsNow);
  const [sort, setSort] = useParameter('sort');
  const { set } = useActions();
  return (
    <section className="lens" aria-label={t`Ways to look`}>
      <div className="lens-choices">
        <Choice
          label={t({ message: 'Show', context: 'what of the attention' })}
          value={viewOptions.of}
          options={SUBJECTS}
          titles={SUBJECT_TITLES}
          onChoose={(of) => set({ of })}
        />
        <Choice
          label={t({ message: 'by', context: 'the unit of the attention: tokens or words' })}
          value={viewOptions.by}
          options={UNITS}
          titles={UNIT_TITLES}
          onChoose={(by) => set({ by })}
        />
        <Choice
          label={t({ message: 'as', context: 'the picture of the attention: a matrix or arcs' })}
          value={viewOptions.picture}
          options={PICTURES}
          titles={PICTURE_TITLES}
          onChoose={(show) => set({ show })}
        />
        <Choice
          label={t({ message: 'Heads by', context: 'what heads are sorted by' })}
          value={sort ?? UNSORTED}
          options={[UNSORTED, ...METRICS]}
          titles={{ ...METRIC_TITLES, [UNSORTED]: msg`layer and head` }}
          onChoose={(name: MetricName | typeof UNSORTED) =>
            setSort(name === UNSORTED ? null : name)
          }
        />
        {tools}
      </div>
      <ViewOptionsNotes viewOptions={viewOptions} orders={orders} />
    </section>
  );
});

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly titles: Readonly<Record<T, Message | string>>;
  onChoose(value: T): void;
}

function Choice<T extends string>({ label, value, options, titles, onChoose }: ChoiceProps<T>) {
  const id = useId();
  return (
    <span className="lens-choice">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="lens-select"
        value={value}
        onChange={(event) => onChoose(event.currentTarget.value as T)}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {say(titles[option])}
          </option>
        ))}
      </select>
    </span>
  );
}

interface NotesProps {
  readonly viewOptions: ViewOptions;
  readonly orders: HeadOrders | null;
}

/** What is called the model whose cross-attention is shown; null where there is none. */
const acrossNow = ({ models }: PageState) =>
  [models.left, models.right].find((model) => model?.info.can.across)?.info.name ?? null;

/** What is shown, in a sentence each, where it is not simply a head, its tokens and its matrix. */
function ViewOptionsNotes({ viewOptions, orders }: NotesProps) {
  const notes: [key: string, note: Message<ReactElement>][] = [];
  const across = useSelector(acrossNow);
  if (viewOptions.of === 'layer') {
    notes.push([
      'of',
      msg`The mean of all <head>heads</head> in the <layer>layer</layer> of the chosen head.`,
    ]);
  }
  if (viewOptions.of === 'all') {
    notes.push([
      'of',
      msg`The mean of all <head>heads</head> of all <layer>layers</layer>: the chosen head makes no difference.`,
    ]);
  }
  if (viewOptions.of === 'rollout') {
    notes.push([
      'of',
      msg`<rollout>Rollout</rollout>, an estimate of what reaches each token from the input (Abnar and Zuidema 2020): in each layer half of the mean <attention>attention</attention>, half of the token itself, multiplied through all layers.`,
    ]);
  }
  if (viewOptions.of === 'rollout' && across) {
    notes.push([
      'across',
      msg`Rollout goes through the layers of one text: of ${across}, which is cross-attention, the mean of all heads is shown.`,
    ]);
  }
  if (viewOptions.by === 'words') {
    notes.push([
      'by',
      msg`Words: to a word summed, from a word averaged. A word is what stands between spaces; inside a word, what the <mask>mask</mask> forbids adds 0.`,
    ]);
  }
  if (viewOptions.picture !== 'matrix') {
    const least = ARC_THRESHOLDS[viewOptions.picture];
    notes.push([
      'as',
      msg`Arcs on the left go to what comes before, on the right to what comes after, a loop to the ${select(viewOptions.by, { words: 'word', other: 'token' })} itself; <weight>weights</weight> under ${least * 100}% are not drawn.`,
    ]);
  }
  if (orders && !orders.isMeasured) {
    const title = say(METRIC_TITLES[orders.orders.left.metric]);
    notes.push([
      'order',
      msg`“${title}” is not measurable on this text: the heads keep their own order.`,
    ]);
  } else if (orders) {
    const title = say(METRIC_TITLES[orders.orders.left.metric]);
    const again = (
      <button type="button" className="link" onClick={orders.sortAgain}>
        {t`Sort again`}
      </button>
    );
    const old = msg`Heads keep the places that they had by “${title}” on an earlier text. ${again}`;
    notes.push([
      'order',
      orders.isOld
        ? old
        : msg`<head>Heads</head> by “${title}” on this text, <token>token</token> by token, largest first; they keep their places when the text changes.`,
    ]);
  }
  if (notes.length === 0) return null;
  return (
    <ul className="lens-notes">
      {notes.map(([key, note]) => (
        <li key={key}>
          <Rich of={note} />
        </li>
      ))}
    </ul>
  );
}
