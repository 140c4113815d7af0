/** Firefox, through WebDriver BiDi. */
import puppeteer from 'puppeteer-core';
import type { Browser, Engine } from './browser.ts';
import { once } from './cleanup.ts';
import { onPath } from './onPath.ts';

const MAC = '/Applications/Firefox.app/Contents/MacOS/firefox';
const find = () => process.env.FIREFOX_PATH || onPath('firefox-esr', 'firefox', MAC);

/** How long it may take to close. */
const PATIENCE_MS = 2000;

export const firefox: Engine = {
  name: 'Firefox',
  packages: ['firefox-esr'],
  missing: () => (find() ? null : 'Firefox'),

  async launch(): Promise<Browser> {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: find()!,
      headless: true,
      // The run ends it itself (cleanup.ts).
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    const close = once(async () => {
      const stuck = setTimeout(() => browser.process()?.kill('SIGKILL'), PATIENCE_MS);
      await browser.close().finally(() => clearTimeout(stuck));
    });
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
