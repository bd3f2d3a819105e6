import type { Page } from 'playwright-core';
import { initialsOf } from '../../ledger/projection/initials.ts';
import { password } from '../e2e/instance.ts';
import { atLeast, barriers, desk, phone, scrollsSideways, settled } from './browser.ts';
import { faultsOf, kindOf } from './crawl.ts';
import { consoleTests } from './demo.ts';
import { oneOfEach } from './one-of-each.ts';

/** Opens the first thing of a list and answers its address. */
async function firstOf(page: Page, list: string): Promise<string> {
  await page.goto(list);
  await settled(page);
  const address = await page.locator('tbody a').first().getAttribute('href');
  if (address === null) throw new Error(`${list} is empty`);
  return address;
}

consoleTests('the console in a browser', (demo) => {
  test('signed out, any address shows the form; Enter submits; a reload keeps the session; sign-out ends it', async () => {
    const { page, context, complaints } = await demo.open(phone);
    await page.goto('/cases');
    await page.waitForSelector('input[name=username]');
    expect(await page.locator('h1').allTextContents()).toEqual(['登录督办']);
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.fill('input[name=username]', 'inspector-a');
    await page.fill('input[name=password]', 'wrong');
    await page.press('input[name=password]', 'Enter');
    expect(await page.locator('[role=alert]').textContent()).toContain('用户名或密码不对');
    await page.fill('input[name=password]', password);
    await page.press('input[name=password]', 'Enter');
    await page.waitForSelector('nav.navigation');
    expect(await page.locator('h1').allTextContents()).toEqual(['执法办案']);
    await page.reload();
    await page.waitForSelector('nav.navigation');
    expect((await context.cookies()).map(({ httpOnly }) => httpOnly)).toEqual([true]);
    // What scripts can read holds no token.
    expect((await page.evaluate<string[]>('Object.keys(localStorage)')).filter((key) => !/^duban\.(post\b|language$|signed$)/.test(key))).toEqual([]);
    await page.click('button:has-text("退出")');
    await page.waitForSelector('input[name=username]');
    await page.reload();
    await page.waitForSelector('input[name=username]');
  });

  const seen = new Set<string>();
  test.each([
    ['office', desk, '中文'],
    ['office', phone, 'English'],
    ['inspector-a', phone, '中文'],
    ['manager', desk, 'English'],
    ['liaison', phone, '中文'],
    ['leader', desk, '中文'],
    ['admin', desk, '中文'],
    ['admin', phone, 'English'],
    ['expert', phone, '中文'],
    ['expert', desk, 'English'],
  ] as const)(
    '%s at %p in %s: each kind of page not yet seen in this language has one heading, no barrier, no complaint, no sideways scrolling',
    async (username, viewport, words) => {
      const { page, context, complaints } = await demo.as(username, viewport);
      if (words === 'English') await page.click('button[lang=en]');
      const links = await page.locator('nav.navigation a').all();
      const reached = await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
      expect(reached.length).toBeGreaterThanOrEqual(6);
      const addresses = ['/', ...[...reached, ...(await oneOfEach(context.request, username === 'admin'))].filter((address) => !seen.has(`${words} ${kindOf(address)}`))];
      for (const address of addresses) {
        await page.goto(address);
        await settled(page);
        seen.add(`${words} ${kindOf(address)}`);
        expect({ address, faults: await faultsOf({ page, complaints }) }).toEqual({ address, faults: [] });
      }
    },
  );

  test('every kind of page was seen in both languages', () => {
    const kinds = ['/', '/account', '/figures', '/records', '/campaigns/:id/report', '/escalations', '/consultations'];
    const administration = ['calendar', 'tokens', 'templates', 'outlets'].map((name) => `/administration/${name}`);
    const things = ['tasks', 'cases', 'campaigns', 'plans', 'meetings', 'supervisions', 'indicators', 'surveys', 'bulletins', 'evaluations', 'assessments', 'consultations'];
    const wanted = [...kinds, ...administration, ...things.map((name) => `/${name}/:id`), ...['units', 'people', 'posts'].map((name) => `/administration/${name}/:id`)];
    for (const words of ['中文', 'English']) expect(wanted.filter((kind) => !seen.has(`${words} ${kind}`)).map((kind) => `${words} ${kind}`)).toEqual([]);
  });

  test('an inspector at the door, by phone: opens a case, records the visit with a photo, orders rectification, and sees what will come', async () => {
    const { page, complaints } = await demo.as('inspector-a', phone);
    await page.goto('/cases/new');
    await atLeast(page, 'select option', 2);
    await page.selectOption('select >> nth=0', { index: 1 });
    await page.fill('input[type=text] >> nth=0', '浏览器检查');
    await page.click('label:has-text("投诉举报")');
    await page.click('button[type=submit]');
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
    await settled(page);
    await page.click('button:has-text("检查")');
    await page.click('label:has-text("卫生监督员甲")');
    await page.click('label:has-text("卫生监督员乙")');
    await page.click('label:has-text("发现违法行为")');
    await page.click('[role=dialog] button:has-text("增加一项")');
    await page.fill('[role=dialog] .repeated :is(textarea, input[type=text])', '无消毒记录');
    await page.setInputFiles('[role=dialog] input[type=file] >> nth=0', { name: '现场.txt', mimeType: 'text/plain', buffer: Buffer.from('现场记录\n') });
    await page.waitForSelector('text=SHA-256');
    expect(await barriers(page)).toEqual([]);
    await page.click('[role=dialog] button[type=submit]');
    await page.waitForSelector('[role=dialog]', { state: 'detached' });
    await page.click('button:has-text("责令")');
    await page.fill('[role=dialog] textarea', '立即停止');
    await page.fill('[role=dialog] input[type=number]', '5');
    await page.click('[role=dialog] button[type=submit]');
    await page.waitForSelector('[role=dialog]', { state: 'detached' });
    await atLeast(page, '.timeline .done', 3);
    expect(await page.locator('.timeline .future').count()).toBeGreaterThanOrEqual(2);
    expect(await page.locator('.timeline .future.due .when').allTextContents()).toContainEqual(expect.stringContaining('还有5个工作日'));
    expect(await scrollsSideways(page)).toBe(false);
    expect(complaints).toEqual([]);
  });

  test('a step of several forms keeps what is typed into each while one looks at another', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    const listed = await context.request.get('/api/v1/tasks?stage=signed&limit=1');
    const [task] = ((await listed.json()) as { readonly items: readonly { readonly id: string; readonly number: string; readonly content: string }[] }).items;
    if (task === undefined) throw new Error('no task in the demo');
    await page.goto(`/tasks/${task.id}?step=correctField`);
    const way = page.getByLabel('更正项');
    const right = page.getByLabel('更正为');
    const reason = page.locator('[role=dialog] .field').filter({ hasText: '理由' }).locator('textarea, input');
    await way.waitFor();
    // Each begins with what stands there now.
    const begun: string[] = [];
    for (const [index, text] of ['笔误', '按上级要求'].entries()) {
      await way.selectOption({ index });
      begun.push(await right.inputValue());
      await reason.fill(text);
    }
    expect(begun).toEqual([task.number, task.content]);
    const shown: string[] = [];
    for (const index of [0, 1, 2]) {
      await way.selectOption({ index });
      shown.push(await reason.inputValue());
    }
    expect(shown).toEqual(['笔误', '按上级要求', '']);
    expect(complaints).toEqual([]);
  });

  test('⌘K by keyboard: a task is found by its words, what may be done with it is listed, and the form of the step chosen opens', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    const listed = await context.request.get('/api/v1/tasks?stage=issued&limit=1');
    expect(listed.status()).toBe(200);
    const [task] = ((await listed.json()) as { readonly items: readonly { readonly id: string; readonly content: string }[] }).items;
    if (task === undefined) throw new Error('no task in the demo');
    const words = task.content.slice(0, 20);
    const items = page.locator('.palette [role=menuitem]');
    await page.keyboard.press('Control+k');
    await page.keyboard.type(words);
    await items.filter({ hasText: words }).first().waitFor();
    // One Esc leads back, whatever was typed.
    await page.keyboard.press('Escape');
    await page.waitForSelector('.palette', { state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type(words);
    await items.filter({ hasText: words }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const step = items.nth(1);
    await step.waitFor();
    expect(await page.locator('.palette h3').textContent()).toContain(words);
    expect(await barriers(page)).toEqual([]);
    const name = (await step.textContent()) ?? '';
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/tasks/${task.id}\\?step=\\w+$`));
    await page.locator('[role=dialog]').getByRole('heading', { name, exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('⌘K by the initials of what a task asks for: it is listed, and its page opens', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    const listed = await context.request.get('/api/v1/tasks?limit=1');
    const [task] = ((await listed.json()) as { readonly items: readonly { readonly id: string; readonly content: string }[] }).items;
    if (task === undefined) throw new Error('no task in the demo');
    const items = page.locator('.palette [role=menuitem]');
    await page.keyboard.press('Control+k');
    await page.keyboard.type(initialsOf(task.content).slice(0, 8).toUpperCase());
    await items
      .filter({ hasText: task.content.slice(0, 20) })
      .first()
      .click();
    await items.filter({ hasText: '打开' }).first().click();
    await page.waitForURL(new RegExp(`/tasks/${task.id}$`));
    expect(complaints).toEqual([]);
  });

  test('two people at one record: the slower one is told who was faster, and keeps what was written', async () => {
    const one = await demo.as('inspector-a', desk);
    const two = await demo.as('inspector-b', desk);
    await one.page.goto(`/cases?q=${encodeURIComponent('浏览器检查')}`);
    await settled(one.page);
    const address = (await one.page.locator('tbody a').first().getAttribute('href')) ?? '';
    for (const { page } of [one, two]) {
      await page.goto(address);
      await settled(page);
      await page.click('summary:has-text("其他操作")');
      await page.click('button:has-text("提交整改情况")');
    }
    for (const { page } of [one, two]) await page.fill('[role=dialog] textarea', `记录：${page === one.page ? '甲' : '乙'}`);
    await one.page.click('[role=dialog] button[type=submit]');
    await one.page.waitForSelector('[role=dialog]', { state: 'detached' });
    await two.page.click('[role=dialog] button[type=submit]');
    await two.page.waitForSelector('[role=dialog] .notice.changes');
    expect(await two.page.locator('[role=dialog] .notice.changes').textContent()).toMatch(/卫生监督员甲.*提交整改/);
    expect(await two.page.inputValue('[role=dialog] textarea')).toBe('记录：乙');
  });

  test('撤回: what was just submitted is withdrawn; the form says which step and who hears of it, the time line keeps both, and there is nothing more to withdraw', async () => {
    const { page, context, complaints } = await demo.as('liaison', phone);
    const listed = (await (await context.request.get('/api/v1/tasks?stage=signed&limit=1')).json()) as { readonly items: readonly { readonly id: string }[] };
    const dialog = page.locator('[role=dialog]');
    const withdrawal = page.locator('[data-step=withdrawStep]');
    await page.goto(`/tasks/${listed.items[0]?.id}`);
    await settled(page);
    expect(await withdrawal.count()).toBe(1);
    await page.click('[data-step=submit]');
    await dialog.locator('textarea').fill('已完成');
    let read = (): void => undefined;
    const isHeldBack = new Promise<void>((resolve) => {
      read = resolve;
    });
    await page.route(new RegExp(`/api/v1/tasks/${listed.items[0]?.id}(/facts.*)?$`), (route) => isHeldBack.then(() => route.continue()));
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    // Until the submission is read, the button would withdraw what was before it.
    expect(await withdrawal.getAttribute('aria-disabled')).toBe('true');
    await withdrawal.click({ force: true });
    expect(await dialog.count()).toBe(0);
    read();
    await withdrawal.click();
    await dialog.locator('.notice').filter({ hasText: '将告知' }).waitFor();
    expect(await dialog.locator('.notice').textContent()).toMatch(/撤回的步骤：报送验收.*将告知：.*健康办主任/);
    expect(await barriers(page)).toEqual([]);
    await dialog.locator('textarea').fill('附件有误');
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.timeline > li.withdrawn').waitFor();
    expect(await page.locator('.timeline > li.withdrawn .what').textContent()).toBe('报送验收 已撤回');
    expect(await page.locator('.timeline > li.done').last().textContent()).toMatch(/撤回上一步.*撤回的步骤报送验收理由附件有误/);
    await page.locator('[data-step=submit]').waitFor();
    expect(await page.locator('.steps-side').textContent()).not.toContain('其后已有人');
    expect([await withdrawal.count(), complaints]).toEqual([0, []]);
  });

  test('what one may not see is neither listed nor opened', async () => {
    const inspector = await demo.as('inspector-a', desk);
    const address = await firstOf(inspector.page, '/cases');
    const liaison = await demo.as('liaison', desk);
    await liaison.page.goto('/cases');
    await settled(liaison.page);
    expect(await liaison.page.locator('tbody a').count()).toBe(0);
    await liaison.page.goto(address);
    await settled(liaison.page);
    expect(await liaison.page.locator('[role=alert]').textContent()).toMatch(/没有找到.*联络员.*请联系/);
    expect(await barriers(liaison.page)).toEqual([]);
    await liaison.page.goto('/administration/deliveries');
    await settled(liaison.page);
    expect(await liaison.page.locator('[role=alert]').first().textContent()).toMatch(/不对您的岗位开放.*请联系/);
  });
});
