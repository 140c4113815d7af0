/** Firefox, through WebDriver BiDi. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createProfile,
  launch,
  Browser as Product,
  WEBDRIVER_BIDI_WEBSOCKET_ENDPOINT_REGEX,
} from '@puppeteer/browsers';
import puppeteer from 'puppeteer-core';
import type { Browser, Engine } from './browser.ts';
import { once } from './cleanup.ts';
import { onPath } from './onPath.ts';

const MAC = '/Applications/Firefox.app/Contents/MacOS/firefox';
const find = () => process.env.FIREFOX_PATH || onPath('firefox-esr', 'firefox', MAC);

/** A Firefox of its own, in a profile of its own, in the group of processes that this run is in. @returns its address */
async function start(): Promise<string> {
  const path = mkdtempSync(join(tmpdir(), 'sightlines-firefox-'));
  once(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  await createProfile(Product.FIREFOX, { path, preferences: {} });
  const firefox = launch({
    executablePath: find()!,
    args: ['--headless', '--no-remote', '--profile', path, '--remote-debugging-port=0'],
    detached: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  once(() => firefox.close());
  return firefox.waitForLineOutput(WEBDRIVER_BIDI_WEBSOCKET_ENDPOINT_REGEX, START_MS);
}

const START_MS = 30_000;

export const firefox: Engine = {
  name: 'Firefox',
  packages: ['firefox-esr'],
  missing: () => (find() ? null : 'Firefox'),

  async launch(): Promise<Browser> {
    const address = await start();
    const browser = await puppeteer.connect({
      browserWSEndpoint: `${address}/session`,
      protocol: 'webDriverBiDi',
      defaultViewport: null,
    });
    const close = once(() => browser.close());
    const [page = await browser.newPage()] = await browser.pages();
    return {
      version: (await browser.version()).replace(/^\D*/, ''),
      open: async (address) => void (await page.goto(address)),
      value: (expression) => page.evaluate(expression) as never,
      click: (selector) => page.locator(selector).click(),
      async type(selector, text) {
        await page.locator(selector).fill('');
        await page.type(selector, text);
      },
      async point(selector, x, y) {
        const box = await (await page.$(selector))?.boundingBox();
        if (!box) throw new Error(`There is no ${selector} to point at.`);
        await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
      },
      resize: (width, height) => page.setViewport({ width, height }),
      picture: () => page.screenshot(),
      close,
    };
  },
};
