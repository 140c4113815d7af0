/** Where in a figure is what a look means. */
import type { Look, PartName } from '../../lesson/step.ts';

/** What the style sheet outlines; `tests/lesson` holds the two to each other. */
export const PARTS: Readonly<Record<PartName, string>> = {
  leftSide: 'section[data-side="left"]',
  strips: '.step-grid .strip-frame',
  sum: '.step-own .strip-frame',
  masked: '.step-grid tr[data-forbidden] [data-part="masked"]',
  added: '.slot-added',
  mask: '.mask-figure:has(.mask-readout)',
  guess: '.mask-predictions',
  cost: '.finding:has(.pair-costs) > .pair-say',
  plot: '.words-finding',
  table: ':is(.accuracy, .heads-shares)',
  settings: '.write-settings',
  rightSide: 'section[data-side="right"]',
};

/** On a small screen the words stand above a figure, and what they mean may be far below. */
export function bringIntoSight(figure: HTMLElement, look: Look): void {
  const selector = look.kind === 'part' ? PARTS[look.part] : '.marks path[data-strong]';
  const { top, bottom } = figure.querySelector(selector)?.getBoundingClientRect() ?? {};
  if (top === undefined || bottom === undefined) return;
  if (top < innerHeight && bottom > 0) return;
  figure.querySelector(selector)!.scrollIntoView({ block: 'center', behavior: 'instant' });
}
