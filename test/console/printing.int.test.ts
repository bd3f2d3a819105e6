import type { BrowserContext } from 'playwright-core';
import { atLeast, desk, settled } from './browser.ts';
import { consoleTests } from './demo.ts';

const first = async (context: BrowserContext, list: string): Promise<string> => (await (await context.request.get(`/api/v1/${list}?limit=1`)).json()).items[0].id;

consoleTests('what comes out of the printer', (demo) => {
  test('of a bulletin its document and the annex that it points at, on A4, without what has moved since', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    await page.goto(`/bulletins/${await first(context, 'bulletins')}`);
    await settled(page);
    await atLeast(page, '.timeline li', 1);
    await page.emulateMedia({ media: 'print' });
    for (const part of ['.bar', 'nav.navigation', '.page-head', '.facts-of', '.timeline', '.steps-side', '.paper .hint', 'button'])
      expect([part, await page.locator(`${part}:visible`).count()]).toEqual([part, 0]);
    expect(await page.locator('.paper h2:visible').count()).toBe(1);
    expect(await page.locator('.paper h3:visible').count()).toBe(await page.locator('.paper h3').count());
    expect(await page.locator('.paper > .in-print:visible').count()).toBeGreaterThan(0);
    expect(await page.locator('.paper').textContent()).toContain('见附表1');
    const annex = page.locator('.annex');
    expect(await annex.getByRole('heading', { name: '附表1 各单位完成情况' }).isVisible()).toBe(true);
    expect((await annex.locator('th:visible').allTextContents()).slice(0, 7)).toEqual(['总体', '通报时', '单位', '任务', '完成', '超期', '完成率']);
    expect(complaints).toEqual([]);
  });

  test('of a page without a document its cards, without navigation and steps', async () => {
    const { page, context } = await demo.as('office', desk);
    await page.goto(`/campaigns/${await first(context, 'campaigns')}/report`);
    await settled(page);
    await page.emulateMedia({ media: 'print' });
    for (const part of ['.bar', 'nav.navigation', '.button']) expect([part, await page.locator(`${part}:visible`).count()]).toEqual([part, 0]);
    expect(await page.locator('h1:visible').count()).toBe(1);
    // Nobody recorded when a phase that was over at the launch began.
    const spans = await page.locator('[aria-labelledby=report-phases] td').allTextContents();
    expect(spans.filter((text) => /^–|–\s*$/.test(text.trim()))).toEqual([]);
    expect(spans.length).toBeGreaterThan(0);
  });
});
