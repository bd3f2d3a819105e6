import type { Page, Route } from 'playwright-core';
import { password } from '../e2e/instance.ts';
import { until } from '../harness/until.ts';
import { atLeast, phone, scrollsSideways, signIn } from './browser.ts';
import { consoleTests } from './demo.ts';
import { deviceOf } from './device.ts';

/** The smallest photo there is. */
const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const form = '[role=dialog]';
const submitButton = `${form} button[type=submit]`;

/** Opens a case at the door and answers its address. */
async function openCase(page: Page, title: string): Promise<string> {
  await page.goto('/cases/new');
  await atLeast(page, 'select option', 2);
  await page.selectOption('select >> nth=0', { index: 1 });
  await page.fill('input[type=text] >> nth=0', title);
  await page.click('label:has-text("投诉举报")');
  await Promise.all([page.waitForResponse((answer) => answer.url().includes('/api/v1/people') && answer.ok()), page.click('button[type=submit]')]);
  await page.waitForSelector('[data-step=recordInspection]');
  return page.url();
}

/** Fills in a visit by both inspectors. */
async function fillVisit(page: Page, step: string, result: string): Promise<void> {
  await page.click(`[data-step=${step}]`);
  for (const words of ['卫生监督员甲', '卫生监督员乙', result]) await page.click(`${form} label:has-text("${words}")`);
  if (result !== '发现违法行为') return;
  await page.click(`${form} button:has-text("增加一项")`);
  await page.fill(`${form} .repeated :is(textarea, input[type=text])`, '无消毒记录');
}

const closed = (page: Page): Promise<void> => page.waitForSelector(form, { state: 'detached' }).then(() => undefined);
const steps = (page: Page): Promise<readonly string[]> => page.locator('.timeline .done .what').allTextContents();
const visits = async (page: Page): Promise<number> => (await steps(page)).filter((name) => name.includes('登记现场检查')).length;

/** Notes in which of the page's stores on the device something is deleted, in order. */
const takenAway = `globalThis.takenAway = [];
const taken = IDBObjectStore.prototype.delete;
IDBObjectStore.prototype.delete = function (key) { takenAway.push(this.name); return taken.call(this, key); };`;

/** Loses the connection, fills in an inspection with its photo and submits it: it waits. */
async function submitWithoutConnection(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.waitForSelector('.live.lost');
  await fillVisit(page, 'recordInspection', '发现违法行为');
  await page.setInputFiles(`${form} input[type=file] >> nth=0`, { name: '现场.png', mimeType: 'image/png', buffer: photo });
  await page.waitForSelector(`${form} :text("存在本机")`);
  await page.click(submitButton);
  await closed(page);
}

consoleTests('an inspector whose phone loses the connection', (demo) => {
  test('carries a case to its close: the visit filled in without a connection waits in sight and is sent once, with its photo', async () => {
    const { page, context } = await demo.as('inspector-a', phone);
    await openCase(page, '断网检查');
    await submitWithoutConnection(page);
    expect(await page.locator('.pending').textContent()).toContain('1项待发送');
    expect(await page.locator('[data-step=recordInspection]').isDisabled()).toBe(true);
    expect(await visits(page)).toBe(0);
    expect(await scrollsSideways(page)).toBe(false);
    await context.setOffline(false);
    await page.waitForSelector('.pending', { state: 'detached' });
    await page.waitForSelector('.timeline :text("现场.png")');
    expect(await visits(page)).toBe(1);
    await page.click('[data-step=issueOrder]');
    await page.fill(`${form} textarea`, '立即改正');
    await page.fill(`${form} input[type=number]`, '5');
    await page.click(submitButton);
    await closed(page);
    await page.click('[data-step=submitRectification]');
    await page.fill(`${form} textarea`, '已改正');
    await page.click(submitButton);
    await closed(page);
    await fillVisit(page, 'recordFollowUp', '已整改到位');
    await page.click(submitButton);
    await closed(page);
    await page.waitForSelector('.lead .tag:text("已结案")');
    expect(await visits(page)).toBe(1);
  });

  test('a step whose answer was lost, and after it a reload: the same step goes out again and is recorded once; a draft is there again', async () => {
    const { page, context } = await demo.as('inspector-a', phone);
    const address = await openCase(page, '答复丢失');
    const keys: (string | undefined)[] = [];
    const visitedAt: (string | undefined)[] = [];
    let isLost = true;
    await context.route('**/commands', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      visitedAt.push((route.request().postDataJSON() as { readonly inspectedAt?: string }).inspectedAt);
      const isLostNow = isLost;
      const answer = await route.fetch();
      return isLostNow ? route.abort() : route.fulfill({ response: answer });
    });
    await fillVisit(page, 'recordInspection', '发现违法行为');
    await page.locator(form).getByText('不填即为提交的时刻').waitFor();
    const submittedAt = Date.now();
    await page.click(submitButton);
    await closed(page);
    await page.addInitScript(takenAway);
    isLost = false;
    await page.reload();
    await page.waitForSelector('nav.navigation');
    await page.waitForSelector('.pending', { state: 'detached' });
    await atLeast(page, '.timeline .done', 2);
    // What was typed goes before the step leaves the queue: whoever leaves the page in between finds no form that still holds what was recorded.
    expect(await page.evaluate('takenAway')).toEqual(['drafts', 'queue']);
    expect(await visits(page)).toBe(1);
    expect(keys.length).toBeGreaterThanOrEqual(2);
    expect(new Set(keys).size).toBe(1);
    // Whenever it goes out, the visit was when it was submitted.
    expect(new Set(visitedAt).size).toBe(1);
    expect(Math.abs(Date.parse(visitedAt[0] ?? '') - submittedAt)).toBeLessThan(90_000);

    await page.goto(`${address}?step=issueOrder`);
    await page.fill(`${form} textarea`, '三日内建立消毒记录');
    await page.reload();
    await page.waitForSelector(`${form} .restored`);
    expect(await page.inputValue(`${form} textarea`)).toBe('三日内建立消毒记录');
    await page.keyboard.press('Escape');
    await closed(page);
    // What was typed goes with the session: that is said before.
    await page.click('button:has-text("退出")');
    await page.waitForSelector('[role=dialog]:has-text("还有1份填写过的表单没有提交。")');
    await page.click('button:has-text("删除并退出")');
    await page.waitForSelector('input[name=username]');
    await signIn(page, address, 'inspector-a', password);
    await page.click('[data-step=issueOrder]');
    await page.waitForSelector(`${form} textarea`);
    expect(await page.inputValue(`${form} textarea`)).toBe('');
  });

  test.each([
    ['says nothing', '等了很久没有答复', (page: Page) => page.clock.runFor(30_000)],
    ['is away', '没有连上服务', (_: Page, first: Route) => first.fulfill({ status: 503, contentType: 'text/html', body: '<h1>503</h1>' })],
  ])('a step to which the service %s waits in sight, says that it was tried and why, and is recorded once', async (_, reason, passes) => {
    const { page, context } = await demo.as('inspector-a', phone);
    await page.clock.install();
    await openCase(page, '信号很弱');
    const sent: Route[] = [];
    await context.route('**/commands', (route) => void sent.push(route));
    await fillVisit(page, 'recordInspection', '发现违法行为');
    await page.click(submitButton);
    await until(async () => sent.length === 1);
    await passes(page, sent[0] as Route);
    await closed(page);
    await page.waitForSelector('.pending');
    expect(await visits(page)).toBe(0);
    await until(async () => sent.length === 2);
    await passes(page, sent[1] as Route);
    await page.click('.pending');
    await page.locator('.pending-entry', { hasText: '上次没有送出' }).filter({ hasText: reason }).waitFor();
    await page.click('button:has-text("现在发送")');
    await until(async () => sent.length === 3);
    await sent[2]?.continue();
    await page.waitForSelector('.pending', { state: 'detached' });
    await atLeast(page, '.timeline .done', 2);
    expect(await visits(page)).toBe(1);
    expect(sent.length).toBe(3);
    expect(new Set(sent.map((route) => route.request().headers()['idempotency-key'])).size).toBe(1);
  });

  test('what waits is not filled in twice by a link; thrown away while its photo goes out it is not sent', async () => {
    const { page, context } = await demo.as('inspector-a', phone);
    const address = await openCase(page, '撤回检查');
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const sent: string[] = [];
    page.on('request', (request) => request.url().endsWith('/commands') && sent.push(request.url()));
    await submitWithoutConnection(page);
    await context.route('**/api/v1/attachments?*', async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await context.setOffline(false);
    const uploading = page.waitForRequest('**/api/v1/attachments?*');
    await page.goto(`${address}?step=recordInspection`);
    await uploading;
    await page.waitForSelector('[data-step=recordInspection][disabled]');
    await closed(page);
    await page.click('.pending');
    await page.click('.pending-entry button:has-text("丢弃")');
    await page.click('.pending-entry button:has-text("确定丢弃")');
    await page.waitForSelector('.pending', { state: 'detached' });
    const over = page.evaluate<number>(
      'navigator.locks.query().then(({ held }) => Promise.all(held.map(({ name }) => navigator.locks.request(name, () => undefined)))).then(({ length }) => length)',
    );
    release();
    expect(await over).toBeGreaterThan(0);
    expect(sent).toEqual([]);
    await page.reload();
    await page.waitForSelector('[data-step=recordInspection]:not([disabled])');
    expect(await page.locator('.pending').count()).toBe(0);
  });

  test('a photo whose upload is under way stays with its finding when another is removed, and with the form when that is closed or read again; other forms do not wait for it', async () => {
    const { page, context } = await demo.as('inspector-a', phone);
    const address = await openCase(page, '照片还在传');
    const held: Route[] = [];
    await context.route('**/api/v1/attachments?*', (route) => void held.push(route));
    const shown = (name: string) => page.locator(`${form} li:has-text("${name}")`);
    await fillVisit(page, 'recordInspection', '发现违法行为');
    await page.click(`${form} button:has-text("增加一项")`);
    const findings = page.locator(`${form} .repeated`);
    await findings.nth(1).locator(':is(textarea, input[type=text])').fill('无健康证');
    await findings.nth(1).locator('input[type=file]').setInputFiles({ name: '健康证.png', mimeType: 'image/png', buffer: photo });
    await until(async () => held.length === 1);
    await findings.nth(0).locator('> button:text-is("移除")').click();
    await held[0]?.continue();
    await findings.nth(0).locator('li:has-text("健康证.png"):has-text("SHA-256")').waitFor();

    await page.locator(`${form} input[type=file]`).last().setInputFiles({ name: '门面.png', mimeType: 'image/png', buffer: photo });
    await until(async () => held.length === 2);
    await page.keyboard.press('Escape');
    await closed(page);
    await page.click('[data-step=close]');
    await page.waitForSelector(`${submitButton}:not([disabled])`);
    await page.goto(`${address}?step=recordInspection`);
    await shown('门面.png').getByText('存在本机').waitFor();
    await shown('健康证.png').waitFor();
    await context.unroute('**/api/v1/attachments?*');
    await page.click(submitButton);
    await page.waitForSelector('.timeline :text("门面.png")');
    await page.waitForSelector('.timeline :text("健康证.png")');
    expect((await deviceOf(page)).others).toEqual([]);
  });

  test('what the service refuses stays with its reason: it is compared with what changed, or thrown away', async () => {
    const { page, context } = await demo.as('inspector-a', phone);
    const address = await openCase(page, '被人抢先');
    await context.setOffline(true);
    await fillVisit(page, 'recordInspection', '未发现问题');
    await page.click(submitButton);
    await closed(page);
    const other = await demo.as('inspector-b', phone);
    await other.page.goto(address);
    await fillVisit(other.page, 'recordInspection', '发现违法行为');
    await other.page.click(submitButton);
    await closed(other.page);
    await context.setOffline(false);
    await page.click('.pending:has-text("▲")');
    expect(await page.locator('.pending-entry').textContent()).toMatch(/被人抢先.*未被接受.*记录在您读取之后已被改动/);
    await page.click('.pending-entry button:has-text("打开表单")');
    await page.waitForSelector('.changes li');
    expect(await page.locator('.changes').textContent()).toMatch(/卫生监督员乙.*变更.*登记现场检查/);
    expect(await page.isChecked(`${form} label:has-text("未发现问题") input`)).toBe(true);
    await page.keyboard.press('Escape');
    await closed(page);
    await page.click('.pending');
    await page.click('.pending-entry button:has-text("丢弃")');
    await page.click('.pending-entry button:has-text("确定丢弃")');
    await page.waitForSelector('.pending', { state: 'detached' });
  });
});
