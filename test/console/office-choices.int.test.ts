import type { Page } from 'playwright-core';
import { barriers, desk, settled } from './browser.ts';
import { consoleTests } from './demo.ts';
import { dropPlan, fillInBulk, launch } from './office.ts';

const ticked = (page: Page) => page.locator('tbody .tick input:checked');
const unsaved = (page: Page) => page.locator('.unsaved');

consoleTests('what the office chooses and corrects', (demo) => {
  test('a plan’s correction that is refused stays in its field and says so, whatever else is saved, until it is saved or taken back; many at once lose nothing either', async () => {
    const { page, context } = await demo.as('office', desk);
    await dropPlan(page, 'lianyun-2020');
    const refused = new Set<string>();
    await context.route('**/fill', async (route) => {
      const body = route.request().postData() ?? '';
      return [...refused].some((words) => body.includes(words)) ? route.abort() : route.continue();
    });
    const first = page.locator('.plan-task').first();
    const second = page.locator('.plan-task').nth(1);
    const standard = first.getByLabel('工作标准');
    refused.add('每季公布');
    await standard.fill('每季公布');
    await standard.blur();
    await first.locator('.unsaved').waitFor();
    expect(await first.locator('.unsaved').textContent()).toContain('未保存');
    await second.getByLabel('工作标准').fill('另一项');
    await second.getByLabel('工作标准').blur();
    await page.waitForResponse((answer) => answer.url().endsWith('/fill') && answer.ok());
    await settled(page);
    expect([await standard.inputValue(), await unsaved(page).count()]).toEqual(['每季公布', 1]);
    expect(await barriers(page)).toEqual([]);
    // Nor does it go with the language in which its field is named.
    await page.getByRole('button', { name: 'English' }).click();
    await first.getByRole('button', { name: 'Try again' }).waitFor();
    expect([await first.getByLabel('Standard').inputValue(), await unsaved(page).count()]).toEqual(['每季公布', 1]);
    await page.getByRole('button', { name: '中文' }).click();
    refused.clear();
    await first.getByRole('button', { name: '重试' }).click();
    await unsaved(page).waitFor({ state: 'detached' });
    await page.reload();
    await settled(page);
    expect(await standard.inputValue()).toBe('每季公布');

    // Taken back, it is as it was.
    refused.add('文号甲');
    await page.getByLabel('文号').fill('文号甲');
    await page.getByLabel('文号').blur();
    await page.getByRole('button', { name: '恢复原值' }).click();
    expect(await page.getByLabel('文号').inputValue()).not.toBe('文号甲');

    refused.add('2031-05-05');
    await first.getByRole('checkbox').check();
    await page.fill('#bulk-due', '2031-05-05');
    await page.click('button:has-text("填入所选任务")');
    await unsaved(page).waitFor();
    expect(await page.inputValue('#bulk-due')).toBe('2031-05-05');
    refused.clear();
    await page.getByRole('button', { name: '重试' }).click();
    await page.waitForSelector('#bulk', { state: 'detached' });
    expect(await first.getByLabel('完成时限').inputValue()).toBe('2031-05-05');
  });

  test('a correction that is refused stays also while its field is out of sight; units that were chosen stay chosen; many at once are taken back', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    await dropPlan(page, 'lianyun-2020');
    await fillInBulk(page);
    await context.route('**/fill', (route) => route.fulfill({ status: 503, json: { type: 'about:blank', title: '服务暂时不可用', status: 503, code: 'service.away' } }));
    const first = page.locator('.plan-task').first();
    const standard = first.getByLabel('工作标准');
    await standard.fill('每季公布');
    await standard.blur();
    await first.locator('.unsaved').waitFor();
    await first.getByRole('button', { name: /更多/ }).click();
    await first.getByLabel('内容').fill('区政府公开承诺。');
    await first.getByLabel('内容').blur();
    const supporters = first.locator('.field:has(> .label:text-is("配合单位"))');
    const before = await supporters.locator('li').count();
    const add = supporters.locator('select');
    const choose = async (): Promise<string> => {
      const option = add.locator('option:not([value=""])').nth((await supporters.locator('li').count()) + 3);
      const name = (await option.textContent()) ?? '';
      await add.selectOption({ label: name });
      return name;
    };
    const chosen = [await choose(), await choose()];
    await supporters.locator('.unsaved').waitFor();
    const shown = async () => (await supporters.locator('li').allTextContents()).slice(before).map((text) => text.replace('移除', '').trim());
    expect(await shown()).toEqual(chosen);
    await first.getByRole('button', { name: /收起/ }).click();
    expect(await first.locator('.plan-task-head').textContent()).toContain('未保存');

    await page.getByLabel('显示').selectOption('missing');
    await page.locator('.plan-task').first().waitFor({ state: 'detached' });
    await page.getByLabel('显示').selectOption('');
    await first.waitFor();
    expect([await standard.inputValue(), await unsaved(page).count()]).toEqual(['每季公布', 1]);
    await first.getByRole('button', { name: /更多/ }).click();
    expect([await first.getByLabel('内容').inputValue(), await shown(), await unsaved(page).count()]).toEqual(['区政府公开承诺。', chosen, 3]);
    expect(await barriers(page)).toEqual([]);

    await first.getByRole('checkbox').check();
    await page.fill('#bulk-due', '2031-05-05');
    await page.click('button:has-text("填入所选任务")');
    const bulk = page.locator('section[aria-labelledby=bulk]');
    await bulk.locator('.unsaved').waitFor();
    await bulk.getByRole('button', { name: '恢复原值' }).click();
    expect([await page.inputValue('#bulk-due'), await bulk.locator('.unsaved').count()]).toEqual(['', 0]);

    await context.unroute('**/fill');
    await supporters.getByRole('button', { name: '重试' }).click();
    await supporters.locator('.unsaved').waitFor({ state: 'detached' });
    // The draft has them by their short names.
    expect((await shown()).length).toBe(chosen.length);
    // The service's refusals are all that the browser complains about.
    expect(complaints.filter((complaint) => !complaint.includes('503'))).toEqual([]);
  });

  test('nothing is launched before what would begin has been seen, nor what is refused; chase rules that were changed stay', async () => {
    const { page, context } = await demo.as('office', desk);
    await dropPlan(page, 'lianyun-2020');
    await fillInBulk(page);
    const button = page.getByRole('button', { name: '确认启动' });
    const kept: { body?: string } = {};
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/v1/campaigns')) kept.body = request.postData() ?? '';
    });
    let letGo = (): void => undefined;
    const isHeldBack = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let answers: 'wait' | 'refuse' | 'answer' = 'wait';
    await context.route('**/launch?*', async (route) => {
      if (answers === 'wait') await isHeldBack;
      const answer = await route.fetch();
      const body = { ...((await answer.json()) as object), ...(answers === 'refuse' ? { refused: { code: 'campaign.office_unfit', detail: '办公室不符', items: [] } } : {}) };
      return route.fulfill({ response: answer, json: body });
    });
    await launch(page, async () => {
      const doubts = page.locator('[role=dialog] .choices input[type=checkbox]').last();
      await page.waitForSelector('[role=dialog] .loading');
      await page.getByText(/项任务改期/).waitFor();
      await doubts.check();
      expect(await button.isDisabled()).toBe(true);
      letGo();
      answers = 'answer';
      await page.getByText(/将向/).waitFor();
      expect(await button.isEnabled()).toBe(true);
      await page.click('summary:has-text("怎样提醒和催办")');
      const due = page.getByRole('group', { name: '完成时限' });
      await due.getByLabel(/^到期前提醒 → .*：几日$/).fill('6');
      answers = 'refuse';
      await page.click('[role=dialog] label:has-text("整体顺延")');
      expect(await button.isDisabled()).toBe(true);
      await page.fill('#starts-on', '2030-01-01');
      await page.getByText('办公室不符').waitFor();
      expect([await button.isDisabled(), await due.getByLabel(/^到期前提醒 → .*：几日$/).inputValue()]).toEqual([true, '6']);
      answers = 'answer';
      await page.click('[role=dialog] label:has-text("补录")');
      await page.getByText(/将向/).waitFor();
      await doubts.uncheck();
    });
    expect(JSON.parse(kept.body ?? '{}')).toMatchObject({
      ladders: { task: expect.arrayContaining([expect.objectContaining({ rung: 'reminder', offset: { value: -6, unit: 'workingDay' } })]) },
    });
  });

  test('the ticks of tasks to urge stay in every order, all are chosen also beyond the page that was read, and the text for a chat group names what the filters show', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    const campaigns = (await (await context.request.get('/api/v1/campaigns?limit=50')).json()) as { readonly items: readonly { readonly id: string; readonly tasks: number }[] };
    const id = campaigns.items.at(-1)?.id;
    // A page of the list holds five.
    await context.route(/\/campaigns\/[^/]+\/tasks\?.*limit=100/, (route) => route.continue({ url: route.request().url().replace('limit=100', 'limit=5') }));
    await page.goto(`/campaigns/${id}?tab=tasks`);
    await page.locator('tbody .tick input').first().check();
    expect(await ticked(page).count()).toBe(1);
    await page.locator('th button.sort').nth(1).click();
    await page.waitForURL(/sort=/);
    await settled(page);
    expect(await ticked(page).count()).toBe(1);
    await page.goto(`/campaigns/${id}?tab=tasks`);
    await settled(page);
    await page.getByRole('button', { name: '全选未完成' }).click();
    const all = (await (await context.request.get(`/api/v1/campaigns/${id}/tasks?open=true&limit=200`)).json()) as { readonly items: readonly unknown[] };
    expect(all.items.length).toBeGreaterThan(10);
    await page.getByText(`已选${all.items.length}项`).waitFor();

    await page.goto(`/campaigns/${id}?tab=tasks&light=red`);
    await settled(page);
    await page.getByRole('button', { name: '复制催办文字' }).click();
    const text = await page.locator('[role=dialog] textarea').inputValue();
    const named = text.split('\n').filter((line) => /^\d+\. /.test(line));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((line) => !line.includes('已超期'))).toEqual([]);
    await page.keyboard.press('Escape');

    await page.goto(`/campaigns/${id}?tab=tasks&stage=issued`);
    await settled(page);
    const rows = page.locator('tbody tr:has(.tick input)');
    const chosen = await Promise.all([1, 3].map((at) => rows.nth(at).locator('a').first().getAttribute('href')));
    for (const at of [1, 3]) await rows.nth(at).locator('.tick input').check();
    await page.getByRole('button', { name: '复制催办文字' }).click();
    await page.getByText(/^所选任务中/).waitFor();
    const addresses = (await page.locator('[role=dialog] textarea').inputValue()).match(/\/tasks\/[0-9a-f-]{36}/g) ?? [];
    expect([chosen.length, addresses.toSorted()]).toEqual([2, chosen.toSorted()]);
    expect([await barriers(page), complaints]).toEqual([[], []]);
  });

  test('Esc on a record leads back to the list that it was opened from, with its filters; not out of a field or a form', async () => {
    const { page, complaints } = await demo.as('office', desk);
    await page.goto('/tasks?light=green');
    await settled(page);
    await page.locator('tbody a[href^="/tasks/"]').first().click();
    await page.waitForURL(/\/tasks\/[0-9a-f-]{36}/);
    await settled(page);
    const record = page.url();
    await page.locator('[data-step=cancel], [data-step=reassign], [data-step=correctField]').first().click();
    await page.locator('[role=dialog] form').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[role=dialog]').waitFor({ state: 'detached' });
    expect(page.url().split('?')[0]).toBe(record);
    await page.keyboard.press('Escape');
    await page.waitForURL('**/tasks?light=green');
    await page.locator('#content select').first().focus();
    await page.keyboard.press('Escape');
    await settled(page);
    // Of a list it leads nowhere: that one was where one was.
    await page.locator('h1').click();
    await page.keyboard.press('Escape');
    expect([new URL(page.url()).search, complaints]).toEqual(['?light=green', []]);
  });
});
