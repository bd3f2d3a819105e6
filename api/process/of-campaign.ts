import type { z } from 'zod';
import type { Bilingual } from '../../domain/notice/notice.ts';
import { listRoutes } from '../export/routes.ts';
import type { Layout } from '../export/table.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { idParams } from '../http/params.ts';
import type { Presentable, Route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import type { List } from '../list/page.ts';

interface OfCampaign<Q extends z.ZodType<object>, I extends z.ZodType> {
  /** The last part of the path, such as `tasks`. */
  readonly things: string;
  readonly summary: Bilingual;
  readonly tag: string;
  /** The filters of the whole list without the campaign. */
  readonly query: Q;
  readonly item: I;
}

type Ledger = Pick<LedgerDoor, 'pool'>;
type InCampaign<Q extends z.ZodType<object>, R> = List<z.output<Q> & { readonly campaignId: string }, R>;

/**
 * `GET /api/v1/campaigns/{id}/<things>`: the list of what belongs to a campaign, and the same as .xlsx and .docx, for whoever sees the campaign; else 404 `process.not_found`.
 * `rows` where a file has columns that the list does not show.
 */
export function ofCampaignRoutes<Q extends z.ZodType<object>, I extends z.ZodType, R extends Presentable<z.input<I>>>(
  ledger: Ledger,
  spec: OfCampaign<Q, I>,
  list: InCampaign<Q, R>,
  layout: Layout<R>,
): readonly Route[];
export function ofCampaignRoutes<Q extends z.ZodType<object>, I extends z.ZodType, R>(
  ledger: Ledger,
  spec: OfCampaign<Q, I>,
  list: InCampaign<Q, Presentable<z.input<I>>>,
  layout: Layout<R>,
  rows: InCampaign<Q, R>,
): readonly Route[];
export function ofCampaignRoutes(
  ledger: Ledger,
  { things, ...spec }: OfCampaign<z.ZodType<object>, z.ZodType>,
  list: List<never, unknown>,
  layout: Layout<never>,
  rows: List<never, unknown> = list,
): readonly Route[] {
  const within =
    (all: typeof list): List<object, never, { readonly id: string }> =>
    async (query, asking) => {
      await readProcess(ledger, asking.asker, asking.moment, 'campaign', asking.params.id);
      return (all as List<object, never>)({ ...query, campaignId: asking.params.id }, asking);
    };
  return listRoutes({ path: `/api/v1/campaigns/{id}/${things}`, ...spec, params: idParams, problems: ['process.not_found'] }, within(list), layout, within(rows));
}
