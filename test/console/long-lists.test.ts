import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { isLong, longFrom, reread, staleTime, whileShort } from '../../web/api/long-lists.ts';

/** A list on the page of which so many pages were read, and how many requests that took. */
async function listOf(pages: number) {
  const client = new QueryClient();
  let requests = 0;
  const observer = new InfiniteQueryObserver(client, {
    queryKey: ['list', 'cases'],
    queryFn: async ({ pageParam }) => {
      requests += 1;
      return { items: [], next: pageParam + 1 };
    },
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    staleTime,
    ...whileShort,
  });
  const leave = observer.subscribe(() => undefined);
  await observer.refetch();
  while ((observer.getCurrentResult().data?.pages.length ?? 0) < pages) await observer.fetchNextPage();
  const before = requests;
  return { client, observer, leave, again: () => requests - before };
}

describe('a list of which many pages were read', () => {
  test('is read again while it is short', async () => {
    const { client, leave, again } = await listOf(longFrom);
    await reread(client, ([first]) => first === 'list');
    expect(again()).toBe(longFrom);
    leave();
  });

  test('is not read again when something moved, nor when it is looked at, but is known to be old until it is asked for', async () => {
    const { client, observer, leave, again } = await listOf(longFrom + 1);
    expect(isLong(observer.getCurrentQuery())).toBe(true);
    expect(observer.getCurrentResult().isStale).toBe(false);
    await reread(client, ([first]) => first === 'dues');
    expect(observer.getCurrentResult().isStale).toBe(false);
    await reread(client);
    expect(observer.getCurrentResult().isStale).toBe(true);
    expect(observer.shouldFetchOnWindowFocus()).toBe(false);
    expect(observer.shouldFetchOnReconnect()).toBe(false);
    leave();
    observer.subscribe(() => undefined)();
    expect(again()).toBe(0);
    await observer.refetch();
    expect(again()).toBe(longFrom + 1);
    expect(observer.getCurrentResult().isStale).toBe(false);
  });
});
