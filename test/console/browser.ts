import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const places = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/** The Chromium of this machine; undefined where there is none. Nothing is downloaded. */
export const chromiumPath: string | undefined = places.find((place): place is string => place !== undefined && place !== '' && existsSync(place));

/** Starts it without a window. */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });

/** A desk and a phone. */
export const desk = { width: 1440, height: 900 } as const;
export const phone = { width: 390, height: 844 } as const;

/** A page of the console with what its browser complained about. */
export interface Seen {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[];
}

/** A browser of somebody's own: no cookies of others. */
export async function openPage(browser: Browser, viewport: { readonly width: number; readonly height: number }): Promise<Seen> {
  const context = await browser.newContext({ viewport, hasTouch: viewport.width < 600, locale: 'zh-CN' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, context, complaints };
}

/** Signs in by the form, with Enter. */
export async function signIn(page: Page, url: string, username: string, password: string): Promise<void> {
  await page.goto(url);
  await page.fill('input[name=username]', username);
  await page.fill('input[name=password]', password);
  await page.press('input[name=password]', 'Enter');
  await page.waitForSelector('nav.navigation');
  await settled(page);
}

/** Waits until nothing on the page is being read for the first time. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('h1') !== null && document.querySelector('.loading') === null && document.querySelector('.opening') === null);
}

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds serious or critical on the page as it stands. */
export async function barriers(page: Page): Promise<readonly string[]> {
  // Evaluated by the debugger, which the page's own policy does not concern.
  await page.evaluate(`if (!window.axe) { ${await axe} }`);
  return page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: { run(): Promise<{ violations: readonly { impact: string; id: string; nodes: readonly { html: string }[] }[] }> } }
    ).axe.run();
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

/** Whether the page as a whole scrolls sideways. */
export const scrollsSideways = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
