/** The page's head: mark, name, what it is, the theme and the link. */
import { type FocusEvent, memo, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { SharedLink } from '../../store/share.ts';
import type { Theme } from '../../store/theme.ts';
import { useActions, useSelector } from '../kit/store.tsx';
import { PresentButton } from '../present/PresentButton.tsx';
import { copyText } from './copyText.ts';
import { HomeLink } from './HomeLink.tsx';
import { Mark } from './Mark.tsx';
import { ThemeIcon } from './ThemeIcons.tsx';

const THEMES: readonly { theme: Theme; label: string }[] = [
  { theme: 'light', label: 'Light' },
  { theme: 'system', label: 'As the system' },
  { theme: 'dark', label: 'Dark' },
];

const SHARED = 'shared';

export const Masthead = memo(function Masthead() {
  const theme = useSelector((state) => state.theme);
  const { chooseTheme } = useActions();
  return (
    <header className="masthead">
      <div className="masthead-name">
        <Mark />
        <h1 translate="no">
          <HomeLink>Sightlines</HomeLink>
        </h1>
      </div>
      <p className="masthead-line">
        One sentence, two masks: see what BERT can read and GPT cannot.
      </p>
      <div className="masthead-controls">
        <fieldset className="segments">
          <legend className="visually-hidden">Theme</legend>
          {THEMES.map((choice) => (
            <label key={choice.theme} title={choice.label}>
              <input
                type="radio"
                name="theme"
                checked={choice.theme === theme}
                onChange={() => chooseTheme(choice.theme)}
              />
              <span>
                <ThemeIcon theme={choice.theme} />
                <span className="visually-hidden">{choice.label}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <PresentButton />
        <Share />
      </div>
    </header>
  );
});

/** The link itself is always shown: whether it is on the clipboard is up to the browser. */
function Share() {
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
        Share
      </button>
      <section className="share" popover="auto" ref={popover} aria-label="Share" onBlur={left}>
        <p role="status" id={SHARED}>
          {copied === null
            ? 'This link opens exactly what is on the screen:'
            : copied
              ? 'The link of exactly what is on the screen is copied:'
              : 'This browser does not let the page copy. The link of exactly what is on the screen is selected: copy it from here.'}
        </p>
        {shared ? (
          <textarea
            className="share-link"
            ref={field}
            readOnly
            rows={3}
            value={shared.link}
            aria-label="Link"
            aria-describedby={SHARED}
            spellCheck={false}
            onFocus={(event) => event.currentTarget.select()}
          />
        ) : null}
        {shared?.note ? <p>{shared.note}</p> : null}
      </section>
    </>
  );
}
