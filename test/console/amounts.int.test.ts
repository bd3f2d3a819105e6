import type { BrowserContext } from 'playwright-core';
import { phone, scrollsSideways } from './browser.ts';
import { consoleTests } from './demo.ts';

interface Item {
  readonly id: string;
}

/** The first of a list that the API gives. */
async function first(context: BrowserContext, path: string): Promise<string> {
  const answer = await context.request.get(`/api/v1/${path}`);
  return ((await answer.json()) as { readonly items: readonly Item[] }).items[0]?.id ?? '';
}

const form = '[role=dialog]';

consoleTests('amounts, in the console', (demo) => {
  test('a penalty is typed in yuan, kept as typed, refused where it is no amount, sent in fen, and read in yuan with thousands apart', async () => {
    const { page, context, complaints } = await demo.as('inspector-a', phone);
    const address = `/cases/${await first(context, 'cases?stage=filed')}?step=concludeFiled`;
    await page.goto(address);
    const amount = page.getByLabel('罚没金额（元）');
    await page.fill(`${form} textarea`, '警告，罚款');
    for (const [typed, said] of [
      ['12.345', '最多两位小数'],
      ['-5', '金额不能小于零'],
      ['10000000000.01', '金额不能超过10,000,000,000元'],
    ] as const) {
      await amount.fill(typed);
      await page.click(`${form} button[type=submit]`);
      await page.waitForSelector(`${form} .wrong:has-text("${said}")`);
    }
    await amount.fill('1234567.8');
    await page.waitForSelector(`${form} .hint:text-is("1,234,567.80元")`);
    await page.reload();
    await page.waitForSelector(`${form} .restored`);
    expect(await amount.inputValue()).toBe('1234567.8');
    expect(await scrollsSideways(page)).toBe(false);
    await page.click(`${form} button:has-text("先看影响")`);
    const [sent] = await Promise.all([page.waitForRequest('**/commands'), page.click(`${form} button:has-text("提交")`)]);
    expect(sent.postDataJSON()).toEqual({ type: 'concludeFiled', decision: '警告，罚款', penaltyFen: 123_456_780 });
    await page.waitForSelector('.facts-of dd:has-text("1,234,567.80元")');
    await page.waitForSelector('.timeline .done:has-text("罚没金额（元）") dd:text-is("1,234,567.80")');
    expect(complaints).toEqual([]);
  });

  test('a bulletin shows beside its figures how the same stand now, on the screen alone', async () => {
    const { page, context, complaints } = await demo.as('office', phone);
    const address = `/bulletins/${await first(context, 'bulletins')}`;
    const now = page.locator('section:has(#figures) tr:has-text("完成") .on-screen').first();
    const heads = page.locator('section:has(#figures) th');
    const accepted = async (): Promise<number> => Number.parseInt((await now.textContent()) ?? '', 10);
    await page.goto(address);
    await now.waitFor();
    const before = await accepted();
    const submitted = await first(context, `campaigns/${await first(context, 'campaigns?limit=1')}/tasks?stage=submitted&whole=false`);
    expect((await context.request.post(`/api/v1/tasks/${submitted}/commands`, { data: { type: 'accept' } })).status()).toBe(200);
    await page.goto(address);
    await page.waitForSelector('section:has(#figures) tr:has-text("完成") .on-screen:has-text("（+1）")');
    expect(await accepted()).toBe(before + 1);
    expect(await scrollsSideways(page)).toBe(false);
    await page.emulateMedia({ media: 'print' });
    await now.waitFor({ state: 'hidden' });
    const printed = await page.locator('section:has(#figures) th:visible').allTextContents();
    // What is overdue follows, on days on which something is.
    expect(printed.slice(0, 7)).toEqual(['总体', '通报时', '单位', '任务', '完成', '超期', '完成率']);
    expect([[], ['任务号', '内容', '完成时限', '超期天数']]).toContainEqual(printed.slice(7));
    expect(await heads.count()).toBeGreaterThan(printed.length);
    expect(await page.locator('section:has(#figures) .on-screen:visible').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
