import type { ViewProps } from '../views.ts';

export function ClassifyTrial({ comparison }: ViewProps) {
  return <p className="nothing">{comparison.text}</p>;
}
