/** One model, measured: its table of heads, and in words why a head is called what it is. */
import { useMemo, useState } from 'react';
import { msg, t } from '#say';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import type { LabelCounts } from '../../analysis/metrics/aggregate.ts';
import { classOf } from '../../analysis/metrics/headClasses.ts';
import type { ModelMeasure } from '../../analysis/metrics/measureModel.ts';
import { METRICS } from '../../analysis/metrics/metricNames.ts';
import { list } from '../../language/intl.ts';
import { CLASS_TITLES } from '../../sentences/classTitles.ts';
import { classEvidence, classesSentence, labelsSentence } from '../../sentences/headClasses.ts';
import { UNMEASURED_REASONS } from '../../sentences/metricTexts.ts';
import { METRIC_TITLES } from '../../sentences/metricTitles.ts';
import { headName } from '../../sentences/names.ts';
import { headsNow } from '../../store/selectors.ts';
import type { Side } from '../../text/token.ts';
import { KeepButton } from '../keep/KeepButton.tsx';
import type { Keepable } from '../keep/keepable.ts';
import { Rich } from '../kit/Rich.tsx';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { HeadTable } from './HeadTable.tsx';

interface Props {
  readonly side: Side;
  /** What the model is called. */
  readonly name: string;
  readonly measured: ModelMeasure;
  /** [layer][head], where several texts were measured. */
  readonly labels: readonly (readonly LabelCounts[])[] | null;
  readonly furthest: number;
  /** The tables of both models, to keep. */
  keep(): Promise<Keepable>;
}

export function MeasurePanel(props: Props) {
  const { side, name, measured, labels } = props;
  const chosen = useSelector(headsNow)[side];
  const [sort, setSort] = useParameter('sort');
  const { chooseHead } = useActions();
  const [pointed, setPointed] = useState<HeadChoice | null>(null);
  const classes = useMemo(
    () => measured.metrics.map((heads) => heads.map((metrics) => classOf(metrics, measured))),
    [measured],
  );
  // What was pointed at may be gone: another text, or models of another shape.
  const known = pointed && classes[pointed.layer]?.[pointed.head] ? pointed : chosen;
  const found = classes[known.layer]?.[known.head];
  const count = classes.flat().length;
  const named = found && msg`<b>${capital(headName(known))}: ${CLASS_TITLES[found.label]}.</b>`;
  const counts = labels?.[known.layer]?.[known.head];
  return (
    <section className="panel" data-side={side} aria-label={name}>
      <div>
        <div className="keep-line">
          <h2>
            <span className="accent" translate="no">
              {name}
            </span>{' '}
            <em>{t`${count} heads`}</em>
          </h2>
          <KeepButton
            of={t`the heads of ${name}`}
            choices={[{ label: t`The table`, keep: props.keep }]}
          />
        </div>
        <p className="measure-summary">{classesSentence(classes)}</p>
      </div>
      <HeadTable
        name={name}
        measured={measured}
        classes={classes}
        chosen={chosen}
        furthest={props.furthest}
        sort={sort}
        onSort={setSort}
        onHead={(choice) => chooseHead(side, choice)}
        onPoint={setPointed}
      />
      <div className="measure-below">
        {found && named ? (
          <p className="measure-evidence" aria-live="polite">
            <Rich
              of={
                counts
                  ? msg`${named} ${classEvidence(found, measured)} ${labelsSentence(counts)}`
                  : msg`${named} ${classEvidence(found, measured)}`
              }
              as={{ b: (text) => <b>{text}</b> }}
            />
          </p>
        ) : null}
        <Unmeasured measured={measured} />
      </div>
    </section>
  );
}

function Unmeasured({ measured: { baseline, texts } }: { measured: ModelMeasure }) {
  const missing = METRICS.filter((name) => baseline[name] === null);
  if (missing.length === 0) return null;
  const all = list(
    missing.map((name) => t`${METRIC_TITLES[name]} (${UNMEASURED_REASONS[name]})`),
    'each',
  );
  return (
    <p className="aside measure-missing">
      {texts ? t`Not measurable on any of these texts: ${all}.` : t`Not measurable here: ${all}.`}
    </p>
  );
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
