import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** By which names .ci/programs looks for it too. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const folders = (process.env.PATH ?? '').split(delimiter);
const places = [process.env.CHROMIUM_PATH, ...names.flatMap((name) => folders.map((folder) => join(folder, name)))];

/** The Chromium of this machine; undefined where there is none. Nothing is downloaded. */
export const chromiumPath: string | undefined = places.find((place): place is string => place !== undefined && place !== '' && existsSync(place));

/** Starts it without a window, as its users have it: its own words, as those in a date field, are Chinese where its language pack is installed. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    env: { ...process.env, LANGUAGE: 'zh_CN' },
  });

/** A desk and a phone. */
export const desk = { width: 1440, height: 900 } as const;
export const phone = { width: 390, height: 844 } as const;

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** A page of the console with what its browser complained about. */
export interface Seen {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[];
}

/** A browser of somebody's own: no cookies of others. Addresses may begin at the root of the console at `url`. */
export async function openPage(browser: Browser, viewport: Viewport, url: string): Promise<Seen> {
  const context = await browser.newContext({ baseURL: url, viewport, hasTouch: viewport.width < 600, locale: 'zh-CN' });
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
  await page.waitForSelector('h1');
  await page.waitForSelector('.loading, .opening', { state: 'detached' });
}

/** Waits until so many elements of this kind stand on the page, at least. */
export const atLeast = (page: Page, selector: string, count: number): Promise<void> =>
  page
    .locator(selector)
    .nth(count - 1)
    .waitFor({ state: 'attached' });

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const serious = `({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + ': ' + nodes[0]?.html)`;

/**
 * What axe finds serious or critical on the page as it stands. Evaluated by the debugger, which the page's own policy does not concern; nothing else of its report leaves the browser,
 * for the whole is many times the page.
 */
export const barriers = async (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`(() => { if (!window.axe) { ${await axe} } return window.axe.run({ resultTypes: ['violations'] }).then(${serious}); })()`);

/** Whether the page as a whole scrolls sideways. */
export const scrollsSideways = (page: Page): Promise<boolean> => page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
