/**
 * Chromium as it runs on a machine without a graphics processor: page and canvases are put together
 * on the processor. The flags for WebGL force all of that through a software WebGL as well, which no
 * reader's browser does, and which takes far longer than the page itself.
 */
import { type Browser, chromium } from 'playwright';
import { CHROMIUM_FLAGS, ensureChromium } from '../run/chromium.ts';

export async function inPlainBrowser<T>(task: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });
  try {
    return await task(browser);
  } finally {
    await browser.close();
  }
}
