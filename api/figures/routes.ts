import { z } from 'zod';
import { addDays, startOfDay } from '../../domain/calendar/beijing.ts';
import { bodiesCounted } from '../../domain/policy/figures.ts';
import { listRoutes, sheetRoutes } from '../export/routes.ts';
import { cursorMoment, decodeCursor, limitOf, page } from '../http/keyset.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import type { Asking } from '../list/page.ts';
import { newYear, periodOf } from '../list/period.ts';
import { ofCampaignRoutes } from '../process/of-campaign.ts';
import type { RegisterDeps } from '../register/record.ts';
import { boardLayout, caseBoardLayout, caseSheets, lightsLayout, rankingLayout } from './export.ts';
import { readLights } from './lights.ts';
import { presentCaseCell, presentCell, presentCount, presentLights, presentOverdue, presentRanked, presentWork } from './presenter.ts';
import { rank, rankWithin, readStandings } from './ranking.ts';
import { countCases, countWork, type OverdueKey, readBoard, readCaseBoard, readOverdue } from './read.ts';
import {
  CaseFigures,
  CaseFiguresExportQuery,
  CaseFiguresQuery,
  LightsQuery,
  OverdueCaseCell,
  OverdueCasesQuery,
  OverdueCell,
  RankedUnit,
  RankingQuery,
  TaskFiguresQuery,
  UnitLights,
} from './schema.ts';

const overdueCursor = z.tuple([cursorMoment, z.uuid(), z.string().max(40), z.string().max(40)]);
const cellCursor = z.tuple([z.uuid(), z.uuid(), z.string().max(40)]);
const caseCellCursor = z.tuple([z.uuid(), z.string().max(40)]);
/** How many units were shown: a ranking and the lights are counted as a whole, and their rows have no key of their own. */
const shownCursor = z.tuple([z.int().min(0).max(1_000_000)]);

type Period = Parameters<typeof periodOf>[0];
type Telling = Parameters<typeof periodOf>[2];

/** The period asked for, this year until today when nothing is said, with the instants between which it lies. */
function spanOf(query: Period, telling: Telling) {
  const { from, until } = periodOf(query, newYear, telling);
  return { from, until, start: startOfDay(from), before: startOfDay(addDays(until, 1)) };
}

/** Overdue steps that a file holds at most; each stands for all alike. */
const mostSteps = 2_000;
const overdueKey = (row: Awaited<ReturnType<typeof readOverdue>>[number]): OverdueKey => [row.at.getTime(), row.body, row.stage, row.deadline];

/** Figures: counted from the read tables when asked for. */
export const figureRoutes = ({ ledger }: Pick<RegisterDeps, 'ledger'>): readonly Route[] => {
  const caseFigures = async ({ asker, moment, language }: Asking, query: Period & { readonly cursor?: string | undefined }, limit: number) => {
    const { now, org } = moment;
    const bodies = bodiesCounted(asker.actors, org);
    if (bodies === undefined) throw new HttpProblem('policy.forbidden', { params: { command: 'figures' } });
    const { from, until, start, before } = spanOf(query, { moment, language });
    const counted = { bodies, from: start, before };
    const [cases, work, overdue] = await Promise.all([
      countCases(ledger.pool, counted),
      countWork(ledger.pool, counted),
      readOverdue(ledger.pool, bodies, now, decodeCursor(query.cursor, overdueCursor), limit),
    ]);
    return { from, until, cases: cases.map((row) => presentCount(row, org, language)), bodies: work.map((row) => presentWork(row, org)), overdue };
  };
  /** The ranking as a whole. */
  const rankedUnits = async (query: Period & { readonly campaignId?: string | undefined }, { asker, moment, language }: Asking) => {
    const { start, before } = spanOf(query, { moment, language });
    const standings = await readStandings(ledger.pool, asker, moment, { from: start, before, campaignId: query.campaignId });
    const places = rankWithin(standings, (unit) => moment.org.unit(unit)?.kind);
    return { items: rank(standings).map((row) => presentRanked(row, places.get(row.unit) ?? row.rank, moment.org)), next: null };
  };
  /** The lights of all units of a campaign. */
  const unitLights = async ({ campaignId }: { readonly campaignId: string }, { asker, moment }: Asking) => ({
    items: (await readLights(ledger.pool, asker, moment, campaignId)).map((row) => presentLights(row, campaignId, moment.org)),
    next: null,
  });
  /** The page asked for of what was counted as a whole. */
  const shownPage = <R>(all: readonly R[], query: { readonly limit?: number | undefined; readonly cursor?: string | undefined }) => {
    const limit = limitOf(query);
    const [shown] = decodeCursor(query.cursor, shownCursor) ?? [0];
    return page(
      all.slice(shown, shown + limit + 1),
      limit,
      () => [shown + limit],
      (row) => row,
    );
  };
  return [
    route(
      {
        method: 'get',
        path: '/api/v1/figures/cases',
        summary: '执法办案统计 Figures and overdue steps of the enforcement bodies of one’s district',
        description: 'For the leading group and its office, who see no case itself. `limit` and `cursor` page the overdue steps.',
        tags: ['figures'],
        query: CaseFiguresQuery,
        response: CaseFigures,
        problems: ['policy.forbidden', 'request.cursor_invalid'],
      },
      async ({ asker, moment, language, query }) => {
        const limit = limitOf(query);
        const { overdue, ...figures } = await caseFigures({ asker, moment, language }, query, limit + 1);
        return { body: { ...figures, overdue: page(overdue, limit, overdueKey, (row) => presentOverdue(row, moment.org, moment.now, language)) } };
      },
    ),
    ...sheetRoutes(
      {
        path: '/api/v1/figures/cases',
        summary: { zh: '执法办案统计', en: 'Figures and overdue steps of the enforcement bodies of one’s district' },
        description: 'What each body did, its cases as they stand, its overdue steps: the first 2,000.',
        tag: 'figures',
        query: CaseFiguresExportQuery,
        problems: ['policy.forbidden'],
      },
      async (query, { asker, moment, language }) => {
        const { from, until, overdue, ...figures } = await caseFigures({ asker, moment, language }, query, mostSteps);
        const counts = { ...figures, overdue: overdue.map((row) => presentOverdue(row, moment.org, moment.now, language)) };
        const title = language === 'zh' ? `执法办案统计（${from}至${until}）` : `Figures of cases, ${from} to ${until}`;
        return { title, name: `执法办案统计${until}`, sheets: caseSheets(counts, { ...moment, language }) };
      },
    ),
    ...listRoutes(
      {
        path: '/api/v1/figures/tasks',
        summary: { zh: '任务超期看板', en: 'Overdue tasks by unit and last rung reached, of the campaigns that one sees' },
        tag: 'figures',
        query: TaskFiguresQuery,
        item: OverdueCell,
        problems: ['request.cursor_invalid'],
      },
      async ({ campaignId, ...query }, { asker, moment, language }) => {
        const limit = limitOf(query);
        const after = decodeCursor(query.cursor, cellCursor);
        const rows = await readBoard(ledger.pool, asker, moment, { campaignId, after, limit: limit + 1 });
        return page(
          rows,
          limit,
          (row) => [row.campaign, row.unit, row.rung],
          (row) => presentCell(row, moment.org, language),
        );
      },
      boardLayout,
    ),
    ...listRoutes(
      {
        path: '/api/v1/figures/overdue-cases',
        summary: { zh: '案件超期看板', en: 'Overdue cases by acting body and last rung reached, of those that one sees' },
        tag: 'figures',
        query: OverdueCasesQuery,
        item: OverdueCaseCell,
        problems: ['request.cursor_invalid'],
      },
      async (query, { asker, moment, language }) => {
        const limit = limitOf(query);
        const rows = await readCaseBoard(ledger.pool, asker, moment, decodeCursor(query.cursor, caseCellCursor), limit + 1);
        return page(
          rows,
          limit,
          (row) => [row.body, row.rung],
          (row) => presentCaseCell(row, moment.org, language),
        );
      },
      caseBoardLayout,
    ),
    ...listRoutes(
      {
        path: '/api/v1/figures/units',
        summary: { zh: '单位排名', en: 'Ranking of units by tasks accepted on time, best first' },
        description: 'Of the units whose work one sees as a whole: those of one’s campaigns for their office and leading group, else one’s unit and those below.',
        tag: 'figures',
        query: RankingQuery,
        item: RankedUnit,
        problems: ['request.cursor_invalid'],
      },
      async (query, asking) => {
        const { items } = await rankedUnits(query, asking);
        return shownPage(items, query);
      },
      rankingLayout,
      rankedUnits,
    ),
    ...ofCampaignRoutes(
      ledger,
      {
        things: 'lights',
        summary: { zh: '单位亮灯', en: 'Units of a campaign by the lights of the tasks that they lead and one sees, most overdue first' },
        tag: 'figures',
        query: LightsQuery,
        item: UnitLights,
      },
      async (query, asking) => {
        const { items } = await unitLights(query, asking);
        return shownPage(items, query);
      },
      lightsLayout,
      unitLights,
    ),
  ];
};
