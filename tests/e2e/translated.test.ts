/** The page in a browser that translates it: everything works, and says the same as it does untranslated. */
import { expect, type Page, test } from '@playwright/test';
import { some } from '../support/breadth.ts';
import { heatmap, live, open, panel, sentence, strip } from './support.ts';

/** What a translator met that it should not have, as sentences. */
declare global {
  interface Window {
    met?: Set<string>;
  }
}

/**
 * A translator as browsers have them: a little later than the page it puts <font> elements in the place of
 * text nodes, new and changed ones, too, unless they are not to be translated. Its language is English in
 * capitals.
 */
function translate(): void {
  const met = new Set<string>();
  window.met = met;

  function visit(root: Node): void {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    if (root instanceof Text) texts.push(root);
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) replace(text);
  }

  function replace(text: Text): void {
    const parent = text.parentElement;
    if (!parent?.isConnected || parent.closest('font, script, style, textarea')) return;
    if (parent.closest('[translate]')?.getAttribute('translate') === 'no') return;
    const where = `${parent.outerHTML.slice(0, 160)}: “${text.data}”`;
    if (parent.childNodes.length > 1 && parent.closest('#root'))
      met.add(`A text with neighbours, ${where}`);
    if (/\d/.test(text.data) && !/\p{L}/u.test(text.data)) met.add(`A number, ${where}`);
    if (parent.closest('bdi, .katex, .quoted')) met.add(`A token or a formula, ${where}`);
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.textContent = text.data.toUpperCase();
    outer.append(inner);
    text.replaceWith(outer);
  }

  new MutationObserver((records) => {
    setTimeout(() => {
      for (const { type, target, addedNodes } of records) {
        for (const node of type === 'childList' ? addedNodes : [target]) visit(node);
      }
    });
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  visit(document.body);
}

const tab = (name: string | RegExp) => (page: Page) =>
  page.getByRole('tab', { name }).click({ position: { x: 6, y: 6 } });
/** Chooses by what the untranslated page calls it. */
const choose = (label: string, option: string) => async (page: Page) => {
  const select = page.getByLabel(new RegExp(`^${label}$`, 'i'));
  const named = select.locator('option').filter({ hasText: new RegExp(`^${option}$`, 'i') });
  await select.selectOption(await named.evaluate((found) => (found as HTMLOptionElement).value));
};
const experiment = (name: string) => (page: Page) =>
  page.getByRole('radio', { name, exact: false }).check({ force: true });
const head =
  (model: 'bert' | 'gpt', name: string) =>
  async (page: Page): Promise<void> => {
    await panel(page, model).getByRole('radio', { name }).click();
  };
const press = (name: string) => (page: Page) => page.getByRole('button', { name }).first().click();

/** Points at a cell of the heatmap, in parts of its width and height. */
const point = (model: 'bert' | 'gpt', x: number, y: number) => async (page: Page) => {
  const map = heatmap(page, model);
  const { width, height } = (await map.boundingBox())!;
  await map.hover({ position: { x: width * x, y: height * y } });
};

/** From one state to the next as a person goes, and what the untranslated page then says. */
const WALK: readonly (readonly [go: (page: Page) => Promise<unknown>, says: RegExp])[] = [
  [(page) => sentence(page).fill('The old cat sat on the mat.'), /\bmat\b/],
  [point('bert', 0.5, 0.6), /reads [\d.]+% from/],
  [point('gpt', 0.4, 0.8), /reads [\d.]+% from/],
  [head('bert', 'layer 3, head 2'), /layer 3, head 2/],
  [head('gpt', 'layer 4, head 1'), /layer 4, head 1/],
  [(page) => strip(page).nth(3).click(), /Release/],
  [(page) => page.keyboard.press('Escape'), /Point at a token/],
  [(page) => heatmap(page, 'gpt').focus(), /mat/],
  [(page) => page.keyboard.press('Escape'), /mat/],
  [(page) => sentence(page).fill('A dog [MASK] home because it was late.'), /late/],
  [choose('as', 'arcs from one'), /arcs/],
  [choose('as', 'arcs from all'), /arcs/],
  [choose('Show', 'rollout, an estimate'), /rollout/],
  [choose('by', 'words'), /words/],
  [choose('Show', 'one head'), /layer 3, head 2/],
  [choose('or take an example', 'agreement at a distance'), /dogs/],
  [tab('Step through'), /query of length/],
  [tab('Scores'), /score/],
  [tab('Mask'), /forbidden by the mask/],
  [tab('Softmax'), /together/],
  [tab('Weighted sum'), /mix/],
  [tab('Output'), /output/],
  [tab('Measure'), /16 heads/],
  [experiment('probe sentences'), /Means over 24 sentences/],
  [tab('Match'), /Counterparts/],
  [press('Show all'), /Show the first/],
  [tab('Experiment'), /right side/],
  [experiment('Word by word'), /bits/],
  [experiment('Write on'), /as were asked for|ended the text|and no more/],
  [experiment('Two sentences'), /follow/],
  [experiment('Another mask'), /mask/],
  [experiment('Leak probe'), /learn/],
  [experiment('Heads off'), /worth|off/],
  [experiment('Classify'), /classifier/],
  [experiment('In context'), /pattern/],
  [tab('Compare'), /layer/],
];

/** All that the page says, whatever its case. */
const said = async (page: Page) =>
  (await page.locator('#root').innerText()).toLowerCase().replace(/\s+/g, ' ');

/** Where two texts part, or null where they are the same. */
function difference(one: string, other: string): readonly [string, string] | null {
  if (one === other) return null;
  let at = 0;
  while (one[at] === other[at]) at++;
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60);
  return [around(one), around(other)];
}

test('a translated page goes on working, and says in every state what it says untranslated', async ({
  page: plain,
  context,
}) => {
  test.setTimeout(150_000);
  const translated = await context.newPage();
  const errors: string[] = [];
  translated.on('pageerror', ({ message }) => errors.push(message));
  for (const page of [plain, translated]) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await open(page, 'preset=animal-tired');
  }
  await Promise.all([live(plain), live(translated)]);
  await translated.evaluate(translate);
  for (const [go, says] of some(WALK, 12)) {
    await Promise.all([go(plain), go(translated)]);
    await expect.poll(() => said(plain)).toMatch(new RegExp(says, 'i'));
    await expect(plain.locator('[aria-busy="true"], [data-stale]')).toHaveCount(0);
    await expect
      .poll(async () => difference(await said(translated), await said(plain)), String(says))
      .toBeNull();
    expect(errors).toEqual([]);
  }
  await expect(translated.locator('.caption font').first()).toBeVisible();
  expect(await translated.evaluate(() => [...(window.met ?? [])])).toEqual([]);
  await translated.close();
});
