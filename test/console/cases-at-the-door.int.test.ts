import { until } from '../harness/until.ts';
import { barriers, desk, phone, type Seen, scrollsSideways, settled } from './browser.ts';
import { consoleTests } from './demo.ts';

const sheet = '[role=dialog]';
const section = ({ page }: Seen, id: string) => page.locator(`section[aria-labelledby=${id}]`);

/** Sends a request of the API as whoever is signed in, and answers its body. */
async function send<T>({ context }: Seen, address: string, data: object, version?: number): Promise<T> {
  const headers = { 'Idempotency-Key': crypto.randomUUID(), ...(version === undefined ? {} : { 'If-Match': `"${version}"` }) };
  const answer = await context.request.post(`/api/v1/${address}`, { headers, data });
  if (!answer.ok()) throw new Error(`${address}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

interface Known {
  readonly id: string;
  readonly version: number;
}

consoleTests('cases at the door', (demo) => {
  test('by phone: a shop that is not in the register is registered beside the choice, chosen, and the case opened; without a connection it says what that needs', async () => {
    const { page, context, complaints } = await demo.as('inspector-a', phone);
    await page.goto('/cases');
    await settled(page);
    await page.locator('.page-actions a', { hasText: '检查对象' }).waitFor();
    await page.goto('/cases/new');
    const fresh = page.getByRole('button', { name: '登记新的检查对象' });
    await fresh.waitFor();
    await page.locator('input[type=text] >> nth=0').fill('新店检查');
    await context.setOffline(true);
    await page.getByText('未连接，暂不能登记新的检查对象').waitFor();
    await context.setOffline(false);
    await page.fill('input[type=search]', '云山新开理发店');
    await fresh.click();
    expect(await page.locator(`${sheet} input[type=text] >> nth=0`).inputValue()).toBe('云山新开理发店');
    await page.selectOption(`${sheet} select`, { index: 2 });
    await page.locator(sheet).getByLabel('地址').fill('演示路8号');
    await page.locator(sheet).getByLabel('统一社会信用代码').fill('92330000MA0DEMO001');
    expect([await barriers(page), await scrollsSideways(page)]).toEqual([[], false]);
    await page.click(`${sheet} button:has-text("登记并选中")`);
    await page.waitForSelector(sheet, { state: 'detached' });
    expect(await page.locator('select >> nth=0').evaluate((one) => (one as unknown as { selectedOptions: { text: string }[] }).selectedOptions[0]?.text)).toBe(
      '云山新开理发店（演示路8号）',
    );
    // Registering the party has submitted nothing else: the case is still to be filled in.
    expect(new URL(page.url()).pathname).toBe('/cases/new');
    // Whoever comes back to the form sees the party that it holds, though no search brings it up; also while it is looked up.
    const shown = (): Promise<string | undefined> =>
      page.locator('select >> nth=0').evaluate((one) => (one as unknown as { selectedOptions: { text: string }[] }).selectedOptions[0]?.text);
    const held = await page.locator('select >> nth=0').inputValue();
    await context.route('**/api/v1/parties?*', (route) => route.fulfill({ json: { items: [], next: null } }));
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await context.route(`**/api/v1/parties/${held}`, async (route) => {
      await asked;
      await route.continue();
    });
    await page.reload();
    await until(async () => (await shown()) === held, 3_000);
    answer();
    await until(async () => (await shown()) === '云山新开理发店（演示路8号）');
    await page.click('label:has-text("投诉举报")');
    await page.click('button[type=submit]');
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
    await page.getByText('云山新开理发店').first().waitFor();
    await context.unroute('**/api/v1/parties?*');
    await page.goto('/administration/parties');
    await page.getByRole('link', { name: '云山新开理发店' }).click();
    await page.getByText('92330000MA0DEMO001').waitFor();
    await page.goBack();
    await page.waitForSelector('h1:text-is("检查对象")');
    // The rest of the administration is not the inspector's.
    expect(await page.locator('nav.tabs').count()).toBe(0);
    expect(complaints.filter((said) => !said.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });

  test('a case says who complained, who enforces along, what stands, and what is asked to close it', async () => {
    const seen = await demo.as('inspector-a', desk);
    const { page, context, complaints } = seen;
    const list = async <T>(address: string): Promise<readonly T[]> => ((await (await context.request.get(`/api/v1/${address}`)).json()) as { readonly items: readonly T[] }).items;
    const [party] = await list<Known>('parties?limit=1');
    const [joint] = await list<Known & { readonly name: string }>(`units?q=${encodeURIComponent('行政执法大队')}`);
    const officers = (await list<Known>('people?limit=200')).filter((one) => 'name' in one && /卫生监督员/.test(String(one.name))).map(({ id }) => id);
    const step = (one: Known, body: object) => send<Known>(seen, `cases/${one.id}/commands`, body, one.version);
    const choices = async (name: string): Promise<readonly string[]> => {
      await page.goto(`/cases/${opened.id}?step=${name}`);
      const select = page.locator(sheet).getByLabel('措施');
      await select.waitFor();
      return (await select.locator('option').allTextContents()).slice(1);
    };
    const opened = await send<Known>(seen, 'cases', {
      partyId: party?.id,
      title: '来信反映无证经营',
      source: 'complaint',
      complainant: { name: '来信人', phone: '0576-8812 3456', address: '演示新村3幢' },
      jointBodies: [joint?.id],
    });
    await page.goto(`/cases/${opened.id}?step=recordInspection`);
    const offered = page.locator(sheet).getByRole('group', { name: '执法人员' });
    await offered.getByLabel('市场监管执法员甲').waitFor();
    expect(await offered.locator('label').count()).toBe(4);
    const visited = await step(opened, { type: 'recordInspection', officers, result: 'violation', findings: [{ note: '无证' }] });
    const ordered = await step(visited, { type: 'issueOrder', requirements: '十日内补办手续', period: { value: 10, unit: 'workingDay' } });
    const repeated = await send<Known>(seen, 'cases', { partyId: party?.id, title: '同一来信', source: 'complaint' });
    await step(repeated, { type: 'close', ground: 'duplicate', reason: '与前案重复', duplicateOf: '前案1号' });
    await page.goto(`/cases/${opened.id}`);
    await settled(page);
    const file = section(seen, 'file');
    expect(await file.textContent()).toContain('来信人');
    expect(await file.textContent()).toContain('演示新村3幢');
    expect(await file.locator('a[href="tel:057688123456"]').textContent()).toBe('0576-8812 3456');
    expect(await file.textContent()).toContain(`联合执法机构${joint?.name}`);
    expect(await section(seen, 'measures').textContent()).toMatch(/责令改正.*十日内补办手续.*还有/);
    expect([await section(seen, 'close-request').count(), await barriers(page)]).toEqual([0, []]);
    expect(await choices('requestExtension')).toEqual([expect.stringMatching(/^1\. 责令改正 · 十日内补办手续 · /)]);
    const now = await step(ordered, { type: 'submitRectification', description: '已补办' });
    await step(now, { type: 'recordFollowUp', officers, result: 'partly', findings: [] });
    // Judged, it stands no longer; more time may be asked for it all the same.
    expect(await choices('requestExtension')).toEqual([expect.stringMatching(/^1\. 责令改正 · 十日内补办手续 · /)]);
    expect(await section(seen, 'measures').count()).toBe(0);
    await page.goto(`/cases/${repeated.id}`);
    await settled(page);
    expect(await section(seen, 'close-request').textContent()).toMatch(/待审批.*重复案件.*前案1号.*与前案重复.*卫生监督员甲/);
    expect([await barriers(page), complaints]).toEqual([[], []]);
  });
});
