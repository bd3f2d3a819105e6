import type { Browser } from 'playwright-core';
import { chromiumPath, desk, openBrowser, settled, signIn } from '../test/console/browser.ts';
import { median } from './figures.ts';
import { password, startInstance } from './instance.ts';
import type { Context, Finding, Measure } from './measure.ts';
import { type Halts, scroll } from './scrolling.ts';

const mostScriptBytes = 300 * 1024;
const wantedInteractiveMs = 1_500;
/** Work on the page's own thread that takes longer is felt as a halt while scrolling. */
const longTaskMs = 50;
const pages = ['/', '/campaigns', '/tasks', '/cases', '/chasing', '/notifications', '/plans'] as const;
const haltsOf = ({ held }: Halts): string => (held.length === 0 ? `none over ${longTaskMs} ms` : `${Math.round(Math.max(...held))} ms, ${held.length} over ${longTaskMs} ms`);
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
  const { held, most, reached, bare } = await scroll(browser, url, rows);
  findings.push({ what: `rows reached by scrolling, of ${rows}`, seen: String(reached), aim: String(rows), ok: reached === rows, judgedInQuick: true });
  findings.push({ what: 'most rows in the page at once', seen: String(most) });
  findings.push({
    what: 'longest halt while scrolling',
    seen: haltsOf({ held }),
    aim: `none over ${longTaskMs} ms`,
    ok: held.length === 0,
    ...(bare.held.length === 0 ? {} : { why: `the same rows are halted in a bare page too: ${haltsOf(bare)}` }),
  });
  findings.push({ what: 'the same rows scrolled as long in a bare page, without a script of ours', seen: haltsOf(bare) });
  return {
    findings,
    tables: [{ title: 'Pages, opened with an empty cache by the office of the demo', heads: ['page', 'script', 'content stands after (median)'], rows: table }],
    notes: [
      'Browser, API, worker, Temporal and PostgreSQL share the machine.',
      'Each halt is one turn of the page’s own thread. The bare page has the same rows and style sheet and moves them on by groups, as the console does: what it halts the browser and the machine halt by themselves, for its rasterizers and everything else share the two cores.',
      'For scrolling the answers of the list are copies made in the browser: what is measured is the page, not the API, whose lists are measured under reads.',
    ],
  };
}

/** The console in a browser: script of its pages, when they stand, and a long list under the thumb. */
export const consolePages: Measure = { name: 'console', title: 'The console in a browser', inQuick: false, run };
