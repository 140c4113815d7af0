import type { ViewProps } from '../views.ts';

export function ContinueTrial({ comparison }: ViewProps) {
  return <p className="nothing">{comparison.text}</p>;
}
