import type { BulletinState } from '../domain/bulletin/state.ts';
import type { CampaignState } from '../domain/campaign/state.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { ConsultationState } from '../domain/consultation/state.ts';
import type { IndicatorState } from '../domain/indicator/state.ts';
import type { MeetingState } from '../domain/meeting/state.ts';
import type { OrgChange } from '../domain/org/growing.ts';
import type { ProcessState, ProcessType } from '../domain/process/definition.ts';
import type { Recorded } from '../domain/process/fact.ts';
import type { PersonState } from '../domain/register/person.ts';
import type { PostState } from '../domain/register/post.ts';
import type { UnitState } from '../domain/register/unit.ts';
import type { SupervisionState } from '../domain/supervision/state.ts';
import type { SurveyState } from '../domain/survey/state.ts';
import type { TaskState } from '../domain/task/state.ts';
import { definitionOf } from './definitions.ts';
import { projectAssessment } from './projection/assessment.ts';
import { projectBulletin } from './projection/bulletin.ts';
import { projectCalendarDays, projectCalendarYear } from './projection/calendar-year.ts';
import { projectCampaign } from './projection/campaign.ts';
import { casePlace, caseWords, projectCase, projectCaseActs, projectCaseText } from './projection/case.ts';
import { projectConsultation } from './projection/consultation.ts';
import { projectDelegation } from './projection/delegation.ts';
import { projectEvaluation } from './projection/evaluation.ts';
import { projectIndicator } from './projection/indicator.ts';
import { instantText } from './projection/instant.ts';
import { projectMeeting } from './projection/meeting.ts';
import { projectOutlet } from './projection/outlet.ts';
import { projectParty } from './projection/party.ts';
import { projectPerson } from './projection/person.ts';
import { projectPost } from './projection/post.ts';
import { projectFindings, projectSupervision } from './projection/supervision.ts';
import { projectSurvey } from './projection/survey.ts';
import { projectTask, projectTaskText, taskPlace, taskWords } from './projection/task.ts';
import { projectUnit } from './projection/unit.ts';

/** A read table that follows from a process's state alone. Columns are those of the table; instants are ISO texts. */
export interface Projection {
  readonly table: string;
  readonly key: readonly string[];
  readonly rows: (state: ProcessState) => readonly Record<string, unknown>[];
  /** Most steps leave its rows as they are: they are written only when what they follow from, which this answers, has changed. */
  readonly seldom?: (state: ProcessState) => unknown;
}

// Each projection is written for its own state; the ledger hands it only that.
const one = <S extends ProcessState>(table: string, row: (state: S) => object, key: readonly string[] = ['id']): Projection => ({
  table,
  key,
  rows: (state) => [row(state as S) as Record<string, unknown>],
});

// The same, for a table that most steps leave as it is: what its rows follow from.
const seldom = <S extends ProcessState>(projection: Projection, follows: (state: S) => unknown): Projection => ({ ...projection, seldom: (state) => follows(state as S) });

const projections: Record<ProcessType, readonly Projection[]> = {
  campaign: [one('campaign_record', projectCampaign)],
  task: [one('task_record', projectTask), seldom(one('task_text', projectTaskText), taskWords)],
  case: [
    one('case_record', projectCase),
    seldom(one('case_text', projectCaseText), caseWords),
    seldom({ table: 'case_act', key: ['case_id', 'kind', 'number'], rows: (state) => projectCaseActs(state as CaseState) }, projectCaseActs),
  ],
  meeting: [one('meeting_record', projectMeeting)],
  supervision: [
    one('supervision_record', projectSupervision),
    seldom({ table: 'finding_record', key: ['supervision_id', 'number'], rows: (state) => projectFindings(state as SupervisionState) }, projectFindings),
  ],
  indicator: [one('indicator_record', projectIndicator)],
  survey: [one('survey_record', projectSurvey)],
  evaluation: [one('evaluation_record', projectEvaluation)],
  assessment: [one('assessment_record', projectAssessment)],
  consultation: [one('consultation_record', projectConsultation)],
  unit: [one('unit_record', projectUnit)],
  person: [one('person_record', projectPerson)],
  post: [one('post_record', projectPost)],
  party: [one('party_record', projectParty)],
  delegation: [one('delegation_record', projectDelegation)],
  // Read by nobody but as what happened.
  orgImport: [],
  bulletin: [one('bulletin_record', projectBulletin)],
  outlet: [one('outlet_record', projectOutlet)],
  // At most one for each kind of document of a unit, found by its id.
  template: [],
  calendarYear: [
    one('calendar_year', projectCalendarYear, ['year']),
    { table: 'calendar_day', key: ['date'], rows: (state) => projectCalendarDays(state as Parameters<typeof projectCalendarDays>[0]) as unknown as Record<string, unknown>[] },
  ],
};

export const projectionsOf = (type: ProcessType): readonly Projection[] => projections[type];

/** Types whose change makes the cached org or calendar stale. */
export const worldPart = (type: ProcessType): 'org' | 'calendar' | undefined =>
  type === 'unit' || type === 'person' || type === 'post' || type === 'delegation' || type === 'orgImport' ? 'org' : type === 'calendarYear' ? 'calendar' : undefined;

/** True for a fact after which a person's sessions, tokens and calendar link open nothing any more: whoever comes back signs in anew. */
export const endsAccess = (type: ProcessType, fact: string): boolean => type === 'person' && ['personHandedOver', 'personDeactivated', 'passwordIssued'].includes(fact);

/** What a register's record is to the org; undefined for types that are no part of it. */
export function orgChange(type: ProcessType, state: ProcessState): OrgChange | undefined {
  // Each state has what the org keeps of it.
  if (type === 'unit') return { unit: state as UnitState };
  if (type === 'post') return { post: state as PostState };
  return type === 'person' ? { person: state as PersonState } : undefined;
}

// Registers have lists of their own order: apart from tasks (from 0 on) and from what is listed by its beginning (moments, far below).
const noPlace = -1;
// Where a process stands in lists of its type, from a field that no fact changes once it is set.
const places: Partial<Record<ProcessType, (state: ProcessState) => number>> = {
  task: (state) => taskPlace(state as TaskState),
  case: (state) => casePlace(state as CaseState),
  campaign: (state) => -(state as CampaignState).launchedAt,
  meeting: (state) => -(state as MeetingState).convenedAt,
  supervision: (state) => -(state as SupervisionState).plannedAt,
  indicator: (state) => -(state as IndicatorState).establishedAt,
  survey: (state) => -(state as SurveyState).begunAt,
  consultation: (state) => -(state as ConsultationState).askedAt,
  bulletin: (state) => -(state as BulletinState).draftedAt,
};

/** How units take part, as rows of `participation`. */
export function participationRows(type: ProcessType, state: ProcessState): readonly Record<string, unknown>[] {
  const place = places[type]?.(state) ?? noPlace;
  return definitionOf(type)
    .participants(state)
    .map((one) => ({ process_id: state.id, unit_id: one.unitId, relation: one.as, place }));
}

/** The open deadlines of a state as rows of `deadline_record`. */
export const deadlineRows = (state: ProcessState): readonly Record<string, unknown>[] =>
  state.deadlines.map((deadline) => ({
    process_id: state.id,
    seq: deadline.seq,
    kind: deadline.kind,
    due_on: deadline.dueOn ?? null,
    due_at: instantText(deadline.dueAt),
    provisional: deadline.basis.provisional === true,
    paused: deadline.pausedAt !== undefined,
    rung: deadline.reached.at(-1)?.rung ?? null,
  }));

/** Ids of attachments that facts name, wherever a field is called `evidence`. */
export function attachmentsNamed(facts: readonly Recorded[]): readonly string[] {
  const ids = new Set<string>();
  const visit = (value: unknown, key: string): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, key);
    else if (typeof value === 'string') {
      if (key === 'evidence') ids.add(value);
    } else if (typeof value === 'object' && value !== null) for (const [name, item] of Object.entries(value)) visit(item, name === 'id' && key === 'evidence' ? key : name);
  };
  for (const { fact } of facts) visit(fact, '');
  return [...ids];
}
