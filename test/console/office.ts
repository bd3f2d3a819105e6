import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const plans = new URL('../fixtures/plans/', import.meta.url);

/** The text of a plan. */
export const planText = (name: string): string => readFileSync(new URL(`${name}.txt`, plans), 'utf8');

/** Gives the console a plan as a file; its draft stands beside its text then. */
export async function dropPlan(page: Page, name: string): Promise<void> {
  await page.goto('/plans');
  await page.setInputFiles('input[type=file]', { name: '方案.txt', mimeType: 'text/plain', buffer: Buffer.from(planText(name)) });
  await page.waitForSelector('.source-lines li');
}

/** Fills all tasks at once, section by section chosen: a lead, a day, a phase. */
export async function fillInBulk(page: Page): Promise<void> {
  for (const button of await page.locator('button:has-text("选中本部分")').all()) await button.click();
  await page.selectOption('#bulk-lead', { index: 1 });
  await page.fill('#bulk-due', '2030-06-30');
  await page.selectOption('#bulk-phase', 'intervention');
  await page.click('button:has-text("填入所选任务")');
  await page.waitForSelector('.plan-task.lacking', { state: 'detached' });
}

/** Launches the draft on the page, its doubts looked at; the campaign's page opens. */
export async function launch(page: Page, before: () => Promise<void> = async () => undefined): Promise<void> {
  await page.click('button:has-text("启动专项行动")');
  await before();
  const doubts = page.locator('[role=dialog] .choices input[type=checkbox]');
  if (await doubts.count()) await doubts.check();
  await page.click('button:has-text("确认启动")');
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}/);
}
