import { heatmap, live, open, panel, pixels, sentence, strip } from './support.ts';
import { expect, test } from './warm.ts';

test('both models follow the sentence as it is typed', async ({ page }) => {
  await open(page);
  await live(page);
  const before = await pixels(heatmap(page, 'gpt').locator('canvas'));
  await sentence(page).fill('');
  await sentence(page).pressSequentially('Birds can fly over the sea');
  await expect(strip(page).filter({ hasText: /^sea$/ })).toBeVisible();
  await expect(page).toHaveURL(/text=Birds/);
  expect(await pixels(heatmap(page, 'gpt').locator('canvas'))).not.toBe(before);
  const axis = panel(page, 'bert').getByText('Show as table');
  await axis.click();
  const header = panel(page, 'bert').getByRole('columnheader');
  await expect(header).toHaveText(['[CLS]', 'birds', 'can', 'fly', 'over', 'the', 'sea', '[SEP]']);
});

test('only what follows a change is computed again in GPT, but everything in BERT', async ({
  page,
}) => {
  await open(page, 'text=Birds+can+fly');
  await live(page);
  const health = page.getByLabel('Health', { exact: true });
  await sentence(page).press('End');
  await sentence(page).press('!');
  await expect(health).toContainText('BERT 6 tokens, GPT 1 For GPT a token does not depend on');
  await sentence(page).fill('Birds may fly!');
  await expect(health).toContainText('BERT 6 tokens, GPT 3');
  await sentence(page).fill('Cats may fly!');
  await expect(health).toContainText('this text begins otherwise');
});

test('the address holds what was typed, also when a head is chosen in the next moment', async ({
  page,
}) => {
  await open(page, 'text=Birds+can+fly');
  await live(page);
  const head = panel(page, 'gpt').getByRole('radio', { name: 'layer 2, head 3' });
  await sentence(page).press('End');
  await sentence(page).press('!');
  await head.click();
  await expect(head).toHaveAttribute('aria-checked', 'true');
  await expect(page).toHaveURL(/text=Birds\+can\+fly%21.*gpt=2\.3/);
  await expect(sentence(page)).toHaveValue('Birds can fly!');
  await page.reload();
  await expect(sentence(page)).toHaveValue('Birds can fly!');
  await expect(head).toHaveAttribute('aria-checked', 'true');
});

test('the numbers on the page are the model’s: table and console agree', async ({ page }) => {
  await open(page, 'text=The+dog+ran.&bert=3.2');
  await live(page);
  await panel(page, 'bert').getByText('Show as table').click();
  const row = panel(page, 'bert').getByRole('row').nth(2).getByRole('cell');
  await expect(row.first()).toHaveText(/%/);
  const shown = (await row.allTextContents()).map(
    (text) => Number.parseFloat(text.replace('<', '')) / 100,
  );
  const [size, weights] = await page.evaluate(async () => {
    const { bert } = await window.sightlines.run({ text: 'The dog ran.' });
    const T = bert.tokens.length;
    const start = ((2 * bert.heads + 1) * T + 1) * T;
    return [T, [...bert.attention.slice(start, start + T)]] as const;
  });
  expect(shown).toHaveLength(size);
  for (const [column, weight] of weights.entries()) expect(shown[column]).toBeCloseTo(weight, 2);
});

test('a blank is filled by BERT, and is where GPT stops', async ({ page }) => {
  await open(page, 'preset=cat-mask');
  await live(page);
  const { masked, next, unread } = await page.evaluate(async () => {
    const { bert, gpt } = await window.sightlines.run({ text: 'The cat sat on the [MASK].' });
    const read = gpt.tokens.at(-1);
    return { masked: bert.masked, next: gpt.next, unread: read };
  });
  expect(masked).toHaveLength(1);
  expect(unread).toBe('Ġthe');
  await expect(panel(page, 'bert').locator('.predictions')).toContainText(
    masked[0]?.top[0]?.label ?? '?',
  );
  await expect(panel(page, 'gpt').locator('.predictions')).toContainText(next[0]?.label ?? '?');
  await expect(page.getByText('GPT stops here')).toBeVisible();
  for (const { p } of [...next, ...(masked[0]?.top ?? [])]) {
    expect(p).toBeGreaterThan(0);
    expect(p).toBeLessThan(1);
  }
});

test('taking out a word puts [MASK] in its place', async ({ page }) => {
  await open(page, 'text=The+dog+chased+the+cat.');
  await live(page);
  await strip(page)
    .filter({ hasText: /^chased$/ })
    .click();
  await page.getByRole('button', { name: 'Put a blank in its place' }).click();
  await expect(sentence(page)).toHaveValue('The dog [MASK] the cat.');
  await expect(panel(page, 'bert').locator('.predictions')).toContainText('BERT fills the blank');
});
