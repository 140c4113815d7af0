import {
  follow,
  heatmap,
  live,
  notices,
  open,
  panel,
  pixels,
  readout,
  sentence,
  strip,
} from './support.ts';
import { expect, test } from './warm.ts';

test('a shared link opens the same picture in another browser', async ({
  page,
  elsewhere,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 'text=The+old+man+fed+the+birds.');
  await live(page);
  await panel(page, 'bert').getByRole('radio', { name: 'layer 2, head 3' }).click();
  await panel(page, 'gpt').getByRole('radio', { name: 'layer 4, head 1' }).click();
  await page.getByRole('checkbox', { name: 'Hide special tokens' }).check();
  await heatmap(page, 'bert')
    .locator('canvas')
    .click({ position: { x: 60, y: 90 } });
  await expect(page.getByText('Holding')).toBeVisible();
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(/text=The/);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).searchParams.get('bert')).toBe('2.3');
  expect(new URL(link).searchParams.get('gpt')).toBe('4.1');
  expect(new URL(link).searchParams.get('specials')).toBe('hide');

  await follow(elsewhere, link);
  await expect(sentence(elsewhere)).toHaveValue('The old man fed the birds.');
  for (const model of ['bert', 'gpt'] as const) {
    await expect(readout(elsewhere, model)).toHaveText(
      (await readout(page, model).textContent()) ?? '?',
    );
    expect(await pixels(heatmap(elsewhere, model).locator('canvas'))).toBe(
      await pixels(heatmap(page, model).locator('canvas')),
    );
  }
});

test('the back button goes to the picture before', async ({ page }) => {
  await open(page);
  await live(page);
  const examples = page.getByRole('combobox', { name: 'or take an example' });
  await examples.selectOption('bank-river');
  await examples.selectOption('bank-money');
  await expect(strip(page).filter({ hasText: /^money$/ })).toBeVisible();
  await page.goBack();
  await expect(strip(page).filter({ hasText: /^river$/ })).toBeVisible();
  await page.goBack();
  await expect(strip(page).filter({ hasText: /^animal$/ })).toBeVisible();
  await page.goForward();
  await expect(strip(page).filter({ hasText: /^river$/ })).toBeVisible();
});

test('an example opens with the cell of its note held, and a link that says more as it always did', async ({
  page,
}) => {
  await open(page);
  await live(page);
  await page.getByRole('combobox', { name: 'or take an example' }).selectOption('bank-money');
  await expect(page.getByText(/^Holding her\./)).toBeVisible();
  await expect(readout(page, 'bert')).toHaveText(/^her reads [\d.]+% from she\.$/);
  await expect(page).toHaveURL(/preset=bank-money/);
  await expect(page).not.toHaveURL(/cell=|bert=|gpt=/);
  await page.getByRole('button', { name: /^Release/ }).click();
  await expect(page).toHaveURL(/bert=2\.2/);
  await expect(page).toHaveURL(/gpt=4\.1/);
  await expect(page.getByText(/^Holding/)).toHaveCount(0);
  // Typing goes on from the heads that are shown.
  await sentence(page).fill('She lost her keys.');
  await expect(page).toHaveURL(/text=She/);
  await expect(page).toHaveURL(/bert=2\.2/);

  await open(page, 'preset=bank-money&view=compare');
  await live(page);
  await expect(page.getByText(/^Holding/)).toHaveCount(0);
  await expect(panel(page, 'bert').getByRole('radio', { checked: true })).toHaveAccessibleName(
    'layer 1, head 1',
  );
  await expect(page).not.toHaveURL(/bert=|gpt=/);
});

test('one step back from typing is the example that was left', async ({ page }) => {
  await open(page, 'preset=bank-river');
  await live(page);
  await sentence(page).fill('Something');
  await sentence(page).pressSequentially(' else entirely');
  await expect(strip(page).filter({ hasText: /^entirely$/ })).toBeVisible();
  await expect(page).toHaveURL(/entirely/);
  await page.goBack();
  await expect(sentence(page)).toHaveValue(/bank of the river/);
});

test('a broken link opens what it can and says what it could not', async ({ page }) => {
  await open(page, 'preset=no-such&bert=99.1&gpt=x&cell=400.1&nonsense=1');
  await live(page);
  await expect(sentence(page)).toHaveValue(/^The animal/);
  await expect(notices(page)).toContainText('“no-such”');
  await expect(notices(page)).toContainText('layer 99, head 1 of mini-BERT');
  await expect(notices(page)).toContainText('“gpt” is “x”');
  await expect(notices(page)).toContainText('tokens 400 and 1, but this text has only 15');
  await expect(notices(page)).toContainText('“nonsense”');
});

test('markup in a link is text and nothing else', async ({ page }) => {
  const nasty = `<script>window.hurt = 1</script><img src=x onerror="window.hurt = 1"> "quoted" & 'so'`;
  await open(page, `text=${encodeURIComponent(nasty)}`);
  await live(page);
  await expect(sentence(page)).toHaveValue(nasty);
  expect(await page.evaluate(() => 'hurt' in window)).toBe(false);
  expect(await page.locator('main img, main script').count()).toBe(0);
});

test('the link that Share shows goes before anything else can be changed', async ({ page }) => {
  await open(page, 'text=Rain+fell.');
  await live(page);
  const link = page.getByRole('textbox', { name: 'Link' });
  await page.getByRole('button', { name: 'Share' }).press('Enter');
  await expect(link).toBeVisible();
  // Past what puts it into another page.
  await link.press('Tab');
  await page.keyboard.press('Tab');
  await expect(link).toBeHidden();
  await page.getByRole('button', { name: 'Share' }).press('Enter');
  await expect(link).toHaveValue(/text=Rain\+fell/);
  await page.goBack();
  await expect(link).toBeHidden();
});

test('Share gives the line of HTML that puts the picture into another page', async ({ page }) => {
  await open(page, 'text=Rain+%26+%22snow%22.&bert=2.3');
  await live(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByText('Put it into a page of yours').click();
  const code = page.getByRole('textbox', { name: 'HTML that embeds this picture' });
  const html = await code.inputValue();
  const frame = await page.evaluate((text) => {
    const made = new DOMParser().parseFromString(text, 'text/html').querySelector('iframe');
    return made && { src: made.src, title: made.title };
  }, html);
  expect(frame?.title).toBe('Sightlines: Rain & "snow".');
  const { searchParams } = new URL(frame!.src);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    text: 'Rain & "snow".',
    bert: '2.3',
    embed: '1',
  });
  await page.getByRole('button', { name: 'Copy HTML' }).click();
  await expect(page.getByText(/is copied|copy it from here/).last()).toBeVisible();
});
