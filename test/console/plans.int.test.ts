import { barriers, desk, settled } from './browser.ts';
import { consoleTests } from './demo.ts';
import { dropPlan, fillInBulk, launch, planText } from './office.ts';

const phasedPlan = `云山区2030年健康促进工作方案
一、实施步骤
第一阶段：宣传启动阶段（2030年3月1日至2030年4月30日）。
第二阶段：全面实施阶段（2030年5月1日至2030年10月31日）。
第三阶段：总结评估阶段（2030年11月1日至2030年12月31日）。
二、重点任务
1.开展控烟宣传。
2.建设健康学校。`;

consoleTests('the office and its plans in a browser', (demo) => {
  test('the plan of Wulong, dropped as a file: 92 tasks, doubts by key, filled in bulk, launched', async () => {
    const { page, complaints } = await demo.as('office', desk);
    await dropPlan(page, 'wulong-2021');
    expect(await page.locator('.plan-task').count()).toBe(92);
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('n');
    expect(await page.locator('section.notice [role=status]').textContent()).toMatch(/第1处/);
    await fillInBulk(page);
    await launch(page, async () => {
      await page.click('summary:has-text("怎样提醒和催办")');
      const due = page.getByRole('group', { name: '完成时限' });
      await due.getByLabel(/^到期前提醒 → .*：几日$/).fill('5');
      await due.getByRole('checkbox').last().uncheck();
      expect(await barriers(page)).toEqual([]);
    });
    await page.waitForSelector('h1:has-text("健康中国")');
    await page.click('nav.tabs a:has-text("办理过程")');
    const rules = page.locator('[aria-labelledby=ladders] .ladders > div', { has: page.locator('dt:text-is("完成时限")') }).locator('li');
    await rules.first().waitFor();
    expect(await rules.first().textContent()).toMatch(/^到期前5个工作日/);
    expect(await rules.count()).toBe(4);
    expect(complaints).toEqual([]);
  });

  test('the plan of Lianyun, pasted: what was read wrong is put right in place, no doubt points at line 0, launched as corrected', async () => {
    const { page, complaints } = await demo.as('office', desk);
    await page.goto('/plans');
    await page.fill('textarea', planText('lianyun-2020'));
    await page.click('button:has-text("识别")');
    await page.waitForSelector('.source-lines li');
    expect(await page.locator('.plan-task').count()).toBe(30);
    const doubt = page.locator('section.notice [role=status]');
    const said = new Set<string>();
    for (let at = Number((await page.locator('#doubts').textContent())?.replace(/\D/g, '')); at > 0; at--) {
      await page.keyboard.press('n');
      said.add((await doubt.textContent()) ?? '');
    }
    expect(said.size).toBeGreaterThan(30);
    expect([...said].filter((text) => text.includes('第0行'))).toEqual([]);
    await fillInBulk(page);

    const first = page.locator('.plan-task').first();
    await first.getByRole('button', { name: /更多/ }).click();
    await first.getByLabel('内容').fill('区政府公开承诺，每季度公布一次进展。');
    await first.getByLabel('内容').blur();
    await first.getByLabel('任务类型').selectOption('quarter');
    await first.getByLabel('部分').selectOption('');
    const moved = page.locator('.plan-task', { hasText: '每季度公布一次进展' });
    await moved.getByText('周期性', { exact: true }).waitFor();
    await page.getByRole('region', { name: '未归入部分' }).locator('.plan-task').waitFor();
    await page.reload();
    await settled(page);
    await page.getByRole('region', { name: '未归入部分' }).getByText('区政府公开承诺，每季度公布一次进展。').first().waitFor();

    const last = page.locator('.plan-task').nth(28);
    await last.getByRole('button', { name: /更多/ }).click();
    await last.getByRole('button', { name: '不是任务，移除' }).click();
    await last.getByRole('button', { name: '不是任务，移除' }).click();
    await page.getByRole('heading', { name: '识别出的任务（29项）' }).waitFor();
    await launch(page);
    await page.waitForSelector('h1:has-text("连云区")');
    await page.click('nav.tabs a:has-text("任务")');
    await page.getByText('区政府公开承诺，每季度公布一次进展。').first().waitFor();
    expect(complaints).toEqual([]);
  });

  test('the dates of the phases are put right one after another without a pause; what does not fit is said, and keeps the draft from being launched', async () => {
    const { page, complaints } = await demo.as('office', desk);
    await page.goto('/plans');
    await page.fill('textarea', phasedPlan);
    await page.click('button:has-text("识别")');
    await page.waitForSelector('.source-lines li');
    await fillInBulk(page);
    const phases = page.locator('.plan-phase');
    expect(await phases.count()).toBe(3);
    const put = async (dates: readonly (readonly [starts: string, ends: string])[]): Promise<void> => {
      for (const [at, [starts, ends]] of dates.entries()) {
        await phases.nth(at).getByLabel('开始日期').fill(starts);
        await phases.nth(at).getByLabel('结束日期').fill(ends);
        await phases.nth(at).getByLabel('结束日期').blur();
      }
    };
    await put([['2030-07-01', '2030-12-31']]);
    await phases.nth(1).getByText('结束日期早于前面阶段的结束日期').waitFor();
    await page.click('button:has-text("启动专项行动")');
    const form = page.getByRole('dialog');
    await form.getByText('请先在“文件与阶段”中改正阶段日期，再启动。').waitFor();
    expect(await form.getByRole('button', { name: '确认启动' }).isEnabled()).toBe(false);
    await form.getByRole('button', { name: '取消' }).click();
    const moved = [
      ['2030-07-01', '2030-08-31'],
      ['2030-09-01', '2031-02-28'],
      ['2031-03-01', '2031-04-30'],
    ] as const;
    await put(moved);
    await page.waitForSelector('.plan-phase .wrong', { state: 'detached' });
    await page.waitForLoadState('networkidle');
    await page.reload();
    await settled(page);
    const stand = (await phases.locator('input').all()).map((input) => input.inputValue());
    expect(await Promise.all(stand)).toEqual(moved.flat());
    await launch(page);
    expect(complaints).toEqual([]);
  });

  test('opening a draft, filling it and looking at every choice of dates sends no request that is refused', async () => {
    const { page, complaints } = await demo.as('office', desk);
    const refused: string[] = [];
    page.on('response', (response) => response.status() >= 400 && refused.push(`${response.status()} ${response.request().method()} ${response.url()}`));
    await page.goto('/plans');
    await page.fill('textarea', planText('lianyun-2020'));
    await page.click('button:has-text("识别")');
    await page.waitForSelector('.source-lines li');
    const form = page.getByRole('dialog');
    const look = async (): Promise<void> => {
      await page.click('button:has-text("启动专项行动")');
      for (const choice of await form.locator('input[name=mode]').all()) {
        await choice.check();
        await page.waitForLoadState('networkidle');
      }
      await form.locator('#starts-on').fill('2020-01-06');
      await form.getByText('个日期已经过去').waitFor();
      expect(await form.getByRole('button', { name: '确认启动' }).isEnabled()).toBe(false);
      await form.locator('#starts-on').fill('2031-01-06');
      await form.getByText('个日期已经过去').waitFor({ state: 'detached' });
      await form.getByRole('button', { name: '取消' }).click();
    };
    await look();
    const first = page.locator('.plan-task').first();
    await first.getByRole('button', { name: /更多/ }).click();
    for (const kind of ['quarter', 'eachUnit', 'once']) {
      await first.getByLabel('任务类型').selectOption(kind);
      await page.waitForLoadState('networkidle');
    }
    await first.getByLabel('工作标准').fill('达标'.repeat(3_000));
    await first.getByLabel('工作标准').blur();
    await fillInBulk(page);
    await look();
    await page.waitForLoadState('networkidle');
    expect([refused, complaints]).toEqual([[], []]);
  });
});
