/**
 * `npm run soak [-- --minutes 10 --losses 20 --seed 1]`: builds the page, serves it, and wears it out in
 * headless Chromium: contexts lost in a row, workers that end, and a long time of anything that a person
 * can do. Prints what it found, and exits with 1 where the page did not bear it.
 */
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { ensureChromium, WEBGL_FLAGS } from '../run/chromium.ts';
import { usedHeap } from '../run/heap.ts';
import { anySentence, seeded } from '../support/seeded.ts';
import { act } from './hand.ts';
import {
  attention,
  crashWorker,
  endWorker,
  furthest,
  loseContext,
  nonsense,
  openSoaked,
  picture,
  ready,
  settled,
} from './page.ts';
import { type Finding, findingsTable } from './table.ts';

const TEXT = "The animal didn't cross the street because it was too tired.";
/** Where the same shaders run on the same weights. */
const SAME = 1e-5;
const WARM_UP = 0.2;
const HEAP_ROOM = 1.1;
const MEGABYTE = 1e6;

/** @throws Error with a sentence when it is no whole number. */
function whole(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`--${name} is a whole number, not ${text}.`);
}

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    losses: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const minutes = whole('minutes', values.minutes);
const losses = whole('losses', values.losses);
const seed = whole('seed', values.seed);

async function losesContexts(browser: Browser, url: string): Promise<Finding[]> {
  const { page, errors } = await openSoaked(browser, `${url}?backend=webgl`);
  const before = await attention(page, TEXT);
  const shown = await picture(page);
  const { numTensors } = await page.evaluate(() => window.sightlines.stats());
  let recovered = 0;
  let worst = 0;
  for (let n = 0; n < losses; n++) {
    if (!(await loseContext(page))) break;
    const off = furthest(await attention(page, TEXT), before);
    if (!(off <= SAME)) worst = off;
    else recovered++;
    process.stdout.write('.');
  }
  await ready(page);
  const after = await page.evaluate(() => window.sightlines.stats());
  const same = (await picture(page)).join() === shown.join();
  const findings = [
    finding('contexts lost in a row', `${recovered} of ${losses} recovered`, recovered === losses),
    finding('attention afterwards', `off by ${worst} at most over ${SAME}`, worst === 0),
    finding('the picture afterwards', same ? 'the same' : 'another', same),
    finding(
      'tensors on WebGL',
      `${after.numTensors}, were ${numTensors}`,
      after.numTensors === numTensors && after.backend === 'webgl',
    ),
    noErrors('errors while contexts were lost', errors),
  ];
  await page.close();
  return findings;
}

async function losesWorkers(browser: Browser, url: string): Promise<Finding[]> {
  const { page, errors } = await openSoaked(browser, `${url}?backend=wasm`);
  const before = await attention(page, TEXT);
  const shown = await picture(page);
  const findings: Finding[] = [];
  for (const [what, end] of [
    ['a worker that crashes during a run', crashWorker],
    ['a worker that ends without a word during a run', endWorker],
  ] as const) {
    // Several, so that the end comes before the last of them is answered.
    const underWay = Array.from({ length: 8 }, () => attention(page, TEXT));
    const another = page.waitForEvent('worker', { timeout: 120_000 });
    await end(page);
    await another;
    const off = Math.max(...(await Promise.all(underWay)).map((each) => furthest(each, before)));
    findings.push(finding(what, off === 0 ? 'every run was answered' : `off by ${off}`, off === 0));
  }
  const same = (await picture(page)).join() === shown.join();
  findings.push(finding('the picture afterwards', same ? 'the same' : 'another', same));
  findings.push(noErrors('errors while workers ended', errors));
  await page.close();
  return findings;
}

async function isUsed(browser: Browser, url: string): Promise<Finding[]> {
  const { page, errors } = await openSoaked(browser, `${url}?backend=wasm`);
  const next = seeded(seed);
  const end = Date.now() + minutes * 60_000;
  const warm = Date.now() + Math.min(2, minutes * WARM_UP) * 60_000;
  let level: { tensors: number; heap: number } | null = null;
  let acts = 0;
  let seen: string | null = null;
  const trail: string[] = [];

  /** At rest: the plain page at one text, whatever was open before. */
  const atRest = async () => {
    await page.setViewportSize({ width: 1200, height: 900 });
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByRole('combobox', { name: 'or take an example' }).selectOption('bank-river');
    await attention(page, TEXT);
    await settled(page);
    const { numTensors } = await page.evaluate(() => window.sightlines.stats());
    return { tensors: numTensors, heap: await usedHeap(page) };
  };

  await opensEverything(page);
  while (Date.now() < end && seen === null && errors.length === 0) {
    if (level === null && Date.now() >= warm) level = await atRest();
    trail.push(
      await act(page, next).catch((error: Error) => `could not: ${error.message.split('\n')[0]}`),
    );
    acts++;
    if (acts % 10 === 0) seen = await nonsense(page);
  }
  level ??= await atRest();
  await atRest();
  await unpersonal(page, anySentence(next));
  const shown = await picture(page);
  const link = page.url();
  const fresh = await openSoaked(browser, link);
  const isSame = (await picture(fresh.page)).join() === shown.join();
  await fresh.page.close();
  const last = await atRest();
  const held = last.heap / level.heap;
  const failed = trail.filter((each) => each.startsWith('could not')).length;
  console.log(
    `\n${acts} acts, ${failed} of which found nothing to act on; ${shown.length - 1} pictures at the end`,
  );
  const findings = [
    finding(
      `${minutes} minutes of anything, seed ${seed}`,
      `${acts} acts`,
      acts > 10 && failed < acts / 4,
    ),
    finding(
      'tensors at rest',
      `${last.tensors}, were ${level.tensors}`,
      last.tensors === level.tensors,
    ),
    finding(
      'JavaScript heap at rest',
      `${(last.heap / MEGABYTE).toFixed(2)} MB, ${held.toFixed(3)} times the level after warm-up`,
      held <= HEAP_ROOM,
    ),
    finding('nonsense on the screen', seen ?? 'none', seen === null),
    noErrors('errors in the console', errors),
    finding(
      'the last picture against a fresh page',
      isSame ? 'the same' : `another: ${link}`,
      isSame,
    ),
  ];
  if (findings.some(({ ok }) => !ok)) console.log(`The last acts: ${trail.slice(-15).join('; ')}`);
  await page.close();
  return findings;
}

/** Has the code of every view and experiment fetched and run once, so that it does not count as growth. */
async function opensEverything(page: Page): Promise<void> {
  for (const tab of await page.getByRole('tablist', { name: 'Views' }).getByRole('tab').all()) {
    await tab.click();
    await settled(page);
  }
  const trials = page.getByRole('group', { name: 'Experiment' }).getByRole('radio');
  for (let n = 0; n < (await trials.count()); n++) {
    await trials.nth(n).check({ force: true });
    await settled(page);
  }
}

/** Everything that is not in the address as a fresh page has it: theme, order of heads, focus, pointer. */
async function unpersonal(page: Page, text: string): Promise<void> {
  await page.getByRole('radio', { name: 'As the system' }).check({ force: true });
  await page.getByLabel('Heads by', { exact: true }).selectOption('none');
  await page.getByRole('textbox', { name: 'Type a sentence' }).fill(text);
  await page.keyboard.press('Escape');
  await page.mouse.move(0, 0);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

function finding(what: string, found: string, ok: boolean): Finding {
  return { what, found, ok };
}

function noErrors(what: string, errors: readonly string[]): Finding {
  return finding(what, errors[0] ?? 'none', errors.length === 0);
}

await build({ logLevel: 'warn' });
const server = await preview({ preview: { port: 4193, strictPort: false, host: 'localhost' } });
const url = server.resolvedUrls?.local[0];
if (!url) throw new Error('The built page could not be served.');
const browser = await chromium.launch({ executablePath: ensureChromium(), args: WEBGL_FLAGS });
const findings: Finding[] = [];
try {
  for (const part of [losesContexts, losesWorkers, isUsed]) {
    findings.push(...(await part(browser, url)));
    console.log(`\n${findingsTable(findings)}`);
  }
} finally {
  await browser.close();
  await server.close();
}
process.exitCode = findings.every(({ ok }) => ok) ? 0 : 1;
