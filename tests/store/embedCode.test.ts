import { expect, it } from 'vitest';
import { embedCode, embedLink } from '../../src/store/embedCode.ts';
import { firstTouch } from '../../src/store/firstTouch.ts';
import { valuesOfAddress } from '../../src/store/values.ts';

it('links to the picture alone, whatever stands behind the query', () => {
  const link = embedLink('https://example.org/s/?preset=quotes&cell=3.1#text=a%20b');
  const { search, hash } = new URL(link);
  expect(search).toBe('?preset=quotes&cell=3.1&embed=1');
  expect(hash).toBe('#text=a%20b');
  expect(valuesOfAddress(search)).toMatchObject({ preset: 'quotes', embed: true, fixed: false });
});

it('carries the language that the page was set to', () => {
  const code = embedCode('https://example.org/s/?preset=quotes', 'It is.', 'zh');
  expect(code).toContain('src="https://example.org/s/?preset=quotes&amp;embed=1&amp;lang=zh"');
  expect(embedCode('https://example.org/s/?preset=quotes', 'It is.')).not.toContain('lang');
});

it('escapes what would end the attribute: no sentence can put anything else into a page', () => {
  const code = embedCode('https://example.org/?text=%22%3E', 'He said "<b>&" twice');
  expect(code).toContain('title="Sightlines: He said &quot;&lt;b&gt;&amp;&quot; twice"');
  expect(code).toContain('src="https://example.org/?text=%22%3E&amp;embed=1"');
  expect(code.match(/[<>]/g)).toEqual(['<', '>', '<', '>']);
});

it('waits for the first press or key, and for nothing else', async () => {
  const page = new EventTarget();
  let isTouched = false;
  const touched = firstTouch(page).then(() => {
    isTouched = true;
  });
  page.dispatchEvent(new Event('pointermove'));
  await Promise.resolve();
  expect(isTouched).toBe(false);
  page.dispatchEvent(new Event('pointerdown'));
  await touched;
  expect(isTouched).toBe(true);
});
