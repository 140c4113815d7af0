/** The language of the page, each under the name that it has for itself. */
import { t } from '#say';
import { LANGUAGES, type Language, languages } from '../../language/languages.ts';
import { wantedLanguage } from '../../store/language.ts';
import { useActions, useSelector } from '../kit/store.tsx';

export function LanguageSelect() {
  const wanted = useSelector(wantedLanguage);
  const { chooseLanguage } = useActions();
  const { name, short, tag } = LANGUAGES[wanted];
  return (
    <label className="language" title={t`Language`}>
      <span className="language-name" lang={tag} translate="no" aria-hidden="true">
        {name}
      </span>
      <span className="language-short" lang={tag} translate="no" aria-hidden="true">
        {short}
      </span>
      <select
        aria-label={t`Language`}
        value={wanted}
        onChange={(event) => chooseLanguage(event.currentTarget.value as Language)}
      >
        {languages.map((each) => (
          <option key={each} value={each} lang={LANGUAGES[each].tag} translate="no">
            {LANGUAGES[each].name}
          </option>
        ))}
      </select>
    </label>
  );
}
