/** The one menu of every figure: its picture, its numbers and its link, to keep. */

import { Suspense, useState } from 'react';
import { t } from '#say';
import { useActions, useSelector } from '../kit/store.tsx';
import { lazily, NotFetched } from '../page/lazily.tsx';
import type { KeepChoice, Kept } from './keepable.ts';

interface Props {
  /** The figure's name, as it goes on after "Keep". */
  readonly of: string;
  /** The figure as it is now, and others that may be meant. */
  readonly choices: readonly KeepChoice[];
}

const KeepDialog = lazily(async () => (await import('./KeepDialog.tsx')).KeepDialog);

export function KeepButton({ of, choices }: Props) {
  const [open, setOpen] = useState<{ readonly at: number; readonly kept: Kept } | null>(null);
  const [failure, setFailure] = useState<NotFetched | null>(null);
  if (failure) throw failure;
  const comparison = useSelector((state) => state.comparison);
  const { share } = useActions();
  const pick = (at: number) => {
    const { link } = share(comparison?.text);
    return choices[at]!.keep().then(
      (of) => setOpen({ at, kept: { of, comparison, link } }),
      (error: unknown) => {
        // Anything else is a reading that has gone: the page is about to show another.
        if (error instanceof TypeError) setFailure(new NotFetched(error.message, { cause: error }));
      },
    );
  };
  return (
    <>
      <button
        type="button"
        className="keep-button"
        aria-label={t`Keep ${of}`}
        title={t`Keep this picture: PNG, SVG, numbers, link`}
        aria-haspopup="dialog"
        onClick={() => pick(0)}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11" />
        </svg>
      </button>
      {open ? (
        <Suspense fallback={null}>
          <KeepDialog
            {...open}
            labels={choices.map(({ label }) => label)}
            onPick={pick}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
