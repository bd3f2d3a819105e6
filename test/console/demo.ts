import type { Browser } from 'playwright-core';
import { freePort } from '../../app/embedded/ports.ts';
import { Instance, password } from '../e2e/instance.ts';
import { chromiumPath, openBrowser, openPage, type Seen, signIn, type Viewport } from './browser.ts';

/** The demo as `npm start` begins it, and people before it. Addresses of their pages and requests may begin at its root. */
export interface Demo {
  readonly url: string;
  /** Somebody with a browser of their own, closed after the test. */
  readonly open: (viewport: Viewport) => Promise<Seen>;
  /** The same, signed in. */
  readonly as: (username: string, viewport: Viewport) => Promise<Seen>;
}

/** Tests that need a browser. Where there is no Chromium they are skipped, and it is said. */
export function browserTests(name: string, define: () => void): void {
  if (chromiumPath === undefined) process.stderr.write(`NO CHROMIUM HERE: “${name}” is skipped (apt-get install chromium, or CHROMIUM_PATH)\n`);
  (chromiumPath === undefined ? describe.skip : describe)(name, define);
}

/** Tests of the console in a browser, on an instance of their own. */
export function consoleTests(name: string, define: (demo: Demo) => void): void {
  browserTests(name, () => {
    let instance: Instance;
    let browser: Browser;
    beforeAll(async () => {
      instance = new Instance(await freePort());
      await instance.start();
      browser = await openBrowser();
    });
    afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
    afterAll(async () => {
      await browser?.close();
      await instance.stop();
      instance.remove();
    });
    const open: Demo['open'] = (viewport) => openPage(browser, viewport, instance.url);
    define({
      get url() {
        return instance.url;
      },
      open,
      as: async (username, viewport) => {
        const seen = await open(viewport);
        await signIn(seen.page, instance.url, username, password);
        return seen;
      },
    });
  });
}
