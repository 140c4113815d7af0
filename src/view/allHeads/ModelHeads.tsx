/** The heads of one model, layer by layer; the pictures of a layer are there while it is in sight. */

import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { say, t } from '#say';
import { type HeadChoice, headsInOrder, sameHead } from '../../analysis/attention/head.ts';
import type { Unit } from '../../analysis/attention/viewOptions.ts';
import { classOf } from '../../analysis/metrics/headClasses.ts';
import { askMeasure } from '../../analysis/onDemand/measure.ts';
import type { Colormap } from '../../figures/colormap.ts';
import type { Trace } from '../../model/trace.ts';
import { CLASS_TITLES } from '../../sentences/classTitles.ts';
import { walkGrid } from '../figures/layout.ts';
import { walkedFrom } from '../kit/pointing.ts';
import { useAnswer } from '../kit/useAnswer.ts';
import { LayerHeads } from './LayerHeads.tsx';

interface Props {
  readonly trace: Trace;
  readonly chosen: HeadChoice;
  readonly by: Unit;
  readonly colormap: Colormap;
  onHead(choice: HeadChoice): void;
}

export function ModelHeads({ trace, chosen, by, colormap, onHead }: Props) {
  const { layers, heads } = trace;
  const list = useRef<HTMLDivElement>(null);
  const measured = useAnswer(() => askMeasure(trace), [trace]);
  const all = useMemo(() => headsInOrder({ layers, heads }), [layers, heads]);
  const [current, setCurrent] = useState(() => all.findIndex((each) => sameHead(each, chosen)));

  function jobOf({ layer, head }: HeadChoice): string | null {
    const metrics = measured?.metrics[layer]?.[head];
    if (!measured || !metrics) return null;
    const { label } = classOf(metrics, measured);
    return label === 'unclassified' ? null : say(CLASS_TITLES[label]);
  }

  function onKeyDown(event: KeyboardEvent) {
    const next = walkGrid(walkedFrom(event, 'head', current), event.key, heads, all.length);
    if (next === null) return;
    event.preventDefault();
    setCurrent(next);
    list.current?.querySelector<HTMLElement>(`[data-head="${next}"]`)?.focus();
  }

  return (
    <section className="all-heads-model" data-side={trace.side} aria-label={trace.model.name}>
      <h3>
        <span className="accent" translate="no">
          {trace.model.name}
        </span>
      </h3>
      <div
        role="toolbar"
        aria-label={t`All heads of ${trace.model.name}`}
        ref={list}
        onKeyDown={onKeyDown}
      >
        {Array.from({ length: layers }, (_, layer) => (
          <LayerHeads
            // biome-ignore lint/suspicious/noArrayIndexKey: layers have no other name
            key={layer}
            {...{ trace, by, colormap, chosen, current, jobOf, onHead }}
            first={layer * heads}
            choices={all.slice(layer * heads, (layer + 1) * heads)}
          />
        ))}
      </div>
    </section>
  );
}
