import type { Page } from 'playwright-core';
import { until } from '../harness/until.ts';
import { barriers, desk, phone, scrollsSideways, settled } from './browser.ts';
import { consoleTests } from './demo.ts';

const due = (page: Page) => page.locator('.ladder-of', { has: page.locator('summary:has-text("完成时限")') });
const shown = (page: Page) => page.locator('[aria-labelledby=ladders] .ladders > div', { has: page.locator('dt:text-is("完成时限")') }).locator('li');

consoleTests('chase rules of a campaign in a browser', (demo) => {
  test('the office finds them by the navigation, moves one rung and leaves one out, sees what that does, and does it: the record tells, the steps beside it do not', async () => {
    const { page, complaints } = await demo.as('office', desk);
    await page.click('nav.navigation a:has-text("催办规则")');
    await page.waitForSelector('h1:text-is("催办规则")');
    await page.waitForSelector('text=与默认规则相同');
    expect([await barriers(page), await page.locator('h1').count()]).toEqual([[], 1]);
    await page.click('a:has-text("查看、调整")');
    await page.waitForSelector('[role=dialog] .ladder-of');
    // Nothing changed yet: there is nothing to look at.
    await page.fill('#rules-reason', '区领导要求加快进度');
    expect(await page.locator('button:text-is("查看影响")').isDisabled()).toBe(true);
    await due(page)
      .getByLabel(/^报分管领导 → .*：几日$/)
      .fill('2');
    // While it is typed a number may be none at all; what is left empty stays as it was, what is too much becomes the most.
    const before = due(page).getByLabel(/^到期前提醒 → .*：几日$/);
    const typed: string[] = [];
    for (const number of ['3', '45', '', '999']) {
      await before.press('Control+a');
      await before.press('Backspace');
      await before.pressSequentially(number);
      typed.push(await before.inputValue());
      await before.press('Tab');
      typed.push(await before.inputValue());
    }
    expect(typed).toEqual(['3', '3', '45', '45', '', '45', '999', '365']);
    await due(page).getByRole('checkbox').last().uncheck();
    await page.click('button:text-is("查看影响")');
    const effect = page.locator('[aria-label="调整的影响"]');
    await effect.waitFor();
    const [tasks = 0, moved = 0, , gone = 0] = ((await effect.locator('strong').first().textContent()) ?? '').match(/\d+/g)?.map(Number) ?? [];
    expect([tasks > 10, moved > 5, gone > 5]).toEqual([true, true, true]);
    expect(await barriers(page)).toEqual([]);
    // Another choice is looked at anew.
    await due(page)
      .getByLabel(/^到期前提醒 → .*：几日$/)
      .fill('5');
    expect(await effect.count()).toBe(0);
    await page.click('button:text-is("查看影响")');
    await page.click('button:text-is("确认调整，立即生效")');
    await page.waitForSelector('[role=dialog]', { state: 'detached' });
    await until(async () => (await shown(page).count()) === 4);
    expect(await shown(page).allTextContents()).toEqual([
      expect.stringMatching(/^到期前5个工作日/),
      expect.stringMatching(/^到期后第1个工作日/),
      expect.stringMatching(/^到期后第2个工作日.*分管领导/),
      expect.stringMatching(/^到期后第6个工作日/),
    ]);
    const record = page.locator('[aria-labelledby=record]');
    await record.locator('li:has-text("调整催办规则"):has-text("区领导要求加快进度")').waitFor();

    // What was left out stands among the others, without its tick, to be taken up again.
    const change = page.locator('a.button:text-is("调整催办规则")');
    await change.click();
    await due(page).locator('summary:has-text("已调整")').waitFor();
    expect(await due(page).getByRole('checkbox').last().isChecked()).toBe(false);
    await page.keyboard.press('Escape');
    await page.waitForSelector('[role=dialog]', { state: 'detached' });
    expect(new URL(page.url()).search).toBe('?tab=record');
    await until(async () => (await page.evaluate('document.activeElement?.textContent')) === '调整催办规则', 5_000);

    await page.click('nav.tabs a:has-text("概览")');
    await page.waitForSelector('#steps-title');
    for (const summary of await page.locator('.steps-side summary').all()) await summary.click();
    expect(await page.locator('[data-step=replan]').count()).toBe(1);
    expect(await page.locator('[data-step=setLadders]').count()).toBe(0);
    await page.click('nav.navigation a:has-text("催办规则")');
    await page.waitForSelector('text=与默认规则不同：完成时限');
    expect(complaints).toEqual([]);
  });

  test('the office sets whom a rung tells and a limit by the keyboard on a phone, sees what that does, and does it', async () => {
    const { page, context, complaints } = await demo.as('office', phone);
    await page.goto('/administration/ladders');
    await settled(page);
    await page.click('a:has-text("查看、调整")');
    await page.waitForSelector('[role=dialog] .ladder-of');
    await due(page)
      .getByLabel(/^报分管领导 → .*：通知谁$/)
      .selectOption({ label: '主要负责人' });
    const limits = page.locator('.ladder-of', { has: page.locator('summary:has-text("时限和周期")') });
    await limits.locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement?.getAttribute("aria-label")')).toBe('签收时限：多长');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await limits.getByLabel('领导小组会议周期：多长').fill('3');
    expect([await scrollsSideways(page), await barriers(page)]).toEqual([false, []]);
    expect(await page.evaluate<boolean>("(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)(document.querySelector('[role=dialog]'))")).toBe(false);
    await page.fill('#rules-reason', '机构改革，责任人变动');
    await page.click('button:text-is("查看影响")');
    const effect = page.locator('[aria-label="调整的影响"]');
    await effect.locator('p:text-is("领导小组会议周期：每6个月 → 每3个月")').waitFor();
    expect(await effect.locator('p:has-text("签收时限：")').count()).toBe(1);
    const told = Number(/(\d+)次改由他人接收/.exec((await effect.locator('strong').first().textContent()) ?? '')?.[1]);
    expect(told).toBeGreaterThan(5);
    await effect.locator('summary').click();
    expect(await effect.locator('li > span:text-is("接收人：分管领导 → 主要负责人")').count()).toBe(told);
    expect([await scrollsSideways(page), await barriers(page)]).toEqual([false, []]);
    // Something else has happened in the campaign since: what was chosen stays, and is looked at anew.
    const happened = await context.request.post(`/api/v1${new URL(page.url()).pathname}/commands`, {
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      data: { type: 'recordSupervision', heldOn: new Date().toISOString().slice(0, 10), note: '随机走访' },
    });
    expect(happened.status()).toBe(200);
    await page.click('button:text-is("确认调整，立即生效")');
    await page.locator('[role=dialog] .problem', { hasText: '记录在您读取之后已被改动' }).waitFor();
    await page.locator('button:text-is("查看影响")').click({ timeout: 10_000 });
    await effect.locator('p:text-is("领导小组会议周期：每6个月 → 每3个月")').waitFor();
    expect(await page.inputValue('#rules-reason')).toBe('机构改革，责任人变动');
    await page.click('button:text-is("确认调整，立即生效")');
    await page.waitForSelector('[role=dialog]', { state: 'detached' });
    await until(async () => (await shown(page).allTextContents()).some((rung) => rung.includes('主要负责人')));
    const rules = page.locator('[aria-labelledby=ladders]');
    await rules.locator('.limit:text-is("领导小组会议周期：每3个月")').waitFor();
    expect(await rules.locator('.limit:has-text("签收时限")').textContent()).toMatch(/^签收时限：\d+(个自然日|日)$/);
    // The refusal, which the browser complains of.
    expect(complaints.filter((said) => !said.includes('412'))).toEqual([]);
  });

  test('on a phone the page and the form keep to its width; whoever may not change the rules sees them and is offered nothing', async () => {
    const office = await demo.as('office', phone);
    await office.page.goto('/administration/ladders');
    await settled(office.page);
    await office.page.waitForSelector('#case-rules');
    expect([await scrollsSideways(office.page), await barriers(office.page)]).toEqual([false, []]);
    await office.page.click('a:has-text("查看、调整")');
    await office.page.waitForSelector('[role=dialog] .ladder-of');
    expect([await scrollsSideways(office.page), await barriers(office.page)]).toEqual([false, []]);
    const address = office.page.url();

    const liaison = await demo.as('liaison', desk);
    await liaison.page.goto(address);
    await liaison.page.waitForSelector('[aria-labelledby=ladders] .ladders li');
    expect(await liaison.page.locator('[role=dialog], a:text-is("调整催办规则")').count()).toBe(0);
    const admin = await demo.as('admin', desk);
    await admin.page.click('nav.navigation a:has-text("管理")');
    await admin.page.click('nav.tabs a:text-is("催办规则")');
    await admin.page.waitForSelector('h1:text-is("催办规则")');
    await admin.page.waitForSelector('#case-rules');
    expect([office.complaints, liaison.complaints, admin.complaints]).toEqual([[], [], []]);
  });
});
