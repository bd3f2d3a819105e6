import type { Page } from 'playwright-core';
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

consoleTests('a long list in a browser', (demo) => {
  test('holds the rows near the window alone, keeps the focus where it was and the columns as wide as they were', async () => {
    const { page, complaints } = await demo.as('office', desk);
    await lengthen(page, 3_000);
    await page.goto('/tasks');
    await settled(page);
    // A list that goes on is long from its first page: the step to it held a scrolling finger.
    await atLeast(page, '.rows tbody tr.space', 1);
    expect(await counted(page)).toBe(100);
    expect(await page.locator('.rows tbody tr[aria-rowindex]').count()).toBeLessThan(100);
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
});
