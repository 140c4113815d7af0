/** What a network or a browser can do to the page: a sentence, and the examples go on working. */
import { expect, type Page, type Route, test } from '@playwright/test';
import { isWhole, some } from '../support/breadth.ts';
import { heatmap, live, open, panel, sentence, strip } from './support.ts';

type Fault = (route: Route) => Promise<void>;

const withBody =
  (change: (body: Buffer) => Buffer): Fault =>
  async (route) => {
    const response = await route.fetch();
    const contentType = response.headers()['content-type'] ?? '';
    // Without the headers by which the browser would keep it.
    await route.fulfill({ status: 200, contentType, body: change(await response.body()) });
  };

const FAULTS = {
  missing: (route) => route.fulfill({ status: 404, body: 'Not here' }),
  'out of reach': (route) => route.abort('internetdisconnected'),
  'cut short': withBody((body) => body.subarray(0, Math.floor(body.length / 2))),
  corrupted: withBody((body) => {
    const at = Math.floor(body.length / 2);
    body.writeUInt8((body.readUInt8(at) + 1) % 256, at);
    return body;
  }),
} as const satisfies Record<string, Fault>;

type FaultName = keyof typeof FAULTS;

/** The page says what is wrong, and its examples go on working. */
async function failsWith(page: Page, words: RegExp): Promise<void> {
  await expect(page.getByRole('alert')).toContainText(words);
  await expect(heatmap(page, 'bert')).toBeVisible();
  await page.getByRole('combobox', { name: 'or take an example' }).selectOption('bank-river');
  await expect(strip(page).filter({ hasText: /^river$/ })).toBeVisible();
}

async function retries(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.getByRole('button', { name: 'Retry' }).click();
  await live(page);
  await sentence(page).fill('It works again.');
  await expect(strip(page).filter({ hasText: /^again$/ })).toBeVisible();
}

/** What both models, or the engine itself, cannot do without. */
const NEEDED: readonly (readonly [part: string, glob: string, says: RegExp])[] = [
  ['the worker', '**/assets/worker-*.js', /stopped unexpectedly/],
  ['the backend', '**/assets/backend-wasm-*.js', /part of the program could not be fetched/],
  ['the WebAssembly', '**/*.wasm', /WASM could not start/],
  ['the list of the models', '**/models/manifest.json', /manifest\.json|check your connection/],
  ['the tokenizer', '**/mini-bert/tokenizer.json', /tokenizer\.json|check your connection/],
];

const WAYS = ['missing', 'out of reach', 'cut short'] as const;

for (const [at, [part, glob, says]] of NEEDED.entries()) {
  // In a run of minutes each part fails in one way, and each way is met.
  for (const fault of isWhole ? WAYS : [WAYS[at % WAYS.length]!]) {
    test(`${part} ${fault}: it is said, and Retry fetches it`, async ({ page }) => {
      await page.route(glob, FAULTS[fault]);
      await open(page);
      await failsWith(page, says);
      await retries(page);
    });
  }
}

const FILES: readonly (readonly [model: 'bert' | 'gpt', file: string, fault: FaultName])[] = [
  ['gpt', 'model.q8.safetensors', 'out of reach'],
  ['bert', 'model.q8.safetensors', 'corrupted'],
  ['bert', 'config.json', 'cut short'],
  ['gpt', 'model.q8.safetensors', 'missing'],
  ['gpt', 'model.q8.safetensors', 'cut short'],
  ['gpt', 'model.q8.safetensors', 'corrupted'],
  ['gpt', 'config.json', 'corrupted'],
  ['bert', 'model.q8.safetensors', 'missing'],
];

for (const [model, file, fault] of some(FILES, 2)) {
  const other = model === 'bert' ? 'gpt' : 'bert';
  test(`mini-${model}/${file} ${fault}: the other model answers, and Retry fetches it`, async ({
    page,
  }) => {
    await page.route(`**/mini-${model}/${file}`, FAULTS[fault]);
    await open(page);
    const where = fault === 'out of reach' ? /check your connection/ : `mini-${model}/${file}`;
    await failsWith(page, new RegExp(where));
    await expect(page.getByRole('alert')).toContainText(
      `${other === 'bert' ? 'BERT' : 'GPT'} reads what you type`,
    );
    await sentence(page).fill('Half of it works.');
    await expect(strip(page).filter({ hasText: /^works$/ })).toBeVisible();
    await expect(heatmap(page, other)).toBeVisible();
    await expect(panel(page, model)).toContainText('could not be loaded: press Retry');
    await retries(page);
    await expect(heatmap(page, model)).toBeVisible();
  });
}

test('the model that has arrived answers, and the other when it comes', async ({ page }) => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/mini-gpt/model.q8.safetensors', async (route) => {
    await held;
    await route.continue();
  });
  await open(page);
  await expect(page.getByRole('status')).toContainText('BERT reads what you type; GPT is on its');
  await sentence(page).fill('Birds can fly over the [MASK]');
  await expect(strip(page)).toHaveText(['[CLS]', 'birds', 'can', 'fly', 'over', 'the', /./, /./]);
  await expect(heatmap(page, 'bert')).toBeVisible();
  await expect(panel(page, 'gpt')).toContainText(/still on its way: \d+\.\d of \d+\.\d MB/);
  await page.getByRole('tab', { name: 'Measure' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('Measure takes both models. GPT is still');
  expect(await page.evaluate(() => Promise.race([window.sightlines.ready, 'not ready']))).toBe(
    'not ready',
  );
  letGo();
  await live(page);
  await expect(page.getByRole('tabpanel')).toContainText('16 heads');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(heatmap(page, 'gpt')).toBeVisible();
  await expect(page.getByText('GPT stops here')).toBeVisible();
});

test('a link to a text is read by the first model that comes', async ({ page }) => {
  await page.route('**/mini-bert/model.q8.safetensors', () => undefined);
  await open(page, 'text=Rain+fell.&gpt=2.3&bert=99.1');
  await expect(strip(page).filter({ hasText: /^rain$/ })).toBeVisible();
  await expect(panel(page, 'gpt')).toContainText('layer 2, head 3');
  await expect(panel(page, 'bert')).toContainText('is still on its way');
});

test('a forced backend that this browser cannot start is a sentence, not a silent other one', async ({
  page,
}) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await open(page);
  await expect(page.getByRole('alert')).toContainText(/could not start/);
  await expect(heatmap(page, 'gpt')).toBeVisible();
});

for (const fault of some(['missing', 'cut short', 'corrupted'] as const, 1)) {
  test(`an example whose trace is ${fault} is said, and opens once the models are there`, async ({
    page,
  }) => {
    await page.route('**/presets/*.json*', FAULTS[fault === 'corrupted' ? 'cut short' : fault]);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/model.q8.safetensors', async (route) => {
      await held;
      await route.continue();
    });
    await open(page);
    await expect(page.locator('.notices')).toContainText('This example could not be shown');
    letGo();
    await live(page);
    await expect(strip(page).filter({ hasText: /^animal$/ })).toBeVisible();
    await expect(page.locator('.notices')).toBeHidden();
  });
}

test('an example that is slow in coming is said, and so is that it has not come', async ({
  page,
}) => {
  await page.route('**/presets/*.json*', () => undefined);
  await page.route('**/model.q8.safetensors', () => undefined);
  await open(page);
  await expect(page.getByText('This example is shown as soon as it has arrived.')).toBeVisible();
});

test('without its typefaces the page is set in others', async ({ page }) => {
  await page.route('**/*.woff2', (route) => route.abort());
  await open(page);
  await live(page);
  await sentence(page).fill('It works.');
  await expect(strip(page).filter({ hasText: /^works$/ })).toBeVisible();
});

const VIEW_PARTS = [
  ['missing', '**/assets/StepView-*.js'],
  ['missing', '**/assets/StepView-*.css'],
  ['out of reach', '**/assets/StepView-*.js'],
] as const;

for (const [fault, glob] of some(VIEW_PARTS, 2)) {
  test(`a view of which ${glob.split('.').at(-1)} is ${fault} says so, and Retry opens it`, async ({
    page,
  }) => {
    await page.route(glob, FAULTS[fault]);
    await open(page);
    await live(page);
    await page.getByRole('tab', { name: 'Step through' }).click();
    await expect(page.getByRole('alert')).toContainText('This view could not be opened');
    await page.getByRole('tab', { name: 'Compare' }).click();
    await expect(heatmap(page, 'bert')).toBeVisible();
    await page.getByRole('tab', { name: 'Step through' }).click();
    await expect(page.getByRole('alert')).toContainText('press Retry');
    await page.unroute(glob);
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(panel(page, 'bert')).toContainText(/query of length/);
    const columns = page.locator('.step-models');
    await expect(columns).toHaveCSS('display', 'grid');
  });
}

test('a view of which js is cut short says so, and a reload opens it', async ({ page }) => {
  await page.route('**/assets/StepView-*.js', FAULTS['cut short']);
  await open(page, 'view=step');
  await expect(page.getByRole('alert')).toContainText('reload it');
  await page.unrouteAll();
  await page.reload();
  await expect(panel(page, 'bert')).toContainText(/query of length/);
});

test('an experiment whose code is missing leaves the others, and Retry opens it', async ({
  page,
}) => {
  await page.route('**/assets/MaskView-*.js', FAULTS.missing);
  await open(page, 'view=experiment&try=mask');
  await expect(page.getByRole('alert')).toContainText('This view could not be opened');
  await page.getByText('One slot', { exact: true }).click();
  await expect(page.getByText('What does each model put in the place of a word')).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
  await page.getByText('Another mask', { exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('a page whose program never comes says what to do', async ({ page }) => {
  await page.route('**/assets/index-*.js', FAULTS.missing);
  await page.goto('./');
  await expect(page.getByText('Sightlines has not started yet')).toBeVisible();
});

test('a page whose styles are missing works', async ({ page }) => {
  await page.route('**/assets/first-*.css', FAULTS.missing);
  await open(page);
  await live(page);
  await sentence(page).fill('It works.');
  await expect(strip(page).filter({ hasText: /^works$/ })).toBeVisible();
});
