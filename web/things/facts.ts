import { queryOptions } from '@tanstack/react-query';
import type { components } from '../api/types.ts';
import { allOf } from './lists.ts';

export type Fact = components['schemas']['ProcessFact'];

/** All facts of a thing, oldest first. */
export const factsQuery = (things: string, id: string) =>
  queryOptions({
    queryKey: ['facts', things, id],
    queryFn: () => allOf<Fact>(`/api/v1/${things}/${id}/facts`),
  });
