/**
 * What is looked at in each browser: that the models answer and what they answer, and that a reader can
 * type, point, experiment and take something away. Everything else is tested in Chromium.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { readTraceFile } from '../../src/examples/traceFile.ts';
import type { Browser } from './browser.ts';

/** A browser, and where the page is. */
export interface Setting {
  readonly browser: Browser;
  readonly url: string;
  /** From now on nobody answers at that address. */
  goSilent(): void;
}

export interface Check {
  readonly title: string;
  run(setting: Setting): Promise<void>;
}

/** What a browser on a busy machine may take for anything. */
const PATIENCE_MS = 30_000;

/** Waits until an expression of the page is true. @throws Error that says what was waited for, and what was there. */
async function until(browser: Browser, what: string, expression: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; ; await wait(100)) {
    const isSo = await browser.value<boolean>(`Boolean(${expression})`).catch(() => false);
    if (isSo) return;
    if (Date.now() < end) continue;
    const text = await browser.value<string>('document.querySelector("main").innerText');
    const said = text.replaceAll(/\s+/g, ' ').slice(0, 600);
    throw new Error(`${what}: not within ${PATIENCE_MS / 1000} s. The page says: ${said} …`);
  }
}

const INPUT = 'section[aria-label="The text"] textarea';
const HEALTH = '[aria-label="Health"]';
const SHARE = '.share';
const text = (selector: string) => `document.querySelector(${JSON.stringify(selector)})?.innerText`;
const STRIP = `Array.from(document.querySelectorAll("[role=toolbar][aria-label='Tokens of the text'] button"), (each) => each.innerText.trim())`;
const panel = (model: 'BERT' | 'GPT') => `section[aria-label="${model}"]`;

/** How many colours a picture is drawn in. */
const colours = (selector: string) => `(() => {
  const canvas = document.querySelector(${JSON.stringify(selector)});
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
})()`;

/** What a browser's translator does to the texts that it may. */
const TRANSLATE = `(() => {
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const all = [];
  while (texts.nextNode()) all.push(texts.currentNode);
  for (const each of all) {
    if (each.parentElement.closest('[translate=no], textarea')) continue;
    const font = document.createElement('font');
    font.textContent = each.data.toUpperCase();
    each.replaceWith(font);
  }
})()`;

async function open({ browser, url }: Setting, query: string): Promise<void> {
  await browser.open(`${url}?${query}`);
  await until(browser, 'The page is there', 'window.sightlines');
  await browser.value('window.sightlines.ready.then(() => null)');
}

/** The largest difference; NaN when a value is not a number, and where the lengths differ. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.NaN;
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}

/** Weights are singles between 0 and 1, added up in another order. */
const TOLERANCE = 1e-5;

const presetFile = (id: string) =>
  readFileSync(new URL(`../../public/presets/${id}.json`, import.meta.url), 'utf8');

export const CHECKS: readonly Check[] = [
  {
    title: 'chooses a backend that is quick, and says why',
    async run(setting) {
      await open(setting, 'preset=blank-middle');
      const { backend } = await setting.browser.value<{ backend: string }>('sightlines.stats()');
      assert.match(backend, /^(webgl|wasm)$/);
      await until(
        setting.browser,
        'The reason is shown',
        `/WebGL/.test(document.querySelector(${JSON.stringify(HEALTH)})?.textContent)`,
      );
    },
  },
  {
    title: 'computes on WASM what the shipped weights computed elsewhere',
    async run(setting) {
      await open(setting, 'preset=animal-tired&backend=wasm');
      const expected = readTraceFile(presetFile('animal-tired'));
      const asked = JSON.stringify({ text: expected.text });
      const actual = await setting.browser.value<{
        readonly backend: string;
        readonly numTensors: number;
        readonly bert: readonly number[];
        readonly gpt: readonly number[];
      }>(`(async () => {
        const { bert, gpt } = await sightlines.run(${asked});
        const { backend, numTensors } = await sightlines.stats();
        return { backend, numTensors, bert: [...bert.attention], gpt: [...gpt.attention] };
      })()`);
      assert.equal(actual.backend, 'wasm');
      for (const [name, side] of [
        ['bert', 'left'],
        ['gpt', 'right'],
      ] as const) {
        const most = distance(actual[name], expected[side].attention);
        assert.ok(most <= TOLERANCE, `${name}: attention differs by ${most}.`);
      }
    },
  },
  {
    title: 'reads what is typed, key by key, and draws it',
    async run({ browser }) {
      const before = await browser.value<string>(text('.caption'));
      await browser.type(INPUT, 'Birds can fly over the [MASK].');
      await until(
        browser,
        'The tokens are shown',
        `${STRIP}.join(' ').includes('birds can fly over the')`,
      );
      await until(
        browser,
        'The caption follows',
        `${text('.caption')} !== ${JSON.stringify(before)}`,
      );
      for (const model of ['BERT', 'GPT'] as const) {
        const drawn = await browser.value<number>(
          colours(`${panel(model)} [role=application] canvas`),
        );
        assert.ok(drawn > 8, `${model}’s heatmap has ${drawn} colours.`);
      }
    },
  },
  {
    title: 'says the weight of the cell that is pointed at',
    async run({ browser }) {
      await browser.point(`${panel('BERT')} [role=application]`, 0.5, 0.5);
      for (const model of ['BERT', 'GPT'] as const) {
        await until(
          browser,
          `${model} says it`,
          `/\\d%/.test(${text(`${panel(model)} .readout`)})`,
        );
      }
      await until(browser, 'The caption says it', `/\\d%/.test(${text('.caption')})`);
    },
  },
  {
    title: 'has a table of the same weights',
    async run({ browser }) {
      await browser.click(`${panel('BERT')} summary`);
      await until(
        browser,
        'A row a token',
        `document.querySelectorAll(${JSON.stringify(`${panel('BERT')} details table tbody tr`)}).length >= 8`,
      );
    },
  },
  {
    title: 'gives a link to what is shown',
    async run({ browser }) {
      await browser.click('.masthead .button:has(+ .share)');
      await until(
        browser,
        'The link',
        `/^http.*Birds/.test(document.querySelector('${SHARE} :is(input, textarea)')?.value)`,
      );
    },
  },
  {
    title: 'makes room for a sentence of two lines',
    async run({ browser }) {
      await browser.type(INPUT, `${'It never rains but it pours. '.repeat(4)}That is all.`);
      await until(
        browser,
        'The tokens are shown',
        `${STRIP}.join(' ').endsWith('that is all . [SEP]')`,
      );
      // In the frame after the one in which the text changed.
      await until(
        browser,
        'No line is out of sight',
        `(({ scrollHeight, clientHeight }) => clientHeight > 60 && scrollHeight - clientHeight <= 2)(document.querySelector(${JSON.stringify(INPUT)}))`,
      );
    },
  },
  {
    title: 'goes on when its texts have been translated',
    async run(setting) {
      const { browser } = setting;
      await open(setting, 'preset=bank-river&backend=wasm');
      await browser.value(TRANSLATE);
      await browser.point(`${panel('GPT')} [role=application]`, 0.3, 0.7);
      await until(browser, 'The caption says it', `/\\d%/.test(${text('.caption')})`);
      await browser.type(INPUT, 'It rains.');
      await until(
        browser,
        'The tokens are shown',
        `${STRIP}.join(' ').endsWith('it rains . [SEP]')`,
      );
    },
  },
  {
    title: 'answers an experiment',
    async run(setting) {
      await open(setting, 'preset=animal-tired&view=experiment&try=words&backend=wasm');
      await until(
        setting.browser,
        'Each model’s surprisal',
        `['left', 'right'].every((side) => /^\\d+\\.\\d+$/.test(document.querySelector('[aria-labelledby=words-' + side + '] dd').innerText))`,
      );
    },
  },
  {
    title: 'reads the longest text',
    async run(setting) {
      const words = Array.from({ length: 140 }, (_, n) => ['one', 'two', 'three'][n % 3]).join('+');
      await open(setting, `text=${words}&backend=wasm`);
      await until(setting.browser, 'All the tokens that fit', `${STRIP}.length === 128`);
      const drawn = await setting.browser.value<number>(
        colours(`${panel('BERT')} [role=application] canvas`),
      );
      assert.ok(drawn > 8, `The heatmap has ${drawn} colours.`);
    },
  },
  {
    title: 'works without a network after a visit',
    async run(setting) {
      const { browser } = setting;
      await open(setting, 'preset=bank-river&backend=wasm');
      await browser.value('navigator.serviceWorker.ready.then(() => null)');
      setting.goSilent();
      await open(setting, 'preset=bank-money&backend=wasm');
      await browser.type(INPUT, 'Nobody is there.');
      await until(
        browser,
        'Both models answer',
        `${STRIP}.join(' ').includes('nobody is there .')`,
      );
    },
  },
];
