/** What is measured of every head, wherever the attention is. */
import type { Trace } from '../../model/trace.ts';
import { type ModelMeasure, measureModel } from '../metrics/measureModel.ts';
import { type HeadMetrics, metricsOf } from '../metrics/metrics.ts';
import { type Answer, asKept, ask, askLayers, isHeld } from './question.ts';

/** Every metric of every head: [layer][head]. */
export function askMetrics(trace: Trace): Answer<readonly (readonly HeadMetrics[])[]> {
  if (isHeld(trace)) return metricsOf(trace);
  return askLayers(asKept(trace), trace.layers, (layer) => ({ what: 'metrics', layer }));
}

/** The same with what it is judged by. */
export function askMeasure(trace: Trace): Answer<ModelMeasure> {
  if (isHeld(trace)) return measureModel(trace);
  const kept = asKept(trace);
  return Promise.all([
    askLayers(kept, trace.layers, (layer) => ({ what: 'metrics', layer })),
    ask(kept, { what: 'yardstick' }),
  ]).then(([metrics, yardstick]) => ({ metrics, ...yardstick }));
}
