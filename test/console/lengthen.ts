import type { Page } from 'playwright-core';

interface Listed {
  readonly items: readonly { readonly id: string }[];
}

/** Lets the browser find so many tasks: pages of a hundred, each made of the first real one's rows under other ids. */
export async function lengthen(page: Page, rows: number): Promise<void> {
  let first: Listed | undefined;
  await page.route(/\/api\/v1\/tasks\?/, async (route) => {
    first ??= (await (await route.fetch()).json()) as Listed;
    const { items } = first;
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? '0');
    const until = Math.min(rows, from + 100);
    const made = Array.from({ length: until - from }, (_, index) => ({
      ...items[index % items.length],
      id: `${String(from + index).padStart(8, '0')}-0000-4000-8000-000000000000`,
    }));
    await route.fulfill({ json: { items: made, next: until < rows ? String(until) : null } });
  });
}
