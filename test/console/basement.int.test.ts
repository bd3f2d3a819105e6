import type { Page } from 'playwright-core';
import { password } from '../e2e/instance.ts';
import { until } from '../harness/until.ts';
import { atLeast, phone, scrollsSideways, settled, signIn } from './browser.ts';
import { consoleTests } from './demo.ts';
import { deviceOf, untilKept } from './device.ts';

const form = '[role=dialog]';
/** The smallest photo there is. */
const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const submitted = (page: Page): Promise<void> => page.waitForSelector(form, { state: 'detached' }).then(() => undefined);

/** Says what a new case is, at the form that is open. */
async function fillCase(page: Page, title: string): Promise<void> {
  await atLeast(page, 'select option', 2);
  await page.selectOption('select >> nth=0', { index: 1 });
  await page.fill('input[type=text] >> nth=0', title);
  await page.click('label:has-text("投诉举报")');
}

/** Opens a case and answers its id. */
async function openCase(page: Page, title: string): Promise<string> {
  await page.goto('/cases/new');
  await fillCase(page, title);
  await page.click('button[type=submit]');
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
  await page.waitForSelector('[data-step=recordInspection]');
  return page.url().split('/').at(-1) ?? '';
}

/** Loses the connection; the phone ends the page and loads it again. */
async function reloadWithoutConnection(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.reload();
  await page.waitForSelector('main .notice:has-text("未连接")');
  await page.waitForSelector('.live.lost');
}

const casesCalled = async (page: Page, title: string): Promise<number> => {
  const answer = await page.context().request.get(`/api/v1/cases?q=${encodeURIComponent(title)}`);
  return ((await answer.json()) as { readonly items: readonly unknown[] }).items.length;
};

consoleTests('a phone that loads the console again without a connection', (demo) => {
  test('shows the workbench and a case opened before, takes a step, and the case moves once when the connection returns', async () => {
    const { page, context, complaints } = await demo.as('inspector-a', phone);
    const id = await openCase(page, '地下室检查');
    await page.goto('/');
    await page.waitForSelector(`#visits >> xpath=.. >> a[href*="${id}"]`);
    await untilKept(page, '"me"', `["cases","${id}"]`, `["facts","cases","${id}"]`, '"people"');
    expect(complaints).toEqual([]);
    await reloadWithoutConnection(page);
    expect(await page.locator('h1').allTextContents()).toEqual(['工作台']);
    expect(await page.locator('main .notice').textContent()).toMatch(/最近一次读取：.*\d\d:\d\d/);
    await page.click(`.list a.button[href*="${id}"]`);
    for (const words of ['卫生监督员甲', '卫生监督员乙', '未发现问题']) await page.click(`${form} label:has-text("${words}")`);
    expect(await scrollsSideways(page)).toBe(false);
    await page.click(`${form} button[type=submit]`);
    await submitted(page);
    await page.waitForSelector('.pending:has-text("1项待发送")');
    // Once more: what waits and what was read are there again, at the address of the case.
    await reloadWithoutConnection(page);
    await page.waitForSelector('h1:has-text("地下室检查")');
    await page.waitForSelector('[data-step=recordInspection][disabled]');
    const sent: string[] = [];
    page.on('request', (request) => request.url().endsWith('/commands') && sent.push(request.url()));
    await context.setOffline(false);
    await page.waitForSelector('.pending', { state: 'detached' });
    await page.waitForSelector('main .notice', { state: 'detached' });
    await page.waitForSelector('.timeline .done:has-text("登记现场检查")');
    await page.reload();
    await page.waitForSelector('.timeline .done:has-text("登记现场检查")');
    expect(await page.locator('.timeline .done:has-text("登记现场检查")').count()).toBe(1);
    expect(sent.length).toBe(1);
  });

  test('keeps a new case while it is typed and sends it once, though its first answer is lost; one that is refused stays and is put right', async () => {
    const { page, context } = await demo.as('inspector-a', phone);
    await untilKept(page, '"me"', '/api/v1/parties');
    await context.setOffline(true);
    await page.goto('/cases/new');
    await fillCase(page, '断网新案');
    await page.waitForSelector(':text("只能选择本机以前读到的")');
    await reloadWithoutConnection(page);
    await page.waitForSelector('.restored');
    expect(await page.inputValue('input[type=text] >> nth=0')).toBe('断网新案');
    await page.click('button[type=submit]');
    await page.waitForSelector('.notice:has-text("断网新案")');
    // The form is empty for the next one.
    expect(await page.inputValue('input[type=text] >> nth=0')).toBe('');
    await fillCase(page, '将被拒绝');
    await page.click('button[type=submit]');
    await page.click('.pending:has-text("2项待发送")');
    expect(await page.locator('.pending-entry').first().textContent()).toMatch(/演示.*断网新案.*新案.*等待发送/);
    await page.click(`${form} button:has-text("关闭")`);
    const keys: (string | undefined)[] = [];
    await context.route('**/api/v1/cases', async (route) => {
      if (route.request().postData()?.includes('将被拒绝'))
        return route.fulfill({ status: 422, contentType: 'application/problem+json', body: '{"code":"x.y","title":"检查对象已注销","detail":""}' });
      keys.push(route.request().headers()['idempotency-key']);
      const answer = await route.fetch();
      return keys.length === 1 ? route.abort() : route.fulfill({ response: answer });
    });
    await context.setOffline(false);
    await page.waitForSelector('.arrived a');
    await page.waitForSelector('.pending:has-text("▲")');
    expect(keys.length).toBeGreaterThanOrEqual(2);
    expect(new Set(keys).size).toBe(1);
    expect(await casesCalled(page, '断网新案')).toBe(1);
    await page.click('.arrived a');
    await page.waitForSelector('h1:has-text("断网新案")');
    await context.unroute('**/api/v1/cases');
    await page.click('.pending');
    expect(await page.locator('.pending-entry').textContent()).toMatch(/将被拒绝.*未被接受.*检查对象已注销/);
    await page.click('.pending-entry button:has-text("打开表单")');
    await page.waitForSelector('.restored');
    expect(await page.inputValue('input[type=text] >> nth=0')).toBe('将被拒绝');
    await page.fill('input[type=text] >> nth=0', '改正后立案');
    await page.click('button[type=submit]');
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
    await page.waitForSelector('h1:has-text("改正后立案")');
    await page.waitForSelector('.pending', { state: 'detached' });
    expect([await casesCalled(page, '改正后立案'), await casesCalled(page, '将被拒绝')]).toEqual([1, 0]);
    expect((await deviceOf(page)).others).toEqual([]);
  });

  test('opens one case only, though the page is loaded again and the form sent again before its answer came', async () => {
    const { page, context } = await demo.as('inspector-a', phone);
    await page.goto('/cases/new');
    await fillCase(page, '答复未到');
    const keys: (string | undefined)[] = [];
    await context.route('**/api/v1/cases', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      const answer = await route.fetch();
      if (keys.length > 1) await route.fulfill({ response: answer });
    });
    await page.click('button[type=submit]');
    await until(async () => (await casesCalled(page, '答复未到')) === 1);
    await page.reload();
    await page.waitForSelector('.restored');
    await page.click('button[type=submit]');
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
    await page.waitForSelector('h1:has-text("答复未到")');
    expect([keys.length, new Set(keys).size, await casesCalled(page, '答复未到')]).toEqual([2, 1, 1]);
    expect((await deviceOf(page)).others).toEqual([]);
  });

  test('takes photos with a new case: they stay over a reload, wait with it and are with the one case that is opened when the connection returns', async () => {
    const { page, context } = await demo.as('inspector-a', phone);
    await untilKept(page, '"me"', '/api/v1/parties');
    await context.setOffline(true);
    await page.goto('/cases/new');
    await fillCase(page, '门口拍照');
    for (const name of ['门口.png', '货架.png']) {
      await page.setInputFiles('input[type=file]', { name, mimeType: 'image/png', buffer: photo });
      await page.waitForSelector(`.files li:has-text("${name}"):has-text("存在本机")`);
    }
    await reloadWithoutConnection(page);
    await page.waitForSelector('.files li:has-text("货架.png"):has-text("存在本机")');
    expect(await scrollsSideways(page)).toBe(false);
    await page.click('button[type=submit]');
    await page.waitForSelector('.notice:has-text("门口拍照")');
    expect(await page.locator('.files li').count()).toBe(0);
    await page.waitForSelector('.pending:has-text("1项待发送")');
    // The answer to its second photo is lost once: what went out before goes out no second time, that photo does so under its key.
    const keys: Record<string, (string | undefined)[]> = {};
    await context.route(/\/api\/v1\/(attachments\?|cases$)/, async (route) => {
      if (!['PUT', 'POST'].includes(route.request().method())) return route.continue();
      const to = new URL(route.request().url());
      const of = `${to.pathname} ${to.searchParams.get('name')}`;
      const sent = [...(keys[of] ?? []), route.request().headers()['idempotency-key']];
      keys[of] = sent;
      const answer = await route.fetch();
      return sent.length === 1 && to.searchParams.get('name') === '货架.png' ? route.abort() : route.fulfill({ response: answer });
    });
    await context.setOffline(false);
    await page.click('.arrived a');
    await page.waitForSelector('h1:has-text("门口拍照")');
    for (const name of ['门口.png', '货架.png']) await page.waitForSelector(`.timeline .done:has-text("立档") a:has-text("${name}")`);
    expect(await page.locator('.timeline .done a[download]').count()).toBe(2);
    expect(await casesCalled(page, '门口拍照')).toBe(1);
    expect(Object.values(keys).map((sent) => [sent.length, new Set(sent).size])).toEqual([
      [1, 1],
      [2, 1],
      [1, 1],
    ]);
    expect((await deviceOf(page)).others).toEqual([]);
  });

  test('holds script alone in its caches; signing out erases what was read, also without a connection, and the session ends with its return', async () => {
    const { page, context } = await demo.as('inspector-a', phone);
    await untilKept(page, '"me"', '"cases"');
    const kept = await deviceOf(page);
    expect(Object.keys(kept.caches).length).toBe(1);
    expect(
      Object.values(kept.caches)
        .flat()
        .filter((address) => !/^\/(assets\/[\w-]+-\w+\.(js|css)|index\.html|icon\.svg)$/.test(address)),
    ).toEqual([]);
    expect(kept.read.length).toBeGreaterThan(5);
    await context.setOffline(true);
    await page.waitForSelector('.live.lost');
    await page.click('button:has-text("退出")');
    await page.waitForSelector('input[name=username]');
    expect((await deviceOf(page)).read).toEqual([]);
    await page.reload();
    await page.waitForSelector('input[name=username]');
    expect(await page.locator('nav.navigation').count()).toBe(0);
    expect((await context.cookies()).length).toBe(1);
    await context.setOffline(false);
    await page.reload();
    await page.waitForSelector('input[name=username]');
    expect((await context.cookies()).length).toBe(0);
  });

  test('a session that ended meanwhile shows the sign-in form when the connection returns, and nothing stays on the device; of another person nothing is shown', async () => {
    const { page, context } = await demo.as('inspector-a', phone);
    await untilKept(page, '"me"', '"cases"');
    const other = (await deviceOf(page)).read.find((key) => key.includes('"me"'));
    await context.setOffline(true);
    await page.reload();
    await page.waitForSelector('main .notice:has-text("未连接")');
    await context.clearCookies();
    await context.setOffline(false);
    await page.waitForSelector('input[name=username]');
    expect((await deviceOf(page)).read).toEqual([]);
    await page.fill('input[name=username]', 'inspector-b');
    await page.fill('input[name=password]', 'e2e-demo-password');
    await page.press('input[name=password]', 'Enter');
    await settled(page);
    await untilKept(page, '"me"');
    expect((await deviceOf(page)).read.filter((key) => key.startsWith(other?.split(' ')[0] ?? ''))).toEqual([]);
  });

  test('of somebody who signs in in another window nothing that the former person read is shown or kept; what that person typed is there again at the next sign-in', async () => {
    const { page, context } = await demo.as('inspector-a', phone);
    await page.clock.install();
    const id = await openCase(page, '换人登录');
    await page.click('[data-step=recordInspection]');
    await page.click(`${form} label:has-text("未发现问题")`);
    await until(async () => (await deviceOf(page)).others.some((key) => key.endsWith(` cases ${id} recordInspection`)));
    await untilKept(page, '"me"', `["cases","${id}"]`);
    const [former = ''] = (await deviceOf(page)).read.find((key) => key.includes('"me"'))?.split(' ') ?? [];
    const lookAgain = async (afterMs: number): Promise<void> => {
      await page.clock.fastForward(afterMs);
      await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
    };
    await context.clearCookies();
    const other = await context.newPage();
    await signIn(other, demo.url, 'liaison', password);
    await page.waitForSelector('.barred:has-text("联络员")');
    expect([await page.title(), await page.locator('body').textContent()].filter((shown) => shown?.includes('换人登录'))).toEqual([]);
    expect((await deviceOf(page)).read.filter((key) => key.startsWith(former))).toEqual([]);

    await other.close();
    await context.clearCookies();
    // What is looked at sooner says so too: it is refused.
    await lookAgain(6_000);
    await page.waitForSelector('input[name=username]');
    expect((await deviceOf(page)).read).toEqual([]);
    await signIn(page, `/cases/${id}?step=recordInspection`, 'inspector-a', password);
    await page.waitForSelector(`${form} .restored`);
    expect(await page.isChecked(`${form} label:has-text("未发现问题") input`)).toBe(true);
  });
});
