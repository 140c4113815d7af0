import { App } from './App.tsx';
import { linkOfAddress } from './address/link.ts';
import { createConsole } from './console/console.ts';
import { createEngine } from './engine/client.ts';
import { fetchAhead } from './examples/presetTrace.ts';
import { keepForOffline } from './offline/register.ts';
import { unmetNeeds } from './store/browserNeeds.ts';
import { LinkAdapter } from './store/LinkAdapter.tsx';
import { pageState } from './store/pageState.ts';
import { textLink } from './store/share.ts';
import { applyTheme, storedTheme } from './store/theme.ts';
import { firstPicture } from './store/timing.ts';
import { start } from './view/page/start.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with id "root".');

const unmet = unmetNeeds();
if (unmet !== null) {
  const told = document.createElement('p');
  root.className = 'page';
  told.className = 'nothing';
  told.setAttribute('role', 'alert');
  told.textContent = unmet;
  root.replaceChildren(told);
  throw new Error(unmet);
}

applyTheme(storedTheme());
const base = new URL('.', document.baseURI);
const linkNow = () => linkOfAddress(window.location.search + window.location.hash);
const link = linkNow();
const { backend } = link;
const { preset } = pageState(link);
// Something to look at goes first: the models are hundreds of times as large, and start by themselves.
const ahead = preset ? fetchAhead(base, preset) : null;
const after = ahead?.arrived.then((isHere) => (isHere ? firstPicture : undefined));
const engine = createEngine({ base, ...(after && { after }), ...(backend && { backend }) });
window.sightlines = createConsole(engine, (forced) => createEngine({ base, backend: forced }));

// Once the models are here, or known not to come, nothing else is waiting for the connection.
window.sightlines.ready.catch(() => undefined).then(() => keepForOffline(base, import.meta.url));

// Rendered once, with its pictures, where they are as quick as the script.
void Promise.resolve(ahead?.opened ?? null).then((opened) => {
  start(
    root,
    <LinkAdapter>
      <App engine={engine} base={base} opened={opened} />
    </LinkAdapter>,
    () => textLink(pageState(linkNow()), new URL(window.location.href)),
  );
});
