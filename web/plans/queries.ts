import { queryOptions } from '@tanstack/react-query';
import { answered, api, ask } from '../api/client.ts';
import type { components } from '../api/types.ts';

export type Plan = components['schemas']['Plan'];
export type PlanTask = Plan['tasks'][number];
export type PlanFill = components['schemas']['PlanFill'];
export type DatesPreview = components['schemas']['DatesPreview'];

/** A draft. */
export const planQuery = (id: string) =>
  queryOptions({ queryKey: ['plans', id], queryFn: () => answered(api.GET('/api/v1/plans/{id}', { params: { path: { id } } })), staleTime: 60_000 });

/** The text that it was read from. It never changes. */
export const sourceQuery = (id: string) =>
  queryOptions({
    queryKey: ['plans', id, 'source'],
    queryFn: () => answered(api.GET('/api/v1/plans/{id}/source', { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Fills a draft as it was read; refused when somebody else has filled it meanwhile. */
export const fill = (plan: Plan, body: PlanFill): Promise<Plan> => ask<Plan>('POST', `/api/v1/plans/${plan.id}/fill`, body, { 'If-Match': `"${plan.version}"` });
