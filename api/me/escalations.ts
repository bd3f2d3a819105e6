import { z } from 'zod';
import { beijingDateOf, daysBetween } from '../../domain/calendar/beijing.ts';
import { answeringFor, isEscalation } from '../../domain/chase/answering.ts';
import { owes } from '../../domain/chase/owing.ts';
import { rungName } from '../../domain/chase/rungs.ts';
import { waitedFor } from '../../domain/chase/waited.ts';
import { maySee } from '../../domain/policy/policy.ts';
import { system } from '../../domain/process/actor.ts';
import { timedTypes } from '../../domain/process/definition.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { definitionOf, participantsAt } from '../../ledger/definitions.ts';
import { type Looked, type Moment, nothingLooked, worldOf } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { cursorMoment, decodeCursor, encodeCursor, limitOf, pageOf, pageQuery } from '../http/keyset.ts';
import type { Language } from '../http/language.ts';
import { id } from '../http/params.ts';
import { personRef, reference, unitRef } from '../http/reference.ts';
import { type Route, route } from '../http/route.ts';
import { stepsFor } from '../http/steps.ts';
import { iso } from '../http/time.ts';
import { recipient } from '../notifications/list.ts';
import { deadlineName } from '../process/deadline.ts';
import { titleOf } from '../process/title.ts';
import { allowedField, presentSteps } from '../register/record.ts';
import { lookAround } from './dues.ts';
import type { OwedRow } from './owed-now.ts';

const time = z.string().meta({ format: 'date-time' });

/** Something overdue that a ladder brought before the asker, and that is still open. */
const Escalation = z
  .strictObject({
    process: z.strictObject({ type: z.enum(timedTypes), id: z.string(), number: z.string().nullable(), title: z.string() }),
    kind: z.string(),
    name: z.string().meta({ description: 'The step that is late, in words' }),
    dueOn: z.string().nullable(),
    dueAt: time,
    daysOver: z.int().meta({ description: 'Days since the due day, by Beijing dates' }),
    reachedAt: time.meta({ description: 'When the ladder told the asker' }),
    rung: z.strictObject({ rung: z.string(), name: z.string() }).nullable().meta({ description: 'The last rung reached of its ladder' }),
    late: z.array(reference).meta({ description: 'The units that are late' }),
    officers: z
      .array(z.strictObject({ person: reference, unit: reference }))
      .meta({ description: 'Who answers for it there: the officers of a case, else the holders of the posts' }),
    ...allowedField,
  })
  .meta({ id: 'Escalation' });

const cursorKey = z.tuple([cursorMoment, id]);

interface Row extends Omit<OwedRow, 'unitId'> {
  readonly id: string;
  /** The unit that was told. */
  readonly unit_id: string;
  readonly post_id: string;
  readonly created_at: Date;
}

/** The newest notice by which a ladder told the asker, of each deadline that is open and past; newest first. */
async function toldOf(pool: LedgerDoor['pool'], asker: Asker, after: z.output<typeof cursorKey> | undefined, limit: number): Promise<readonly Row[]> {
  const values: unknown[] = [...recipient(asker), limit];
  const further =
    after === undefined
      ? ''
      : ` AND n.created_at <= to_timestamp($${values.push(after[0])}::float8 / 1000) AND (n.created_at < to_timestamp($${values.length}::float8 / 1000) OR n.id > $${values.push(after[1])}::uuid)`;
  const { rows } = await pool.query<Row>(
    `SELECT n.id, n.post_id, n.unit_id, n.created_at, p.type, p.state, p.number, d.kind, d.due_on, d.due_at, d.rung
 FROM notice n JOIN deadline_record d ON d.process_id = n.process_id AND d.kind = n.deadline_kind AND d.seq = n.fact_seq JOIN process p ON p.id = n.process_id
 WHERE n.person_id = $1 AND ($2::uuid IS NULL OR n.post_id = $2) AND n.is_rung AND NOT d.paused AND d.due_at <= n.created_at AND NOT p.closed
  AND NOT EXISTS (SELECT 1 FROM notice m WHERE m.person_id = n.person_id AND m.process_id = n.process_id AND m.fact_seq = n.fact_seq AND m.deadline_kind = n.deadline_kind
   AND m.is_rung AND (m.created_at, n.id) > (n.created_at, m.id))${further}
 ORDER BY n.created_at DESC, n.id LIMIT $3`,
    values,
  );
  return rows;
}

/** The units that are still late by a deadline. */
function lateUnits({ type, state, kind }: Row, moment: Moment): readonly string[] {
  const participants = participantsAt(type, state, moment.now);
  const units = [...new Set([...participants.map(({ unitId }) => unitId), ...(kind.includes(':') ? [kind.split(':')[1] ?? ''] : [])])];
  const waiting = waitedFor(type, kind, state, worldOf(moment, moment.now, moment.now, system, nothingLooked));
  return units.filter((unitId) => owes([unitId], type, kind, participants, ['whole', 'beside']) && (waiting?.includes(unitId) ?? true));
}

/** 上报给我的: what ladders brought before me. */
export const escalationRoutes = ({ ledger }: { readonly ledger: LedgerDoor }): readonly Route[] => {
  const present = (row: Row, late: readonly string[], asker: Asker, moment: Moment, looked: Looked, language: Language) => {
    const { type, state, kind, number, rung } = row;
    const actors = asker.actors.filter((actor) => maySee(actor, type, participantsAt(type, state, moment.now), moment.org));
    return {
      process: { type, id: state.id, number, title: titleOf(type, state) },
      kind,
      name: deadlineName(type, kind, language, (state as Partial<TaskState>).stage),
      dueOn: row.due_on,
      dueAt: iso(row.due_at.getTime()),
      daysOver: daysBetween(row.due_on ?? beijingDateOf(row.due_at.getTime()), beijingDateOf(moment.now)),
      reachedAt: iso(row.created_at.getTime()),
      rung: rung === null ? null : { rung, name: rungName(rung)[language] },
      late: late.map((unitId) => unitRef(unitId, moment.org)),
      officers: answeringFor(type, state, late, moment).map(({ personId, unitId }) => ({ person: personRef(personId, moment.org), unit: unitRef(unitId, moment.org) })),
      allowed: presentSteps(type, stepsFor(definitionOf(type), { state, actors }, moment, looked), language),
    };
  };
  return [
    route(
      {
        method: 'get',
        path: '/api/v1/me/escalations',
        summary: '上报给我的 What is overdue and was brought before me by a ladder, and is still open; what reached me last first',
        description:
          'Each deadline once, while it runs: with the units that are late, who answers for it there, by how many days it is over, and what one may do with its record (`allowed`). What a ladder told those who do the work themselves is no escalation. A page may be shorter than asked for though more follows.',
        tags: ['me'],
        query: z.strictObject(pageQuery),
        response: pageOf(Escalation),
        problems: ['request.cursor_invalid'],
      },
      async ({ query, asker, moment, language }) => {
        const limit = limitOf(query);
        const found = await toldOf(ledger.pool, asker, decodeCursor(query.cursor, cursorKey), limit + 1);
        const shown = found
          .slice(0, limit)
          .map((row) => ({ row, late: lateUnits(row, moment) }))
          .filter(({ row, late }) => late.length > 0 && isEscalation({ unitId: row.unit_id, role: moment.org.post(row.post_id)?.role }, late))
          .filter(({ row: { type, state } }) => asker.actors.some((actor) => maySee(actor, type, participantsAt(type, state, moment.now), moment.org)));
        const around = await lookAround(
          ledger.pool,
          shown.map(({ row }) => row),
        );
        const last = found.length > limit ? found[limit - 1] : undefined;
        return {
          body: {
            items: shown.map(({ row, late }) => present(row, late, asker, moment, around(row), language)),
            next: last ? encodeCursor([last.created_at.getTime(), last.id]) : null,
          },
        };
      },
    ),
  ];
};
