/**
 * `models/manifest.json`: size and SHA-256 of every file of both checkpoints, written by the export
 * in `training/`. Sizes come from here because `Content-Length` may count a compressed body.
 *
 * It also lists `model.safetensors`, the same weights in F16 for other tools; the page leaves it.
 */
import * as z from 'zod/mini';
import { readJson } from '../text/jsonFile.ts';

/** The weights that the page loads: matrices in eight bits, with scales. */
export const WEIGHTS = 'model.q8.safetensors';

const File = z.object({
  bytes: z.int().check(z.positive()),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

const Model = z.object({
  'config.json': File,
  'tokenizer.json': File,
  'tokenizer_config.json': File,
  [WEIGHTS]: File,
});

const Manifest = z.object({ 'mini-bert': Model, 'mini-gpt': Model });

export type FileEntry = z.infer<typeof File>;
export type FileName = keyof z.infer<typeof Model>;
export type Manifest = z.infer<typeof Manifest>;

/** @throws FileError when the text is no manifest. */
export function parseManifest(text: string): Manifest {
  return readJson(Manifest, text, 'models/manifest.json');
}
