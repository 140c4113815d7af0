/**
 * The texts that were on the page, for this tab alone: where it is loaded again, Undo still brings them back.
 * They are spelled as links are, so that what another version of the page has left is read as any link.
 */
import * as z from 'zod/mini';
import { partsOf, readParams } from '../address/encoding.ts';
import { readValues, writeValues } from '../address/link.ts';
import type { PageState, PageStore } from './pageStore.ts';
import { HEAD, parameters, type Values } from './parameters.ts';
import { type Edition, NO_HISTORY, ownOf, sameText, type TextHistory } from './textHistory.ts';

const KEY = 'sightlines.texts';

/** What is of the text and its heads, and what Reset goes back to. */
const Spelled = z.tuple([z.string(), z.string()]);
const Kept = z.object({
  shown: z.string(),
  past: z.array(Spelled),
  future: z.array(Spelled),
});

const read = (address: string): Values => readValues(parameters, readParams(partsOf(address)));

const SILENT = read('');

const spell = (values: Partial<Values>): string =>
  writeValues(parameters, { ...SILENT, ...values });

const spellEdition = ({ own, heads, origin }: Edition): z.infer<typeof Spelled> => [
  spell({ ...own, ...(heads && { [HEAD.left]: heads.left, [HEAD.right]: heads.right }) }),
  spell(origin),
];

function readEdition([address, origin]: z.infer<typeof Spelled>): Edition {
  const values = read(address);
  const { [HEAD.left]: left, [HEAD.right]: right } = values;
  return { own: ownOf(values), heads: left && right && { left, right }, origin: read(origin) };
}

/** Whether the page was here before in this tab, rather than opened. */
function isAgain(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return entry !== undefined && (entry as PerformanceNavigationTiming).type !== 'navigate';
}

/** The history of texts that was left here; none where storage is refused, or another text is shown. */
export function keptTexts(
  shown: Values,
  storage: () => Storage = () => sessionStorage,
): TextHistory {
  try {
    const { success, data } = Kept.safeParse(JSON.parse(storage().getItem(KEY) ?? 'null'));
    if (!success || !sameText(read(data.shown), shown)) return NO_HISTORY;
    return { past: data.past.map(readEdition), future: data.future.map(readEdition), burst: null };
  } catch {
    return NO_HISTORY;
  }
}

export function keepTexts(
  { history, values }: Pick<PageState, 'history' | 'values'>,
  storage: () => Storage = () => sessionStorage,
): void {
  const { preset, text } = values;
  const kept: z.infer<typeof Kept> = {
    shown: spell({ preset, text }),
    past: history.past.map(spellEdition),
    future: history.future.map(spellEdition),
  };
  try {
    storage().setItem(KEY, JSON.stringify(kept));
  } catch {
    // Storage may be closed or full: the texts then last until the page is left.
  }
}

/** Brings the texts back where the page is loaded again, and keeps them when it is left. */
export function followReloads(store: PageStore): void {
  // What the reader has done since is not taken back.
  if (isAgain() && store.getState().history === NO_HISTORY) {
    store.setState(({ values }) => ({ history: keptTexts(values) }));
  }
  window.addEventListener('pagehide', () => keepTexts(store.getState()));
}
