/** What the page shows and what it asks for: the contract between `state` and `view`. */

import type { Scope, View } from '../../address/choices.ts';
import type { Cell } from '../../analysis/attention/cell.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import type { ViewOptions } from '../../analysis/attention/viewOptions.ts';
import type { MetricName } from '../../analysis/metrics/metricNames.ts';
import type { ModelClient } from '../../engine/modelClient.ts';
import type { EngineStatus } from '../../engine/protocol.ts';
import type { Trial } from '../../experiments/settings.ts';
import type { Comparison, Half } from '../../model/trace.ts';
import type { About } from '../../store/about.ts';
import type { SharedLink } from '../../store/share.ts';
import type { Side } from '../../text/token.ts';

export type { Scope, View } from '../../address/choices.ts';
export type { Cell } from '../../analysis/attention/cell.ts';
export type { HeadChoice } from '../../analysis/attention/head.ts';
export type { ViewOptions } from '../../analysis/attention/viewOptions.ts';
export type { MetricName } from '../../analysis/metrics/metricNames.ts';

export type Theme = 'system' | 'light' | 'dark';

export interface PresetChoice {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** One sentence on what to look at. */
  readonly note: string;
}

export interface PageProps {
  readonly text: string;
  /** @param at the time stamp of the event that changed the text, where there was one */
  onText(text: string, at?: number): void;

  readonly presets: readonly PresetChoice[];
  /** The preset on the screen; null for a text of the reader's own. */
  readonly preset: string | null;
  onPreset(id: string): void;

  /** Null only when even the precomputed example is missing. */
  readonly comparison: Comparison | null;
  /** What one model reads while the other is on its way: shown in place of the comparison. */
  readonly half: Half | null;
  /** A newer text is being computed: what is shown is dimmed, never blanked. */
  readonly stale: boolean;
  readonly source: 'precomputed' | 'live';
  readonly status: EngineStatus;
  onRetry(): void;

  readonly heads: Readonly<Record<Side, HeadChoice>>;
  onHead(side: Side, choice: HeadChoice): void;

  /** The cell under the pointer or the keyboard, in both models alike. */
  readonly focus: Cell | null;
  /** The cell that a click holds: it is shown instead of `focus`. */
  readonly locked: Cell | null;
  onFocus(cell: Cell | null): void;
  onLock(cell: Cell | null): void;

  readonly hideSpecials: boolean;
  onHideSpecials(on: boolean): void;

  readonly view: View;
  onView(view: View): void;

  /** The step of the step-through, from 1. */
  readonly step: number;
  onStep(step: number): void;

  readonly viewOptions: ViewOptions;
  onViewOptions(part: Partial<ViewOptions>): void;

  /** What overviews and tables are sorted by; null for the models' own order. */
  readonly sort: MetricName | null;
  onSort(sort: MetricName | null): void;

  /** What metrics are taken over. */
  readonly over: Scope;
  onOver(over: Scope): void;

  /** The experiment, and what it is set to. */
  readonly trial: Trial;
  onTrial(part: Partial<Trial>): void;
  /** What experiments ask of the models. */
  readonly client: ModelClient;

  readonly theme: Theme;
  onTheme(theme: Theme): void;

  /** The link to the text alone, with everything else as it is at first. */
  linkToText(): string;
  /** The link of what is on the screen. */
  onShare(): SharedLink;
  /** Puts `[MASK]` in the place of the word at this token position. */
  onBlank(position: number): void;

  /** The models' own figures; null until they have arrived. */
  readonly about: About | null;

  /** Problems with the URL or the text, as sentences. */
  readonly notices: readonly string[];
  onDismissNotices(): void;
}
