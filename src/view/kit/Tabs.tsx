/**
 * Tabs over one panel (WAI-ARIA's pattern of that name, with automatic activation): one tab stop, arrow keys
 * go on to the next and open it.
 */
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { walkGrid } from '../figures/layout.ts';

interface Props<Tab extends string> {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: Tab;
  /** The id of the element that shows what is chosen. */
  readonly panel: string;
  /** The id of a tab's own element. */
  idOf(tab: Tab): string;
  readonly className: { readonly list: string; readonly tab: string };
  readonly children: (tab: Tab) => ReactNode;
  onChoose(tab: Tab): void;
}

export function Tabs<Tab extends string>(props: Props<Tab>) {
  const { label, tabs, chosen, panel, idOf, className, children, onChoose } = props;
  const list = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    const to = walkGrid(tabs.indexOf(chosen), event.key, tabs.length, tabs.length);
    if (to === null) return;
    event.preventDefault();
    onChoose(tabs[to]!);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[to]?.focus();
  }

  return (
    <div
      className={className.list}
      role="tablist"
      aria-label={label}
      ref={list}
      onKeyDown={onKeyDown}
    >
      {tabs.map((tab) => (
        <button
          key={tab}
          id={idOf(tab)}
          type="button"
          role="tab"
          className={className.tab}
          aria-selected={tab === chosen}
          aria-controls={panel}
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => tab !== chosen && onChoose(tab)}
        >
          {children(tab)}
        </button>
      ))}
    </div>
  );
}
