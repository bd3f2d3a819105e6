import type { BrowserContext, Locator, Page } from 'playwright-core';
import { until } from '../harness/until.ts';
import { barriers, desk, phone, scrollsSideways, settled } from './browser.ts';
import { consoleTests } from './demo.ts';

/** The smallest photo there is. */
const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const named = (name: string) => ({ name, mimeType: 'image/png', buffer: photo });
const form = '[role=dialog]';
const submitButton = `${form} button[type=submit]`;

interface Item {
  readonly id: string;
}

/** The first of a list that the API gives. */
async function first(context: BrowserContext, path: string): Promise<string> {
  const answer = await context.request.get(`/api/v1/${path}`);
  const [found] = ((await answer.json()) as { readonly items: readonly Item[] }).items;
  if (!found) throw new Error(`the demo has none of ${path}`);
  return found.id;
}

/** What a field of the opened form lets choose, by its name; without the invitation to choose. */
async function choices(page: Page, name: string): Promise<readonly string[]> {
  const select = page.locator(form).getByLabel(name);
  await select.locator('option').nth(1).waitFor({ state: 'attached' });
  return (await select.locator('option').allTextContents()).slice(1);
}

const focused = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement.closest(".field, .refusal")?.textContent ?? ""');

/** The words that an input or a group of them says it is described by. */
const reasonAt = async (page: Page, input: Locator): Promise<string | null> => page.locator(`[id="${await input.getAttribute('aria-describedby')}"]`).textContent();

consoleTests('forms in a browser', (demo) => {
  test('a submission without the required materials is refused by their names; each file may say which it is, one may leave it open', async () => {
    const { page, context, complaints } = await demo.as('liaison-publicity', phone);
    const id = await first(context, `tasks?q=${encodeURIComponent('健康栏目')}`);
    await page.goto(`/tasks/${id}`);
    await settled(page);
    await page.waitForSelector('section:has(#evidence) :text("尚缺：栏目清单、刊播截图")');
    await page.goto(`/tasks/${id}?step=submit`);
    await page.fill(`${form} textarea`, '栏目已开设');
    await page.click(submitButton);
    await page.waitForSelector(`${form} .problem li:text-is("刊播截图")`);
    expect(await page.locator(`${form} .problem li`).allTextContents()).toEqual(['栏目清单', '刊播截图']);
    expect(await focused(page)).toContain('还缺2项');
    await page.setInputFiles(`${form} input[type=file]`, [named('截图.png'), named('清单.png')]);
    const item = page.getByLabel('对应材料: 截图.png');
    await item.selectOption('刊播截图');
    expect(await item.locator('option').allTextContents()).toEqual(['对应材料（选填）', '栏目清单', '刊播截图']);
    await page.getByLabel('对应材料: 清单.png').waitFor();
    expect([await scrollsSideways(page), await barriers(page)]).toEqual([false, []]);
    const [sent] = await Promise.all([page.waitForRequest('**/commands'), page.click(submitButton)]);
    expect((sent.postDataJSON() as { readonly evidence: readonly unknown[] }).evidence).toEqual([{ id: expect.any(String), item: '刊播截图' }, expect.any(String)]);
    await page.waitForSelector(form, { state: 'detached' });
    await page.waitForSelector('section:has(#evidence) .tag:text-is("刊播截图")');
    expect(await page.locator('section:has(#evidence)').textContent()).not.toContain('尚缺');
    // The refusal, which the browser complains of.
    expect(complaints.filter((said) => !said.includes('422'))).toEqual([]);
  });

  test('a form that is not accepted leads to its first fault and counts them; what is put right is counted no longer', async () => {
    const { page } = await demo.as('inspector-a', phone);
    await page.goto('/cases/new');
    await page.locator('select').first().locator('option').nth(1).waitFor({ state: 'attached' });
    await page.click('button[type=submit]');
    await page.waitForSelector(':text("有3处需要填写")');
    expect(await focused(page)).toContain('检查对象');
    const party = page.locator('.field select').first();
    expect([await party.getAttribute('aria-invalid'), await reasonAt(page, party)]).toEqual(['true', '请填写']);
    expect(await reasonAt(page, page.locator('fieldset:has-text("来源")'))).toBe('请填写');
    await party.selectOption({ index: 1 });
    await page.waitForSelector(':text("有2处需要填写")');
    expect(await barriers(page)).toEqual([]);
    await page.click('button[type=submit]');
    expect(await focused(page)).toContain('案由');
  });

  test('what is wrong with a field is said as it stands now; what the service refuses leads to its first field, and goes once that is changed', async () => {
    const { page, context } = await demo.as('inspector-a', desk);
    await page.goto('/cases/new');
    await page.locator('select').first().locator('option').nth(1).waitFor({ state: 'attached' });
    await page.selectOption('select >> nth=0', { index: 1 });
    await page.click('label:has-text("移送")');
    await page.click('button[type=submit]');
    const title = page.locator('.field:has(> label:text("案由"))');
    await title.locator('.wrong:text-is("请填写")').waitFor();
    await title.locator('input').fill('无证'.repeat(200));
    await title.locator('.wrong:text("最多")').waitFor();
    await title.locator('input').fill('无证经营');
    const items = [
      { pointer: '/note', text: '说明不合适' },
      { pointer: '/source', text: '来源不符' },
    ];
    await context.route('**/api/v1/cases', (route) =>
      route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify({ code: 'x.y', title: '未被接受', detail: '', items }) }),
    );
    await page.click('button[type=submit]');
    await page.waitForSelector(':text("有2处需要")');
    expect(await page.evaluate<string>('document.activeElement.closest("label")?.textContent ?? ""')).toBe('移送');
    expect(await reasonAt(page, page.locator('fieldset:has-text("来源")'))).toBe('来源不符');
    await page.click('label:has-text("随机抽查")');
    await page.waitForSelector(':text("有1处需要")');
    expect(await page.locator('.wrong').allTextContents()).toEqual(['说明不合适']);
  });

  test('a list that could not be read says so, and is read again', async () => {
    const { page, context } = await demo.as('inspector-a', phone);
    await context.route('**/api/v1/parties?**', (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{}' }));
    await page.goto('/cases/new');
    const note = page.locator('.field:has(select) p:has-text("选项没有读到")');
    await note.waitFor();
    await context.unroute('**/api/v1/parties?**');
    await note.getByRole('button', { name: '重试' }).click();
    await note.waitFor({ state: 'detached' });
    await page.locator('select').first().locator('option').nth(1).waitFor({ state: 'attached' });
  });

  test('a step that asks for a number or a name offers what it may be', async () => {
    const inspector = await demo.as('inspector-a', desk);
    await inspector.page.goto(`/cases/${await first(inspector.context, 'cases?stage=ordered')}?step=withdrawMeasure`);
    expect((await choices(inspector.page, '措施'))[0]).toMatch(/^\d+\. 责令改正 · .+ · .*\d+月\d+日/);

    const liaison = await demo.as('liaison', desk);
    await liaison.page.goto(`/indicators/${await first(liaison.context, `indicators?q=${encodeURIComponent('健康促进学校')}`)}?step=correctValue`);
    expect(await choices(liaison.page, '要更正的数值')).toEqual(['12/20', '9/20', '7/20'].map((value) => expect.stringMatching(new RegExp(`月\\d+日.* · ${value}$`))));
    const task = await first(liaison.context, 'tasks?stage=signed');
    const planned = await liaison.context.request.post(`/api/v1/tasks/${task}/commands`, {
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      data: { type: 'planNodes', nodes: [{ name: '完成自评', dueOn: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10) }] },
    });
    expect(planned.status()).toBe(200);
    await liaison.page.goto(`/tasks/${task}?step=completeNode`);
    expect(await choices(liaison.page, '名称')).toEqual([expect.stringMatching(/^完成自评 · .*月/)]);

    const office = await demo.as('office', desk);
    await office.page.goto(`/supervisions/${await first(office.context, 'supervisions')}?step=recordVisit`);
    await office.page.click(`${form} fieldset:has-text("发现情况") > button:text-is("增加一项")`);
    expect(await choices(office.page, '单位')).toHaveLength(2);
    expect(await office.page.locator(`${form} .choices`).allTextContents()).toContainEqual('问题亮点');
    // Experts are invited wherever they are; anybody may be of a team, found by name.
    await office.page.goto(`/evaluations/${await first(office.context, 'evaluations')}?step=inviteExperts`);
    expect(await choices(office.page, '人员: 增加一项')).toEqual([expect.stringMatching(/^健康教育专家.*演示区健康专家委员会/)]);
    await office.page.goto(`/campaigns/${await first(office.context, 'campaigns')}?tab=meetings`);
    await office.page.getByRole('button', { name: '制定督查计划' }).click();
    await office.page.locator(form).getByLabel('检查人员: 查找').fill('市场监管执法员');
    await until(async () => (await choices(office.page, '检查人员: 增加一项')).length === 2, 3_000);
    await office.page.locator(form).getByLabel('检查人员: 增加一项').selectOption({ index: 1 });
    await office.page.locator(form).locator('li:has-text("市场监管执法员乙 · 演示区市场监管综合行政执法大队")').waitFor();
  });

  test('photos wait while the service is away, one that is refused does not hold up the next, and why stands in words', async () => {
    const { page, context } = await demo.as('inspector-a', phone);
    await page.goto('/cases/new');
    const refusals = [413, 503];
    await context.route('**/api/v1/attachments?**', (route) => route.fulfill({ status: refusals.shift() ?? 503, contentType: 'text/html', body: '<h1>no</h1>' }));
    await page.setInputFiles('input[type=file] >> nth=0', [named('过大.png'), named('现场.png')]);
    await page.waitForSelector('.files li:has-text("现场.png") :text("存在本机")');
    expect(await page.locator('.files [role=status]').textContent()).toBe('过大.png 没有传上去 没有办成。');
  });

  test('a number stands as it is typed, key by key; a period keeps the unit that was chosen while its number is typed anew', async () => {
    const { page, context, complaints } = await demo.as('liaison', desk);
    const task = await first(context, 'tasks?stage=signed');
    await page.goto(`/tasks/${task}?step=report`);
    const percent = page.locator(`${form} input[type=number]`);
    const typed: string[] = [];
    for (const number of ['0.05', '100', '7.50', '92.05']) {
      await percent.fill('');
      await percent.pressSequentially(number);
      typed.push(await percent.inputValue());
    }
    expect(typed).toEqual(['0.05', '100', '7.50', '92.05']);
    await page.fill(`${form} textarea`, '已过九成');
    const [sent] = await Promise.all([page.waitForRequest('**/commands'), page.click(submitButton)]);
    expect(sent.postDataJSON()).toMatchObject({ type: 'report', percent: 92.05 });
    await page.waitForSelector(form, { state: 'detached' });

    await page.goto(`/tasks/${task}?step=requestExtension`);
    const days = page.locator(`${form} .period input`);
    const unit = page.locator(`${form} .period select`);
    await unit.selectOption('calendarDay');
    await days.pressSequentially('30');
    expect([await days.inputValue(), await unit.inputValue()]).toEqual(['30', 'calendarDay']);
    await days.press('Backspace');
    await days.press('Backspace');
    await days.pressSequentially('15');
    expect([await days.inputValue(), await unit.inputValue()]).toEqual(['15', 'calendarDay']);
    expect(complaints).toEqual([]);
  });

  test('a form lets choose among all tasks of a campaign, however many they are, and finds one by its words; what is less than nothing is typed too', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    const tasks = Array.from({ length: 2_000 }, (_, index) => ({ id: crypto.randomUUID(), number: String(index + 1), content: `第${index + 1}项工作` }));
    await context.route('**/api/v1/campaigns/*/tasks?**', (route) => {
      const asked = new URL(route.request().url()).searchParams;
      const [limit, start] = [Number(asked.get('limit')), Number(asked.get('cursor') ?? 0)];
      return route.fulfill({ json: { items: tasks.slice(start, start + limit), next: start + limit < tasks.length ? String(start + limit) : null } });
    });
    await page.goto(`/campaigns/${await first(context, 'campaigns')}?step=shiftDates`);
    const days = page.locator(`${form} input[type=number]`).first();
    await days.pressSequentially('-15');
    expect(await days.inputValue()).toBe('-15');
    const field = page.locator(`${form} fieldset`, { has: page.locator('select[aria-label="任务: 增加一项"]') });
    const options = field.locator('option');
    await options.nth(2_000).waitFor({ state: 'attached' });
    await field.locator('input[type=search]').fill('1987');
    await until(async () => (await options.count()) === 2);
    expect(await options.last().textContent()).toBe('1987 第1987项工作');
    await field.locator('select').selectOption({ index: 1 });
    await field.locator('li:has-text("第1987项工作")').waitFor();
    expect([await barriers(page), complaints]).toEqual([[], []]);
  });
});
