/**
 * Letters as a reader or a model has them, such as a token: in their own direction, and never translated. The
 * models read English, whatever the language of the sentence around a token is.
 */
import type { ComponentProps, ReactElement } from 'react';
import { language } from '../../language/language.ts';
import { SOURCE } from '../../language/languages.ts';

/** Of labels, in the language that they were made in. */
const labels = new Map<string, ReactElement>();
/** More than the words of a long text, so that none is made anew while one types in it. */
const MOST_LABELS = 4096;

/**
 * A label in one of hundreds of places: the same element for the same letters, so that React passes over
 * the many that stay what they are while one types.
 */
export function labelOf(letters: string): ReactElement {
  const key = `${language()} ${letters}`;
  const known = labels.get(key);
  if (known) return known;
  if (labels.size >= MOST_LABELS) labels.clear();
  const label = <Verbatim>{letters}</Verbatim>;
  labels.set(key, label);
  return label;
}

export function Verbatim(props: ComponentProps<'bdi'>) {
  const isElsewhere = language() !== SOURCE;
  return <bdi translate="no" {...(isElsewhere && { lang: SOURCE })} {...props} />;
}
