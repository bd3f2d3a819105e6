import { z } from 'zod';
import { startOfDay } from '../../domain/calendar/beijing.ts';
import { maySee } from '../../domain/policy/policy.ts';
import { type CalendarYearState, calendarYear, calendarYearId, refuseAnnouncement } from '../../domain/register/calendar-year.ts';
import { participantsAt } from '../../ledger/definitions.ts';
import { movesUnder } from '../../ledger/org-recompute.ts';
import type { Moment } from '../../ledger/world.ts';
import { exportRoutes } from '../export/routes.ts';
import { actorFor } from '../http/acting.ts';
import { pageOf } from '../http/keyset.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Answer, type Route, route } from '../http/route.ts';
import { stepsFor } from '../http/steps.ts';
import type { RegisterDeps } from '../register/record.ts';
import { announce, calendarWith } from './announce.ts';
import { yearLayout } from './export.ts';
import { presentExplained, presentMoves, presentYear, presentYearItem } from './presenter.ts';
import { AnnouncedView, Announcement, Correction, ExplainQuery, ExplainView, MovesView, YearItem, YearView, yearParams } from './schema.ts';

/** Years to come that the list shows though nothing is known of them yet. */
const yearsAhead = 2;
const wrongDays = ['calendar.day_outside', 'calendar.day_twice', 'calendar.make_up_on_weekday', 'register.date_invalid'] as const;

/** The working-day calendar: years announced or provisional, why a date is the date it is, and a new notice with what it moves. */
export function calendarRoutes(deps: RegisterDeps): readonly Route[] {
  const { ledger, prisma } = deps;
  const stateOf = async (year: number): Promise<CalendarYearState | undefined> => {
    const row = await prisma.process.findUnique({ where: { id: calendarYearId(year) }, select: { state: true } });
    return row ? (row.state as unknown as CalendarYearState) : undefined;
  };
  /** The years known, and those to come. */
  const yearsFrom = async ({ now }: Pick<Moment, 'now'>) => {
    const known = await prisma.calendarYear.findMany({ select: { year: true } });
    const rows = await prisma.process.findMany({ where: { id: { in: known.map(({ year }) => calendarYearId(year)) } }, select: { state: true } });
    const states = new Map(rows.map((row) => row.state as unknown as CalendarYearState).map((state) => [state.year, state]));
    const present = new Date(now + 28_800_000).getUTCFullYear();
    const years = [...new Set([...states.keys(), ...Array.from({ length: yearsAhead + 1 }, (_, ahead) => present + ahead)])].sort((a, b) => a - b);
    return years.map((year) => presentYearItem(year, states.get(year)));
  };
  return [
    route(
      { method: 'get', path: '/api/v1/calendar/years', summary: '工作日历各年 Years of the working-day calendar', tags: ['calendar'], response: pageOf(YearItem) },
      async ({ moment }) => ({ body: { items: await yearsFrom(moment), next: null } }),
    ),
    ...exportRoutes(
      { path: '/api/v1/calendar/years', summary: { zh: '工作日历', en: 'Years of the working-day calendar' }, tag: 'calendar', query: z.strictObject({}) },
      yearLayout,
      async (_query, { moment }) => ({ items: await yearsFrom(moment), next: null }),
    ),
    route(
      { method: 'get', path: '/api/v1/calendar/years/{year}', summary: '一年的放假安排 A year of the calendar', tags: ['calendar'], params: yearParams, response: YearView },
      async ({ asker, moment, params, language }) => {
        const state = await stateOf(params.year);
        const steps = state ? stepsFor(calendarYear, { state, actors: asker.actors }, moment) : [];
        return { body: presentYear(params.year, state, steps, language), version: state?.version ?? 0 };
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/calendar/explain',
        summary: '为什么是这一天 Why this date: days counted and skipped',
        tags: ['calendar'],
        query: ExplainQuery,
        response: ExplainView,
      },
      async ({ moment, query, language }) => {
        const period = { value: query.value, unit: query.unit };
        const rule = { zh: '查询所给的期限', en: 'the period asked for' };
        const due = moment.calendar.due(startOfDay(query.from), period, rule, query.rollForward === 'true' ? { rollForward: true } : {});
        return { body: presentExplained(query.from, period, due, language) };
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/v1/calendar/years/{year}/preview',
        summary: '预览 Which open deadlines a notice would move; writes nothing',
        tags: ['calendar'],
        params: yearParams,
        body: Announcement,
        response: MovesView,
        problems: ['policy.forbidden', ...wrongDays],
      },
      async ({ asker, moment, params, body }) => {
        const { year } = params;
        const state = await stateOf(year);
        const type = state ? 'correct' : 'announce';
        const actor = await actorFor(ledger, asker, { type: 'calendarYear', id: calendarYearId(year), command: { type }, creates: !state }, moment);
        if (actor.role !== 'administrator') throw new HttpProblem('policy.forbidden', { params: { command: type } });
        const refused = refuseAnnouncement(calendarYearId(year), { year, days: body.days });
        if (refused) throw new HttpProblem(refused.code, refused);
        const moves = await movesUnder(ledger.pool, moment.calendar, await calendarWith(deps, year, body.days, moment.calendar.version + 1));
        const visible = (move: (typeof moves)[number]) => asker.actors.some((one) => maySee(one, move.type, participantsAt(move.type, move.state, moment.now), moment.org));
        return { body: presentMoves(year, moves, visible) };
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/v1/calendar/years/{year}/announce',
        summary: '公布放假安排 Put a year’s notice in force and move what it moves',
        tags: ['calendar'],
        params: yearParams,
        body: Announcement,
        response: AnnouncedView,
        status: 201,
        problems: ['policy.forbidden', 'register.exists', ...wrongDays],
      },
      async (context) => {
        const { year } = context.params;
        return (await announce(deps, context, year, { type: 'announce', year, ...context.body }, 201)) as Answer<{ readonly response: typeof AnnouncedView }>;
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/v1/calendar/years/{year}/correct',
        summary: '更正放假安排 Correct a year’s notice and move what it moves',
        tags: ['calendar'],
        params: yearParams,
        body: Correction,
        response: AnnouncedView,
        ifMatch: 'required',
        problems: ['policy.forbidden', 'process.not_found', 'process.changed_since', ...wrongDays],
      },
      async (context) => {
        const { year } = context.params;
        return (await announce(deps, context, year, { type: 'correct', year, ...context.body }, 200)) as Answer<{ readonly response: typeof AnnouncedView }>;
      },
    ),
  ];
}
