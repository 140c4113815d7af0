/** The files of the source that the page runs before anything is fetched later. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

const IMPORTS = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?from\s+)?'(\.[^']+\.tsx?)'/g;

/** @param entry below the root @returns names below the root, the entry's too */
export function firstFiles(entry = 'src/main.tsx'): Set<string> {
  const reached = new Set([entry]);
  for (const file of reached) {
    const code = readFileSync(join(ROOT, file), 'utf8');
    for (const [, source] of code.matchAll(IMPORTS)) {
      const target = relative(ROOT, resolve(ROOT, dirname(file), source!));
      if (existsSync(join(ROOT, target))) reached.add(target);
    }
  }
  return reached;
}
