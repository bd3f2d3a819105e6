import type { Browser } from 'playwright-core';
import { chromiumPath, desk, openBrowser, settled, signIn } from '../test/console/browser.ts';
import { lengthen } from '../test/console/lengthen.ts';
import { median } from './figures.ts';
import { password, startInstance } from './instance.ts';
import type { Context, Finding, Measure } from './measure.ts';

const mostScriptBytes = 300 * 1024;
const wantedInteractiveMs = 1_500;
/** Work on the page's own thread that takes longer is felt as a halt while scrolling. */
const longTaskMs = 50;
const pages = ['/', '/campaigns', '/tasks', '/cases', '/chasing', '/notifications', '/plans'] as const;
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;

/** Opens an address with an empty cache in the same session. Answers the script it took, compressed, and the time until its heading and content stood. */
async function open(browser: Browser, url: string, address: string): Promise<{ readonly bytes: number; readonly ms: number }> {
  const context = await browser.newContext({ viewport: desk });
  try {
    const page = await context.newPage();
    await signIn(page, url, 'office', password);
    const fresh = await browser.newContext({ viewport: desk, storageState: await context.storageState() });
    const shown = await fresh.newPage();
    const sizes: Promise<number>[] = [];
    shown.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    const began = performance.now();
    await shown.goto(`${url}${address}`);
    await settled(shown);
    const ms = performance.now() - began;
    const bytes = (await Promise.all([...sizes])).reduce((sum, size) => sum + size, 0);
    await fresh.close();
    return { bytes, ms };
  } finally {
    await context.close();
  }
}

/** A quick flick of a finger or wheel: pixels a frame. */
const flick = 300;
const flickMs = 8_000;

/**
 * Reads the list on to so many rows; then scrolls like a finger, at its beginning, its middle and its end. Answers how long the page's thread was held, over 50 ms, while the finger scrolled, and how many rows were in the page at most.
 * Run in the browser.
 */
const scrolling = `(async (rows) => {
  const held = [];
  new PerformanceObserver((list) => held.push(...list.getEntries())).observe({ type: 'longtask' });
  const counted = () => Number(document.querySelector('.rows table').getAttribute('aria-rowcount')) - 1;
  const frame = () => new Promise(requestAnimationFrame);
  let most = 0;
  const spans = [];
  const flicked = async (direction) => {
    const from = performance.now();
    while (performance.now() < from + ${flickMs}) {
      scrollBy(0, direction * ${flick});
      most = Math.max(most, document.querySelectorAll('.rows tbody tr').length);
      await frame();
    }
    spans.push([from, performance.now()]);
  };
  await flicked(1);
  const end = performance.now() + 300_000;
  while (performance.now() < end && counted() < rows) {
    scrollTo(0, document.documentElement.scrollHeight);
    await frame();
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve, 1_000));
  scrollTo(0, document.documentElement.scrollHeight / 2);
  await settle();
  await flicked(1);
  scrollTo(0, document.documentElement.scrollHeight);
  await settle();
  await flicked(-1);
  await settle();
  return { held: held.filter(({ startTime }) => spans.some(([from, until]) => startTime >= from && startTime <= until)).map(({ duration }) => duration), most, reached: counted() };
})`;

async function scroll(browser: Browser, url: string, rows: number): Promise<{ readonly held: readonly number[]; readonly most: number; readonly reached: number }> {
  const context = await browser.newContext({ viewport: desk });
  try {
    const page = await context.newPage();
    await signIn(page, url, 'office', password);
    await lengthen(page, rows);
    await page.goto(`${url}/tasks`);
    await settled(page);
    // What the opening of the page itself takes is measured apart.
    await page.waitForTimeout(3_000);
    return await page.evaluate(`${scrolling}(${rows})`);
  } finally {
    await context.close();
  }
}

async function run(context: Context) {
  if (chromiumPath === undefined) throw new Error('no Chromium here: install one, or set CHROMIUM_PATH');
  const { quick, log } = context;
  const { url } = await startInstance(context);
  const browser = await openBrowser();
  context.afterwards(() => browser.close());
  const rounds = quick ? 1 : 5;
  const table: (readonly string[])[] = [];
  const findings: Finding[] = [];
  let largest = 0;
  let slowest = 0;
  for (const address of pages) {
    const seen = [];
    for (let round = 0; round < rounds; round++) seen.push(await open(browser, url, address));
    const bytes = Math.max(...seen.map((one) => one.bytes));
    const ms = median(seen.map((one) => one.ms));
    largest = Math.max(largest, bytes);
    slowest = Math.max(slowest, ms);
    table.push([address, kilobytes(bytes), `${Math.round(ms)} ms`]);
    log(`${address}: ${kilobytes(bytes)} of script, ${Math.round(ms)} ms`);
  }
  findings.push({
    what: 'most script of a page, compressed',
    seen: kilobytes(largest),
    aim: `≤ ${kilobytes(mostScriptBytes)}`,
    ok: largest > 0 && largest <= mostScriptBytes,
    judgedInQuick: true,
  });
  findings.push({
    what: 'slowest page until its content stands, empty cache',
    seen: `${Math.round(slowest)} ms`,
    aim: `≤ ${wantedInteractiveMs} ms`,
    ok: slowest <= wantedInteractiveMs,
  });
  const rows = quick ? 10_000 : 100_000;
  const { held, most, reached } = await scroll(browser, url, rows);
  const long = Math.max(0, ...held);
  findings.push({ what: `rows reached by scrolling, of ${rows}`, seen: String(reached), aim: String(rows), ok: reached === rows, judgedInQuick: true });
  findings.push({ what: 'most rows in the page at once', seen: String(most) });
  findings.push({
    what: 'longest halt while scrolling',
    seen: held.length === 0 ? `none over ${longTaskMs} ms` : `${Math.round(long)} ms, ${held.length} over ${longTaskMs} ms`,
    aim: `none over ${longTaskMs} ms`,
    ok: held.length === 0,
  });
  return {
    findings,
    tables: [{ title: 'Pages, opened with an empty cache by the office of the demo', heads: ['page', 'script', 'content stands after (median)'], rows: table }],
    notes: [
      'Browser, API, worker, Temporal and PostgreSQL share the machine.',
      'For scrolling the answers of the list are copies made in the browser: what is measured is the page, not the API, whose lists are measured under reads.',
    ],
  };
}

/** The console in a browser: script of its pages, when they stand, and a long list under the thumb. */
export const consolePages: Measure = { name: 'console', title: 'The console in a browser', inQuick: false, run };
