/** The terms that a view says, each explained: also those of its buttons, labels and titles, where none can stand. */
import { t } from '#say';
import type { ViewOfTerms } from '../../lesson/viewTerms.ts';
import { useGlossary } from './glossary.ts';
import { memo } from './language.ts';
import { Term } from './Term.tsx';

export const Terms = memo(function Terms({ of }: { readonly of: ViewOfTerms }) {
  const glossary = useGlossary();
  // It has its line before it has its words.
  return (
    <p className="terms">
      <span>{t`Words explained:`}</span>
      {glossary?.termsOf(of).map((id) => (
        <Term key={id} id={id}>
          {glossary.explain(id).name}
        </Term>
      ))}
    </p>
  );
});
