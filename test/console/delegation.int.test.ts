import { atLeast, barriers, desk, phone, type Seen, scrollsSideways, settled } from './browser.ts';
import { consoleTests } from './demo.ts';

interface Standing {
  readonly id: string;
  readonly name: string;
  readonly posts: readonly { readonly id: string }[];
}

const inDays = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

consoleTests('whoever acts for another', (demo) => {
  test('sees that person’s day, takes a step in that post, which the record says, fetches files, and goes back to the own post', async () => {
    const office = await demo.as('office', desk);
    const deputy = await demo.as('expert', desk);
    const standing = async ({ context }: Seen) => (await (await context.request.get('/api/v1/me')).json()) as Standing;
    const [giver, taker] = [await standing(office), await standing(deputy)];
    const granted = await office.context.request.post('/api/v1/delegations', {
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      data: { toPersonId: taker.id, postId: giver.posts[0]?.id, from: inDays(0), until: inDays(3), reason: '外出培训' },
    });
    expect(granted.status()).toBe(201);

    const { page, complaints } = deputy;
    await page.goto('/');
    await settled(page);
    expect(await page.locator('nav.navigation').textContent()).not.toContain('上报给我的');
    await page.locator('.delegations li', { hasText: giver.name }).getByRole('button', { name: '代其办理' }).click();
    await page.locator('.acting', { hasText: `您正在代${giver.name}` }).waitFor();
    await page.locator('nav.navigation a', { hasText: '上报给我的' }).waitFor();
    await page.waitForSelector('.live:not(.lost)');
    const [ink, paper] = await page.evaluate<readonly string[]>(
      `(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.querySelector('.bar select')))`,
    );
    expect(ink).not.toBe(paper);
    await page.reload();
    const due = page.locator('.list li', { hasText: '验收：5 演示' });
    await due.waitFor();
    expect(await page.locator('.acting').count()).toBe(1);
    expect(await barriers(page)).toEqual([]);

    await due.getByRole('link', { name: '验收通过' }).click();
    await page.locator('[role=dialog] button[type=submit]').click();
    await page.waitForSelector('[role=dialog]', { state: 'detached' });
    const accepted = page.locator('.timeline li.done', { hasText: '验收通过' });
    await accepted.waitFor();
    expect(await accepted.textContent()).toContain(`代${giver.name}`);
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('a:has-text("办理过程记录")')]);
    expect(file.suggestedFilename()).toMatch(/\.docx$/);
    await page.setViewportSize(phone);
    expect(await scrollsSideways(page)).toBe(false);

    const address = page.url();
    await page.getByRole('button', { name: '回到本人岗位' }).click();
    await page.waitForSelector('.acting', { state: 'detached' });
    await page.goto(address);
    await atLeast(page, '[role=alert]', 1);
    expect(await page.locator('.timeline').count()).toBe(0);
    expect(complaints.filter((said) => !said.includes('404'))).toEqual([]);
  });

  test('under 录入代办 finds what is due to the other, and signs for it; the bar and the record name the other', async () => {
    const liaison = await demo.as('liaison', desk);
    const clerk = await demo.as('expert', desk);
    const office = await demo.as('office', desk);
    const unit = (await (await office.context.request.get(`/api/v1/units?q=${encodeURIComponent('教育局')}`)).json()) as { readonly items: readonly Pick<Standing, 'id'>[] };
    const given = await office.context.request.post('/api/v1/tasks', {
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      data: { content: '录入：核查宣传栏', leadUnitId: unit.items[0]?.id, period: { value: 5, unit: 'workingDay' }, origin: { kind: 'instruction', reference: '区长批示' } },
    });
    expect(given.status()).toBe(201);
    const standing = async ({ context }: Seen) => (await (await context.request.get('/api/v1/me')).json()) as Standing;
    const [giver, taker] = [await standing(liaison), await standing(clerk)];
    const granted = await liaison.context.request.post('/api/v1/delegations', {
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      data: { toPersonId: taker.id, postId: giver.posts[0]?.id, from: inDays(0), until: inDays(3), reason: '由文书代为录入', kind: 'entry' },
    });
    expect(granted.status()).toBe(201);
    const { page, complaints } = clerk;
    await page.goto('/');
    await settled(page);
    await page.locator('.delegations li', { hasText: giver.name }).getByRole('button', { name: '代其录入' }).click();
    await page.locator('.acting', { hasText: giver.name }).waitFor();
    const due = page.locator('.list li', { hasText: '录入：核查宣传栏' }).first();
    await due.waitFor();
    expect(await due.locator('a.button').textContent()).toBe('签收');
    await due.locator('a.button').click();
    await page.locator('[role=dialog] button[type=submit]').click();
    await page.waitForSelector('[role=dialog]', { state: 'detached' });
    const signed = page.locator('.timeline li.done', { hasText: '签收' }).last();
    await signed.waitFor();
    expect(await signed.textContent()).toContain(giver.name);
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
