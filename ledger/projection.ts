import type { ProcessState, ProcessType } from '../domain/process/definition.ts';
import type { Recorded } from '../domain/process/fact.ts';
import { projectCalendarDays, projectCalendarYear } from './projection/calendar-year.ts';
import { projectCampaign } from './projection/campaign.ts';
import { projectCase } from './projection/case.ts';
import { projectDelegation } from './projection/delegation.ts';
import { instantText } from './projection/instant.ts';
import { projectParty } from './projection/party.ts';
import { projectPerson } from './projection/person.ts';
import { projectPost } from './projection/post.ts';
import { projectTask } from './projection/task.ts';
import { projectUnit } from './projection/unit.ts';

/** A read table that follows from a process's state alone. Columns are those of the table; instants are ISO texts. */
export interface Projection {
  readonly table: string;
  readonly key: readonly string[];
  readonly rows: (state: ProcessState) => readonly Record<string, unknown>[];
}

// Each projection is written for its own state; the ledger hands it only that.
const one = <S extends ProcessState>(table: string, row: (state: S) => object, key: readonly string[] = ['id']): Projection => ({
  table,
  key,
  rows: (state) => [row(state as S) as Record<string, unknown>],
});

const projections: Record<ProcessType, readonly Projection[]> = {
  campaign: [one('campaign_record', projectCampaign)],
  task: [one('task_record', projectTask)],
  case: [one('case_record', projectCase)],
  unit: [one('unit_record', projectUnit)],
  person: [one('person_record', projectPerson)],
  post: [one('post_record', projectPost)],
  party: [one('party_record', projectParty)],
  delegation: [one('delegation_record', projectDelegation)],
  calendarYear: [
    one('calendar_year', projectCalendarYear, ['year']),
    { table: 'calendar_day', key: ['date'], rows: (state) => projectCalendarDays(state as Parameters<typeof projectCalendarDays>[0]) as unknown as Record<string, unknown>[] },
  ],
};

export const projectionsOf = (type: ProcessType): readonly Projection[] => projections[type];

/** Types whose change makes the cached org or calendar stale. */
export const worldPart = (type: ProcessType): 'org' | 'calendar' | undefined =>
  type === 'unit' || type === 'person' || type === 'post' || type === 'delegation' ? 'org' : type === 'calendarYear' ? 'calendar' : undefined;

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
