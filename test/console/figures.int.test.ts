import type { Page } from 'playwright-core';
import { until } from '../harness/until.ts';
import { barriers, desk, phone, scrollsSideways, settled } from './browser.ts';
import { consoleTests } from './demo.ts';

const section = (page: Page, id: string) => page.locator(`section[aria-labelledby=${id}]`);
const cells = (page: Page, id: string, name: string) => section(page, id).locator(`table:has(caption:text-is("${name}")) tbody tr`);

consoleTests('figures and ledgers in a browser', (demo) => {
  test('the leading group reads enforcement in figures alone, of the period it asks for, and units over all campaigns', async () => {
    const { page, context, complaints } = await demo.as('leader', desk);
    const asked = await context.request.get('/api/v1/figures/cases');
    const { bodies } = (await asked.json()) as { readonly bodies: readonly { readonly body: { readonly name: string }; readonly opened: number; readonly orders: number }[] };
    expect(bodies.some(({ opened, orders }) => opened > 3 && orders > 0)).toBe(true);
    await page.click('nav.navigation a:text-is("统计")');
    await page.waitForSelector('h1:text-is("统计")');
    await cells(page, 'case-figures', '办案情况').first().waitFor();
    const rows = await cells(page, 'case-figures', '办案情况').evaluateAll((all) =>
      (all as { cells: ArrayLike<{ textContent: string }> }[]).map((row) => Array.from(row.cells, (cell) => cell.textContent)),
    );
    expect(rows.map(([body, opened, , orders]) => [body, opened, orders])).toEqual(bodies.map(({ body, opened, orders }) => [body.name, String(opened), String(orders)]));
    // Nothing leads from a figure to a case.
    expect(await section(page, 'case-figures').locator('a[href^="/cases"]').count()).toBe(0);
    await section(page, 'ranking').locator('tbody a[href^="/tasks?leadUnitId="]').first().waitFor();
    await page.getByLabel('至').fill('2020-12-31');
    await page.waitForSelector('text=这段时间没有立档的案件。');
    expect(new URL(page.url()).searchParams.get('until')).toBe('2020-12-31');
    expect(await section(page, 'case-figures').locator('a.button').first().getAttribute('href')).toBe('/api/v1/figures/cases.xlsx?until=2020-12-31');
    await page.waitForSelector('text=还没有到期的任务，暂无排名。');
    expect([await barriers(page), complaints]).toEqual([[], []]);
  });

  test('a campaign ranks its units since it began, says so, and takes the same out; shares stand to one decimal', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    const { items } = (await (await context.request.get('/api/v1/campaigns')).json()) as { readonly items: readonly { readonly id: string; readonly launchedAt: string }[] };
    const [campaign] = items;
    const ranked = { unit: { id: crypto.randomUUID(), name: '教育局' }, kind: null, rank: 1, rankInKind: 1, tasks: 250, onTime: 249, overdue: 1, share: 0.996 };
    const asked: (string | null)[] = [];
    await context.route('**/api/v1/figures/units?**', (route) => {
      asked.push(new URL(route.request().url()).searchParams.get('from'));
      return route.fulfill({ json: { items: [ranked], next: null } });
    });
    await page.goto(`/campaigns/${campaign?.id}`);
    const ranking = section(page, 'ranking');
    await ranking.locator('td:text-is("99.6%")').waitFor();
    const [from] = asked;
    expect(from).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect((from ?? '') <= (campaign?.launchedAt.slice(0, 10) ?? '')).toBe(true);
    expect(await ranking.locator('> .hint').textContent()).toMatch(/^统计范围：.*\d+月\d+日.*至今到期的任务。$/);
    const files = await ranking.locator('a.button').evaluateAll((all) => (all as { getAttribute(name: string): string }[]).map((one) => one.getAttribute('href')));
    expect(files.map((file) => new URL(file, 'http://x').searchParams.get('from'))).toEqual(files.map(() => from));
    await page.goto(`/campaigns/${campaign?.id}/report`);
    await section(page, 'report-ranking').locator('td:has-text("99.6%")').waitFor();
    expect(new Set(asked)).toEqual(new Set([from]));
    expect(complaints).toEqual([]);
  });

  test('a manager of a body has the ranking, not the figures of the bodies, and no ledgers of an office', async () => {
    const { page, complaints } = await demo.as('manager', phone);
    await page.goto('/figures');
    await settled(page);
    await section(page, 'indicator-figures').waitFor();
    expect([await section(page, 'ranking').count(), await section(page, 'case-figures').count(), await page.locator('nav.navigation a[href="/records"]').count()]).toEqual([
      1, 0, 0,
    ]);
    expect([await scrollsSideways(page), complaints]).toEqual([false, []]);
  });

  test('where a campaign’s volume is not one’s own, no button leads to it', async () => {
    const { page, context, complaints } = await demo.as('liaison', desk);
    await page.goto('/records');
    const volumes = section(page, 'volumes');
    await volumes.locator('tbody a[href^="/campaigns/"]').first().waitFor();
    const { items } = (await (await context.request.get('/api/v1/campaigns')).json()) as { readonly items: readonly { readonly id: string }[] };
    expect((await context.request.get(`/api/v1/campaigns/${items[0]?.id}/archive.zip`)).status()).toBe(403);
    expect([await volumes.locator('a.button').count(), complaints]).toEqual([0, []]);
  });

  test('every list that an office reads is taken out as a workbook and as a document where it stands', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    const pages = [
      '/campaigns',
      '/plans',
      '/tasks?light=red',
      '/cases',
      '/notifications',
      '/chasing',
      '/consultations',
      '/administration/templates',
      '/administration/outlets',
      '/administration/calendar',
    ];
    for (const address of pages) {
      await page.goto(address);
      await settled(page);
      const links = await page.locator('main a[href*=".xlsx"], main a[href*=".docx"]').all();
      const files = await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
      const of = (form: string) => files.filter((file) => file.includes(form)).map((file) => file.replace(form, ''));
      expect([address, of('.docx').length > 0, of('.docx')]).toEqual([address, true, of('.xlsx')]);
      for (const file of files) expect([file, (await context.request.get(file)).status()]).toEqual([file, 200]);
    }
    expect(complaints).toEqual([]);
  });

  test('the office takes out each ledger in both forms, and a campaign’s volume', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    await page.click('nav.navigation a:text-is("台账与档案")');
    await page.waitForSelector('h1:text-is("台账与档案")');
    const files = section(page, 'ledgers').locator('a.button');
    await until(async () => (await section(page, 'volumes').locator('a.button').count()) > 0);
    const addresses = await files.evaluateAll((all) => (all as { getAttribute(name: string): string }[]).map((one) => one.getAttribute('href')));
    expect(addresses.length).toBe(24);
    const volume = (await section(page, 'volumes').locator('a.button').first().getAttribute('href')) ?? '';
    const answers = [];
    for (const address of [...addresses, volume]) answers.push((await context.request.get(address)).status());
    expect(answers.filter((status) => status !== 200)).toEqual([]);
    await section(page, 'volumes').locator('tbody a[href^="/campaigns/"]').first().click();
    await page.waitForSelector('nav.tabs a[aria-current=page]:text-is("档案")');
    expect(complaints).toEqual([]);
  });
});
