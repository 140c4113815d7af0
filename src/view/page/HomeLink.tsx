/** The page's name, which leads to what its bare address opens, without loading anything anew. */
import type { MouseEvent, ReactNode } from 'react';
import { useActions } from '../kit/store.tsx';

export function HomeLink({ children }: { readonly children: ReactNode }) {
  const { goHome } = useActions();
  function onClick(event: MouseEvent) {
    // In a new tab or window it is a link like any other.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goHome();
  }
  return (
    <a className="home" href="./" onClick={onClick}>
      {children}
    </a>
  );
}
