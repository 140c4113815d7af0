import type { ViewProps } from '../views.ts';

export function HeadsTrial({ comparison }: ViewProps) {
  return <p className="nothing">{comparison.text}</p>;
}
