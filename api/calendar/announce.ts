import type { AnnouncedDay, Calendar } from '../../domain/calendar/calendar.ts';
import { createCalendar, yearIn } from '../../domain/calendar/create-calendar.ts';
import type { Json } from '../../domain/process/fact.ts';
import { type CalendarYearCommand, type CalendarYearState, calendarYear, calendarYearId, refuseAnnouncement } from '../../domain/register/calendar-year.ts';
import { type Move, movesUnder, recomputeAll } from '../../ledger/org-recompute.ts';
import type { Moment } from '../../ledger/world.ts';
import { actorFor, checkScope } from '../http/acting.ts';
import type { Asker } from '../http/asker.ts';
import type { Language } from '../http/language.ts';
import { digestOf } from '../http/once.ts';
import { HttpProblem, type ProblemBody, problemBody } from '../http/problem.ts';
import type { PlainAnswer, RouteContext, RouteSpec } from '../http/route.ts';
import type { RegisterDeps } from '../register/record.ts';
import { countMoves, presentYear } from './presenter.ts';

/** How long a request waits for its deadlines to be moved; the rest goes on behind it. Below the route's own limit. */
const patienceMs = 6_000;

/** The calendar as it would be with these days for that year. */
export async function calendarWith({ prisma }: RegisterDeps, year: number, days: readonly AnnouncedDay[], version: number): Promise<Calendar> {
  const others = await prisma.calendarDay.findMany({ where: { year: { not: year }, kind: { in: ['holiday', 'makeUp'] } }, orderBy: { date: 'asc' } });
  const years = await prisma.calendarYear.findMany({ select: { year: true } });
  return createCalendar({
    version,
    days: [...others.map((day): AnnouncedDay => ({ date: day.date, kind: day.kind === 'makeUp' ? 'makeUp' : 'holiday', name: day.name })), ...days],
    announcedYears: [...years.map((row) => row.year), year],
  });
}

type Context = Pick<RouteContext<RouteSpec & { readonly auth: 'person' }>, 'request' | 'idempotencyKey' | 'expectedVersion' | 'arrivedAt' | 'log'> & {
  readonly asker: Asker;
  readonly moment: Moment;
  readonly language: Language;
  readonly body: unknown;
};

/**
 * Puts a year in force, then has every open deadline that it moves counted anew, a fact on each process. The year is one commit, each process another:
 * a crash between leaves deadlines that the next start mends (recomputeStale). The answer is kept under the key like a command's.
 */
export async function announce(deps: RegisterDeps, context: Context, year: number, command: CalendarYearCommand, status: number): Promise<PlainAnswer> {
  const { ledger } = deps;
  const { asker, moment, language, request } = context;
  checkScope(asker, true, command.type);
  const asked = { type: 'calendarYear', id: calendarYearId(year), command, ...(command.type === 'announce' ? { creates: true } : {}) } as const;
  const actor = await actorFor(ledger, asker, asked, moment);
  // Days that do not exist cannot make a calendar; the rule below refuses them with its own code.
  const valid = refuseAnnouncement(asked.id, command) === undefined;
  const moves: readonly Move[] =
    valid && actor.role === 'administrator' ? await movesUnder(ledger.pool, moment.calendar, await calendarWith(deps, year, command.days, moment.calendar.version + 1)) : [];
  const path = request.path;
  const outcome = await ledger.execute({
    ...asked,
    actor,
    receivedAt: context.arrivedAt,
    ...(context.expectedVersion === undefined ? {} : { expectedVersion: context.expectedVersion }),
    ...(context.idempotencyKey === undefined
      ? {}
      : { key: { personId: asker.personId, key: context.idempotencyKey, digest: digestOf(request.method, request.originalUrl, context.body) } }),
    answer: (decided, { state, world }) => {
      if (decided.ok) {
        const shown = {
          ...presentYear(year, state as CalendarYearState, calendarYear.allowed(state as CalendarYearState, world), language),
          moved: decided.facts.length > 0 ? countMoves(moves) : { processes: 0, deadlines: 0 },
        };
        return { status, body: shown as unknown as Json };
      }
      const problem = problemBody(decided.code, language, path, decided);
      return { status: problem.status, body: problem };
    },
  });
  if (!outcome.ok) throw new HttpProblem(outcome.code, outcome);
  if (!outcome.answer) throw new Error('the ledger gave no answer');
  const { status: given, body } = outcome.answer;
  if (given >= 400) throw keptProblem(body);
  const work = recomputeAll(ledger, moves, [yearIn(moment.calendar, year)]).then((failed) => {
    if (failed.length > 0) context.log.warn({ year, failed: failed.length }, 'deadlines left to be counted anew at the next start');
  });
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
  return { status: given, body };
}

/** A refusal kept under a key, as the problem it was. */
function keptProblem(body: Json): HttpProblem {
  const { code, params, items } = body as unknown as ProblemBody;
  return new HttpProblem(code, { ...(params ? { params } : {}), ...(items ? { items } : {}) });
}
