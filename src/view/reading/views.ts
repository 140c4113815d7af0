/** The page's views of a comparison: what each is called, and where its code is. */
import type { ReactElement } from 'react';
import type { Pointed } from '../../analysis/attention/pointed.ts';
import type { Colormap } from '../../figures/colormap.ts';
import type { FullComparison } from '../../model/trace.ts';
import type { View } from '../../store/choices.ts';
import { lazily } from '../page/lazily.tsx';

/** What every view but Compare gets: a comparison of two, and the cell in focus. */
export interface ViewProps {
  readonly comparison: FullComparison;
  readonly colormap: Colormap;
  /** The locked cell, or else the one under the pointer or the keyboard. */
  readonly active: Pointed | null;
}

export const VIEW_TITLES: Readonly<Record<View, string>> = {
  compare: 'Compare',
  step: 'Step through',
  measure: 'Measure',
  match: 'Match',
  experiment: 'Experiment',
};

/** Fetched when first opened; the comparison itself comes with the page. */
export const LAZY_VIEWS: Readonly<
  Record<Exclude<View, 'compare'>, (props: ViewProps) => ReactElement | null>
> = {
  step: lazily(async () => (await import('../step/StepView.tsx')).StepView),
  measure: lazily(async () => (await import('../measure/MeasureView.tsx')).MeasureView),
  match: lazily(async () => (await import('../match/MatchView.tsx')).MatchView),
  experiment: lazily(async () => (await import('../experiment/ExperimentView.tsx')).ExperimentView),
};
