import { inEnglish, say } from '#say';
import { App } from './App.tsx';
import { createLateConsole } from './console/lateConsole.ts';
import { createEngine } from './engine/client.ts';
import { clientOf } from './engine/modelClient.ts';
import { fetchAhead } from './examples/presetTrace.ts';
import { keepLanguageOffline } from './offline/keepLanguage.ts';
import { keepForOffline } from './offline/register.ts';
import { createActions } from './store/actions.ts';
import { bindAddress } from './store/bindAddress.ts';
import { unmetNeeds } from './store/browserNeeds.ts';
import { firstTouch } from './store/firstTouch.ts';
import { followEngine } from './store/followEngine.ts';
import { beginIn, followLanguage } from './store/followLanguage.ts';
import { followModels } from './store/followModels.ts';
import { followText } from './store/followText.ts';
import { ownLanguage, wantedLanguage } from './store/language.ts';
import type { Openings } from './store/opening.ts';
import { createPageStore, type PageStore } from './store/pageStore.ts';
import { applyTheme, storedTheme } from './store/theme.ts';
import { firstPicture } from './store/timing.ts';
import { linkProblems, valuesOfAddress } from './store/values.ts';
import { start } from './view/page/start.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with id "root".');

const unmet = unmetNeeds();
if (unmet !== null) {
  const told = document.createElement('p');
  root.className = 'page';
  told.className = 'nothing';
  told.setAttribute('role', 'alert');
  told.textContent = inEnglish(unmet);
  root.replaceChildren(told);
  void beginIn(ownLanguage()).then(() => {
    told.textContent = say(unmet);
  });
  throw new Error(inEnglish(unmet));
}

const theme = storedTheme();
applyTheme(theme);
const base = new URL('.', document.baseURI);
const address = window.location.search + window.location.hash;
const values = valuesOfAddress(address);
const { backend, preset, embed, lesson } = values;
const own = ownLanguage();
// Asked for at once: nothing is drawn in another language before.
const spoken = beginIn(wantedLanguage({ values, ownLanguage: own }));
// Something to look at goes first: the models are hundreds of times as large, and start by themselves.
const ahead = preset ? fetchAhead(base, preset) : null;
// A picture in another page is mostly only looked at; what the models have to compute is wanted at once.
const isComputed = lesson !== null || ['step', 'experiment'].includes(values.view);
const touchOrNow = () => (isComputed ? undefined : firstTouch());
const wanted = embed ? touchOrNow() : firstPicture;
const after = ahead?.arrived.then((isHere) => (isHere ? wanted : undefined));
const engine = createEngine({ base, ...(after && { after }), ...(backend && { backend }) });
let takeOpenings = (_: Openings) => {};
const openings = new Promise<Openings>((resolve) => {
  takeOpenings = resolve;
});
window.sightlines = createLateConsole(firstPicture, [
  engine,
  (forced) => createEngine({ base, backend: forced }),
  async (side, wanted) => {
    const { open, putBack } = await openings;
    await (wanted ? open(side, wanted, true) : putBack(side));
  },
]);

// Once the models are here, or known not to come, nothing else is waiting for the connection.
const isSettled = window.sightlines.ready.catch(() => undefined);
isSettled.then(() => keepForOffline(base, import.meta.url));
const keepSpoken = () => isSettled.then(() => keepLanguageOffline(base));
void spoken.then(keepSpoken);

// Rendered once, with its pictures, where they are as quick as the script.
void Promise.all([ahead?.opened ?? null, spoken]).then(([comparison]) => {
  const store = createPageStore({
    values,
    linkProblems: linkProblems(address),
    theme,
    ownLanguage: own,
    status: engine.status,
    client: clientOf(engine),
    comparison,
  });
  const { visit } = bindAddress(store);
  const models = followModels(store, engine, base);
  takeOpenings(models);
  const actions = createActions(store, () => engine.retry(), visit, models);
  followEngine(store, engine);
  followText(store, engine, base);
  followLanguage(store, keepSpoken);
  // Pictures in one page share its tab.
  if (!embed) void keepTextsOf(store);
  start(root, <App store={store} actions={actions} />, actions.linkToText);
});

/** Not before the first picture; where the code for it cannot be had, texts last until the page is left. */
async function keepTextsOf(store: PageStore): Promise<void> {
  await firstPicture;
  const kept = await import('./store/keptTexts.ts').catch(() => null);
  kept?.followReloads(store);
}
