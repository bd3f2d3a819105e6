import { z } from 'zod';
import { addDays } from '../../domain/calendar/beijing.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import { docxAnswer, docxType, fileAnswer, xlsxType } from '../documents/answer.ts';
import { briefingDocument } from '../documents/briefing.ts';
import { renderOfficial } from '../documents/official.ts';
import type { DocumentDeps } from '../documents/routes.ts';
import { renderDocument, templateNow } from '../documents/template.ts';
import { workSummary } from '../documents/work-summary.ts';
import { writeSheets } from '../export/sheets.ts';
import type { Language } from '../http/language.ts';
import { idParams } from '../http/params.ts';
import { type Route, type RouteContext, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { newYear, type Period, periodOf, periodQuery } from '../list/period.ts';
import { readBriefing } from './briefing.ts';
import { presentFigure } from './figure.ts';
import { summarySheet } from './sheet.ts';
import { readSummary, readTaskRows, type Summary } from './summary.ts';

const figures = z.array(
  z
    .strictObject({
      label: z.string(),
      value: z.int(),
      rows: z.string().meta({ description: 'The list of exactly what is counted' }),
      list: z.string().meta({ description: 'Where in that list’s answer its rows stand' }),
      field: z.string().nullable().meta({ description: 'The field of each row that is added up, by its path; null: the rows are counted' }),
    })
    .meta({ id: 'ReportFigure' }),
);
const noted = z.array(z.strictObject({ heldOn: z.string(), text: z.string() }));
const SummaryView = z
  .strictObject({
    from: z.string(),
    until: z.string(),
    sections: z.array(z.strictObject({ title: z.string(), figures })),
    meetings: noted.meta({ description: 'Meetings of the period that were written into the campaign itself and have no record of their own' }),
    supervisions: noted.meta({ description: 'Supervisions likewise' }),
  })
  .meta({ id: 'CampaignSummary' });
const BriefingView = z
  .strictObject({
    from: z.string(),
    until: z.string(),
    nextFrom: z.string().meta({ description: 'First day of the span of the same length that follows' }),
    nextUntil: z.string(),
    sections: z.array(
      z.strictObject({ title: z.string(), figures, sentences: z.array(z.string()).meta({ description: 'As the document says it, in Chinese: from records alone' }) }),
    ),
  })
  .meta({ id: 'CampaignBriefing' });

const SummaryQuery = periodQuery('1 January of the year of `until`');
const BriefingQuery = periodQuery('six days before `until`');
/** Days of a briefing that names no first day, besides the last. */
const week = 6;

const presentSummary = ({ tasks, around, units, noted: { meetings, supervisions } }: Summary, period: Period, language: Language) => ({
  ...period,
  sections: [...tasks, ...around, ...units].map((one) => ({ title: one.title[language], figures: one.figures.map((figure) => presentFigure(figure, language)) })),
  meetings: meetings.map(({ heldOn, minutes }) => ({ heldOn, text: minutes })),
  supervisions: supervisions.map(({ heldOn, note }) => ({ heldOn, text: note })),
});

type Asking = Pick<RouteContext<{ readonly params: typeof idParams; readonly query: typeof SummaryQuery }>, 'asker' | 'moment' | 'params' | 'query'>;

/** 工作总结 and 简报, drafted from records: numbers with the lists behind them, as JSON and as documents to write on. */
export const reportRoutes = ({ ledger, storage }: DocumentDeps): readonly Route[] => {
  const campaignOf = async ({ asker, moment, params }: Asking): Promise<CampaignState> => (await readProcess<CampaignState>(ledger, asker, moment, 'campaign', params.id)).state;
  const summaryOf = async (asking: Asking, language: Language) => {
    const { asker, moment, query } = asking;
    const campaign = await campaignOf(asking);
    const period = periodOf(query, newYear, { moment, language });
    return { campaign, period, summary: await readSummary({ ledger, asker, moment, language }, campaign, period) };
  };
  const briefingOf = async (asking: Asking, language: Language) => {
    const { asker, moment, query } = asking;
    const campaign = await campaignOf(asking);
    const period = periodOf(query, (until) => addDays(until, -week), { moment, language });
    return { campaign, briefing: await readBriefing({ ledger, asker, moment, language }, campaign, period) };
  };
  const common = { method: 'get', tags: ['campaigns'], params: idParams, problems: ['process.not_found'] } as const;
  return [
    route(
      {
        ...common,
        path: '/api/v1/campaigns/{id}/summary',
        summary: '工作总结数据 A campaign’s numbers over a period, each with the list of what it counts',
        description: 'Counts what the asker sees: a member unit its own, the office all. Cases are figures of the district, for whoever has them.',
        query: SummaryQuery,
        response: SummaryView,
      },
      async ({ language, ...asking }) => {
        const { period, summary } = await summaryOf(asking, language);
        return { body: presentSummary(summary, period, language) };
      },
    ),
    route(
      {
        ...common,
        path: '/api/v1/campaigns/{id}/summary.xlsx',
        summary: '工作总结数据导出 The same numbers, as a workbook',
        query: SummaryQuery,
        produces: xlsxType,
      },
      async ({ language, ...asking }) => {
        const { campaign, period, summary } = await summaryOf(asking, language);
        return fileAnswer(await writeSheets([summarySheet(summary, { ...asking.moment, language })]), `${campaign.title}工作总结数据${period.until}.xlsx`);
      },
    ),
    route(
      {
        ...common,
        path: '/api/v1/campaigns/{id}/summary.docx',
        problems: ['process.not_found', 'attachment.content_missing'],
        summary: '工作总结初稿 The summary as a document, drafted from records, with the rows behind its numbers as annexes',
        query: SummaryQuery,
        produces: docxType,
      },
      async (asking) => {
        const { campaign, period, summary } = await summaryOf(asking, 'zh');
        const tasks = await readTaskRows({ ledger, asker: asking.asker, moment: asking.moment, language: 'zh' }, campaign, period);
        const document = workSummary(campaign, summary, tasks, period, asking.moment);
        const used = await templateNow(ledger.pool, campaign.officeUnitId, 'workSummary');
        return docxAnswer(await renderDocument(document, used, storage), document, period.until);
      },
    ),
    route(
      {
        ...common,
        path: '/api/v1/campaigns/{id}/briefing',
        summary: '简报数据 What the days of a span brought: finished, overdue, indicators, meetings and visits, and what is due next',
        description: 'Every sentence is drafted from records. The list of what became overdue holds what is still overdue.',
        query: BriefingQuery,
        response: BriefingView,
      },
      async ({ language, ...asking }) => {
        const { briefing } = await briefingOf(asking, language);
        const { from, until, next, sections } = briefing;
        return {
          body: {
            from,
            until,
            nextFrom: next.from,
            nextUntil: next.until,
            sections: sections.map((one) => ({
              title: one.title[language],
              figures: one.figures.map((figure) => presentFigure(figure, language)),
              sentences: one.sentences,
            })),
          },
        };
      },
    ),
    route(
      {
        ...common,
        path: '/api/v1/campaigns/{id}/briefing.docx',
        summary: '简报初稿 The briefing as one page to write on; its number is left to the office',
        query: BriefingQuery,
        produces: docxType,
      },
      async (asking) => {
        const { campaign, briefing } = await briefingOf(asking, 'zh');
        const document = briefingDocument(campaign, briefing, asking.moment.org);
        return docxAnswer(await renderOfficial(document), document, briefing.until);
      },
    ),
  ];
};
