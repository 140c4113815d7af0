/** What the models know how to read: said where the page is in another language, or a text in other letters. */
import { t } from '#say';
import { SOURCE } from '../../language/languages.ts';
import { hasOtherLetters } from '../../text/script.ts';
import { useLanguage } from '../kit/language.ts';

interface Props {
  readonly text: string;
  /** What the text box names it by, as what describes it. */
  readonly id?: string;
}

export function ReadsEnglish({ text, id }: Props) {
  const isForeign = useLanguage() !== SOURCE || hasOtherLetters(text);
  return (
    <p className="reads-english" id={id} aria-live="polite">
      {isForeign
        ? t`The models read English: letters of other scripts fall into bytes, which tell them little.`
        : null}
    </p>
  );
}
