/** The page's head: mark, name, what it is, the theme and the link. */
import { memo, useRef, useState } from 'react';
import { Mark } from './Mark.tsx';
import type { PageProps, Theme } from './props.ts';
import { ThemeIcon } from './ThemeIcons.tsx';

const THEMES: readonly { theme: Theme; label: string }[] = [
  { theme: 'light', label: 'Light' },
  { theme: 'system', label: 'As the system' },
  { theme: 'dark', label: 'Dark' },
];

type Props = Pick<PageProps, 'theme' | 'onTheme' | 'onShare'>;

export const Masthead = memo(function Masthead({ theme, onTheme, onShare }: Props) {
  return (
    <header className="masthead">
      <div className="masthead-name">
        <Mark />
        <h1 translate="no">Sightlines</h1>
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
                onChange={() => onTheme(choice.theme)}
              />
              <span>
                <ThemeIcon theme={choice.theme} />
                <span className="visually-hidden">{choice.label}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <Share onShare={onShare} />
      </div>
    </header>
  );
});

function Share({ onShare }: Pick<Props, 'onShare'>) {
  const popover = useRef<HTMLDivElement>(null);
  const [link, setLink] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function share() {
    setProblem(null);
    try {
      setLink(await onShare());
    } catch (error) {
      setLink(null);
      setProblem(error instanceof Error ? error.message : String(error));
    }
    popover.current?.showPopover();
  }

  return (
    <>
      <button type="button" className="button" onClick={share}>
        Share
      </button>
      <div className="share" popover="auto" ref={popover} role="status">
        {link === null ? (
          <p>{problem}</p>
        ) : (
          <>
            <p>The link of exactly what is on the screen is copied:</p>
            <input
              className="share-link"
              readOnly
              value={link}
              aria-label="Link"
              onFocus={(event) => event.currentTarget.select()}
            />
          </>
        )}
      </div>
    </>
  );
}
