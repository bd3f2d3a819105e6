import { queryOptions } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import type { LightValue } from '../ui/light.tsx';
import { type ListPage, useList } from './lists.ts';

/** Something that waits for the person or the unit. */
export interface Due {
  readonly process: { readonly type: string; readonly id: string; readonly number: string | null; readonly title: string };
  readonly kind: string;
  readonly name: string;
  readonly unit: { readonly id: string; readonly name: string | null };
  readonly campaign: { readonly id: string; readonly name: string | null } | null;
  readonly party: { readonly name: string; readonly address: string } | null;
  readonly dueOn: string | null;
  readonly dueAt: string;
  readonly workingDays: number;
  readonly light: LightValue;
  readonly rung: { readonly rung: string; readonly name: string } | null;
  readonly step: { readonly type: string; readonly name: string } | null;
}

/** What waits for me, overdue first, a page at a time. */
export const useDues = () => useList<Due>('/api/v1/me/dues');

/** The visits of cases that I am to make, in order of their due days. */
export const useVisits = () => useList<Due>('/api/v1/me/dues', { visits: 'true' });

/** The step that would settle what waits for me at one thing. */
export const settlingQuery = (things: string, id: string) =>
  queryOptions({
    queryKey: ['dues', 'of', things, id],
    queryFn: async () => (await ask<ListPage<Due>>('GET', `/api/v1/me/dues?processId=${id}`)).items.find(({ step }) => step !== null)?.step?.type ?? null,
  });

/** How much waits for me, and how many messages are unread: what the navigation shows. */
export const countQuery = (personId: string) =>
  queryOptions({
    queryKey: ['dues', 'count', personId],
    queryFn: () => ask<{ readonly overdue: number; readonly soon: number; readonly open: number; readonly unread: number }>('GET', '/api/v1/me/dues/count'),
    refetchInterval: 60_000,
  });
