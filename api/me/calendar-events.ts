import type { MeetingState } from '../../domain/meeting/state.ts';
import type { ProcessState } from '../../domain/process/definition.ts';
import type { SupervisionState } from '../../domain/supervision/state.ts';
import { instantText } from '../../ledger/projection/instant.ts';
import type { Moment } from '../../ledger/world.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import type { Language } from '../http/language.ts';
import type { CalendarEvent } from './calendar.ts';

/** Meetings and visits of one feed. */
const mostEvents = 500;

interface Row {
  readonly type: 'meeting' | 'supervision';
  readonly state: ProcessState;
  readonly relations: readonly string[];
  readonly moved_at: Date;
}

const names = {
  meeting: { zh: '会议', en: 'Meeting' },
  visit: { zh: '督导检查', en: 'Supervision visit' },
} as const;

/** Whoever sits in these units, and is this person. */
interface Attending {
  readonly units: readonly string[];
  readonly personId: string;
}

/** A meeting is the office's and that of each invited unit which has not said that it stays away; the leading group attends its own. */
function meetingOf(meeting: MeetingState, { relations, moved_at: movedAt }: Row, { units }: Attending, language: Language): readonly CalendarEvent[] {
  const invited = meeting.unitIds.filter((unitId) => units.includes(unitId));
  const comes = invited.some((unitId) => meeting.replies.find((reply) => reply.unitId === unitId)?.attends !== false);
  if (!comes && !relations.includes('office') && !(relations.includes('leadingGroup') && meeting.kind === 'leadingGroup')) return [];
  return [
    {
      processId: meeting.id,
      kind: 'meeting',
      version: meeting.version,
      dueAt: meeting.day.dueAt,
      dueOn: meeting.day.dueOn ?? null,
      movedAt: movedAt.getTime(),
      summary: `${names.meeting[language]}：${meeting.title}`,
      description: [meeting.title, ...meeting.agenda.map(({ title }, index) => `${index + 1}. ${title}`)].join('\n'),
      status: meeting.stage === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
      ...(meeting.place === undefined ? {} : { location: meeting.place }),
    },
  ];
}

/** A planned visit is the office's, each member's of its team, and that of a visited unit which may know of it: of an unannounced visit it takes no part before it was made. */
function visitOf(visit: SupervisionState, { relations, moved_at: movedAt }: Row, { personId }: Attending, language: Language): readonly CalendarEvent[] {
  if (!relations.includes('office') && !relations.includes('addressee') && !visit.team.includes(personId)) return [];
  return [
    {
      processId: visit.id,
      kind: 'visit',
      version: visit.version,
      dueAt: visit.planned.dueAt,
      dueOn: visit.planned.dueOn ?? null,
      movedAt: movedAt.getTime(),
      summary: `${names.visit[language]}：${visit.title}`,
      description: [visit.title, visit.scope].join('\n'),
      status: visit.stage === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
    },
  ];
}

/** Meetings and visits to come, the next first. One that was called off stays, as cancelled, until its day: a calendar that keeps what a feed no longer has learns of it. */
export async function eventsOf({ pool }: Pick<LedgerDoor, 'pool'>, attending: Attending, { now }: Moment, language: Language): Promise<readonly CalendarEvent[]> {
  const { rows } = await pool.query<Row>({
    name: 'calendar-events',
    text: `SELECT p.type, p.state, p.moved_at, array_agg(v.relation ORDER BY v.relation) AS relations
 FROM participation v JOIN process p ON p.id = v.process_id LEFT JOIN meeting_record m ON m.id = p.id LEFT JOIN supervision_record s ON s.id = p.id
 WHERE v.unit_id = ANY($1::uuid[]) AND v.relation IN ('office', 'leadingGroup', 'addressee', 'supporting') AND v.place < 0 AND p.type IN ('meeting', 'supervision')
  AND (p.stage IN ('convened', 'planned') OR p.stage = 'cancelled' AND coalesce(m.due_at, s.due_at) > $2::timestamptz)
 GROUP BY p.id, m.due_at, s.due_at ORDER BY coalesce(m.due_at, s.due_at), p.id LIMIT $3`,
    values: [attending.units, instantText(now), mostEvents],
  });
  return rows.flatMap((row) =>
    row.type === 'meeting' ? meetingOf(row.state as MeetingState, row, attending, language) : visitOf(row.state as SupervisionState, row, attending, language),
  );
}
