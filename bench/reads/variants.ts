import { addDays } from '../../domain/calendar/beijing.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Deadline } from '../../domain/chase/deadline.ts';
import type { ProcessState } from '../../domain/process/definition.ts';
import type { Instant } from '../../domain/process/time.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { processColumns } from '../../ledger/process-row.ts';
import { deadlineRows, projectionsOf } from '../../ledger/projection.ts';
import type { Template } from './templates.ts';

const dayMs = 86_400_000;
/** Numbers beyond this are moments: 2001 in milliseconds. */
const earliestMoment = 1_000_000_000_000;

/** A template moved by whole days: every moment and every date in it goes along, so that the parts stay in step. */
function moved(value: unknown, days: number): unknown {
  if (typeof value === 'number') return value > earliestMoment ? value + days * dayMs : value;
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? addDays(value, days) : value;
  if (Array.isArray(value)) return value.map((item) => moved(item, days));
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, moved(item, days)]));
  return value;
}

/** The deadline as it stands now: the rungs whose moment has passed have been reached. */
function climbed(deadline: Deadline, now: Instant): Deadline {
  if (deadline.pausedAt !== undefined) return deadline;
  const past = deadline.rungs.filter((rung) => rung.at + deadline.graceMs <= now);
  return { ...deadline, rungs: deadline.rungs.filter((rung) => !past.includes(rung)), reached: [...deadline.reached, ...past.map(({ rung, at }) => ({ rung, at }))] };
}

/** A template on another day, with the rows that the ledger would keep of it. */
export interface Variant {
  readonly type: string;
  readonly shape: string;
  /** Days from the template's own day. */
  readonly day: number;
  readonly state: ProcessState;
  /** Columns of `process` and of the read table. */
  readonly process: Readonly<Record<string, unknown>>;
  readonly record: Readonly<Record<string, unknown>>;
  readonly deadlines: readonly Readonly<Record<string, unknown>>[];
  readonly facts: readonly Readonly<Record<string, unknown>>[];
  /** A case's rows of `case_act`. */
  readonly acts: readonly Readonly<Record<string, unknown>>[];
}

/** The template moved by so many days, as it stands at `now`. */
export function variantOf({ type, shape, state, facts }: Template, day: number, now: Instant): Variant {
  const there = moved(state, day) as ProcessState & Partial<TaskState & CaseState>;
  const current = { ...there, deadlines: there.deadlines.map((deadline) => climbed(deadline, now)) };
  const movedFacts = moved(facts, day) as Template['facts'];
  const [projection] = projectionsOf(type);
  const record = projection?.rows(current)[0] ?? {};
  return {
    type,
    shape,
    day,
    state: current,
    process: processColumns(type, current, movedFacts[0]?.at ?? now, movedFacts.at(-1)?.at ?? now),
    record,
    deadlines: deadlineRows(current),
    acts:
      projectionsOf(type)
        .find(({ table }) => table === 'case_act')
        ?.rows(current) ?? [],
    facts: movedFacts.map((fact) => ({ ...fact, at: new Date(fact.at).toISOString(), receivedAt: new Date(fact.receivedAt).toISOString() })),
  };
}

/** Accepted, but handed in after the due moment; asked for more time than it took. */
export function madeGoodLate(accepted: Template): Template {
  const state = accepted.state as TaskState;
  return { ...accepted, shape: 'late', state: { ...state, madeGoodLate: true, ...(state.submission ? { submission: { ...state.submission, late: true } } : {}) } as ProcessState };
}
