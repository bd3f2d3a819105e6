import type { BrowserContext, Page } from 'playwright-core';
import { until } from '../harness/until.ts';
import { desk, phone, scrollsSideways, settled } from './browser.ts';
import { consoleTests } from './demo.ts';

const content = '浏览器：核查校园周边控烟情况';

interface Unit {
  readonly id: string;
  readonly name: string;
}

/** The office gives a unit a task that is due at once and whose ladder climbs within seconds. Answers the unit. */
async function assign(context: BrowserContext): Promise<Unit> {
  const found = await context.request.get(`/api/v1/units?q=${encodeURIComponent('教育局')}`);
  const unit = ((await found.json()) as { readonly items: readonly Unit[] }).items[0];
  if (unit === undefined) throw new Error('no such unit');
  const second = (value: number) => ({ value, unit: 'second' });
  const made = await context.request.post('/api/v1/tasks', {
    headers: { 'Idempotency-Key': crypto.randomUUID() },
    data: {
      content,
      leadUnitId: unit.id,
      period: second(1),
      origin: { kind: 'instruction', reference: '区长批示' },
      ladder: [
        { rung: 'overdueNotice', offset: second(0), to: 'liaisonOfficer' },
        { rung: 'escalation', offset: second(1), to: 'managerInCharge' },
      ],
    },
  });
  expect(made.status()).toBe(201);
  return unit;
}

/** Reads a page until this stands on it: time passes in its own process. */
const shows = (page: Page, path: string, selector: string): Promise<void> =>
  until(async () => {
    await page.goto(path);
    await settled(page);
    return (await page.locator(selector).count()) > 0;
  });

consoleTests('a silent unit, seen in the console', (demo) => {
  test('its task climbs to its manager, who sees light and rung, who answers for it and what may be done; the board’s number opens the row', async () => {
    const office = await demo.as('office', desk);
    const unit = await assign(office.context);

    const manager = await demo.as('manager-education', desk);
    const due = `li:has-text("${content}"):has(.tag:has-text("报分管领导"))`;
    await shows(manager.page, '/', due);
    const row = manager.page.locator(due).filter({ hasText: '完成时限' });
    expect(await row.locator('.light.red').first().textContent()).toBe('超期');

    await manager.page.click('nav.navigation a[href="/escalations"]');
    // The workbench names the task too.
    await manager.page.waitForSelector('h1:text-is("上报给我的")');
    const escalated = manager.page.locator(`main li:has-text("${content}")`);
    expect(await escalated.textContent()).toMatch(new RegExp(`责任单位：${unit.name}.*承办人：.*教育局联络员`));
    await escalated.locator('a.button').last().click();
    await manager.page.waitForURL(/\/tasks\/[0-9a-f-]{36}/);
    await manager.page.waitForSelector(`h1:has-text("${content}")`);

    const board = `section:has(h2:has-text("任务超期看板")) tr:has-text("${unit.name}")`;
    await shows(office.page, '/chasing', board);
    await office.page
      .locator(board)
      .getByRole('link', { name: /报分管领导/ })
      .click();
    await office.page.waitForURL(/\/tasks\?.*rung=escalation/);
    await office.page.waitForSelector(`tbody tr:has-text("${content}")`);
    expect(await office.page.locator('tbody tr').count()).toBe(1);
    expect([manager.complaints, office.complaints]).toEqual([[], []]);
  });

  test('an urging names the chosen tasks that it leaves out and why, before it is sent, and counts those that it reached', async () => {
    const { page, context, complaints } = await demo.as('office', phone);
    const read = async <T>(path: string): Promise<T> => (await (await context.request.get(`/api/v1/${path}`)).json()) as T;
    const campaign = (await read<{ readonly items: readonly Unit[] }>('campaigns?limit=1')).items[0]?.id ?? '';
    const first = async (stage: string): Promise<string> =>
      (await read<{ readonly items: readonly { readonly number: string }[] }>(`campaigns/${campaign}/tasks?stage=${stage}&whole=false&limit=1`)).items[0]?.number ?? '';
    const [submitted, signed] = [await first('submitted'), await first('signed')];
    await page.goto(`/campaigns/${campaign}?tab=tasks`);
    const choose = (number: string) => page.getByLabel(`选择任务${number}`, { exact: true }).check();
    await choose(submitted);
    await page.click('.picked button:has-text("催办") >> nth=0');
    const left = page.locator('[role=dialog] .notice:has-text("以下任务不在催办之列：") li').filter({ hasText: `${submitted}：任务已提交` });
    await left.waitFor();
    expect(await page.locator('[role=dialog]').textContent()).toContain('无须催办');
    await page.keyboard.press('Escape');
    await choose(signed);
    await page.click('.picked button:has-text("催办") >> nth=0');
    await page.waitForSelector('[role=dialog] .notice:has-text("将通知")');
    await left.waitFor();
    expect(await page.locator('[role=dialog]').textContent()).not.toContain(`${signed}：`);
    expect(await scrollsSideways(page)).toBe(false);
    await page.click('[role=dialog] button[type=submit]');
    await page.waitForSelector('.picked [role=status]:has-text("已催办1项。 另有1项不在催办之列。")');
    expect(complaints).toEqual([]);
  });

  test('an urging of tasks outside any campaign takes further ones from a list, and names what it leaves out and why, before it is sent and after', async () => {
    const office = await demo.as('office', desk);
    const liaison = await demo.as('liaison', desk);
    const unit = (await (await office.context.request.get(`/api/v1/units?q=${encodeURIComponent('教育局')}`)).json()) as { readonly items: readonly Unit[] };
    const give = async (what: string): Promise<{ readonly id: string; readonly number: string }> => {
      const made = await office.context.request.post('/api/v1/tasks', {
        headers: { 'Idempotency-Key': crypto.randomUUID() },
        data: { content: what, leadUnitId: unit.items[0]?.id, period: { value: 5, unit: 'workingDay' }, origin: { kind: 'instruction', reference: '区长批示' } },
      });
      expect(made.status()).toBe(201);
      return (await made.json()) as { readonly id: string; readonly number: string };
    };
    const [urged, sentIn] = [await give('催办：核查食堂'), await give('催办：核查宣传栏')];
    for (const type of ['sign', 'submit'])
      expect((await liaison.context.request.post(`/api/v1/tasks/${sentIn.id}/commands`, { headers: { 'Idempotency-Key': crypto.randomUUID() }, data: { type } })).status()).toBe(
        200,
      );
    const { page, complaints } = office;
    await page.goto(`/tasks/${urged.id}?step=urge`);
    const dialog = page.locator('[role=dialog]');
    await dialog.waitFor();
    await dialog.locator('select').selectOption({ label: `${sentIn.number} 催办：核查宣传栏` });
    await dialog.locator('button:text-is("先看影响")').click();
    const left = `${sentIn.number}：任务已提交`;
    await dialog.locator('.notice:has-text("以下任务不在催办之列：") li', { hasText: left }).waitFor();
    await dialog.locator('button[type=submit]').click();
    await page.locator('.steps-side [role=status]', { hasText: left }).waitFor();
    expect(complaints).toEqual([]);
  });
});
