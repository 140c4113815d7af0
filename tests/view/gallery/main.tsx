/** `?state=<name>&theme=light|dark` shows one state of the page, live to the pointer and the keyboard. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Theme } from '../../../src/store/theme.ts';
import { Gallery } from './Gallery.tsx';
import { base, STATES } from './states.ts';

const parameters = new URLSearchParams(location.search);
const state = STATES[parameters.get('state') ?? 'plain'] ?? base;
const theme = (parameters.get('theme') ?? 'system') as Theme;

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Gallery state={state} theme={theme} />
  </StrictMode>,
);
