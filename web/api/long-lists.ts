import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';

/** A list read so far is not read again by itself, but only when somebody asks: all its pages would be. */
export const longFrom = 20;

interface Read {
  readonly state: { readonly data: unknown };
}

/** Whether more than {@link longFrom} pages of a list were read. */
export function isLong({ state: { data } }: Read): boolean {
  return typeof data === 'object' && data !== null && 'pages' in data && Array.isArray(data.pages) && data.pages.length > longFrom;
}

const isShort = (read: Read): boolean => !isLong(read);

/** What was read a moment ago is not read again, in milliseconds; a long list stays new until something moved. */
export const staleTime = (read: Read): number => (isLong(read) ? Number.POSITIVE_INFINITY : 5_000);

/** How a list that may become long is read again: while it is short whenever it is looked at, a long one never by itself. */
export const whileShort = { refetchOnMount: isShort, refetchOnWindowFocus: isShort, refetchOnReconnect: isShort } as const;

/** Reads again what is on the page and has such a key; of a long list it only becomes known that something moved. */
export async function reread(client: QueryClient, isMeant: (key: QueryKey) => boolean = () => true): Promise<void> {
  const meant = (query: Query): boolean => isMeant(query.queryKey);
  await Promise.all([
    client.invalidateQueries({ predicate: (query) => meant(query) && isLong(query), refetchType: 'none' }),
    client.invalidateQueries({ predicate: (query) => meant(query) && isShort(query) }),
  ]);
}
