import type { Org } from '../../domain/org/org.ts';
import type { TimedType } from '../../domain/process/definition.ts';
import type { ActorRef } from '../../domain/process/fact.ts';
import { type Language, say } from '../http/language.ts';
import { byRef, personRef, unitRef } from '../http/reference.ts';
import { iso, isoOrNull } from '../http/time.ts';
import type { NoticeRow } from '../notifications/presenter.ts';
import { deadlineName } from '../process/deadline.ts';
import { factName } from '../process/fact-names.ts';

/** A notice that chased, as it is read: with its process, how it left the building, and the fact that ended its deadline. */
export interface ChaseRow extends Omit<NoticeRow, 'urgent'> {
  readonly person_id: string;
  readonly post_id: string;
  readonly unit_id: string;
  readonly about_ids: readonly string[] | null;
  readonly process_type: TimedType;
  readonly campaign_id: string | null;
  readonly deadline_kind: string | null;
  /** Who did what the notice tells of; null for a rung. */
  readonly actor: ActorRef | null;
  /** Of a deadline that is open; null otherwise. */
  readonly paused: boolean | null;
  readonly ended_seq: number | null;
  readonly ended_type: string | null;
  readonly ended_at: Date | null;
  readonly ended_by: ActorRef | null;
  readonly deliveries: readonly { readonly channel: string; readonly state: string; readonly reason: string | null; readonly sentAt: number | null }[];
}

/** What people call the deadline chased; empty for an urging by hand. */
export const chasedName = (row: Pick<ChaseRow, 'process_type' | 'deadline_kind'>, language: Language): string =>
  row.deadline_kind === null ? '' : deadlineName(row.process_type, row.deadline_kind, language);

/** What became of the deadline chased. */
export const outcomeOf = ({ paused, ended_seq: seq }: Pick<ChaseRow, 'paused' | 'ended_seq'>): 'open' | 'paused' | 'ended' | undefined =>
  paused === null ? (seq === null ? undefined : 'ended') : paused ? 'paused' : 'open';

function presentEnding({ ended_seq: seq, ended_type: fact, ended_at: at, ended_by: by }: ChaseRow, org: Org, language: Language) {
  if (seq === null || fact === null || at === null) return null;
  return { fact, name: factName(fact, language), seq, at: iso(at.getTime()), person: by === null ? null : byRef(by, org) };
}

/** A chase in the reader's language. */
export function presentChase(row: ChaseRow, { org, language }: { readonly org: Org; readonly language: Language }) {
  const state = outcomeOf(row);
  return {
    id: row.id,
    at: iso(row.created_at.getTime()),
    kind: row.kind,
    rung: row.is_rung ? row.rung : null,
    process: { type: row.process_type, id: row.process_id, number: row.process_number },
    campaignId: row.campaign_id,
    taskIds: row.about_ids ?? [],
    deadline: row.deadline_kind === null ? null : { kind: row.deadline_kind, name: chasedName(row, language), dueAt: isoOrNull(row.due_at?.getTime()) },
    to: {
      person: personRef(row.person_id, org),
      post: { id: row.post_id, name: org.post(row.post_id)?.title ?? null },
      unit: unitRef(row.unit_id, org),
      insteadOf: row.instead_of,
    },
    by: row.actor === null ? null : byRef(row.actor, org),
    title: say(row.title, language),
    why: say(row.why, language),
    rule: say(row.rule, language),
    stops: say(row.stops, language),
    readAt: isoOrNull(row.read_at?.getTime()),
    deliveries: row.deliveries.map(({ sentAt, ...delivery }) => ({ ...delivery, sentAt: isoOrNull(sentAt) })),
    outcome: state === undefined ? null : { state, endedBy: presentEnding(row, org, language) },
  };
}
