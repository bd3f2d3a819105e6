import { desk, settled } from './browser.ts';
import { consoleTests } from './demo.ts';

consoleTests('what ends something, in the console', (demo) => {
  test('the form of 取消任务 says what it does above a button that warns, shows whom it tells, and cancels', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    const [task] = (await (await context.request.get('/api/v1/tasks?stage=signed&limit=1')).json()).items;
    await page.goto(`/tasks/${task.id}?step=cancel`);
    const form = page.locator('[role=dialog] form');
    const consequence = form.getByText('任务随即取消，未完成的分任务一并取消，不再提醒和催办，不能恢复；牵头单位会收到通知。');
    await consequence.waitFor();
    const button = form.locator('button[type=submit]');
    expect(await button.getAttribute('class')).toContain('danger');
    expect(await button.getAttribute('aria-describedby')).toBe(await consequence.getAttribute('id'));
    const [said, pressed] = [await consequence.boundingBox(), await button.boundingBox()];
    expect((said?.y ?? 0) + (said?.height ?? 0)).toBeLessThanOrEqual(pressed?.y ?? 0);
    await form.locator('textarea').fill('任务重复');
    await form.getByRole('button', { name: '先看影响' }).click();
    await form.locator('.notice').waitFor();
    await form.getByRole('button', { name: '提交' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await settled(page);
    await page.getByText('已取消', { exact: true }).first().waitFor();
    expect(complaints).toEqual([]);
  });

  test('what a record waits for says what it does for good as well, and warns nobody off', async () => {
    const { page, context } = await demo.as('office', desk);
    const [bulletin] = (await (await context.request.get('/api/v1/bulletins?stage=drafted&limit=1')).json()).items;
    await page.goto(`/bulletins/${bulletin.id}`);
    await settled(page);
    const sign = page.locator('[data-step=sign].primary');
    await sign.waitFor();
    expect(await sign.getAttribute('class')).not.toContain('danger');
    await sign.click();
    await page.locator('[role=dialog] .consequence').waitFor();
    expect(await page.locator('[role=dialog] button[type=submit]').getAttribute('class')).not.toContain('danger');
    expect(await page.locator('[data-step=withdraw]').getAttribute('class')).toContain('danger');
  });

  test('so does a step of a register, which takes effect with one press', async () => {
    const { page } = await demo.as('admin', desk);
    await page.goto('/administration/posts');
    await settled(page);
    await page.locator('main table a').first().click();
    const step = page.locator('[data-step=end]').first();
    await step.waitFor();
    expect(await step.getAttribute('class')).toContain('danger');
    await step.click();
    await page.locator('[role=dialog] .consequence').waitFor();
    expect(await page.locator('[role=dialog] button[type=submit]').textContent()).toBe('提交');
  });
});
