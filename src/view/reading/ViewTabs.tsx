/** The tabs that choose a view of the comparison. */

import { t } from '#say';
import { VIEWS, type View } from '../../store/choices.ts';
import { memo } from '../kit/language.ts';
import { useActions, useParameter } from '../kit/store.tsx';
import { Tabs } from '../kit/Tabs.tsx';
import { LearnLink } from '../lesson/LearnLink.tsx';
import { VIEW_TITLES } from './views.ts';

/** The id of the element that shows the chosen view. */
export const VIEW_PANEL = 'view';

export const tabId = (view: View) => `view-${view}`;

export const ViewTabs = memo(function ViewTabs() {
  const [view] = useParameter('view');
  const { openView } = useActions();
  return (
    <div className="tabs-line">
      <Tabs
        label={t`Views`}
        tabs={VIEWS}
        chosen={view}
        panel={VIEW_PANEL}
        idOf={tabId}
        className={{ list: 'tabs', tab: 'tab' }}
        onChoose={openView}
      >
        {(each) => VIEW_TITLES[each]}
      </Tabs>
      <LearnLink className="tab tab-learn">{t`Learn`}</LearnLink>
    </div>
  );
});
