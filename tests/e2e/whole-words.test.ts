/** What is offered to be taken out, and what is taken out then: whole words that can be seen. */
import { live, open, panel, sentence, strip } from './support.ts';
import { expect, test } from './warm.ts';

const at = (text: string, more = '') => `text=${encodeURIComponent(text)}${more}`;

test('BERT’s button takes out the word that it names, of curly quotation marks, too', async ({
  page,
}) => {
  await open(page, at('I say “no”.'));
  await live(page);
  const button = panel(page, 'bert').getByRole('button', { name: /^Take out/ });
  await expect(button).toHaveText('Take out say');
  // A byte of the mark that opens.
  await strip(page).filter({ hasText: '<80>' }).first().click();
  await expect(button).toHaveText('Take out “');
  await button.click();
  await expect(sentence(page)).toHaveValue('I say [MASK]no”.');
});

test('a byte that is held is a part of its word, which is taken out whole in every experiment', async ({
  page,
}) => {
  await open(page, at('They don’t stop.', '&view=experiment&cell=4.4'));
  await live(page);
  const experiment = page.locator('.experiment');
  await expect(page.locator('.strip-hint')).toContainText('Holding <80>, a part of don’t.');
  await expect(experiment).toContainText('The word is don’t');
  await expect(experiment).toContainText('don’t surprises BERT');
  for (const name of ['Leak probe', 'Heads off']) {
    await page.getByText(name, { exact: true }).click();
    await expect(experiment).toContainText('The word is don’t');
  }
  await page.getByText('Another mask', { exact: true }).click();
  await expect(experiment).toContainText('The word taken out is don’t');
  await page.getByText('Word by word', { exact: true }).click();
  // What is under the pointer is read before what is held.
  await page.mouse.move(0, 0);
  await page.getByRole('button', { name: 'Take out all of don’t in One slot' }).click();
  await expect(experiment).toContainText('The word is don’t');
  await page.getByRole('button', { name: 'Put a blank in the place of the whole word' }).click();
  await expect(sentence(page)).toHaveValue('They [MASK] stop.');
});

test('nothing is offered to be taken out where nothing can be seen', async ({ page }) => {
  await open(page, at('\u200b', '&cell=1.1'));
  await live(page);
  await expect(page.locator('.strip-hint')).toContainText('Holding <space>');
  await expect(page.getByRole('button', { name: /^(Take out|Put a blank)/ })).toHaveCount(0);
  await page.getByRole('tab', { name: 'Experiment' }).click();
  await expect(page.locator('.experiment')).toContainText('nothing that can be seen');
});
