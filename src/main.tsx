import { NuqsAdapter } from 'nuqs/adapters/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { createEngine } from './engine/client.ts';
import { keepForOffline } from './offline/register.ts';
import { createConsole } from './state/console.ts';
import { applyTheme, storedTheme } from './state/theme.ts';
import { readLink } from './state/url.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with id "root".');

applyTheme(storedTheme());
const base = new URL('.', document.baseURI);
const { backend } = readLink(new URLSearchParams(window.location.search));
const engine = createEngine(backend ? { base, backend } : { base });
window.sightlines = createConsole(engine, (forced) => createEngine({ base, backend: forced }));

// Once the models are here, or known not to come, nothing else is waiting for the connection.
window.sightlines.ready.catch(() => undefined).then(() => keepForOffline(base, import.meta.url));

createRoot(root).render(
  <StrictMode>
    <NuqsAdapter>
      <App engine={engine} base={base} />
    </NuqsAdapter>
  </StrictMode>,
);
