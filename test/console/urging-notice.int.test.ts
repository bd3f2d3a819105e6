import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { entryOf } from '../api/documents.ts';
import { until } from '../harness/until.ts';
import { desk, settled } from './browser.ts';
import { consoleTests } from './demo.ts';

const content = '浏览器：报送无烟机关创建情况';
const pdftotext = ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext'].find((place) => existsSync(place));

consoleTests('a formal urging notice, in the console', (demo) => {
  test('is drafted by the ladder, signed by the office from its workbench, printed, and its scan is then the version in force', async () => {
    const { page, context, complaints } = await demo.as('office', desk);
    const found = await context.request.get(`/api/v1/units?q=${encodeURIComponent('教育局')}`);
    const unit = ((await found.json()) as { readonly items: readonly { readonly id: string; readonly name: string }[] }).items[0];
    const second = (value: number) => ({ value, unit: 'second' });
    const made = await context.request.post('/api/v1/tasks', {
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      data: {
        content,
        leadUnitId: unit?.id,
        period: second(1),
        origin: { kind: 'instruction', reference: '区长批示' },
        ladder: [{ rung: 'urgingNotice', offset: second(1), to: 'urgingNotice' }],
      },
    });
    expect(made.status()).toBe(201);

    const toSign = page.locator(`li:has-text("${content}")`).getByRole('link', { name: '签发督办通知书', exact: true });
    await until(async () => {
      await page.goto('/');
      await settled(page);
      return (await toSign.count()) > 0;
    });
    await toSign.click();
    await page.waitForSelector('[role=dialog] form');
    await page.click('[role=dialog] button:text-is("先看影响")');
    await page.click('[role=dialog] button:text-is("提交")');
    const number = page.locator('section:has(#urging-notice) dd').first();
    await page.waitForSelector('#urging-notice:has-text("已签发")');
    expect(await page.locator('[role=dialog]').count()).toBe(0);
    const signed = (await number.textContent()) ?? '';
    expect(signed).toMatch(/〔20\d\d〕\d+号/);

    // Its document as it goes to the unit, and the page as it comes out of the printer.
    const download = page.waitForEvent('download');
    await page.click('section:has(#urging-notice) .card-head a.button');
    const document = await entryOf(await readFile(await (await download).path()), 'word/document.xml');
    const words = [...document.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('');
    expect([words.includes(signed), words.includes(unit?.name ?? '?'), words.includes(content)]).toEqual([true, true, true]);
    const printed = await page.pdf({ preferCSSPageSize: true });
    expect(printed.subarray(0, 5).toString()).toBe('%PDF-');
    if (pdftotext !== undefined) {
      const text = execFileSync(pdftotext, ['-', '-'], { encoding: 'utf8', input: printed }).replaceAll(/\s/g, '');
      expect([text.includes(signed), text.includes(unit?.name ?? '?')]).toEqual([true, true]);
    }

    await page.click('.steps-side summary:has-text("其他操作")');
    await page.click('button:has-text("盖章件")');
    await page.setInputFiles('[role=dialog] input[type=file] >> nth=0', { name: '盖章扫描件.pdf', mimeType: 'application/pdf', buffer: printed });
    await page.waitForSelector('[role=dialog] >> text=SHA-256');
    await page.click('[role=dialog] button[type=submit]');
    await page.waitForSelector('[role=dialog]', { state: 'detached' });
    const scan = page.locator('section:has(#urging-notice) .file-links a');
    await scan.waitFor();
    expect(await scan.textContent()).toBe('盖章扫描件.pdf');
    const kept = await context.request.get(`${await scan.getAttribute('href')}`);
    expect((await kept.body()).equals(printed)).toBe(true);
    expect(complaints).toEqual([]);
  });
});
