/** What stands in the place of a part of the page that failed, or of all of it: what happened, and ways on. */
import { say, select, t } from '#say';
import { reasonOf } from '../../language/reason.ts';
import { NotFetched } from './lazily.tsx';

interface Props {
  readonly error: unknown;
  /** Whether the whole page failed. */
  readonly isWhole: boolean;
  /** Opens the text with everything else as it is at first. */
  readonly link: string;
  onAgain(): void;
}

export function Failure({ isWhole, ...props }: Props) {
  if (!isWhole) return <Alert {...props} what="part" />;
  return (
    <main className="page">
      <h1 className="failure-title" translate="no">
        Sightlines
      </h1>
      <Alert {...props} what="page" />
    </main>
  );
}

function Alert({ error, what, link, onAgain }: Omit<Props, 'isWhole'> & { what: 'part' | 'page' }) {
  const said = say(reasonOf(error)).replace(/[.。]$/, '');
  if (error instanceof NotFetched) {
    return (
      <div className="nothing" role="alert">
        <p>
          {t`This view could not be opened: ${said}. Check your connection, then press Retry. If that does not help, this page may have been published anew meanwhile: reload it. The comparison itself still works.`}
        </p>
        <button type="button" className="button" onClick={onAgain}>
          {t`Retry`}
        </button>
      </div>
    );
  }
  return (
    <div className="nothing" role="alert">
      <p>
        {t`${select(what, { page: 'The page', other: 'This part of the page' })} has failed: “${said}”. Press “Show it again”. If it fails again, open your text anew, with everything else as it is at first.`}
      </p>
      <p className="failure-ways">
        <button type="button" className="button" onClick={onAgain}>
          {t`Show it again`}
        </button>
        <a href={link}>{t`Open the text anew`}</a>
      </p>
    </div>
  );
}
