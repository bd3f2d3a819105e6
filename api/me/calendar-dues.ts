import type { AssessmentState } from '../../domain/assessment/state.ts';
import type { BulletinState } from '../../domain/bulletin/state.ts';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { withoutLiaisonOfficer } from '../../domain/campaign/liaison.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { owedAs, owingOf } from '../../domain/chase/owing.ts';
import type { ConsultationState } from '../../domain/consultation/state.ts';
import { silentUnits as unansweredBy } from '../../domain/consultation/units.ts';
import type { EvaluationState } from '../../domain/evaluation/state.ts';
import type { IndicatorState } from '../../domain/indicator/state.ts';
import { type MeetingState, silentUnits } from '../../domain/meeting/state.ts';
import { standsFor } from '../../domain/policy/relation.ts';
import { system } from '../../domain/process/actor.ts';
import { type ProcessState, participations, type TimedType } from '../../domain/process/definition.ts';
import type { SupervisionState } from '../../domain/supervision/state.ts';
import type { SurveyState } from '../../domain/survey/state.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { type Moment, nothingLooked, worldOf } from '../../ledger/world.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import type { Language } from '../http/language.ts';
import type { Due } from './calendar.ts';

type Ledger = Pick<LedgerDoor, 'pool'>;

/** Deadlines of one feed: beyond it a calendar shows nothing any more. */
const mostDues = 1_000;

/** Who owes what (domain/chase/owing.ts), as the query compares it. A planned visit stands in the calendar as itself. */
const owings = participations.flatMap((participation) =>
  owedAs(participation).flatMap(({ type, kinds }) => kinds.filter((kind) => type !== 'supervision' || kind !== 'visit').map((kind) => `${participation} ${type} ${kind}`)),
);

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

/** False for a unit that has answered while others are still waited for, and for an office in whose stead another unit decides. */
function isOwedBy({ type, state, kind }: Row, units: readonly string[], moment: Moment): boolean {
  const any = (late: readonly string[]): boolean => late.some((unitId) => units.includes(unitId));
  if (type === 'meeting' && kind === 'reply') return any(silentUnits(state as MeetingState));
  if (type === 'consultation' && kind === 'opinions') return any(unansweredBy(state as ConsultationState));
  if (type === 'campaign' && kind === 'liaison') return any(withoutLiaisonOfficer(state as CampaignState, worldOf(moment, moment.now, moment.now, system, nothingLooked)));
  if (type === 'task' && kind === 'review') return any([(state as TaskState).assignerUnitId ?? (state as TaskState).officeUnitId]);
  return true;
}

/** These units and those whose work they took over. */
export const unitsFor = (unitIds: readonly string[], { org }: Moment): readonly string[] => [...new Set(unitIds.flatMap((unitId) => standsFor(unitId, org)))];

/** What is due from these units, the next first. */
export async function duesOf({ pool }: Ledger, units: readonly string[], moment: Moment, language: Language): Promise<readonly Due[]> {
  const { rows } = await pool.query<Row>({
    name: 'calendar-dues',
    text: `SELECT DISTINCT ON (d.due_at, p.id, d.kind) p.type, p.state, d.kind, d.due_on, d.due_at, p.moved_at
 FROM participation v JOIN deadline_record d ON d.process_id = v.process_id JOIN process p ON p.id = v.process_id
 WHERE v.unit_id = ANY($1::uuid[]) AND v.relation || ' ' || p.type || ' ' || regexp_replace(d.kind, '[.:-].*', '') = ANY($2) AND NOT p.closed AND NOT d.paused
  AND CASE WHEN position(':' IN d.kind) > 0 THEN split_part(d.kind, ':', 2) = ANY($3::text[]) ELSE v.relation <> 'supporting' END
 ORDER BY d.due_at, p.id, d.kind LIMIT $4`,
    values: [units, owings, units, mostDues],
  });
  return rows.flatMap((row) => {
    if (!isOwedBy(row, units, moment)) return [];
    const { state, kind, due_on: dueOn, due_at: dueAt, moved_at: movedAt } = row;
    return [{ processId: state.id, kind, version: state.version, dueAt: dueAt.getTime(), dueOn, movedAt: movedAt.getTime(), ...wordsOf(row, language) }];
  });
}

const extensionName = { zh: '延期申请待决定', en: 'extension to decide on' } as const;

/** Extensions that these units are to decide on: with the date that they would replace, on the day they were asked where that has passed. */
export async function extensionsOf({ pool }: Ledger, units: readonly string[], language: Language): Promise<readonly Due[]> {
  const { rows } = await pool.query<{ readonly state: TaskState; readonly moved_at: Date }>({
    name: 'calendar-extensions',
    text: `SELECT p.state, p.moved_at FROM process p WHERE p.type = 'task' AND p.state ? 'extension'
 AND EXISTS (SELECT 1 FROM participation v WHERE v.process_id = p.id AND v.unit_id = ANY($1::uuid[]) AND v.relation IN ('office', 'assigner')) ORDER BY p.id LIMIT $2`,
    values: [units, mostDues],
  });
  return rows.flatMap(({ state, moved_at: movedAt }) => {
    const { extension, due, id, version } = state;
    if (!extension || !units.includes(state.assignerUnitId ?? state.officeUnitId)) return [];
    const at = Math.max(due?.dueAt ?? 0, extension.at);
    const subject = subjects.task(state, 'task');
    return [
      {
        processId: id,
        kind: 'extension',
        version,
        dueAt: at,
        dueOn: beijingDateOf(at),
        movedAt: movedAt.getTime(),
        summary: `${extensionName[language]}：${short(subject)}`,
        description: `${subject}\n${extension.reason}`,
      },
    ];
  });
}
