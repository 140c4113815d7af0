import { NuqsAdapter } from 'nuqs/adapters/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { createEngine } from './engine/client.ts';
import { keepForOffline } from './offline/register.ts';
import { createConsole } from './state/console.ts';
import { pageState } from './state/pageState.ts';
import { fetchAhead } from './state/presetTrace.ts';
import { applyTheme, storedTheme } from './state/theme.ts';
import { firstPicture } from './state/timing.ts';
import { readLink } from './state/url.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with id "root".');

applyTheme(storedTheme());
const base = new URL('.', document.baseURI);
const link = readLink(new URLSearchParams(window.location.search));
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
  createRoot(root).render(
    <StrictMode>
      <NuqsAdapter>
        <App engine={engine} base={base} opened={opened} />
      </NuqsAdapter>
    </StrictMode>,
  );
});
