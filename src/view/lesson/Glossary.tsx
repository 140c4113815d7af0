/** Every word of the page with its sentence, in the order of the alphabet. */
import { t } from '#say';
import { language } from '../../language/language.ts';
import { GLOSSARY } from '../../lesson/glossary.ts';
import { sayText } from './Say.tsx';

export function Glossary() {
  const terms = GLOSSARY.map(({ id, name, says }) => ({
    id,
    name: sayText(name),
    says: sayText(says),
  })).sort((a, b) => a.name.localeCompare(b.name, language()));
  return (
    <article className="glossary" aria-labelledby="glossary-title">
      <h2 id="glossary-title">{t`Words`}</h2>
      <dl>
        {terms.map(({ id, name, says }) => (
          <div key={id} id={`word-${id}`}>
            <dt>{name}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
