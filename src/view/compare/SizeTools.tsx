/** How large the pictures are: a long text's whole, and the whole screen. */

import { t } from '#say';
import { useParameter } from '../kit/store.tsx';
import type { FullScreen } from '../reading/useFullScreen.ts';

interface Props {
  /** Whether the matrices are larger than their panels, or would be. */
  readonly isLong: boolean;
  readonly fullScreen: FullScreen | null;
}

export function SizeTools({ isLong, fullScreen }: Props) {
  const [isFitted, setFitted] = useParameter('fit');
  return (
    <>
      {isLong ? (
        <button
          type="button"
          className="lens-tool"
          aria-pressed={isFitted}
          aria-label={t`Fit to panel`}
          title={t`Fit to panel`}
          onClick={() => setFitted(!isFitted)}
        >
          {t`fit`}
        </button>
      ) : null}
      {fullScreen ? (
        <button
          type="button"
          className="lens-tool"
          aria-pressed={fullScreen.isOn}
          aria-label={t`Full screen`}
          title={t`Full screen`}
          onClick={fullScreen.toggle}
        >
          <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" />
          </svg>
        </button>
      ) : null}
    </>
  );
}
