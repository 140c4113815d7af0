import type { ViewProps } from '../views.ts';

export function CopyTrial({ comparison }: ViewProps) {
  return <p className="nothing">{comparison.text}</p>;
}
