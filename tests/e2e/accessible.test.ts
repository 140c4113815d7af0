/** Every view and experiment as axe sees it, light and dark, small and large. */
import type { Page } from '@playwright/test';
import { isWhole, some } from '../support/breadth.ts';
import { expectAccessible, live, open, panel } from './support.ts';
import { expect, test } from './warm.ts';

const LOOKS = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 360 },
  { colorScheme: 'light', width: 360 },
  { colorScheme: 'dark', width: 1280 },
] as const;

/** In a run of minutes one look a view, of which each comes in turn. */
const looksOf = (at: number) => (isWhole ? LOOKS : [LOOKS[at % LOOKS.length]!]);

/** Steps of Step through that look like no other: the mask, the vectors and the prediction before the rest. */
const STEPS_OF_THEIR_OWN = [4, 1, 8, 5, 6, 7];

type Ready = (page: Page) => Promise<void>;

const region = (name: string | RegExp): Ready => {
  return (page) => expect(page.getByRole('region', { name })).toBeVisible();
};
const text = (words: RegExp): Ready => {
  return (page) => expect(page.getByText(words).first()).toBeVisible();
};
const shown: Ready = (page) => expect(panel(page, 'gpt')).toBeVisible();

const STATES: readonly (readonly [name: string, query: string, ready: Ready])[] = [
  ['Compare', 'preset=cat-mask&cell=2.1', shown],
  ['Compare, arcs', 'preset=cat-mask&cell=2.1&show=arcs&by=words&bertAlso=2.4', shown],
  ['Measure', 'preset=quotes&view=measure&sort=entropy', shown],
  ['Match', 'preset=cat-mask&view=match&cell=2.1', text(/in BERT/)],
  ['One slot', 'preset=animal-tired&view=experiment&cell=4.4', region('What the right side added')],
  [
    'Word by word',
    'text=The+cat+sat+on+[MASK]+today.&view=experiment&try=words&cell=2.2',
    async (page) => {
      await expect(page.locator('.words-progress')).toContainText('6 of 6 token');
      await page.getByText('Show as table').click();
    },
  ],
  [
    'Write on',
    'text=The+animal+was&view=experiment&try=continue&count=12&write=yes&look=gpt.2',
    (page) =>
      expect(page.getByRole('region', { name: 'BERT fills blanks' })).toHaveAttribute(
        'aria-busy',
        'false',
        { timeout: 40_000 },
      ),
  ],
  [
    'Two sentences',
    'preset=animal-tired&view=experiment&try=pair&pair=It+was+hungry.&between=within',
    region('BERT’s judgement'),
  ],
  [
    'Another mask',
    'preset=animal-tired&view=experiment&try=mask&mask=window.3&flip=3.5&layers=2,3',
    text(/^With a window of 3 \(3 tokens at most\)/),
  ],
  [
    'Leak probe',
    'preset=animal-tired&view=experiment&try=leak&cell=5.2',
    (page) => expect(page.getByRole('grid').last()).toBeVisible(),
  ],
  [
    'Heads off',
    'preset=animal-tired&view=experiment&try=heads&bertOff=2.1&rank=yes',
    text(/^Most is lost here/),
  ],
  ['Classify', 'preset=animal-tired&view=experiment&try=classify', text(/^Trained for \d+ steps/)],
  [
    'In context',
    'preset=repeat&view=experiment&try=copy&cell=12.3',
    region('What the repetition bought'),
  ],
  // These look much like others.
  [
    'One slot, a word of bytes',
    'text=They+don%E2%80%99t+stop.&view=experiment&cell=4.4',
    text(/don’t surprises BERT/),
  ],
  ['Compare, rollout', 'preset=cat-mask&cell=2.1&of=rollout&show=all-arcs&sort=first', shown],
];

for (const [at, [name, query, ready]] of some(STATES, STATES.length - 2).entries()) {
  test(`${name} has no serious accessibility violation`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, query);
    await live(page);
    await ready(page);
    for (const { colorScheme, width } of looksOf(at)) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await expectAccessible(page);
    }
  });
}

test('every step of Step through has no serious accessibility violation', async ({ page }) => {
  if (isWhole) test.setTimeout(400_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, 'text=The+bank+of+the+river.&view=step&bert=2.3&gpt=3.2&step=4&cell=2.5');
  await live(page);
  const steps = page.getByRole('tablist').last().getByRole('tab');
  await expect(page.getByRole('grid').last()).toHaveAttribute('aria-busy', 'false');
  for (const { colorScheme, width } of looksOf(1)) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    for (const step of some(STEPS_OF_THEIR_OWN, 3)) {
      await steps.nth(step - 1).click();
      await expect(steps.nth(step - 1)).toHaveAttribute('aria-selected', 'true');
      await expectAccessible(page);
    }
  }
});
