import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from './run/chromium.ts';

const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });
const U = 'http://localhost:4513/';
const only = process.argv[2];
const out = '/tmp/s2/shots/';
const wait = async (p) => {
  await p.evaluate(() => window.sightlines.ready).catch(() => {});
  await p.waitForTimeout(1500);
};
const states = {
  compare: ['?preset=bank-river&lang=zh&backend=wasm'],
  'compare-blank': [
    '?text=The+cat+sat+on+the+%5BMASK%5D.&lang=zh&backend=wasm&of=rollout&by=words&show=arcs&sort=entropy&nope=1&bert=9.9&view=xx',
  ],
  typed: [
    '?text=%E4%BD%A0%E5%A5%BD+cat&lang=zh&backend=wasm&cell=1.1&bertBeside=1.2&sort=induction',
  ],
  embed: ['?preset=bank-river&lang=zh&embed=1&backend=wasm'],
};
const acts = {
  keep: async (p) => {
    await p.locator('.keep-button').first().click();
    await p.waitForTimeout(2500);
  },
  share: async (p) => {
    await p.getByRole('button', { name: '分享' }).click();
    await p.locator('.share-embed summary').click();
    await p.waitForTimeout(500);
  },
  heads: async (p) => {
    await p.locator('.panel-heads').first().click();
    await p.waitForTimeout(2500);
  },
  present: async (p) => {
    await p.locator('.present-button').click();
    await p.waitForTimeout(2000);
    await p.mouse.move(400, 300);
    await p.waitForTimeout(300);
  },
  table: async (p) => {
    await p.locator('.as-table summary').first().click();
    await p.locator('details.run summary').click();
    await p.waitForTimeout(1000);
  },
};
for (const width of [1280, 360]) {
  const ctx = await browser.newContext({ viewport: { width, height: 800 } });
  for (const [name, [q]] of Object.entries(states)) {
    if (only && !only.split(',').includes(name)) continue;
    const p = await ctx.newPage();
    p.on('console', (m) => m.type() === 'error' && console.log(name, m.text()));
    await p.goto(U + q);
    await wait(p);
    await p.screenshot({ path: `${out}${name}-${width}.png`, fullPage: true });
    const over = await p.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    const eng = await p.evaluate(() => {
      const f = new Set();
      for (const e of document.querySelectorAll('body *')) {
        if (e.closest('[translate="no"],[lang=en],script,style')) continue;
        for (const a of ['aria-label', 'title', 'placeholder']) {
          const v = e.getAttribute(a);
          if (v && /[A-Za-z]{4}/.test(v) && !/[\u4e00-\u9fff]/.test(v)) f.add(a + ': ' + v);
        }
        for (const n of e.childNodes)
          if (
            n.nodeType === 3 &&
            /[A-Za-z]{3}/.test(n.textContent) &&
            !/[\u4e00-\u9fff]/.test(n.textContent)
          )
            f.add(n.textContent.trim());
      }
      return [...f];
    });
    console.log(width, name, over ? 'OVERFLOW' : '', JSON.stringify(eng));
    await p.close();
  }
  for (const [name, act] of Object.entries(acts)) {
    if (only && !only.split(',').includes(name)) continue;
    const p = await ctx.newPage();
    await p.goto(U + '?preset=bank-river&lang=zh&backend=wasm');
    await wait(p);
    try {
      await act(p);
    } catch (e) {
      console.log(name, String(e).slice(0, 200));
    }
    await p.screenshot({ path: `${out}${name}-${width}.png`, fullPage: ['table'].includes(name) });
    await p.close();
  }
  await ctx.close();
}
await browser.close();
