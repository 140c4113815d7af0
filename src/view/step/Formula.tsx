/** A formula, typeset by KaTeX: HTML for the eye, MathML for screen readers. */
import katex from 'katex';
import { useLayoutEffect, useRef } from 'react';

export function Formula({ tex }: { tex: string }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!place.current) return;
    katex.render(tex, place.current, {
      displayMode: true,
      output: 'htmlAndMathml',
      // Our own formulas colour their symbols by class; nothing else is let through.
      trust: ({ command }) => command === '\\htmlClass',
      strict: (code) => (code === 'htmlExtension' ? 'ignore' : 'error'),
    });
  }, [tex]);
  return <div className="formula" translate="no" ref={place} />;
}
