/**
 * Letters as a reader or a model has them, such as a token: in their own direction, and never translated. The
 * models read English, whatever the language of the sentence around a token is.
 */
import type { ComponentProps } from 'react';
import { language } from '../../language/language.ts';
import { SOURCE } from '../../language/languages.ts';

export function Verbatim(props: ComponentProps<'bdi'>) {
  const isElsewhere = language() !== SOURCE;
  return <bdi translate="no" {...(isElsewhere && { lang: SOURCE })} {...props} />;
}
