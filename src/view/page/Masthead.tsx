/** The page's head: mark, name, what it is, the language, the theme and the link. */
import { type Message, msg, say, t } from '#say';
import type { Theme } from '../../store/theme.ts';
import { memo } from '../kit/language.ts';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { PresentButton } from '../present/PresentButton.tsx';
import { HomeLink } from './HomeLink.tsx';
import { LanguageSelect } from './LanguageSelect.tsx';
import { Mark } from './Mark.tsx';
import { Share } from './Share.tsx';
import { ThemeIcon } from './ThemeIcons.tsx';

const THEMES: readonly { theme: Theme; label: Message }[] = [
  { theme: 'light', label: msg({ message: 'Light', context: 'colours of the page' }) },
  { theme: 'system', label: msg`As the system` },
  { theme: 'dark', label: msg({ message: 'Dark', context: 'colours of the page' }) },
];

export const Masthead = memo(function Masthead() {
  const theme = useSelector((state) => state.theme);
  const [lesson] = useParameter('lesson');
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
        {t`One sentence, two masks: see what BERT can read and GPT cannot.`}
      </p>
      <div className="masthead-controls">
        <LanguageSelect />
        <fieldset className="segments">
          <legend className="visually-hidden">{t`Theme`}</legend>
          {THEMES.map((choice) => (
            <label key={choice.theme} title={say(choice.label)}>
              <input
                type="radio"
                name="theme"
                checked={choice.theme === theme}
                onChange={() => chooseTheme(choice.theme)}
              />
              <span>
                <ThemeIcon theme={choice.theme} />
                <span className="visually-hidden">{say(choice.label)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {/* They are of the tool's own pictures. */}
        {lesson === null ? (
          <>
            <button
              type="button"
              className="button models-button"
              aria-haspopup="dialog"
              title={t`Other models in place of these two, from the hub or from your disk`}
              onClick={() => chooseModel('left')}
            >
              {t`Models`}
            </button>
            <PresentButton />
          </>
        ) : null}
        <Share />
      </div>
    </header>
  );
});
