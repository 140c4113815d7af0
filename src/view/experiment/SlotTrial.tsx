import type { ViewProps } from '../views.ts';

export function SlotTrial({ comparison }: ViewProps) {
  return <p className="nothing">{comparison.text}</p>;
}
