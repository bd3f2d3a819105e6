import { z } from 'zod';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { idParams } from '../http/params.ts';
import { type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { date, type RegisterDeps } from '../register/record.ts';
import { presentSummary, readSummary } from './summary.ts';

/** The period of a summary. */
export const SummaryQuery = z
  .strictObject({
    from: date.optional().meta({ description: 'First day; without it: 1 January of the year of `until`' }),
    until: date.optional().meta({ description: 'Last day; without it: today' }),
  })
  .refine(({ from, until }) => from === undefined || until === undefined || from <= until, { path: ['until'], message: 'not before from' });

const held = z.array(z.strictObject({ heldOn: z.string(), text: z.string() }));
const SummaryView = z
  .strictObject({
    from: z.string(),
    until: z.string(),
    sections: z.array(
      z.strictObject({
        title: z.string(),
        figures: z.array(z.strictObject({ label: z.string(), value: z.int(), rows: z.string().meta({ description: 'The list of exactly what is counted' }) })),
      }),
    ),
    meetings: held,
    supervisions: held,
  })
  .meta({ id: 'CampaignSummary' });

/** The campaign as the asker sees it, the period meant, and the numbers of it. */
export async function summaryOf(ledger: Pick<LedgerDoor, 'pool'>, asker: Asker, moment: Moment, id: string, query: z.output<typeof SummaryQuery>) {
  const { state } = await readProcess<CampaignState>(ledger, asker, moment, 'campaign', id);
  const until = query.until ?? beijingDateOf(moment.now);
  const period = { from: query.from ?? `${until.slice(0, 4)}-01-01`, until };
  return { state, period, summary: await readSummary(ledger, state, period, asker, moment) };
}

/** The numbers of a 工作总结 with the lists behind them. */
export const summaryRoute = ({ ledger }: Pick<RegisterDeps, 'ledger'>): Route =>
  route(
    {
      method: 'get',
      path: '/api/v1/campaigns/{id}/summary',
      summary: '工作总结数据 A campaign’s numbers over a period, each with the list of what it counts',
      description: 'Counts what the asker sees: a member unit its own tasks, the office all of them.',
      tags: ['campaigns'],
      params: idParams,
      query: SummaryQuery,
      response: SummaryView,
      problems: ['process.not_found'],
    },
    async ({ asker, moment, params, query, language }) => {
      const { period, summary } = await summaryOf(ledger, asker, moment, params.id, query);
      return { body: presentSummary(summary, period, language) };
    },
  );
