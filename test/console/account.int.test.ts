import type { BrowserContext, Page } from 'playwright-core';
import { password } from '../e2e/instance.ts';
import { until } from '../harness/until.ts';
import { barriers, desk, phone, scrollsSideways, settled, signIn } from './browser.ts';
import { consoleTests } from './demo.ts';
import { deviceOf } from './device.ts';

const inDays = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const card = (page: Page, id: string) => page.locator(`section[aria-labelledby=${id}]`);

async function account(page: Page): Promise<void> {
  await page.click('.bar a.person');
  await page.waitForSelector('h1:text-is("个人设置")');
  await settled(page);
}

async function campaignOf(context: BrowserContext): Promise<string> {
  const { items } = (await (await context.request.get('/api/v1/campaigns')).json()) as { readonly items: readonly { readonly id: string; readonly stage: string }[] };
  const running = items.find(({ stage }) => stage !== 'closed');
  if (!running) throw new Error('the demo has no running campaign');
  return running.id;
}

consoleTests('a person’s own page', (demo) => {
  test('changes the password, and every other session ends', async () => {
    const { page, complaints } = await demo.as('expert', phone);
    const other = await demo.as('expert', desk);
    const [ink, paper] = await page.evaluate<readonly string[]>(
      `[getComputedStyle(document.querySelector('.bar .person')).color, getComputedStyle(document.querySelector('.bar')).backgroundColor]`,
    );
    expect(ink).not.toBe(paper);
    await account(page);
    const form = card(page, 'password');
    await form.locator('input[name=password]').fill(password);
    const next = form.locator('input[name=next]');
    await next.fill('a-new-password-2');
    const show = form.getByRole('button', { name: '显示或隐藏：新密码' });
    const stands = async () => [await next.getAttribute('type'), await next.getAttribute('autocomplete'), await show.getAttribute('aria-pressed'), await show.textContent()];
    expect(await stands()).toEqual(['password', 'new-password', 'false', '显示']);
    await show.press('Enter');
    expect(await stands()).toEqual(['text', 'new-password', 'true', '隐藏']);
    expect([await form.locator('input[name=password]').getAttribute('type'), await next.inputValue(), await barriers(page)]).toEqual(['password', 'a-new-password-2', []]);
    await show.click();
    expect(await stands()).toEqual(['password', 'new-password', 'false', '显示']);
    // It has submitted nothing.
    expect(await form.locator('[role=status], [role=alert]').count()).toBe(0);
    await form.locator('button[type=submit]').click();
    await form.locator('[role=status]:has-text("密码已修改")').waitFor();
    expect([await scrollsSideways(page), await barriers(page), complaints]).toEqual([false, [], []]);
    expect((await other.context.request.get('/api/v1/me')).status()).toBe(401);
    const anew = await demo.open(desk);
    await anew.page.goto('/');
    await anew.page.fill('input[name=password]', 'a-new-password-2');
    await anew.page.getByRole('button', { name: '显示或隐藏：密码' }).click();
    expect([await anew.page.getAttribute('input[name=password]', 'type'), await anew.page.locator('[aria-pressed]').count()]).toEqual(['text', 1]);
    await signIn(anew.page, demo.url, 'expert', 'a-new-password-2');
  });

  test('delegates a post of one’s own, which its page revokes', async () => {
    const { page, complaints } = await demo.as('liaison-health', desk);
    await page.locator('section[aria-labelledby=delegated] a:text-is("新增委托")').click();
    await page.waitForSelector('h1:text-is("个人设置")');
    await card(page, 'delegating').locator('button:text-is("新增委托")').click();
    const sheet = page.locator('[role=dialog]');
    // Of posts one's own alone are offered.
    expect(await sheet.getByLabel('岗位').locator('option').count()).toBe(2);
    await sheet.getByLabel('岗位').selectOption({ index: 1 });
    await sheet.locator('input[type=search]').first().fill('主任');
    const taker = sheet.locator('.files select');
    await taker.locator('option').nth(1).waitFor({ state: 'attached' });
    await taker.selectOption({ index: 1 });
    await sheet.locator('input[type=date]').first().fill(inDays(0));
    await sheet.locator('input[type=date]').nth(1).fill(inDays(3));
    await sheet.locator('textarea, input[type=text]').last().fill('外出培训');
    await sheet.locator('button[type=submit]').click();
    await card(page, 'delegating').locator('.delegations a').first().click();
    await page.locator('dl.facts-of dd:text-is("生效中")').waitFor();
    await page.click('[data-step=revoke]');
    await page.locator('[role=dialog] button[type=submit]').click();
    await page.locator('dl.facts-of dd:text-is("未生效")').waitFor();
    expect(complaints).toEqual([]);
  });

  test('gives a calendar’s address once, and takes it away', async () => {
    const { page, context, complaints } = await demo.as('liaison-health', desk);
    await account(page);
    const calendar = card(page, 'calendar-link');
    await calendar.locator('button:text-is("生成订阅地址")').click();
    const address = (await calendar.locator('code').textContent()) ?? '';
    const feed = await context.request.get(address);
    expect([feed.status(), (await feed.text()).startsWith('BEGIN:VCALENDAR')]).toEqual([200, true]);
    await page.reload();
    await calendar.locator('button:text-is("撤销订阅")').waitFor();
    expect(await calendar.locator('code').count()).toBe(0);
    const end = calendar.locator('button:text-is("撤销订阅")');
    const focused = () => page.evaluate<string>('document.activeElement?.textContent ?? ""');
    for (const answer of ['Enter', 'Escape']) {
      await end.focus();
      await page.keyboard.press('Enter');
      // A second Enter takes nothing away: the focus is at the way out.
      await page.locator('[role=group]:has(button.danger) button:text-is("取消"):focus').waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press(answer);
      await page.locator('button.danger').waitFor({ state: 'detached' });
      expect(await focused()).toBe('撤销订阅');
    }
    await end.click();
    await calendar.locator('button.danger:text-is("撤销订阅")').click();
    await calendar.locator('button:text-is("生成订阅地址")').waitFor();
    expect((await context.request.get(address)).status()).toBe(401);
    expect(complaints).toEqual([]);
  });

  test('a calendar’s address that was ended with the password, or in another window, is shown no longer', async () => {
    const { page, context, complaints } = await demo.as('manager', desk);
    await account(page);
    const calendar = card(page, 'calendar-link');
    const make = calendar.locator('button:text-is("生成订阅地址")');
    await make.click();
    await calendar.locator('code').waitFor();
    const form = card(page, 'password');
    await form.locator('input[name=password]').fill(password);
    await form.locator('input[name=next]').fill('a-new-password-3');
    await form.locator('input[type=checkbox]').check();
    await form.locator('button[type=submit]').click();
    await make.waitFor();
    expect(await calendar.locator('code').count()).toBe(0);

    await make.click();
    await calendar.locator('code').waitFor();
    expect((await context.request.delete('/api/v1/me/calendar')).status()).toBe(204);
    await page.waitForTimeout(5_500);
    await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
    await make.waitFor();
    expect([await calendar.locator('code').count(), complaints]).toEqual([0, []]);
  });
});

consoleTests('the office’s papers and counts', (demo) => {
  test('a new meeting that was being written is there again after a reload; another campaign’s form is empty', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    const address = `/campaigns/${await campaignOf(context)}?tab=meetings`;
    await page.goto(address);
    await page.click('button:text-is("召开会议")');
    const title = page.locator('[role=dialog] input[type=text]').first();
    await title.fill('全区健康促进推进会');
    await until(async () => (await deviceOf(page)).others.some((key) => / meetings new-below-\S+ start$/.test(key)));
    await page.reload();
    await page.click('button:text-is("召开会议")');
    await page.waitForSelector('[role=dialog] .restored');
    expect(await title.inputValue()).toBe('全区健康促进推进会');
    await page.locator('[role=dialog] .restored button').click();
    expect(await title.inputValue()).toBe('');
    expect(complaints).toEqual([]);
  });

  test('what a campaign counts moves on its page while somebody accepts a task elsewhere; a list is read again then, not each thing that it names', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    const figures = await context.newPage();
    await figures.goto('/figures');
    await figures.locator('section[aria-labelledby=indicator-figures] svg.trend').first().waitFor();
    await figures.waitForSelector('.live:not(.lost)');
    await figures.waitForLoadState('networkidle');
    const read: string[] = [];
    figures.on('request', (request) => read.push(new URL(request.url()).pathname));
    const campaign = await campaignOf(context);
    const lacking = async () => {
      const { conditions } = (await (await context.request.get(`/api/v1/campaigns/${campaign}`)).json()) as { readonly conditions: readonly { readonly lackingCount: number }[] };
      return conditions.flatMap(({ lackingCount }) => (lackingCount > 0 ? [`查看还差的${lackingCount}项`] : []));
    };
    const shown = () => page.locator('.card summary', { hasText: '查看还差的' }).allTextContents();
    await page.goto(`/campaigns/${campaign}`);
    const before = await lacking();
    await until(async () => JSON.stringify(await shown()) === JSON.stringify(before));
    await page.waitForSelector('.live:not(.lost)');
    const tasks = (await (await context.request.get('/api/v1/tasks?stage=submitted')).json()) as { readonly items: readonly { readonly id: string; readonly version: number }[] };
    const [task] = tasks.items;
    const accepted = await context.request.post(`/api/v1/tasks/${task?.id}/commands`, { headers: { 'Idempotency-Key': crypto.randomUUID() }, data: { type: 'accept' } });
    expect(accepted.status()).toBe(200);
    const after = await lacking();
    expect(after).not.toEqual(before);
    await until(async () => JSON.stringify(await shown()) === JSON.stringify(after));
    await until(async () => read.includes('/api/v1/indicators'));
    await figures.waitForLoadState('networkidle');
    await figures.waitForTimeout(500);
    expect(read.filter((path) => path.startsWith('/api/v1/indicators/'))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('the summary, the briefing and a template to begin with are had from its pages', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    await page.goto(`/campaigns/${await campaignOf(context)}?tab=bulletins`);
    const drafted = page.locator('section:has(h2:text-is("工作总结与简报"))');
    await drafted.getByLabel('自').fill(inDays(-30));
    const papers = await drafted.locator('a.button').evaluateAll((all) => (all as { getAttribute(name: string): string }[]).map((one) => one.getAttribute('href')));
    expect(papers.map((paper) => paper.endsWith(`?from=${inDays(-30)}`))).toEqual([true, true, true]);
    await page.click('nav.navigation a:text-is("公文模板")');
    await page.waitForSelector('h1:text-is("公文模板")');
    const starters = await page
      .locator('a.button[href*="/templates/starter/"]')
      .evaluateAll((all) => (all as { getAttribute(name: string): string }[]).map((one) => one.getAttribute('href')));
    expect(starters.length).toBe(4);
    const answers = [];
    for (const address of [...papers, ...starters]) answers.push((await context.request.get(address)).status());
    expect(answers).toEqual(answers.map(() => 200));
    expect(complaints).toEqual([]);
  });
});
