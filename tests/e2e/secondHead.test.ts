/** Two heads of one model as matrices on the same axes. */
import { expectAccessible, live, notices, open, panel } from './support.ts';
import { expect, test } from './warm.ts';

test('a second head stands on the same columns, follows what is held, and is in the link', async ({
  page,
}) => {
  await open(page, 'preset=animal-tired&bert=2.2&cell=9.2');
  await live(page);
  const bert = panel(page, 'bert');
  const choice = bert.getByRole('combobox', { name: 'Another head of BERT' });
  await choice.focus();
  await page.keyboard.type('layer 1, head 2');
  await expect(page).toHaveURL(/bertBeside=1\.2/);
  const [chosen, second] = [
    bert.getByRole('application', { name: /layer 2, head 2/ }),
    bert.getByRole('application', { name: /layer 1, head 2/ }),
  ];
  await expect(second).toBeVisible();
  const [above, below] = [(await chosen.boundingBox())!, (await second.boundingBox())!];
  expect([below.x, below.width]).toEqual([above.x, above.width]);
  await expect(bert.getByRole('region', { name: /layer 1, head 2/ })).toContainText(
    /it reads \S+% from animal/,
  );
  await expectAccessible(page);
  // Where there is room for both they stand beside each other, cell beside cell.
  await page.setViewportSize({ width: 1920, height: 950 });
  await expect
    .poll(async () => {
      const [left, right] = [(await chosen.boundingBox())!, (await second.boundingBox())!];
      return [right.y - left.y, right.width - left.width, right.x > left.x + left.width];
    })
    .toEqual([0, 0, true]);
  await page.evaluate(() => window.scrollTo(0, 0));
  for (const matrix of [chosen, second]) await expect(matrix).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
  await page.goBack();
  await expect(second).toHaveCount(0);
});

test('a head that the model does not have is said, and nothing stands beside', async ({ page }) => {
  await open(page, 'preset=animal-tired&bert=2.2&gptBeside=9.9');
  await live(page);
  await expect(notices(page)).toContainText('no other head stands beside the chosen one');
  await expect(panel(page, 'gpt').getByRole('application')).toHaveCount(1);
});
