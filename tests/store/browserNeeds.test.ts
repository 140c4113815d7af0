import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { OLDEST } from '../../src/store/browserNeeds.ts';

it.each(['README.md', 'index.html'])(
  '%s names the browser versions that the page needs',
  (file) => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    expect(text.replace(/\s+/g, ' ')).toContain(OLDEST);
  },
);
