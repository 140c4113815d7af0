/** An unseen copy of a text, which holds the place of a text box that does not grow, and is what is printed of it. */

/** One element for each text: Safari goes on showing the first value of an attribute. */
export function SentenceCopy({ text }: { readonly text: string }) {
  return <span key={text} className="sentence-copy" data-text={text} aria-hidden="true" />;
}
