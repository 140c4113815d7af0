/** WebKit, the engine of Safari: its port to GTK, in a display of its own, through WebDriver. */
import { spawn } from 'node:child_process';
import { once as event } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Builder, By, Capabilities, type WebDriver } from 'selenium-webdriver';
import type { Browser, Engine } from './browser.ts';
import { once } from './cleanup.ts';
import { onPath } from './onPath.ts';

const LIBRARIES = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/libexec',
  '/usr/lib',
];

/** The smallest browser that there is around WebKit comes with the library. */
function findBrowser(): string | undefined {
  return LIBRARIES.flatMap((folder) =>
    ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'].map(
      (name) => `${folder}/${name}/MiniBrowser`,
    ),
  ).find((path) => existsSync(path));
}

function missing(): string | null {
  if (!onPath('WebKitWebDriver') || !findBrowser()) return 'WebKitGTK';
  return onPath('Xvfb') ? null : 'Xvfb, the display that WebKitGTK draws to,';
}

/** A screen that nobody sees. @returns its name for `DISPLAY` */
async function openDisplay(): Promise<string> {
  const screen = ['-screen', '0', '1600x1200x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', ['-displayfd', '3', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  once(() => server.kill('SIGKILL'));
  const [number] = await event(server.stdio[3] as Readable, 'data');
  return `:${String(number).trim()}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await event(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await event(server, 'close');
  return port;
}

const START_MS = 20_000;

/** A driver that listens. @returns its address */
async function startDriver(display: string): Promise<string> {
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display },
  });
  once(() => driver.kill('SIGKILL'));
  const address = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + START_MS; ; await wait(50)) {
    const isUp = await fetch(`${address}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return address;
    if (Date.now() > end) throw new Error('WebKitWebDriver did not start within 20 seconds.');
  }
}

const SCRIPT_MS = 60_000;

/** What an expression gives crosses as JSON; the driver has no answer for a promise that rejects. */
async function valueIn<Value>(driver: WebDriver, expression: string): Promise<Value> {
  const answer = await driver.executeAsyncScript<{ json?: string; error?: string }>(`
    const done = arguments[0];
    Promise.resolve().then(() => (${expression})).then(
      (value) => done({ json: JSON.stringify(value) }),
      (error) => done({ error: String(error) }),
    );`);
  if (answer.error !== undefined) throw new Error(answer.error);
  return (answer.json === undefined ? undefined : JSON.parse(answer.json)) as Value;
}

export const webkit: Engine = {
  name: 'WebKit',
  packages: ['webkit2gtk-driver', 'xvfb'],
  missing,

  async launch(): Promise<Browser> {
    const driver = await new Builder()
      .usingServer(await startDriver(await openDisplay()))
      .withCapabilities(
        new Capabilities({
          browserName: 'MiniBrowser',
          'webkitgtk:browserOptions': { binary: findBrowser(), args: ['--automation'] },
        }),
      )
      .build();
    const close = once(() => driver.quit());
    await driver.manage().setTimeouts({ script: SCRIPT_MS });
    const find = (selector: string) => driver.findElement(By.css(selector));
    return {
      version: (await driver.getCapabilities()).getBrowserVersion() ?? '',
      open: (address) => driver.get(address),
      value: (expression) => valueIn(driver, expression),
      click: (selector) => find(selector).click(),
      async type(selector, text) {
        await valueIn(driver, `void document.querySelector(${JSON.stringify(selector)}).select()`);
        await find(selector).sendKeys(text);
      },
      async point(selector, x, y) {
        const { width, height } = await find(selector).getRect();
        await driver
          .actions()
          .move({
            origin: find(selector) as never,
            x: Math.round((x - 0.5) * width),
            y: Math.round((y - 0.5) * height),
          })
          .perform();
      },
      async resize(width, height) {
        await driver.manage().window().setRect({ x: 0, y: 0, width, height });
        // The window has a bar of its own above the page.
        const inner = await valueIn<[number, number]>(driver, '[innerWidth, innerHeight]');
        await driver
          .manage()
          .window()
          .setRect({ width: 2 * width - inner[0], height: 2 * height - inner[1] });
      },
      picture: async () => Buffer.from(await driver.takeScreenshot(), 'base64'),
      close,
    };
  },
};
