/** What the reader can do, in a whole sentence for a pointer that hovers and one for a finger. */
import { useMedia } from './hooks.ts';

interface Props {
  readonly point: string;
  readonly tap: string;
  readonly className?: string;
}

export function Instruction({ point, tap, className }: Props) {
  const isCoarse = useMedia('(pointer: coarse)');
  return <span className={className}>{isCoarse ? tap : point}</span>;
}
