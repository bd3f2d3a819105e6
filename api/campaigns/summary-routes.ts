import { z } from 'zod';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { Moment } from '../../ledger/world.ts';
import { docxAnswer, docxType, fileAnswer, xlsxType } from '../documents/answer.ts';
import { workSummary } from '../documents/work-summary.ts';
import { writeSheets } from '../export/sheets.ts';
import type { Asker } from '../http/asker.ts';
import { idParams } from '../http/params.ts';
import { type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { date, type RegisterDeps } from '../register/record.ts';
import { summarySheet } from './export.ts';
import { presentSummary, readSummary } from './summary.ts';

const SummaryQuery = z
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

/** 工作总结, drafted from records: numbers with the lists behind them, as JSON and as a document to write on. */
export const summaryRoutes = ({ ledger }: Pick<RegisterDeps, 'ledger'>): readonly Route[] => {
  const read = async (asker: Asker, moment: Moment, id: string, query: z.output<typeof SummaryQuery>) => {
    const { state } = await readProcess<CampaignState>(ledger, asker, moment, 'campaign', id);
    const until = query.until ?? beijingDateOf(moment.now);
    const period = { from: query.from ?? `${until.slice(0, 4)}-01-01`, until };
    return { state, period, summary: await readSummary(ledger, state, period, asker, moment) };
  };
  return [
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
        const { period, summary } = await read(asker, moment, params.id, query);
        return { body: presentSummary(summary, period, language) };
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/campaigns/{id}/summary.xlsx',
        summary: '工作总结数据导出 The same numbers, as a workbook',
        tags: ['campaigns'],
        params: idParams,
        query: SummaryQuery,
        produces: xlsxType,
        problems: ['process.not_found'],
      },
      async ({ asker, moment, params, query, language }) => {
        const { state, period, summary } = await read(asker, moment, params.id, query);
        return fileAnswer(await writeSheets([summarySheet(summary, { ...moment, language })]), `${state.title}工作总结数据${period.until}.xlsx`);
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/campaigns/{id}/summary.docx',
        summary: '工作总结初稿 The summary as a document, drafted from records',
        tags: ['campaigns'],
        params: idParams,
        query: SummaryQuery,
        produces: docxType,
        problems: ['process.not_found'],
      },
      async ({ asker, moment, params, query }) => {
        const { state, period, summary } = await read(asker, moment, params.id, query);
        return docxAnswer(workSummary(state, summary, period, moment.org), period.until);
      },
    ),
  ];
};
