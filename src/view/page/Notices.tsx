/** Problems with the link or the text, as sentences, until the reader has seen them. */
import { t } from '#say';
import { noticesNow } from '../../store/selectors.ts';
import { useActions, useSelector } from '../kit/store.tsx';

export function Notices() {
  const notices = useSelector(noticesNow);
  const { dismissNotices } = useActions();
  if (notices.length === 0) return null;
  return (
    <div className="notices" role="status">
      <ul>
        {notices.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
      <button type="button" className="button" onClick={dismissNotices}>
        {t`Dismiss`}
      </button>
    </div>
  );
}
