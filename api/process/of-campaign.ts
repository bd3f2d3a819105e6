import type { z } from 'zod';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { pageOf } from '../http/keyset.ts';
import type { Language } from '../http/language.ts';
import { idParams } from '../http/params.ts';
import { type Presentable, type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';

interface OfCampaign<Q extends z.ZodType<object>, I extends z.ZodType> {
  /** The last part of the path, such as `tasks`. */
  readonly things: string;
  readonly summary: string;
  readonly tag: string;
  /** The filters of the whole list without the campaign. */
  readonly query: Q;
  readonly item: I;
}

type List<Q extends z.ZodType<object>, I extends z.ZodType> = (
  query: z.output<Q> & { readonly campaignId: string },
  asker: Asker,
  moment: Moment,
  language: Language,
) => Promise<{ readonly items: readonly Presentable<z.input<I>>[]; readonly next: string | null }>;

/** `GET /api/v1/campaigns/{id}/<things>`: a page of the list of what belongs to a campaign, for whoever sees the campaign; else 404 `process.not_found`. */
export const ofCampaignRoute = <Q extends z.ZodType<object>, I extends z.ZodType>(
  ledger: Pick<LedgerDoor, 'pool'>,
  { things, summary, tag, query, item }: OfCampaign<Q, I>,
  list: List<Q, I>,
): Route =>
  route(
    {
      method: 'get',
      path: `/api/v1/campaigns/{id}/${things}`,
      summary,
      tags: [tag],
      params: idParams,
      query,
      response: pageOf(item as z.ZodType),
      problems: ['process.not_found'],
    },
    async ({ asker, params, query: asked, moment, language }) => {
      await readProcess(ledger, asker, moment, 'campaign', params.id);
      // The kernel hands over the query by the schema that types it.
      return { body: await list({ ...(asked as z.output<Q>), campaignId: params.id }, asker, moment, language) };
    },
  );
