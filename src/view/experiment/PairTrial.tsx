import type { ViewProps } from '../views.ts';

export function PairTrial({ comparison }: ViewProps) {
  return <p className="nothing">{comparison.text}</p>;
}
