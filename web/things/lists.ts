import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.ts';

/** A page of any list of the API. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export type Query = Readonly<Record<string, string | undefined>>;

/** The query part of an address: what is empty stays away. */
export const queryOf = (query: Query): string => {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as [string, string]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
};

/** A whole list, all its pages: for what is short by its nature, the facts of one thing, the cells of a board; and for what a form lets choose. */
export async function allOf<T>(address: string, query: Query = {}): Promise<readonly T[]> {
  const all: T[] = [];
  for (let cursor: string | undefined, more = true; more; ) {
    const page: ListPage<T> = await ask('GET', `${address}${queryOf({ ...query, limit: '200', cursor })}`);
    all.push(...page.items);
    cursor = page.next ?? undefined;
    more = page.next !== null;
  }
  return all;
}

/** A list read whole, to be put in another order or to be searched for what stands out in it. */
export const useWhole = <T>(address: string, query: Query = {}) => useQuery({ queryKey: ['list', address, query, 'whole'], queryFn: () => allOf<T>(address, query) });

/** A list of the API, a page at a time: `/api/v1/cases` with its filters as the address of the page holds them. */
export function useList<T>(address: string, query: Query = {}) {
  return useInfiniteQuery({
    queryKey: ['list', address, query],
    queryFn: ({ pageParam }) => ask<ListPage<T>>('GET', `${address}${queryOf({ limit: '100', ...query, cursor: pageParam })}`),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    // Comparing every row of a long list with itself at each new page would hold the page up.
    structuralSharing: false,
  });
}
