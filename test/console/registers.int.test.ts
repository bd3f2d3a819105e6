import { barriers, desk, type Seen, settled } from './browser.ts';
import { consoleTests } from './demo.ts';

interface Entry {
  readonly id: string;
  readonly name: string;
}

const list = async ({ context }: Seen, address: string): Promise<readonly Entry[]> =>
  ((await (await context.request.get(`/api/v1/${address}`)).json()) as { readonly items: readonly Entry[] }).items;

consoleTests('registers in a browser', (demo) => {
  test('a person’s page shows an administrator what the register has, and asks before a password is handed out; others see neither right', async () => {
    const admin = await demo.as('admin', desk);
    const { page, complaints } = admin;
    const [expert] = await list(admin, `people?q=${encodeURIComponent('专家')}`);
    const address = `/administration/people/${expert?.id}`;
    let handedOut = 0;
    page.on('request', (request) => (handedOut += Number(request.url().endsWith('/first-password'))));
    await page.goto(address);
    await settled(page);
    expect(await page.locator('section[aria-labelledby=entry]').textContent()).toMatch(/用户名expert/);
    await page.locator('section[aria-labelledby=hand-over]').waitFor();
    const first = page.locator('section[aria-labelledby=first-password]');
    await first.getByRole('button', { name: '发放初始密码' }).click();
    expect(handedOut).toBe(0);
    expect(await first.textContent()).toContain('立即失效');
    expect(await barriers(page)).toEqual([]);
    await first.getByRole('button', { name: '取消' }).click();
    await first.getByRole('button', { name: '发放初始密码' }).click();
    await first.getByRole('button', { name: '发放初始密码' }).click();
    await first.locator('strong').waitFor();
    expect(handedOut).toBe(1);

    const token = await admin.context.request.post('/api/v1/tokens', {
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      data: { name: '报表程序', scope: 'read', days: 1 },
    });
    expect(token.status()).toBe(201);
    await page.goto('/administration/tokens');
    const row = page.locator('tbody tr', { hasText: '报表程序' });
    await row.getByRole('button', { name: '撤销' }).click();
    expect(await row.textContent()).toContain('立即不能访问');
    await row.getByRole('button', { name: '撤销' }).click();
    await row.getByText('已撤销').waitFor();

    const [post] = await list(admin, 'posts?limit=1');
    await page.goto(`/administration/posts/${post?.id}`);
    await settled(page);
    expect(await page.locator('section[aria-labelledby=entry]').textContent()).toContain('历任');
    expect(complaints).toEqual([]);

    const office = await demo.as('office', desk);
    await office.page.goto(address);
    await settled(office.page);
    expect(await office.page.locator('section[aria-labelledby=first-password], section[aria-labelledby=hand-over]').count()).toBe(0);
    expect(await office.page.locator('section[aria-labelledby=entry]').textContent()).not.toContain('用户名');
  });

  test('the administration shows everybody what is theirs in it: an office its papers, anybody delegations and tokens, an administrator all', async () => {
    const tabs = ({ page }: Seen) => page.locator('nav.tabs a');
    const office = await demo.as('office', desk);
    for (const things of ['templates', 'outlets', 'delegations', 'tokens', 'ladders']) {
      await office.page.goto(`/administration/${things}`);
      await settled(office.page);
      expect(await tabs(office).allTextContents()).toEqual(['委托', '外发渠道', '公文模板', '催办规则', '接口令牌']);
      expect([await office.page.locator('nav.tabs a[aria-current=page]').count(), await office.page.locator('[role=alert]').count()]).toEqual([1, 0]);
    }
    expect(await barriers(office.page)).toEqual([]);
    // Nobody but an administrator delegates a post of somebody else.
    await office.page.goto('/administration/delegations');
    await office.page.getByRole('button', { name: '新增' }).click();
    const posts = office.page.locator('[role=dialog]').getByLabel('岗位', { exact: true }).locator('option:not([value=""])');
    expect(await posts.allTextContents()).toEqual(['演示区健康促进区工作领导小组办公室 健康办主任']);
    await office.page.keyboard.press('Escape');
    const liaison = await demo.as('liaison', desk);
    await liaison.page.goto('/plans');
    await liaison.page.getByText('您没有导入方案的权限').waitFor();
    await liaison.page.goto('/administration/tokens');
    await settled(liaison.page);
    expect(await tabs(liaison).allTextContents()).toEqual(['委托', '接口令牌']);
    // Whoever has no part in a register still finds the way on.
    await liaison.page.goto('/administration/units');
    await settled(liaison.page);
    expect([await tabs(liaison).allTextContents(), await barriers(liaison.page)]).toEqual([['委托', '接口令牌'], []]);
    const admin = await demo.as('admin', desk);
    await admin.page.goto('/administration/units');
    await settled(admin.page);
    expect(await tabs(admin).count()).toBe(12);
    expect([...office.complaints, ...liaison.complaints, ...admin.complaints]).toEqual([]);
  });

  test('whoever holds two posts fetches files in the one that is chosen, and is told when one does not come', async () => {
    const admin = await demo.as('admin', desk);
    const [manager] = await list(admin, `people?q=${encodeURIComponent('分管所长')}`);
    const [unit] = await list(admin, `units?q=${encodeURIComponent('教育局')}`);
    const made = await admin.context.request.post('/api/v1/posts', {
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      data: { unitId: unit?.id, role: 'unitLeader', title: '兼任局长', personId: manager?.id },
    });
    expect(made.status()).toBe(201);
    const post = ((await made.json()) as Entry).id;
    const { page, context } = await demo.as('manager', desk);
    await page.locator('.bar select').selectOption(post);
    await page.goto('/tasks');
    await settled(page);
    const asked = page.waitForRequest((request) => request.url().includes('/api/v1/tasks.xlsx'));
    const [request, file] = await Promise.all([asked, page.waitForEvent('download'), page.click('a:has-text("导出表格")')]);
    expect([request.headers()['duban-post'], file.suggestedFilename()]).toEqual([post, expect.stringMatching(/\.xlsx$/)]);

    let lose: () => void = () => undefined;
    await context.route('**/tasks.docx*', (route) => {
      lose = () => void route.abort();
    });
    const fetching = page.getByRole('status').filter({ hasText: '正在下载文件' });
    expect(await fetching.count()).toBe(0);
    await page.click('a:has-text("导出文档")');
    await fetching.waitFor();
    expect(await barriers(page)).toEqual([]);
    lose();
    await page.getByText('文件没有下载成功').waitFor();
    await fetching.waitFor({ state: 'detached' });
    await context.unroute('**/tasks.docx*');
    const again = page.waitForEvent('download');
    await page.getByRole('button', { name: '重试' }).click();
    expect((await again).suggestedFilename()).toMatch(/\.docx$/);
    expect(await page.getByText('文件没有下载成功').count()).toBe(0);
  });
});
