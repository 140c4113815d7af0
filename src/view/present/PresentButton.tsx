/** Opens the pictures over the whole screen. */
import { Suspense, useState } from 'react';
import { t } from '#say';
import { lazily } from '../page/lazily.tsx';

const Present = lazily(async () => (await import('./Present.tsx')).Present);

export function PresentButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button present-button"
        aria-haspopup="dialog"
        title={t`The pictures over the whole screen; arrow keys walk the examples`}
        onClick={() => setOpen(true)}
      >
        {t`Present`}
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <Present onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
