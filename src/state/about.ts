/** What the page says about the models: the figures that their evaluation wrote into `models/manifest.json`. */
import * as z from 'zod/mini';
import type { EngineStatus } from '../engine/protocol.ts';
import { readJson } from '../text/jsonFile.ts';
import { useFetched } from './useFetched.ts';

const share = z.number().check(z.gte(0), z.lte(1));
const count = z.int().check(z.nonnegative());

const common = { parameters: z.int().check(z.positive()), tokensSeen: count, date: z.string() };

const Bert = z.object({
  ...common,
  figures: z.object({
    maskedTop1: share,
    maskedTop5: share,
    nextSentence: share,
    minimalPairs: share,
    namedHeads: count,
  }),
});

const Gpt = z.object({
  ...common,
  figures: z.object({
    bitsPerByte: z.number().check(z.positive()),
    trigramBitsPerByte: z.number().check(z.positive()),
    inductionRatio: z.number().check(z.positive()),
    minimalPairs: share,
    namedHeads: count,
  }),
});

const Manifest = z.object({
  'mini-bert': z.object({ about: Bert }),
  'mini-gpt': z.object({ about: Gpt }),
});

export interface About {
  readonly bert: z.infer<typeof Bert>;
  readonly gpt: z.infer<typeof Gpt>;
}

/** @throws FileError when the text is no manifest with figures. */
export function readAbout(text: string): About {
  const manifest = readJson(Manifest, text, 'models/manifest.json');
  return { bert: manifest['mini-bert'].about, gpt: manifest['mini-gpt'].about };
}

/** The figures beside the page; null until they have arrived, and where they cannot be had. */
export function useAbout(base: URL, status: EngineStatus): About | null {
  // Without the manifest no model arrives either, and the engine says so.
  return useFetched(true, (signal) => fetchAbout(base, signal), status).value;
}

async function fetchAbout(base: URL, signal: AbortSignal): Promise<About> {
  const response = await fetch(new URL('models/manifest.json', base), { signal });
  if (!response.ok) throw new Error(`models/manifest.json answered ${response.status}`);
  return readAbout(await response.text());
}
