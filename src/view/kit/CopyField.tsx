/** Text to be copied from, such as a link: all of it is selected as soon as it has the focus. */
import type { Ref } from 'react';

interface Props {
  readonly label: string;
  readonly text: string;
  readonly rows: number;
  /** The id of what says more of it. */
  readonly describedBy?: string;
  readonly ref: Ref<HTMLTextAreaElement>;
}

export function CopyField({ label, text, rows, describedBy, ref }: Props) {
  return (
    <textarea
      className="copy-field"
      ref={ref}
      readOnly
      rows={rows}
      value={text}
      aria-label={label}
      aria-describedby={describedBy}
      spellCheck={false}
      onFocus={(event) => event.currentTarget.select()}
    />
  );
}
