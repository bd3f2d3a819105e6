import { queryOptions } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import type { components } from '../api/types.ts';
import type { ListPage } from './lists.ts';

export type Fact = components['schemas']['ProcessFact'];

/** All facts of a thing, oldest first. */
export const factsQuery = (things: string, id: string) =>
  queryOptions({
    queryKey: ['facts', things, id],
    queryFn: async (): Promise<readonly Fact[]> => {
      const all: Fact[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: ListPage<Fact> = await ask('GET', `/api/v1/${things}/${id}/facts?limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
        all.push(...page.items);
        cursor = page.next;
      }
      return all;
    },
  });
