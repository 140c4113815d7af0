/** What the page says about the models: the figures that their evaluation wrote into `models/manifest.json`. */
import * as z from 'zod/mini';
import { readJson } from '../text/jsonFile.ts';

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
  readonly left: z.infer<typeof Bert>;
  readonly right: z.infer<typeof Gpt>;
}

/** @throws FileError when the text is no manifest with figures. */
export function readAbout(text: string): About {
  const manifest = readJson(Manifest, text, 'models/manifest.json');
  return { left: manifest['mini-bert'].about, right: manifest['mini-gpt'].about };
}
