import type { Page } from 'playwright-core';
import { barriers, type Seen, scrollsSideways, settled } from './browser.ts';

/** A page somebody came to by links, and what is wrong with it. */
export interface Met {
  /** The address with what tells one record from another taken out: `/tasks/:id`, `/campaigns/:id?tab=surveys`. */
  readonly kind: string;
  readonly address: string;
  readonly faults: readonly string[];
}

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The kind of page at an address: two tasks are one kind, two tabs of a campaign are two. Filters make no kind of their own. */
export function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://console.invalid');
  const tab = searchParams.get('tab');
  return `${pathname.replace(id, ':id')}${tab === null ? '' : `?tab=${tab}`}`;
}

/** What is wrong with the page as it stands: headings, barriers, sideways scrolling, complaints of the browser. Empty when nothing is. */
export async function faultsOf({ page, complaints }: Pick<Seen, 'page' | 'complaints'>): Promise<readonly string[]> {
  const headings = await page.locator('h1').count();
  return [
    ...(headings === 1 ? [] : [`${headings} first headings`]),
    ...((await scrollsSideways(page)) ? ['scrolls sideways'] : []),
    ...((await page.locator('nav.navigation a').first().isVisible()) ? [] : ['no navigation']),
    ...(await barriers(page)),
    ...complaints.splice(0),
  ];
}

const linksOf = async (page: Page): Promise<readonly string[]> => {
  const links = await page.evaluate<readonly string[]>(`[...document.querySelectorAll('a[href^="/"]')].map((link) => link.getAttribute('href'))`);
  return links.filter((link) => !link.startsWith('/api/'));
};

/** Goes from the workbench to every kind of page that links lead this person to, and calls `look` at each kind that is not in `known`; those met are added to it. */
export async function crawl(seen: Seen, known: Set<string>, look: (met: Met) => Promise<void>): Promise<void> {
  const been = new Set<string>();
  const waiting = ['/'];
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kind = kindOf(address);
    if (been.has(kind)) continue;
    been.add(kind);
    await seen.page.goto(address);
    await settled(seen.page);
    waiting.push(...(await linksOf(seen.page)));
    if (known.has(kind)) continue;
    known.add(kind);
    await look({ kind, address, faults: await faultsOf(seen) });
  }
}
