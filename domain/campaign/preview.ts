import { addDays, daysBetween } from '../calendar/beijing.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { Json } from '../process/fact.ts';
import type { BeijingDate } from '../process/time.ts';
import type { DatesChoice, PlannedTask } from './commands.ts';
import type { PlannedPhase } from './state.ts';

export interface Dated {
  readonly phases: readonly PlannedPhase[];
  readonly tasks: readonly Pick<PlannedTask, 'number' | 'dueOn' | 'rhythm' | 'duePeriod'>[];
}

/** How a task's date comes out of a choice. */
export interface TaskDate {
  readonly number: string;
  readonly before?: BeijingDate;
  readonly after?: BeijingDate;
  /** Set when the task would enter as history. */
  readonly history?: 'open' | 'accepted';
}

export interface DatesPreview {
  readonly ok: true;
  readonly mode: 'asPlanned' | 'shift' | 'backfill';
  /** Days moved; 0 unless shifted. */
  readonly days: number;
  readonly phases: readonly (PlannedPhase & { readonly before: { readonly startsOn?: BeijingDate; readonly endsOn?: BeijingDate }; readonly history: boolean })[];
  /** Index of the phase in which the campaign would open. */
  readonly opens: number;
  readonly tasks: readonly TaskDate[];
}

/** The date that decides whether a task lies in the past: its deadline, or the end of its rhythm. */
const lastDate = (task: Dated['tasks'][number]): BeijingDate | undefined => (task.duePeriod ? undefined : (task.rhythm?.until ?? (task.rhythm ? undefined : task.dueOn)));

/** Every date of the plan that lies before today. */
function pastDates(plan: Dated, today: BeijingDate): readonly Readonly<Record<string, Json>>[] {
  return [
    ...plan.phases.flatMap((phase) => (phase.endsOn !== undefined && phase.endsOn < today ? [{ phase: phase.name, date: phase.endsOn }] : [])),
    ...plan.tasks.flatMap((task) => {
      const date = lastDate(task);
      return date !== undefined && date < today ? [{ number: task.number, date }] : [];
    }),
  ];
}

const moved = <D extends BeijingDate | undefined>(date: D, days: number): D => (date === undefined || days === 0 ? date : (addDays(date, days) as D));

/** A phase with its dates moved. */
const movedPhase = (phase: PlannedPhase, days: number): PlannedPhase => ({
  ...phase,
  ...(phase.startsOn === undefined ? {} : { startsOn: moved(phase.startsOn, days) }),
  ...(phase.endsOn === undefined ? {} : { endsOn: moved(phase.endsOn, days) }),
});

/** A task with its dates moved. */
export const movedTask = <T extends Pick<PlannedTask, 'dueOn' | 'rhythm'>>(task: T, days: number): T => ({
  ...task,
  ...(task.dueOn === undefined ? {} : { dueOn: moved(task.dueOn, days) }),
  ...(task.rhythm?.until === undefined ? {} : { rhythm: { ...task.rhythm, until: moved(task.rhythm.until, days) } }),
});

function daysOf(plan: Dated, choice: Extract<DatesChoice, { readonly mode: 'shift' }>): number | Refusal {
  if ((choice.days === undefined) === (choice.startsOn === undefined)) return refuse('campaign.shift_needed');
  if (choice.days !== undefined) return choice.days;
  const first = [...plan.phases.map((phase) => phase.startsOn ?? phase.endsOn), ...plan.tasks.map(lastDate)].filter((date) => date !== undefined).sort()[0];
  return first === undefined ? 0 : daysBetween(first, choice.startsOn ?? first);
}

/**
 * What a choice of dates would do, without doing it. Refuses with `campaign.dates_past` when dates would still lie in the past without being history,
 * `campaign.shift_needed`. Without a choice, past dates make it a backfill with open tasks.
 */
export function previewDates(plan: Dated, choice: DatesChoice | undefined, today: BeijingDate): DatesPreview | Refusal {
  const past = pastDates(plan, today);
  const chosen: DatesChoice = choice ?? (past.length > 0 ? { mode: 'backfill' } : { mode: 'asPlanned' });
  const days = chosen.mode === 'shift' ? daysOf(plan, chosen) : 0;
  if (typeof days !== 'number') return days;
  const phases = plan.phases.map((phase) => movedPhase(phase, days));
  const tasks = plan.tasks.map((task) => movedTask(task, days));
  if (chosen.mode !== 'backfill') {
    const still = pastDates({ phases, tasks }, today);
    if (still.length > 0) return refuse('campaign.dates_past', { count: still.length }, still);
  }
  const firstOpen = phases.findIndex((phase) => phase.endsOn === undefined || phase.endsOn >= today);
  const opens = chosen.mode !== 'backfill' ? 0 : firstOpen < 0 ? phases.length - 1 : firstOpen;
  return {
    ok: true,
    mode: chosen.mode,
    days,
    phases: phases.map((phase, index) => {
      const { startsOn, endsOn } = plan.phases[index] ?? {};
      return { ...phase, before: { ...(startsOn === undefined ? {} : { startsOn }), ...(endsOn === undefined ? {} : { endsOn }) }, history: index < opens };
    }),
    opens,
    tasks: tasks.map((task, index) => {
      const before = plan.tasks[index] ? lastDate(plan.tasks[index]) : undefined;
      const after = lastDate(task);
      const history = chosen.mode === 'backfill' && after !== undefined && after < today ? historyOf(task.number, chosen) : undefined;
      return { number: task.number, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }), ...(history ? { history } : {}) };
    }),
  };
}

function historyOf(number: string, choice: Extract<DatesChoice, { readonly mode: 'backfill' }>): 'open' | 'accepted' {
  if (choice.accepted?.includes(number)) return 'accepted';
  if (choice.open?.includes(number)) return 'open';
  return choice.past ?? 'open';
}
