/** How strong an arc is, and which weights have one. */
import { scaleLinear } from 'd3';
import type { ViewOptions } from '../analysis/attention/viewOptions.ts';

/** The least weight that has an arc: many arcs at once need a higher one to stay readable. */
export const ARC_THRESHOLDS: Readonly<Record<Exclude<ViewOptions['picture'], 'matrix'>, number>> = {
  arcs: 0.02,
  'all-arcs': 0.1,
};

/** One fixed scale for all heads of both models: CSS pixels of a line, and its opacity. */
export const arcWidth = scaleLinear([0, 1], [0.75, 4]).clamp(true);
export const arcOpacity = scaleLinear([0, 1], [0.3, 1]).clamp(true);
