import type { Browser, Page } from 'playwright-core';
import { desk, settled, signIn } from '../test/console/browser.ts';
import { lengthen } from '../test/console/lengthen.ts';
import { password } from './instance.ts';

/** A quick flick of a finger or wheel: pixels a frame. */
const flick = 300;
const flickMs = 8_000;
const flicks = 3;

/** How often and how long the page's own thread was held, over 50 ms, while the finger scrolled. */
export interface Halts {
  readonly held: readonly number[];
}

export interface Scrolled extends Halts {
  /** Rows in the page at most. */
  readonly most: number;
  /** Rows that the list was read on to. */
  readonly reached: number;
  /** The same rows scrolled in a page without any script of ours: what this browser on this machine does by itself. */
  readonly bare: Halts;
}

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

/**
 * The rows that stand in the console's page, in a page of its own style sheet alone: they are moved on by groups, as the console does, by nothing but the browser's own functions.
 * Answers the same holds. Run in the browser.
 */
const bareScrolling = `(async () => {
  const held = [];
  new PerformanceObserver((list) => held.push(...list.getEntries())).observe({ type: 'longtask' });
  const [above, below] = document.querySelectorAll('.rows .space td');
  const groups = [...document.querySelectorAll('.rows tbody[data-index]')];
  const height = groups[0].getBoundingClientRect().height;
  const frame = () => new Promise(requestAnimationFrame);
  let [before, after, ahead] = [4_000_000, 4_000_000, 0];
  const put = () => {
    above.style.height = before + 'px';
    below.style.height = after + 'px';
  };
  put();
  await frame();
  scrollTo(0, groups[0].getBoundingClientRect().top + scrollY + 2 * height);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const from = performance.now();
  while (performance.now() < from + ${flicks * flickMs}) {
    scrollBy(0, ${flick});
    for (ahead += ${flick}; ahead >= height; ahead -= height) {
      const first = groups.shift();
      const next = first.cloneNode(true);
      first.remove();
      groups.at(-1).after(next);
      groups.push(next);
      before += height;
      after -= height;
      put();
    }
    await frame();
  }
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return { held: held.filter(({ startTime }) => startTime >= from).map(({ duration }) => duration) };
})()`;

/** The rows as they stand in the page, with its style sheets and nothing else. */
const bareOf = async (page: Page): Promise<string> => {
  const [rows, sheets] = await page.evaluate<[string, string[]]>(
    "[document.querySelector('.rows').outerHTML, [...document.querySelectorAll('link[rel=stylesheet]')].map(({ href }) => href)]",
  );
  return `<!doctype html>${sheets.map((href) => `<link rel="stylesheet" href="${href}">`).join('')}<main>${rows}</main>`;
};

/** Scrolls the task list of the demo's office, made so long in the browser, and the same rows bare. */
export async function scroll(browser: Browser, url: string, rows: number): Promise<Scrolled> {
  const context = await browser.newContext({ viewport: desk });
  try {
    const page = await context.newPage();
    await signIn(page, url, 'office', password);
    await lengthen(page, rows);
    await page.goto(`${url}/tasks`);
    await settled(page);
    // What the opening of the page itself takes is measured apart.
    await page.waitForTimeout(3_000);
    const scrolled = await page.evaluate<Omit<Scrolled, 'bare'>>(`${scrolling}(${rows})`);
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight / 2)');
    await page.waitForTimeout(2_000);
    const bare = await context.newPage();
    await bare.setContent(await bareOf(page));
    await page.close();
    await bare.waitForTimeout(3_000);
    return { ...scrolled, bare: await bare.evaluate<Halts>(bareScrolling) };
  } finally {
    await context.close();
  }
}
