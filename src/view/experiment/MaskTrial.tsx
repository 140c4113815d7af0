import type { ViewProps } from '../views.ts';

export function MaskTrial({ comparison }: ViewProps) {
  return <p className="nothing">{comparison.text}</p>;
}
