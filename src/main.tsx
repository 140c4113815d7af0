import { NuqsAdapter } from 'nuqs/adapters/react';
import { App } from './App.tsx';
import { createEngine } from './engine/client.ts';
import { keepForOffline } from './offline/register.ts';
import { unmetNeeds } from './state/browserNeeds.ts';
import { createConsole } from './state/console.ts';
import { pageState, textLink } from './state/pageState.ts';
import { fetchAhead } from './state/presetTrace.ts';
import { applyTheme, storedTheme } from './state/theme.ts';
import { firstPicture } from './state/timing.ts';
import { readLink } from './state/url.ts';
import { start } from './view/start.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with id "root".');

const unmet = unmetNeeds();
if (unmet !== null) {
  const told = document.createElement('p');
  told.className = 'not-started';
  told.setAttribute('role', 'alert');
  told.textContent = unmet;
  root.replaceChildren(told);
  throw new Error(unmet);
}

applyTheme(storedTheme());
const base = new URL('.', document.baseURI);
const link = readLink(new URLSearchParams(window.location.search));
const { backend } = link;
const { preset } = pageState(link);
// Something to look at goes first: the models are hundreds of times as large, and start by themselves.
const picture = preset ? fetchAhead(base, preset) : Promise.resolve(null);
const after = picture.then((opened) => opened && firstPicture);
const engine = createEngine({ base, after, ...(backend && { backend }) });
window.sightlines = createConsole(engine, (forced) => createEngine({ base, backend: forced }));

// Once the models are here, or known not to come, nothing else is waiting for the connection.
window.sightlines.ready.catch(() => undefined).then(() => keepForOffline(base, import.meta.url));

// Rendered once, with its pictures, where they are as quick as the script.
void picture.then((opened) => {
  start(
    root,
    <NuqsAdapter>
      <App engine={engine} base={base} opened={opened} />
    </NuqsAdapter>,
    () => {
      const address = new URL(window.location.href);
      return textLink(pageState(readLink(address.searchParams)), address);
    },
  );
});
