/** The page's head: mark, name, what it is, the theme and the link. */
import { memo } from 'react';
import type { Theme } from '../../store/theme.ts';
import { useActions, useSelector } from '../kit/store.tsx';
import { PresentButton } from '../present/PresentButton.tsx';
import { HomeLink } from './HomeLink.tsx';
import { Mark } from './Mark.tsx';
import { Share } from './Share.tsx';
import { ThemeIcon } from './ThemeIcons.tsx';

const THEMES: readonly { theme: Theme; label: string }[] = [
  { theme: 'light', label: 'Light' },
  { theme: 'system', label: 'As the system' },
  { theme: 'dark', label: 'Dark' },
];

export const Masthead = memo(function Masthead() {
  const theme = useSelector((state) => state.theme);
  const { chooseTheme, chooseModel } = useActions();
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
        <button
          type="button"
          className="button models-button"
          aria-haspopup="dialog"
          title="Other models in place of these two, from the hub or from your disk"
          onClick={() => chooseModel('left')}
        >
          Models
        </button>
        <PresentButton />
        <Share />
      </div>
    </header>
  );
});
