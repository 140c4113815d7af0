/** The experiments as questions: how one chooses among them, and that none of them opens empty. */
import type { Page } from '@playwright/test';
import { say } from '#say';
import { EXPERIMENTS, experimentOf } from '../../src/experiments/experiments.ts';
import { expectAccessible, live, open } from './support.ts';
import { expect, test } from './warm.ts';

const choice = (page: Page, title: string) => page.getByRole('radio', { name: title, exact: true });

/** What each shows once it has something to show. */
const FOUND: Readonly<Record<(typeof EXPERIMENTS)[number], string>> = {
  slot: '.slot-findings',
  words: '.words-finding',
  continue: '.write-findings .passage-token',
  copy: '.copy-lead',
  mask: '.mask-findings canvas',
  heads: '.heads-findings',
  leak: '.leak-grid',
  pair: '.pair-found',
  classify: '.classify-results',
};

test('are in groups, each with its question and with what one will see', async ({ page }) => {
  await open(page, 'preset=bank-river&view=experiment');
  await live(page);
  for (const [group, count] of [
    ['Guess', 2],
    ['Write', 2],
    ['Break', 2],
    ['Probe', 3],
  ] as const) {
    const within = page.getByRole('group', { name: group, exact: true });
    await expect(within.getByRole('radio')).toHaveCount(count);
  }
  await expect(choice(page, 'One slot')).toHaveAccessibleDescription(/^What stands in .*\?$/);
  await expect(page.getByText('You will see what each model would put there')).toBeVisible();
  await choice(page, 'One slot').focus();
  await page.keyboard.press('ArrowDown');
  await expect(choice(page, 'Word by word')).toBeChecked();
  await expect(page.getByText(/You will see a bar for each word/)).toBeVisible();
});

for (const [what, text] of [
  ['a sentence', 'The old man fed the birds.'],
  ['one word', 'Hello'],
  ['emoji', '🙂 🎉'],
  ['letters from right to left', 'القط نائم.'],
] as const) {
  test(`none opens empty on ${what}`, async ({ page }) => {
    await open(page, `text=${encodeURIComponent(text)}&view=experiment`);
    await live(page);
    for (const name of EXPERIMENTS) {
      await page.getByText(say(experimentOf(name).title), { exact: true }).click();
      await expect(page.locator(FOUND[name]).first()).toBeVisible({ timeout: 40_000 });
      await expect(page.locator('.view').getByRole('alert')).toHaveCount(0);
      await expect(page.locator('.view')).not.toContainText(/NaN|undefined/);
    }
  });
}

test('opened by hand, a mask is changed and the heads that are shown are off, in the link, too', async ({
  page,
}) => {
  await open(page, 'preset=animal-tired');
  await live(page);
  await page.getByRole('tab', { name: 'Experiment' }).click();
  await page.getByText('Another mask', { exact: true }).click();
  await expect(page).toHaveURL(/mask=causal/);
  await expect(page).toHaveURL(/on=bert/);
  await page.getByText('Heads off', { exact: true }).click();
  await expect(page).toHaveURL(/bertOff=2\.2/);
  await expect(page).toHaveURL(/gptOff=4\.2/);
  // A link that says nothing of either means the models as they are.
  await open(page, 'preset=animal-tired&view=experiment&try=heads');
  await live(page);
  await expect(page.getByText('All heads of BERT are on')).toBeVisible();
});

test('a special token that is held is none to experiment on, and another word stands there', async ({
  page,
}) => {
  await open(page, 'text=The+old+man+fed+the+birds.&view=experiment&cell=0.0');
  await live(page);
  for (const name of ['One slot', 'Leak probe']) {
    await page.getByText(name, { exact: true }).click();
    await expect(page.locator('.view').getByRole('alert')).toContainText('is not part of the text');
    await expect(page.getByText(/^The word is birds[,:]/)).toBeVisible();
  }
});

test('are chosen on a phone without scrolling sideways', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, 'preset=animal-tired&view=experiment');
  await live(page);
  await expectAccessible(page);
});
