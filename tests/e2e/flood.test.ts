/**
 * Some hundreds of states in the real page: any text, any address. Ten thousand full renders would take
 * the better part of an hour; the sentences and numbers that a render shows are held over ten thousand
 * in tests/sentences/captions.flood.test.ts. Each run draws others; a failure says its seed, with which
 * `FLOOD_SEED` draws the same states again.
 */
import type { Page } from '@playwright/test';
import { PICTURES, SUBJECTS, UNITS } from '../../src/analysis/attention/viewOptions.ts';
import { presetIds } from '../../src/examples/presets.ts';
import { EXPERIMENTS } from '../../src/experiments/names.ts';
import { VIEWS } from '../../src/store/choices.ts';
import { isWhole } from '../support/breadth.ts';
import { anySentence, oneOf, seeded } from '../support/seeded.ts';
import { live, open, sentence } from './support.ts';
import { expect, test } from './warm.ts';

/** Set by playwright.config.ts where nobody asked for one. */
const SEED = Number(process.env.FLOOD_SEED);
const TEXTS = isWhole ? 200 : 30;
const ADDRESSES = isWhole ? 150 : 30;

const ODD = [
  ...[
    '',
    ' ',
    '\u0000',
    '\u202e',
    'مرحبا',
    '👨‍👩‍👧‍👦',
    'e\u0301\u0301\u0301',
    '[MASK][MASK]',
    '[CLS]',
    '漢字',
  ],
  ...['<|endoftext|>', '<b onclick=1>', '&amp;', '%00', '"'.repeat(40), 'İİİ', '\ud800', '\t\n'],
];

/** Words, with something odd among them at times. */
function anyText(next: () => number): string {
  const odd = next() > 0 ? oneOf(ODD, next) : '';
  return next() > 0 ? `${anySentence(next, 12)} ${odd}` : `${odd}${anySentence(next, 6)}`;
}

/** What went wrong in the page, and what is on its screen that should not be. */
function watch(page: Page) {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return async (state: string) => {
    const shown = await page.evaluate(() => document.querySelector('main')?.innerText ?? '');
    const nonsense = /.{0,40}\b(NaN|undefined|Infinity|not a number|\[object \w+\]).{0,40}/.exec(
      shown,
    );
    expect(nonsense?.[0] ?? null, state).toBeNull();
    expect(errors, state).toEqual([]);
  };
}

test.beforeAll(() => {
  expect(Number.isInteger(SEED), 'FLOOD_SEED is a whole number').toBe(true);
});

test.afterEach(() => {
  const { status, expectedStatus } = test.info();
  if (status !== expectedStatus) console.log(`FLOOD_SEED=${SEED} draws the same states again.`);
});

test('any text is shown without an error', async ({ page }) => {
  test.setTimeout(300_000);
  const next = seeded(SEED);
  const check = watch(page);
  await open(page);
  await live(page);
  for (let n = 0; n < TEXTS; n++) {
    const text = anyText(next);
    await sentence(page).fill(text);
    if (n % 10 === 0)
      await page
        .getByRole('tab')
        .nth((n / 10) % VIEWS.length)
        .click();
    await check(JSON.stringify(text));
  }
});

test('any address is shown without an error', async ({ page }) => {
  test.setTimeout(300_000);
  const next = seeded(SEED + 1);
  const check = watch(page);
  await open(page);
  await live(page);
  const number = (most: number) => String(Math.floor(((next() + 1) / 2) * most));
  const pair = (most: number) => `${number(most)}.${number(most)}`;
  const values: Readonly<Record<string, () => string>> = {
    preset: () => oneOf([...presetIds, 'none'], next),
    text: () => anyText(next),
    bert: () => pair(6),
    gpt: () => pair(6),
    cell: () => pair(30),
    specials: () => 'hide',
    view: () => oneOf(VIEWS, next),
    step: () => number(9),
    of: () => oneOf(SUBJECTS, next),
    by: () => oneOf(UNITS, next),
    show: () => oneOf(PICTURES, next),
    bertAlso: () => `${pair(5)},${pair(5)}`,
    sort: () => oneOf(['entropy', 'induction', 'same', 'charm'], next),
    over: () => oneOf(['text', 'probes'], next),
    try: () => oneOf(EXPERIMENTS, next),
    mask: () => oneOf(['causal', 'bidirectional', 'prefix.3', 'window.2', 'hide.90', '?'], next),
    flip: () => `${pair(20)},${pair(20)}`,
    layers: () => number(6),
    pair: () => anyText(next),
    word: () => oneOf(['river', 'unheardof', ''], next),
    gptOff: () => pair(6),
    strange: () => anyText(next),
  };
  for (let n = 0; n < ADDRESSES; n++) {
    const chosen = Object.keys(values).filter(() => next() > 0.3);
    const search = `?${new URLSearchParams([...chosen.map((name) => [name, values[name]!()]), ['backend', 'wasm']])}`;
    // As going back and forth does, without loading the models anew.
    await page.evaluate((to) => {
      window.history.pushState(null, '', to);
      window.dispatchEvent(new PopStateEvent('popstate'));
    }, search);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    await check(search);
  }
});
