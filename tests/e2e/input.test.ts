/** Whatever a person types or pastes: no freeze, no error, nothing lost silently. */
import { live, notices, open, panel, sentence, strip } from './support.ts';
import { expect, test } from './warm.ts';

const ODD = [
  ['emoji', '🙂👩‍👩‍👧 ok 🇫🇷'],
  ['Chinese', '今天天气很好'],
  ['Arabic', 'مرحبا بالعالم'],
  ['combining marks', 'Z̸̡̛a̴l̷g̵o café'],
  ['zero-width characters', 'a\u200bb\u200dc\ufeffd'],
  ['control characters', 'bell\u0007 tab\t line\nend'],
  ['a lone surrogate', 'broken \ud800 half'],
  ['markup', '<script>window.hurt=1</script> "quoted" & <b>bold</b>'],
  ['one word', 'Yes'],
  ['punctuation only', '?!… --'],
] as const;

test('odd texts are read by both models', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await open(page);
  await live(page);
  for (const [name, text] of ODD) {
    await sentence(page).fill(text);
    const tokens = await page.evaluate(async (typed) => {
      const { bert, gpt } = await window.sightlines.run({ text: typed });
      const sum = [...gpt.attention].reduce((all, weight) => all + weight, 0);
      return { labels: bert.labels, rows: gpt.tokens.length * gpt.layers * gpt.heads, sum };
    }, text.toWellFormed());
    expect(Math.abs(tokens.sum - tokens.rows), name).toBeLessThan(1e-3);
    await expect(strip(page), name).toHaveText(tokens.labels);
  }
  expect(await page.evaluate(() => 'hurt' in window)).toBe(false);
  expect(errors).toEqual([]);
});

test('special tokens typed by hand are text, except for [MASK]', async ({ page }) => {
  await open(page);
  await live(page);
  const runs = await page.evaluate(async () => {
    const typed = await window.sightlines.run({ text: '[CLS] hi [SEP] <|endoftext|> [PAD]' });
    const blank = await window.sightlines.run({ text: 'hi [MASK]' });
    return { typed: typed.bert.tokens, blank: blank.bert.tokens };
  });
  expect(runs.typed.slice(1, -1).filter((token) => /^\[(CLS|SEP|PAD)\]$|^<\|/.test(token))).toEqual(
    [],
  );
  expect(runs.blank).toEqual(['[CLS]', 'Ġhi', '[MASK]', '[SEP]']);
});

test('an empty text says what to do, and the last picture stays', async ({ page }) => {
  await open(page);
  await live(page);
  for (const text of ['', '    ']) {
    await sentence(page).fill(text);
    await expect(notices(page)).toContainText('Nothing to read yet');
    await expect(strip(page).filter({ hasText: /^animal$/ })).toBeVisible();
  }
  await sentence(page).fill('Back again');
  await expect(notices(page)).toBeHidden();
});

test('a text that is too long says what was cut and where', async ({ page }) => {
  await open(page);
  await live(page);
  await sentence(page).fill('word '.repeat(140));
  await expect(notices(page)).toContainText('The models read the first 126 tokens');
  await expect(notices(page)).toContainText('from character 631 on');
  await expect(strip(page)).toHaveCount(128);
  await expect(panel(page, 'bert')).toBeVisible();
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBeLessThanOrEqual(0);
});

test('a megabyte pasted is cut to what can be read, and said', async ({ page }) => {
  await open(page);
  await live(page);
  await sentence(page).fill('all work and no play '.repeat(50_000));
  await expect(notices(page)).toContainText(
    'Only the first 2,000 of 1,050,000 characters were kept',
  );
  await expect(strip(page)).toHaveCount(128);
  await sentence(page).fill('Short again');
  await expect(strip(page)).toHaveText(['[CLS]', 'short', 'again', '[SEP]']);
  await expect(notices(page)).toBeHidden();
});

test('the console rejects what is no request with a sentence', async ({ page }) => {
  await open(page);
  await live(page);
  const message = await page.evaluate(() =>
    window.sightlines.run({ text: 7 as never }).catch((error: Error) => error.message),
  );
  expect(message).toContain('needs "text" as a string');
  expect(await page.evaluate(() => window.sightlines.stats())).toMatchObject({ backend: 'wasm' });
});
