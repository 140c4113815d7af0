/** The lesson: every step stands on live figures, judges what is answered, and leads into the tool and back. */
import type { Locator, Page } from '@playwright/test';
import { CHAPTERS, stepOf } from '../../src/lesson/lesson.ts';
import { STEP_PLACES, writePlace } from '../../src/lesson/places.ts';
import { partsOf, plainText } from '../../src/lesson/rich.ts';
import { isWhole } from '../support/breadth.ts';
import { expectAccessible, live, notices, open } from './support.ts';
import { expect, test } from './warm.ts';

const lesson = (page: Page) => page.getByRole('region', { name: 'Lesson' });
const article = (page: Page) => page.getByRole('article');
const title = (page: Page) => lesson(page).getByRole('heading', { level: 2 }).first();
const box = (page: Page) => page.getByRole('textbox', { name: 'The sentence' });
const figure = (page: Page) => article(page).getByRole('figure').first();
const choices = (of: Locator) => of.locator('.question-choice');

const titleOf = ({ chapter, step }: (typeof STEP_PLACES)[number]) =>
  plainText(partsOf(CHAPTERS[chapter - 1]!.steps[step - 1]!.title));

/** Goes to a place of the lesson within the page, as following a link does. */
async function go(page: Page, query: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, `./?${query}&backend=wasm`);
}

async function openLesson(page: Page, place: string): Promise<void> {
  await open(page);
  await live(page);
  await go(page, `lesson=${place}`);
  await expect(lesson(page)).toBeVisible();
}

/** Nothing in the figures is waited for any more. */
async function expectDrawn(page: Page): Promise<void> {
  await expect(article(page).locator('.nothing')).toHaveCount(0);
  const figures = article(page).locator('.lesson-figure-body');
  for (const each of await figures.all()) await expect(each).not.toHaveAttribute('data-stale');
}

/** To the step after this one. */
async function next(page: Page): Promise<void> {
  const from = await title(page).textContent();
  await page.getByRole('navigation', { name: 'Steps' }).locator('.step-on').click();
  await expect(title(page)).not.toHaveText(from!);
}

test.afterEach(async ({ page }) => {
  // What was read is kept in the browser; the next test begins without it.
  await page.evaluate(() => window.localStorage.clear()).catch(() => undefined);
  await page
    .getByRole('link', { name: 'Sightlines', exact: true })
    .click()
    .catch(() => undefined);
});

test('from the first screen every step follows the one before, each on a live figure', async ({
  page,
}) => {
  test.setTimeout(isWhole ? 240_000 : 90_000);
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await open(page);
  await live(page);
  await page.getByRole('link', { name: /^or be shown around/ }).click();
  for (const [nth, place] of STEP_PLACES.entries()) {
    await expect(title(page)).toHaveText(titleOf(place));
    await expect(page).toHaveURL(new RegExp(`lesson=${place.chapter}\\.${place.step}\\b`));
    if (isWhole || nth % 3 === 0) await expectDrawn(page);
    const veil = page.locator('.veil-off');
    if (await veil.count()) await veil.first().click();
    if (isWhole || nth % 16 === 9) await expectAccessible(page);
    if (nth < STEP_PLACES.length - 1) {
      await page.getByRole('navigation', { name: 'Steps' }).locator('.step-on').click();
    }
  }
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button').click();
  await expect(page.getByRole('tab', { name: 'Compare' })).toBeVisible();
  expect(errors).toEqual([]);
});

if (isWhole) {
  test('in Chinese every step stands as well', async ({ page }) => {
    test.setTimeout(240_000);
    await open(page);
    await live(page);
    for (const place of STEP_PLACES) {
      await go(page, `lesson=${writePlace(place)}&lang=zh`);
      await expect(page.locator('.step-words h2')).toHaveText(/[\u4e00-\u9fff]/);
      await expectDrawn(page);
      await expect(page.locator('.step-words p').first()).toHaveText(/[\u4e00-\u9fff]/);
      await expectAccessible(page);
    }
    await go(page, '');
  });
}

test('what was read is kept, Back goes step by step, and a step opens in the tool as it is', async ({
  page,
}) => {
  await openLesson(page, '1.1');
  await page.getByRole('link', { name: 'Next', exact: true }).click();
  await expect(title(page)).toHaveText('A square and a triangle');
  await page.goBack();
  await expect(title(page)).toHaveText('One sentence, two models');
  await page.getByText('Chapter 1 of 8').click();
  const contents = page.getByRole('navigation', { name: 'Chapters' });
  await expect(contents.getByText('1 of 3 read')).toBeVisible();
  await contents.getByRole('link', { name: 'BERT, the encoder' }).click();
  await expectDrawn(page);
  await figure(page).getByRole('link', { name: 'Open in the tool' }).click();
  await expect(page).toHaveURL(/preset=blank-middle(?!.*lesson)/);
  await page.goBack();
  await expect(title(page)).toHaveText('It reads both ways');
});

test('a guess is judged by the models, on the prepared sentence and on one’s own', async ({
  page,
}) => {
  await openLesson(page, '3.4');
  const picture = figure(page).locator('.lesson-figure-body');
  await expect(picture).toBeHidden();
  await choices(article(page))
    .filter({ hasText: /^animal$/ })
    .click();
  await expect(page.locator('.question-verdict')).toHaveText(
    /^(Right|Not so)\. it reads most from .+: \d+\.\d%\.$/,
  );
  await expect(picture).toBeVisible();

  await box(page).fill('The old king gave the small boy a horse.');
  await expect(choices(article(page)).filter({ hasText: /^horse$/ })).toBeVisible();
  await expect(picture).toBeHidden();
  for (const [nth, choice] of (await choices(article(page)).all()).entries()) {
    if (nth > 1) break;
    await choice.click();
    await expect(page.locator('.question-verdict')).toContainText(/reads most from/);
  }
  await expect(page.locator('.question-choice[data-right]')).toHaveCount(1);
  await expect(page).toHaveURL(/lesson=3\.4&?.*text=The\+old\+king/);
  await page.getByRole('button', { name: 'Back to the prepared sentence' }).click();
  await expect(box(page)).toHaveValue(/^The animal/);
});

test('a sentence of one’s own goes from step to step, waits where another is needed, and makes way at a press', async ({
  page,
}) => {
  const OWN = 'My old dog likes the warm kitchen.';
  await openLesson(page, '3.4');
  await box(page).fill(OWN);
  await expect(article(page)).toContainText(
    'Your own sentence: it goes with you from step to step.',
  );
  await choices(article(page)).filter({ hasText: /^dog$/ }).click();
  await next(page);
  // What takes a blank is shown on the prepared sentence, and says so.
  await expect(box(page)).toHaveValue('The cat sat on the [MASK].');
  await expect(article(page)).toContainText('This step takes a sentence with a blank');
  await expect(article(page)).toContainText('Your own sentence is kept');
  await next(page);
  await next(page);
  await next(page);
  await expect(title(page)).toHaveText('Two sentences');
  await expect(box(page)).toHaveValue(OWN);
  await next(page);
  await expect(box(page)).toHaveValue(OWN);
  await expect(page).toHaveURL(/text=My\+old\+dog.*lesson=5\.1/);
  // Of the prepared sentence alone.
  await go(page, `lesson=8.2&text=${encodeURIComponent(OWN)}`);
  await expect(article(page)).toContainText('Small models show mechanisms');
  await expect(article(page)).not.toContainText('such as the one in the figure');
  await page.getByRole('button', { name: 'Back to the prepared sentence' }).click();
  await expect(article(page)).toContainText('such as the one in the figure');
  await next(page);
  await next(page);
  await expect(box(page)).toHaveValue(/^"I am hungry/);
  await expect(article(page)).not.toContainText('Your own sentence');
});

test('what was typed comes again at the steps before it, if it is wanted there', async ({
  page,
}) => {
  await openLesson(page, '1.1');
  await next(page);
  await box(page).fill('Two cats sat down.');
  await page.goBack();
  await page.goBack();
  await expect(title(page)).toHaveText('One sentence, two models');
  await expect(box(page)).toHaveValue(/^The animal/);
  await page.getByRole('button', { name: 'Read it here, too' }).click();
  await expect(box(page)).toHaveValue('Two cats sat down.');
});

test('what was done in a step is there again over Back and Next, and undone at a press', async ({
  page,
}) => {
  await openLesson(page, '5.2');
  const known = page.getByRole('region', { name: 'Who knows the answer' }).getByRole('status');
  await page.getByRole('button', { name: 'Strike out all of it' }).click();
  await expect(known).toContainText('No word knows the one after it');
  await next(page);
  await choices(article(page)).first().click();
  await expect(page.locator('.question-verdict')).toContainText('In GPT 0 of the 12 tokens');
  await page.goBack();
  await expect(title(page)).toHaveText('Strike out the future');
  await expect(known).toContainText('No word knows the one after it');
  // In the tool, and back.
  await figure(page).getByRole('link', { name: 'Open in the tool' }).click();
  await expect(page).toHaveURL(/mask=causal/);
  await page.goBack();
  await expect(known).toContainText('No word knows the one after it');
  await page.getByRole('button', { name: 'Back to how it was' }).click();
  await expect(known).toHaveText('9 of 9 words know the one after them.');
  await next(page);
  // An answer that was given is not asked for again.
  await expect(page.locator('.question-verdict')).toContainText('In GPT 0 of the 12 tokens');
  await expect(figure(page).locator('.lesson-figure-body')).toBeVisible();
});

test('where a text leaves nothing to ask, a step says why and what would do', async ({ page }) => {
  await openLesson(page, '3.4');
  for (const [step, text, says] of [
    ['3.4', '', 'The question of this step is asked of a sentence: type one.'],
    ['3.4', '猫坐在垫子上。', 'at least two English words'],
    ['3.4', 'Go on!', 'it takes a word that may read two others'],
    ['1.2', 'Hello', 'at least two English words'],
    ['4.2', 'The cat sat.', 'write [MASK] in the place of a word'],
    ['5.3', 'The cat [MASK] down.', 'put a word in the place of [MASK]'],
    ['6.1', 'The cat [MASK] down.', 'put a word in the place of [MASK]'],
    ['7.2', 'The cat [MASK] down.', 'some words in a row come twice'],
  ] as const) {
    await go(page, `lesson=${step}&text=${encodeURIComponent(text)}`);
    await expect(article(page).locator('.step-words')).toContainText(says);
    await expect(choices(article(page))).toHaveCount(0);
  }
  // A text that is taken away takes its question with it.
  await go(page, 'lesson=3.4');
  await expect(choices(article(page)).first()).toBeVisible();
  await box(page).fill('');
  await expect(choices(article(page))).toHaveCount(0);
  await expect(article(page)).toContainText('The question of this step is asked of a sentence');
});

test('the last step leads to the choice of other models', async ({ page }) => {
  await openLesson(page, '8.4');
  await article(page).getByRole('button', { name: 'Choose one' }).click();
  await expect(page.getByRole('dialog', { name: 'Open a model' })).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('tab', { name: 'Compare' })).toBeVisible();
});

test('on a telephone both models are seen, and what words mean is brought into sight', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openLesson(page, '1.2');
  await page.locator('.veil-off').click();
  await expect(figure(page).getByRole('application', { name: /^Attention of/ })).toHaveCount(2);
  await article(page).getByRole('button', { name: 'The hatched half' }).click();
  await expect(page.locator('.marks path[data-mark="b"]')).toBeInViewport();
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 720 });
});

test('a page ends below its foot, also while its figure is covered', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openLesson(page, '4.3');
  await expect(figure(page)).toContainText('Answer first');
  await expectDrawn(page);
  const below = await page.evaluate(() => {
    const foot = document.querySelector('.page')!.getBoundingClientRect().bottom;
    return document.documentElement.scrollHeight - (foot + window.scrollY);
  });
  expect(below).toBeLessThanOrEqual(1);
  await page.setViewportSize({ width: 1280, height: 720 });
});

test('one weight is worked out by hand, and checked', async ({ page }) => {
  await openLesson(page, '2.4');
  const sheet = page.locator('.by-hand');
  await expect(sheet.locator('tbody tr')).toHaveCount(4);
  const cells = await sheet.locator('tbody tr').evaluateAll((rows) =>
    rows.map((row) => ({
      power: Number(row.children[2]!.textContent),
      asked: row.hasAttribute('data-asked'),
    })),
  );
  const sum = cells.reduce((all, { power }) => all + power, 0);
  const { power } = cells.find(({ asked }) => asked)!;
  const field = sheet.getByRole('textbox');
  await field.fill('a lot');
  await field.press('Enter');
  await expect(sheet.getByRole('status')).toHaveText('A number is needed, such as 25.');
  await field.fill(power.toFixed(2));
  await field.press('Enter');
  await expect(sheet.getByRole('status')).toContainText('That is the power itself.');
  await field.fill(`${((power / sum) * 100).toFixed(0)}%`);
  await field.press('Enter');
  await expect(sheet.getByRole('status')).toContainText('Right.');
  await expect(figure(page).locator('.lesson-figure-body')).toBeVisible();
});

test('the future is struck out until nobody knows the answer', async ({ page }) => {
  await openLesson(page, '5.2');
  const known = page.getByRole('region', { name: 'Who knows the answer' });
  await expect(known.getByRole('status')).toHaveText('9 of 9 words know the one after them.');
  await known.getByRole('button', { name: 'Strike out all of it' }).click();
  await expect(known.getByRole('status')).toContainText('No word knows the one after it');
  // One cell opened again gives more than its own word away.
  const mask = page.getByRole('application', { name: /^Mask of GPT/ });
  await mask.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(known.getByRole('status')).not.toContainText('No word');
});

test('words are explained by the keyboard and by the pointer, looks are marked in the figure', async ({
  page,
}) => {
  await openLesson(page, '1.2');
  // What answers the question is not said before it is answered.
  await expect(figure(page)).toContainText('Answer first, and the picture is shown here.');
  await expect(article(page)).not.toContainText('a full square');
  await page.locator('.veil-off').click();
  await expect(article(page)).toContainText('a full square');
  await expect(figure(page)).not.toContainText('Answer first');
  const word = article(page).getByRole('button', { name: 'mask', exact: true });
  const said = page.getByRole('tooltip').filter({ hasText: 'which token may read which' });
  await expect(said).toBeHidden();
  await word.hover();
  await expect(said).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(said).toBeHidden();
  await word.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(said).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(said).toBeHidden();

  const look = article(page).getByRole('button', { name: 'The hatched half' });
  await look.click();
  await expect(look).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.marks path[data-mark="b"]')).toHaveAttribute('data-strong', 'true');
});

test('a text of any kind is read or refused in words, at any step', async ({ page }) => {
  await openLesson(page, '1.1');
  const withText = STEP_PLACES.filter((place) => stepOf(place).figures.length > 0);
  const steps = isWhole ? withText.map(writePlace) : ['1.2', '2.4', '3.4', '4.2', '5.3', '6.1'];
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  const texts = ['', 'Hello', '猫坐在垫子上。', `${'word '.repeat(140)}`];
  for (const step of steps) {
    for (const text of isWhole ? texts : texts.slice(0, 3)) {
      await go(page, `lesson=${step}&text=${encodeURIComponent(text)}`);
      await expect(box(page)).toHaveValue(text);
      if (text === '') {
        await expect(page.getByText('Type a sentence above').first()).toBeVisible();
      } else {
        await expect(article(page).locator('.lesson-figure-body').first()).toBeAttached();
      }
    }
  }
  expect(errors).toEqual([]);
});

test('a place that is not there is refused in words, and the tool opens', async ({ page }) => {
  for (const place of ['99.9', 'abc']) {
    await open(page, `lesson=${place}`);
    await expect(notices(page)).toContainText(
      `The link's “lesson” is “${place}”, but must be a step of the lesson such as 4.2`,
    );
    await expect(page.getByRole('tab', { name: 'Compare' })).toBeVisible();
  }
});

test('a chapter stands on one page, to be printed with all its figures', async ({ page }) => {
  await openLesson(page, '1');
  await expect(page.getByRole('heading', { level: 1, name: '1. Two giants' })).toBeVisible();
  await expect(article(page)).toHaveCount(3);
  await expectDrawn(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(article(page).nth(1).locator('.lesson-figure-body')).toBeVisible();
  await page.emulateMedia({ media: null });
});

/**
 * Titles that a page could end with. Browsers keep a title with what follows where all that it stands in is
 * laid out from top to bottom, or stays on one page.
 */
const loose = (page: Page) =>
  page.locator('.lesson-page').evaluate((lesson) => {
    const keeps = (title: Element): boolean => {
      if (getComputedStyle(title).breakAfter !== 'avoid') return false;
      for (let at = title.parentElement!; at !== lesson; at = at.parentElement!) {
        const { display, breakInside } = getComputedStyle(at);
        if (breakInside === 'avoid') return true;
        if (/grid|flex/.test(display)) return false;
      }
      return true;
    };
    const titles = [...lesson.querySelectorAll<HTMLElement>('h1, h2, h3, h4')];
    const shown = titles.filter((each) => each.offsetParent !== null);
    return [shown.length, shown.filter((each) => !keeps(each)).map((each) => each.textContent)];
  });

test('no title stands alone at the foot of a printed page, and no figure over the words after it', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openLesson(page, '1');
  for (const chapter of isWhole ? [1, 2, 3, 4, 5, 6, 7, 8] : [1, 5]) {
    await go(page, `lesson=${chapter}`);
    await expect(page.locator('.chapter-title')).toContainText(`${chapter}.`);
    await expectDrawn(page);
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => loose(page)).toEqual([expect.any(Number), []]);
    const overlaps = await article(page).evaluateAll(
      (articles) =>
        articles.slice(1).filter((each, at) => {
          const above = articles[at]!.querySelectorAll('canvas, svg, table');
          const lowest = Math.max(...[...above].map((one) => one.getBoundingClientRect().bottom));
          return lowest > each.getBoundingClientRect().top + 1;
        }).length,
    );
    expect(overlaps).toBe(0);
    await page.emulateMedia({ media: null });
  }
});
