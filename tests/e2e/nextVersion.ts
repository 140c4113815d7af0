/** A second version of the page: what it says differs in its program and in a part that is fetched later. */
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What only the next version says: once on every view, and once more in Step through. */
export const NEXT_MARK = 'This is the next version.';

const PLACES = [
  ['src/view/page/Foot.tsx', 'Sightlines runs in this page'],
  ['src/view/step/StepView.tsx', 'choose another above.'],
] as const;

/** Says it in those files. */
function marked(code: string, id: string): string | null {
  const place = PLACES.find(([file]) => id.split('?')[0]?.endsWith(file));
  if (!place) return null;
  const [file, before] = place;
  if (!code.includes(before)) throw new Error(`${file} does not say "${before}" any more.`);
  return code.replace(before, `${before} ${NEXT_MARK}`);
}

/** Builds it, with the repository's own configuration, and returns its folder. */
export async function buildNext(): Promise<string> {
  const outDir = fileURLToPath(new URL('../.results/next-version', import.meta.url));
  await rm(outDir, { recursive: true, force: true });
  await build({
    root: ROOT,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
    plugins: [{ name: 'next-version', enforce: 'pre', transform: marked }],
  });
  return outDir;
}
