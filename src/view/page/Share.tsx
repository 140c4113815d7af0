/** The link of what is on the screen, and what puts it into another page. */
import { type FocusEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { t } from '#say';
import { embedCode } from '../../store/embedCode.ts';
import { setLanguage } from '../../store/language.ts';
import { textNow } from '../../store/selectors.ts';
import type { SharedLink } from '../../store/share.ts';
import { CopyField } from '../kit/CopyField.tsx';
import { useActions, useSelector } from '../kit/store.tsx';
import { copyText } from './copyText.ts';

const SHARED = 'shared';

/** The link itself is always shown: whether it is on the clipboard is up to the browser. */
export function Share() {
  const actions = useActions();
  const popover = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [shared, setShared] = useState<SharedLink | null>(null);
  const [copied, setCopied] = useState<boolean | null>(null);

  async function share() {
    const next = actions.share();
    // The field must hold the link before it is copied from there.
    flushSync(() => {
      setShared(next);
      setCopied(null);
    });
    popover.current?.showPopover();
    if (field.current) setCopied(await copyText(next.link, field.current));
  }

  // The link is of the moment in which it was asked for: it goes before anything else can be changed.
  const left = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) {
      popover.current?.hidePopover();
    }
  };
  useEffect(() => {
    const close = () => popover.current?.hidePopover();
    window.addEventListener('popstate', close);
    return () => window.removeEventListener('popstate', close);
  }, []);

  return (
    <>
      <button type="button" className="button" onClick={share}>
        {t`Share`}
      </button>
      <section className="share" popover="auto" ref={popover} aria-label={t`Share`} onBlur={left}>
        <p role="status" id={SHARED}>
          {copied === null
            ? t`This link opens exactly what is on the screen:`
            : copied
              ? t`The link of exactly what is on the screen is copied:`
              : t`This browser does not let the page copy. The link of exactly what is on the screen is selected: copy it from here.`}
        </p>
        {shared ? (
          <CopyField ref={field} label={t`Link`} text={shared.link} rows={3} describedBy={SHARED} />
        ) : null}
        {shared?.note ? <p>{shared.note}</p> : null}
        {shared ? <EmbedCode link={shared.link} /> : null}
      </section>
    </>
  );
}

/** One line of HTML for somebody's page. */
function EmbedCode({ link }: { readonly link: string }) {
  const text = useSelector(textNow);
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  const code = embedCode(link, text, useSelector(setLanguage));
  async function copy() {
    if (field.current) setCopied(await copyText(code, field.current));
  }
  return (
    <details className="share-embed">
      <summary>{t`Put it into a page of yours`}</summary>
      <CopyField ref={field} label={t`HTML that embeds this picture`} text={code} rows={4} />
      <button type="button" className="button" onClick={copy}>
        {t`Copy HTML`}
      </button>
      <span role="status">
        {copied === null
          ? ''
          : copied
            ? ` ${t`It is copied.`}`
            : ` ${t`This browser does not let the page copy: it is selected, copy it from here.`}`}
      </span>
    </details>
  );
}
