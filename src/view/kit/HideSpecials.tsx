/** The filter that every key offers: outlines special tokens in place of showing what they weigh. */
import type { PageProps } from '../page/props.ts';

type Props = Pick<PageProps, 'hideSpecials' | 'onHideSpecials'>;

export function HideSpecials({ hideSpecials, onHideSpecials }: Props) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={hideSpecials}
        onChange={(event) => onHideSpecials(event.currentTarget.checked)}
      />
      Hide special tokens
    </label>
  );
}
