/**
 * `models/manifest.json`: size and SHA-256 of every file of both checkpoints, written by the export
 * in `training/`. Sizes come from here because `Content-Length` may count a compressed body.
 */
import * as z from 'zod/mini';
import type { ModelName } from '../text/token.ts';

/** The folder of each model under `models/`. */
export const FOLDERS = { bert: 'mini-bert', gpt: 'mini-gpt' } as const satisfies Record<
  ModelName,
  string
>;

/** The file of the weights in each folder. */
export const WEIGHTS = 'model.safetensors';

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

/** @throws Error when the text is no manifest. */
export function parseManifest(text: string): Manifest {
  return Manifest.parse(JSON.parse(text));
}
