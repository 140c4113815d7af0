/** The page's views of a comparison: what each is called, and where its code is. */

import type { ReactElement } from 'react';
import { msg } from '#say';
import type { Pointed } from '../../analysis/attention/pointed.ts';
import type { Colormap } from '../../figures/colormap.ts';
import type { FullComparison } from '../../model/trace.ts';
import { spoken } from '../../sentences/spoken.ts';
import type { View } from '../../store/choices.ts';
import { lazily } from '../page/lazily.tsx';

/** What every view but Compare gets: a comparison of two, and what is pointed at in it. */
export interface ViewProps {
  readonly comparison: FullComparison;
  readonly colormap: Colormap;
  /** The cell under the pointer or the keyboard, or else the locked one. */
  readonly active: Pointed | null;
  readonly locked: Pointed | null;
}

/** The same over an older comparison, whose newer one is still to come: what is pointed at is not of it. */
export function over<Props extends ViewProps>(props: Props, comparison: FullComparison): Props {
  if (props.comparison === comparison) return props;
  return { ...props, comparison, active: null, locked: null };
}

export const VIEW_TITLES: Readonly<Record<View, string>> = spoken({
  compare: msg`Compare`,
  step: msg`Step through`,
  measure: msg`Measure`,
  match: msg`Match`,
  experiment: msg`Experiment`,
});

/** Fetched when first opened; the comparison itself comes with the page. */
export const LAZY_VIEWS: Readonly<
  Record<Exclude<View, 'compare'>, (props: ViewProps) => ReactElement | null>
> = {
  step: lazily(async () => (await import('../step/StepView.tsx')).StepView),
  measure: lazily(async () => (await import('../measure/MeasureView.tsx')).MeasureView),
  match: lazily(async () => (await import('../match/MatchView.tsx')).MatchView),
  experiment: lazily(async () => (await import('../experiment/ExperimentView.tsx')).ExperimentView),
};
