/** What tells one publication of the examples' files from the next. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders below `public/` whose files are fetched by the page, and do not carry a hash in their names. */
export const DATA_FOLDERS = ['presets', 'probes'] as const;

/** The first 8 hexadecimal digits of the SHA-256 over all of those files. */
export function dataVersion(publicFolder: string): string {
  const hash = createHash('sha256');
  for (const folder of DATA_FOLDERS) {
    for (const name of readdirSync(join(publicFolder, folder)).sort()) {
      hash.update(name).update(readFileSync(join(publicFolder, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 8);
}
