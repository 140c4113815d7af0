/**
 * The page's Content-Security-Policy, as a `<meta>` of the production build: it may load and run nothing but
 * its own files, and ask for nothing else but models of the hub. The development server, whose hot reload needs inline scripts and a
 * socket, goes without.
 */
import type { Plugin } from 'vite';
import { HUB_HOSTS } from '../engine/sources/hosts.ts';

export const POLICY = {
  'default-src': ["'none'"],
  // TensorFlow.js compiles its WebAssembly; no script is ever made from a string.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'"],
  'connect-src': ["'self'", ...HUB_HOSTS],
  // React and KaTeX set styles one by one through the DOM, which no policy is needed for.
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
} as const;

export function contentSecurityPolicy(): Plugin {
  const content = Object.entries(POLICY)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
  return {
    name: 'sightlines:content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      // Before everything that it holds for.
      handler: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content },
          injectTo: 'head-prepend',
        },
      ],
    },
  };
}
