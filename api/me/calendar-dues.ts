import type { AssessmentState } from '../../domain/assessment/state.ts';
import type { BulletinState } from '../../domain/bulletin/state.ts';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { type Manner, owedTable, owingOf } from '../../domain/chase/owing.ts';
import { waitedFor } from '../../domain/chase/waited.ts';
import type { ConsultationState } from '../../domain/consultation/state.ts';
import type { EvaluationState } from '../../domain/evaluation/state.ts';
import type { IndicatorState } from '../../domain/indicator/state.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import { standsFor } from '../../domain/policy/relation.ts';
import { system } from '../../domain/process/actor.ts';
import type { ProcessState, TimedType } from '../../domain/process/definition.ts';
import type { SupervisionState } from '../../domain/supervision/state.ts';
import type { SurveyState } from '../../domain/survey/state.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { type Moment, nothingLooked, worldOf } from '../../ledger/world.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import type { Language } from '../http/language.ts';
import { owedSql } from '../list/owed.ts';
import { binder } from '../list/source.ts';
import type { Due } from './calendar.ts';

type Ledger = Pick<LedgerDoor, 'pool'>;

/** Deadlines of one feed: beyond it a calendar shows nothing any more. */
const mostDues = 1_000;

/** A calendar shows all that is owed, in whichever manner. */
const manners: readonly Manner[] = ['whole', 'beside'];
const parts = [...new Set(owedTable.map(({ by }) => by))];

interface Row {
  readonly type: TimedType;
  readonly state: ProcessState;
  readonly kind: string;
  readonly due_on: string | null;
  readonly due_at: Date;
  readonly moved_at: Date;
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** What a process is about, on one line. A case by its number alone: its title may name people, and a calendar is shown to whoever looks over one's shoulder. */
const subjects: { readonly [T in TimedType]: (state: ProcessState, kind: string) => string } = {
  campaign: (state, kind) => {
    const { title, phases, current } = state as CampaignState;
    return kind === 'phaseEnd' ? `${phases[current]?.name ?? ''}（${title}）` : title;
  },
  task: (state) => `${(state as TaskState).number} ${(state as TaskState).content}`,
  case: (state) => (state as CaseState).number,
  meeting: (state) => (state as MeetingState).title,
  supervision: (state) => (state as SupervisionState).title,
  indicator: (state) => `${(state as IndicatorState).number} ${(state as IndicatorState).name}`,
  survey: (state) => (state as SurveyState).name,
  evaluation: (state) => (state as EvaluationState).title,
  assessment: (state) => (state as AssessmentState).title,
  consultation: (state) => (state as ConsultationState).title,
  bulletin: (state) => (state as BulletinState).title,
};

function wordsOf({ type, state, kind }: Pick<Row, 'type' | 'state' | 'kind'>, language: Language): { readonly summary: string; readonly description: string } {
  const name = owingOf(type, kind)?.name[language] ?? kind;
  const subject = subjects[type](state, kind);
  if (type === 'case') return { summary: `${name}：${subject}`, description: name };
  const rule = state.deadlines.find((deadline) => deadline.kind === kind)?.basis.rule[language];
  const standard = type === 'task' ? (state as TaskState).standard : undefined;
  return { summary: `${name}：${short(subject)}`, description: [subject, standard, rule].filter((line) => line !== undefined).join('\n') };
}

/** False for units that have answered while others are still waited for. */
function isStillOwed({ type, state, kind }: Row, units: readonly string[], moment: Moment): boolean {
  const waited = waitedFor(type, kind, state, worldOf(moment, moment.now, moment.now, system, nothingLooked));
  return waited?.some((unitId) => units.includes(unitId)) ?? true;
}

/** These units and those whose work they took over. */
export const unitsFor = (unitIds: readonly string[], { org }: Moment): readonly string[] => [...new Set(unitIds.flatMap((unitId) => standsFor(unitId, org)))];

/** What is due from these units, the next first. A planned visit stands in the calendar as itself. */
export async function duesOf({ pool }: Ledger, units: readonly string[], moment: Moment, language: Language): Promise<readonly Due[]> {
  const values: unknown[] = [];
  const bind = binder(values);
  const own = bind(units);
  const { rows } = await pool.query<Row>({
    name: 'calendar-dues',
    text: `SELECT p.type, p.state, d.kind, d.due_on, d.due_at, p.moved_at
 FROM (SELECT DISTINCT v.process_id FROM participation v WHERE v.unit_id = ANY(${own}::uuid[]) AND v.relation = ANY(${bind(parts)})) k
 JOIN deadline_record d ON d.process_id = k.process_id JOIN process p ON p.id = k.process_id
 WHERE NOT p.closed AND NOT d.paused AND NOT (p.type = 'supervision' AND d.kind = 'visit') AND ${owedSql(bind, { type: 'p.type', process: 'p.id', kind: 'd.kind' }, own, manners)}
 ORDER BY d.due_at, p.id, d.kind LIMIT ${bind(mostDues)}`,
    values,
  });
  return rows.flatMap((row) => {
    if (!isStillOwed(row, units, moment)) return [];
    const { state, kind, due_on: dueOn, due_at: dueAt, moved_at: movedAt } = row;
    return [{ processId: state.id, kind, version: state.version, dueAt: dueAt.getTime(), dueOn, movedAt: movedAt.getTime(), ...wordsOf(row, language) }];
  });
}

/** Extensions that these units are to decide on: with the date that they would replace, on the day they were asked where that has passed. */
export async function extensionsOf({ pool }: Ledger, units: readonly string[], language: Language): Promise<readonly Due[]> {
  const values: unknown[] = [];
  const bind = binder(values);
  const { rows } = await pool.query<{ readonly state: TaskState; readonly moved_at: Date }>({
    name: 'calendar-extensions',
    text: `SELECT p.state, p.moved_at FROM process p WHERE p.type = 'task' AND p.state ? 'extension'
 AND ${owedSql(bind, { type: 'p.type', process: 'p.id', kind: "'extension'" }, bind(units), manners)} ORDER BY p.id LIMIT ${bind(mostDues)}`,
    values,
  });
  return rows.flatMap(({ state, moved_at: movedAt }) => {
    const { extension, due, id, version } = state;
    if (!extension) return [];
    const at = Math.max(due?.dueAt ?? 0, extension.at);
    const { summary } = wordsOf({ type: 'task', state, kind: 'extension' }, language);
    const description = `${subjects.task(state, 'task')}\n${extension.reason}`;
    return [{ processId: id, kind: 'extension', version, dueAt: at, dueOn: beijingDateOf(at), movedAt: movedAt.getTime(), summary, description }];
  });
}
