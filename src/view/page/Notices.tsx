/** Problems with the link or the text, as sentences, until the reader has seen them. */
import type { PageProps } from './props.ts';

type Props = Pick<PageProps, 'notices' | 'onDismissNotices'>;

export function Notices({ notices, onDismissNotices }: Props) {
  if (notices.length === 0) return null;
  return (
    <div className="notices" role="status">
      <ul>
        {notices.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
      <button type="button" className="button" onClick={onDismissNotices}>
        Dismiss
      </button>
    </div>
  );
}
