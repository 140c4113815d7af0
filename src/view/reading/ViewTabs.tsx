/** The tabs that choose a view of the comparison. */
import { type KeyboardEvent, memo, useRef } from 'react';
import { VIEWS, type View } from '../../store/choices.ts';
import { walkGrid } from '../figures/layout.ts';
import { useActions, useParameter } from '../kit/store.tsx';
import { VIEW_TITLES } from './views.ts';

/** The id of the element that shows the chosen view. */
export const VIEW_PANEL = 'view';

export const tabId = (view: View) => `view-${view}`;

export const ViewTabs = memo(function ViewTabs() {
  const [view] = useParameter('view');
  const { openView } = useActions();
  const list = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const to = walkGrid(VIEWS.indexOf(view), event.key, VIEWS.length, VIEWS.length);
    if (to === null) return;
    event.preventDefault();
    openView(VIEWS[to]!);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[to]?.focus();
  }

  return (
    <div className="tabs" role="tablist" aria-label="Views" ref={list} onKeyDown={onKeyDown}>
      {VIEWS.map((each) => (
        <button
          key={each}
          id={tabId(each)}
          type="button"
          role="tab"
          className="tab"
          aria-selected={each === view}
          aria-controls={VIEW_PANEL}
          tabIndex={each === view ? 0 : -1}
          onClick={() => each !== view && openView(each)}
        >
          {VIEW_TITLES[each]}
        </button>
      ))}
    </div>
  );
});
