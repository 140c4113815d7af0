import type { ViewProps } from '../views.ts';

export function LeakTrial({ comparison }: ViewProps) {
  return <p className="nothing">{comparison.text}</p>;
}
