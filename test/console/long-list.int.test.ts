import type { CDPSession, Page } from 'playwright-core';
import { longFrom } from '../../web/api/long-lists.ts';
import { mostUnfolded } from '../../web/api/pages.ts';
import { until } from '../harness/until.ts';
import { atLeast, desk, settled } from './browser.ts';
import { consoleTests } from './demo.ts';
import { lengthen } from './lengthen.ts';

const focused = (page: Page): Promise<string | null> => page.evaluate<string | null>("document.activeElement?.getAttribute('href') ?? null");
const widths = (page: Page): Promise<readonly number[]> =>
  page.evaluate<readonly number[]>("[...document.querySelectorAll('.rows thead th')].map((head) => Math.round(head.getBoundingClientRect().width))");
const counted = async (page: Page): Promise<number> => Number(await page.locator('.rows table').getAttribute('aria-rowcount')) - 1;

/** Reads on by scrolling to the end until so many rows are there. */
async function readOn(page: Page, rows: number): Promise<void> {
  while ((await counted(page)) < rows) {
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await page.waitForTimeout(50);
  }
}

/** The place of each row in the page, by its count for those who hear the table, and by its task. */
const places = (page: Page): Promise<readonly (readonly [number, number])[]> =>
  page.evaluate<readonly (readonly [number, number])[]>(
    "[...document.querySelectorAll('.rows tbody tr[aria-rowindex]')].map((row) => [Number(row.getAttribute('aria-rowindex')) - 2, Number(row.querySelector('a').pathname.split('/')[2].split('-')[0])])",
  );

/** How many rows of the list the browser holds in its memory as objects. */
async function rowsHeld(session: CDPSession): Promise<number> {
  const { result: all } = await session.send('Runtime.evaluate', { expression: 'Object.prototype' });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: all.objectId ?? '' });
  const counting = "function () { return this.filter((one) => Object.hasOwn(one, 'stageName') && /^[0-9]{8}-0000-4000-8000-0{12}$/.test(one.id)).length; }";
  const { result } = await session.send('Runtime.callFunctionOn', { objectId: objects.objectId ?? '', functionDeclaration: counting, returnByValue: true });
  return Number(result.value);
}

consoleTests('a long list in a browser', (demo) => {
  test('holds the rows near the window alone, keeps the focus where it was and the columns as wide as they were', async () => {
    const { page, complaints } = await demo.as('office', desk);
    await lengthen(page, 3_000);
    await page.goto('/tasks');
    await settled(page);
    await atLeast(page, '.rows tbody a', 100);
    const link = page.locator('.rows tbody a').nth(2);
    const address = await link.getAttribute('href');
    await link.focus();
    await readOn(page, 200);
    const before = await widths(page);
    await readOn(page, 3_000);
    expect(await page.locator('.rows tbody tr[aria-rowindex]').count()).toBeLessThan(200);
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await page.waitForSelector('.rows tbody tr[aria-rowindex="3001"]');
    expect(await focused(page)).toBe(address);
    expect(await widths(page)).toEqual(before);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(await page.locator('.rows tbody tr[aria-rowindex="5"] a').first().getAttribute('href'));
    expect(complaints).toEqual([]);
  });

  test('holds of its rows only those of its first pages and of the pages looked at last, and shows at each place the row of that place', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    await lengthen(page, 5_000);
    await page.goto('/tasks');
    await settled(page);
    await readOn(page, 5_000);
    for (const part of [0.2, 0.5, 0.7, 1]) {
      await page.evaluate(`scrollTo(0, document.documentElement.scrollHeight * ${part})`);
      await until(async () => (await places(page)).some(([counted]) => counted > 5_000 * part * 0.9));
      const shown = await places(page);
      expect(shown.length).toBeGreaterThan(20);
      expect(shown.filter(([counted, named]) => counted !== named)).toEqual([]);
    }
    // The newest page, and what React has not yet let go of, may be there besides.
    expect(await rowsHeld(await context.newCDPSession(page))).toBeLessThan((longFrom + mostUnfolded + 4) * 100);
    expect(complaints).toEqual([]);
  });
});
