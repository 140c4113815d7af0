/** What stands in the place of a part of the page that failed, or of all of it: what happened, and ways on. */
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
  if (!isWhole) return <Alert {...props} what="This part of the page" />;
  return (
    <main className="page">
      <h1 className="failure-title" translate="no">
        Sightlines
      </h1>
      <Alert {...props} what="The page" />
    </main>
  );
}

function Alert({ error, what, link, onAgain }: Omit<Props, 'isWhole'> & { what: string }) {
  const said = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  if (error instanceof NotFetched) {
    return (
      <div className="nothing" role="alert">
        <p>
          This view could not be opened: {said}. Check your connection, then press Retry. If that
          does not help, this page may have been published anew meanwhile: reload it. The comparison
          itself still works.
        </p>
        <button type="button" className="button" onClick={onAgain}>
          Retry
        </button>
      </div>
    );
  }
  return (
    <div className="nothing" role="alert">
      <p>
        {what} has failed: “{said}”. Press “Show it again”. If it fails again, open your text anew,
        with everything else as it is at first.
      </p>
      <p className="failure-ways">
        <button type="button" className="button" onClick={onAgain}>
          Show it again
        </button>
        <a href={link}>Open the text anew</a>
      </p>
    </div>
  );
}
