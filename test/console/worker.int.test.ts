import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { consoleHandler, readConsole } from '../../api/console/serve.ts';
import { securityHeaders } from '../../api/http/security.ts';
import { buildConsole } from '../../app/build-console.mjs';
import { until } from '../harness/until.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { browserTests } from './demo.ts';
import { deviceOf } from './device.ts';

type Files = Awaited<ReturnType<typeof readConsole>>;

/** What stands between the browser and the service, or nothing. */
type Way = 'open' | 'portal' | 'away' | 'silent';

const portal = '<!doctype html><title>Portal</title><h1>请登录网络</h1>';

/** The console as the API serves it, of a release that can be changed; of the API only that nobody is signed in. */
class Site {
  files: Files = new Map();
  way: Way = 'open';
  readonly #server: Server;

  constructor() {
    const app = express();
    app.use((request, response, next) => {
      if (request.path === '/service-worker.js' || this.way === 'open') return next();
      if (this.way === 'away') return void response.status(503).end();
      if (this.way === 'portal') return void response.type('html').send(portal);
      // Silent: the request is taken and never answered.
    });
    app.use(securityHeaders({}));
    app.use((request, response, next) => consoleHandler(this.files)(request, response, next));
    app.get('/api/v1/session', (_request, response) => response.json({ signedIn: false }));
    this.#server = createServer(app);
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const scriptOf = (page: Page): Promise<string> => page.evaluate<string>(`new URL(document.querySelector('script[type=module]').src).pathname`);
const nameOf = (build: string): string => `duban-${build}`;

browserTests('the service worker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'duban-builds-'));
  const builds = new Map<string, Files>();
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  /** Waits until the device's caches are those of these builds, each with all its files. */
  const untilCached = (...names: readonly string[]): Promise<void> =>
    until(async () => {
      const { caches } = await deviceOf(page);
      return Object.keys(caches).length === names.length && names.every((name) => caches[nameOf(name)]?.length === (builds.get(name)?.size ?? 0) - 1);
    });
  const open = async (address: string): Promise<void> => {
    await page.goto(address);
    await page.waitForSelector('input[name=username]');
  };

  beforeAll(async () => {
    for (const name of ['a', 'b']) builds.set(name, await readConsole(await buildConsole(join(folder, name), name)));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    site = new Site();
    await site.start();
    site.files = builds.get('a') ?? site.files;
    ({ page, context, complaints } = await openPage(browser, phone, site.url));
    await open('/');
    await untilCached('a');
    await page.evaluate('navigator.serviceWorker.ready');
  });
  afterEach(async () => {
    await context?.close();
    site.stop();
  });

  test('opens the page without a connection, when a proxy says that the service is away and when nothing answers; the API and its pages are never answered', async () => {
    expect(complaints).toEqual([]);
    const began = await scriptOf(page);
    for (const way of ['open', 'away', 'silent'] as const) {
      site.way = way;
      await context.setOffline(way === 'open');
      await page.goto('/cases');
      await page.waitForSelector('main');
      expect(await scriptOf(page)).toBe(began);
    }
    site.way = 'open';
    await context.setOffline(true);
    expect(await page.evaluate(`Promise.all(['/api/v1/session', '/livez', '/api/docs'].map((address) => fetch(address).then(() => 'answered', () => 'lost')))`)).toEqual([
      'lost',
      'lost',
      'lost',
    ]);
    for (const address of ['/api/docs', '/api/v1/cases.xlsx', '/readyz']) await expect(page.goto(address)).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
  });

  test('shows what a network’s own sign-in page says, and keeps none of it', async () => {
    site.way = 'portal';
    await page.reload();
    expect(await page.locator('h1').textContent()).toBe('请登录网络');
    // A release whose files are hidden by it is not taken.
    site.files = builds.get('b') ?? site.files;
    const became = await page.evaluate(`navigator.serviceWorker.getRegistration().then(async (registration) => {
      await registration.update();
      const worker = registration.installing;
      return worker === null ? 'none' : new Promise((resolve) => { worker.onstatechange = () => resolve(worker.state); });
    })`);
    expect(became).toBe('redundant');
    await context.setOffline(true);
    await page.reload();
    await page.waitForSelector('main.sign-in');
    const { caches } = await deviceOf(page);
    expect(caches[nameOf('a')]?.length).toBe((builds.get('a')?.size ?? 0) - 1);
    expect(caches[nameOf('b')] ?? []).toEqual([]);
  });

  test('of a new release waits while a page of the former is open, which finds its script; then takes over and drops the former’s', async () => {
    const former = await context.newPage();
    await former.goto('/');
    await former.waitForSelector('input[name=username]');
    const script = await scriptOf(former);
    site.files = builds.get('b') ?? site.files;
    // The new page is there at once, whatever the worker is of.
    await open('/');
    expect(await scriptOf(page)).not.toBe(script);
    await untilCached('a', 'b');
    await page.waitForTimeout(1_000);
    expect(Object.keys((await deviceOf(page)).caches).sort()).toEqual([nameOf('a'), nameOf('b')]);
    expect((await context.request.get(script)).status()).toBe(404);
    expect(await former.evaluate(`fetch('${script}').then(({ status }) => status)`)).toBe(200);
    await former.close();
    await open('/');
    await untilCached('b');
    await context.setOffline(true);
    await page.reload();
    await page.waitForSelector('main.sign-in');
    expect(await scriptOf(page)).not.toBe(script);
    expect(complaints.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });

  test('is taken off by an operator who does without it, with all that it kept', async () => {
    site.files = await readConsole(join(folder, 'b'), { keepsPages: false });
    await open('/');
    await page.evaluate('navigator.serviceWorker.getRegistration().then((registration) => registration?.update())');
    await untilCached();
    await page.waitForFunction('navigator.serviceWorker.getRegistrations().then(({ length }) => length === 0)');
    await context.setOffline(true);
    await expect(page.reload()).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
  });
});
