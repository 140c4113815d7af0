import type { ViewProps } from '../views.ts';

export function WordsTrial({ comparison }: ViewProps) {
  return <p className="nothing">{comparison.text}</p>;
}
