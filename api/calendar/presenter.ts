import type { Due } from '../../domain/calendar/calendar.ts';
import { explainDue } from '../../domain/calendar/explain.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import type { BeijingDate, Period } from '../../domain/process/time.ts';
import { type CalendarYearState, calendarYearId } from '../../domain/register/calendar-year.ts';
import type { Move } from '../../ledger/org-recompute.ts';
import { type Language, say } from '../http/language.ts';
import { iso } from '../http/time.ts';
import { presentSteps } from '../register/record.ts';

/** Moves listed at most; the counts are of all. */
const mostMoves = 500;

const yearFields = (year: number, state: CalendarYearState | undefined) => ({
  id: calendarYearId(year),
  year,
  status: state && state.version > 0 ? ('announced' as const) : ('provisional' as const),
  version: state?.version ?? 0,
  noticeNo: state?.noticeNo ?? null,
  url: state?.url ?? null,
});

/** A year in the list; without a state it is provisional. */
export const presentYearItem = (year: number, state: CalendarYearState | undefined) => ({ ...yearFields(year, state), days: state?.days.length ?? 0 });

/** A year with its days. */
export const presentYear = (year: number, state: CalendarYearState | undefined, steps: readonly AllowedStep[], language: Language) => ({
  ...yearFields(year, state),
  days: (state?.days ?? []).map(({ date, kind, name }) => ({ date, kind, name })),
  allowed: presentSteps('calendarYear', steps, language),
});

const due = ({ dueOn, dueAt }: { readonly dueOn?: BeijingDate; readonly dueAt: number }) => ({ dueOn: dueOn ?? null, dueAt: iso(dueAt) });

/** How many processes and deadlines move. */
export const countMoves = (moves: readonly Move[]) => ({ processes: new Set(moves.map((move) => move.id)).size, deadlines: moves.length });

/** What moves: counts of all, the list of those the asker may see. */
export function presentMoves(year: number, moves: readonly Move[], visible: (move: Move) => boolean) {
  const byType: Record<string, number> = {};
  for (const { type } of moves) byType[type] = (byType[type] ?? 0) + 1;
  return {
    year,
    ...countMoves(moves),
    byType,
    moves: moves
      .filter(visible)
      .slice(0, mostMoves)
      .map(({ type, id, number, deadline, recomputed }) => ({
        process: { type, id, number },
        kind: deadline.kind,
        before: due(recomputed.before),
        after: due(recomputed.after),
        rungs: recomputed.rungs.map((step) => {
          const old = deadline.rungs.find((one) => one.rung === step.rung);
          return { rung: step.rung, before: old ? iso(old.at) : null, after: iso(step.at) };
        }),
      })),
  };
}

/** Why this date. */
export const presentExplained = (from: BeijingDate, period: Period & { readonly unit: 'workingDay' | 'calendarDay' }, found: Due, language: Language) => ({
  from,
  period: { value: period.value, unit: period.unit },
  ...due(found),
  provisional: found.basis.provisional === true,
  counted: [...(found.basis.counted ?? [])],
  skipped: (found.basis.skipped ?? []).map((day) => ({ date: day.date, why: day.why, name: day.name ?? null })),
  text: say(explainDue(found), language),
});
