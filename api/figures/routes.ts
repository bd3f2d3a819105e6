import { z } from 'zod';
import { addDays, beijingDateOf, startOfDay } from '../../domain/calendar/beijing.ts';
import { bodiesCounted } from '../../domain/policy/figures.ts';
import type { Instant } from '../../domain/process/time.ts';
import { exportRoutes } from '../export/routes.ts';
import { decodeCursor, limitOf, page, pageOf } from '../http/keyset.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import type { RegisterDeps } from '../register/record.ts';
import { rankingTable } from './export.ts';
import { presentCell, presentCount, presentOverdue, presentRanked, presentWork } from './presenter.ts';
import { rank, readStandings } from './ranking.ts';
import { countCases, countWork, readBoard, readOverdue } from './read.ts';
import { CaseFigures, CaseFiguresQuery, OverdueCell, RankedUnit, RankingExportQuery, RankingQuery, TaskFiguresQuery } from './schema.ts';

const overdueCursor = z.tuple([z.int().min(0).max(253_402_300_799_999), z.uuid(), z.string().max(40), z.string().max(40)]);
const cellCursor = z.tuple([z.uuid(), z.uuid(), z.string().max(40)]);
/** How many units were shown: a ranking is counted as a whole, and its rows have no key of their own. */
const rankCursor = z.tuple([z.int().min(0).max(1_000_000)]);

/** The period asked for: this year until today when nothing is said. */
function periodOf(query: { readonly from?: string | undefined; readonly until?: string | undefined }, now: Instant) {
  const until = query.until ?? beijingDateOf(now);
  const from = query.from ?? `${until.slice(0, 4)}-01-01`;
  return { from, until, start: startOfDay(from), before: startOfDay(addDays(until, 1)) };
}

/** Figures: counted from the read tables when asked for, kept nowhere. */
export const figureRoutes = ({ ledger }: Pick<RegisterDeps, 'ledger'>): readonly Route[] => [
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
    async ({ asker, moment, query }) => {
      const { now, org } = moment;
      const bodies = bodiesCounted(asker.actors, org);
      if (bodies === undefined) throw new HttpProblem('policy.forbidden', { params: { command: 'figures' } });
      const limit = limitOf(query);
      const after = decodeCursor(query.cursor, overdueCursor);
      const { from, until, start, before } = periodOf(query, now);
      const counted = { bodies, from: start, before };
      const [cases, work, overdue] = await Promise.all([
        countCases(ledger.pool, counted),
        countWork(ledger.pool, counted),
        readOverdue(ledger.pool, bodies, now, after, limit + 1),
      ]);
      return {
        body: {
          from,
          until,
          cases: cases.map((row) => presentCount(row, org)),
          bodies: work.map((row) => presentWork(row, org)),
          overdue: page(
            overdue,
            limit,
            (row) => [row.at.getTime(), row.body, row.stage, row.deadline],
            (row) => presentOverdue(row, org, now),
          ),
        },
      };
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/figures/tasks',
      summary: '任务超期看板 Overdue tasks by unit and last rung reached, of the campaigns that one sees',
      tags: ['figures'],
      query: TaskFiguresQuery,
      response: pageOf(OverdueCell),
      problems: ['request.cursor_invalid'],
    },
    async ({ asker, moment, query }) => {
      const limit = limitOf(query);
      const after = decodeCursor(query.cursor, cellCursor);
      const rows = await readBoard(ledger.pool, asker, moment, { campaignId: query.campaignId, after, limit: limit + 1 });
      return {
        body: page(
          rows,
          limit,
          (row) => [row.campaign, row.unit, row.rung],
          (row) => presentCell(row, moment.org),
        ),
      };
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/figures/units',
      summary: '单位排名 Ranking of units by tasks accepted on time, best first',
      description: 'Of the units whose work one sees as a whole: those of one’s campaigns for their office and leading group, else one’s unit and those below.',
      tags: ['figures'],
      query: RankingQuery,
      response: pageOf(RankedUnit),
      problems: ['request.cursor_invalid'],
    },
    async ({ asker, moment, query }) => {
      const limit = limitOf(query);
      const [shown] = decodeCursor(query.cursor, rankCursor) ?? [0];
      const { start, before } = periodOf(query, moment.now);
      const ranked = rank(await readStandings(ledger.pool, asker, moment, { from: start, before, campaignId: query.campaignId }));
      const rest = ranked.slice(shown);
      return {
        body: page(
          rest.slice(0, limit + 1),
          limit,
          () => [shown + limit],
          (row) => presentRanked(row, moment.org),
        ),
      };
    },
  ),
  ...exportRoutes({ path: '/api/v1/figures/units', tag: 'figures', summary: { zh: '单位排名', en: 'The ranking of units' }, query: RankingExportQuery }, (query, exporting) => {
    const { start, before } = periodOf(query, exporting.moment.now);
    return rankingTable(ledger, { from: start, before, campaignId: query.campaignId }, exporting);
  }),
];
