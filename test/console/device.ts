import type { Page } from 'playwright-core';
import { until } from '../harness/until.ts';

/** What lies on a device: the addresses in caches by their name, and what was read, drafts, files and the queue by their keys. */
export interface Device {
  readonly caches: Readonly<Record<string, readonly string[]>>;
  readonly read: readonly string[];
  readonly others: readonly string[];
}

const look = `(async () => {
  const asked = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
  const keysOf = async (database) => {
    const opened = await asked(indexedDB.open(database));
    const keys = (await Promise.all([...opened.objectStoreNames].map((name) => asked(opened.transaction(name).objectStore(name).getAllKeys())))).flat();
    opened.close();
    return keys.map(String);
  };
  const databases = (await indexedDB.databases()).map(({ name }) => name);
  const all = Object.fromEntries(await Promise.all(databases.map(async (name) => [name, await keysOf(name)])));
  const { 'duban-read': read = [], ...others } = all;
  const named = async (name) => [name, (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)];
  return { caches: Object.fromEntries(await Promise.all((await caches.keys()).map(named))), read, others: Object.values(others).flat() };
})()`;

/** Looks into it. */
export const deviceOf = (page: Page): Promise<Device> => page.evaluate<Device>(look);

/** Waits until the console's pages are kept on the device, and everything that these words name was read. */
export async function untilKept(page: Page, ...words: readonly string[]): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await until(async () => {
    const { read } = await deviceOf(page);
    return words.every((word) => read.some((key) => key.includes(word)));
  });
}
