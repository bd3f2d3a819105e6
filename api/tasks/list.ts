import type { z } from 'zod';
import { z as zod } from 'zod';
import type { TaskState } from '../../domain/task/state.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Asker } from '../http/asker.ts';
import { decodeCursor, limitOf } from '../http/keyset.ts';
import type { Language } from '../http/language.ts';
import { sightOf, visibleProcess } from '../http/sight.ts';
import { literal, pageOfRecords, type RegisterDeps } from '../register/record.ts';
import { presentTaskItem } from './presenter.ts';
import type { TaskQuery } from './schema.ts';

/** The plan's order and the id; several campaigns mix by order. */
const cursorOf = zod.tuple([zod.int().min(0).max(2_147_483_647), zod.uuid()]);
const done = ['accepted', 'cancelled'];

function filters(query: z.output<typeof TaskQuery>, now: number): Prisma.TaskRecordWhereInput[] {
  const { stage, phase, kind, leadUnitId, parentTaskId, section, campaignId, open, rung, reached, overdue, q } = query;
  return [
    {
      ...(stage === undefined ? {} : { stage }),
      ...(phase === undefined ? {} : { phase }),
      ...(kind === undefined ? {} : { kind }),
      ...(leadUnitId === undefined ? {} : { leadUnitId }),
      ...(parentTaskId === undefined ? {} : { parentTaskId }),
      ...(section === undefined ? {} : { section }),
      ...(campaignId === undefined ? {} : { campaignId }),
      ...(rung === undefined ? {} : { rung }),
    },
    open === undefined ? {} : { stage: open === 'true' ? { notIn: done } : { in: done } },
    reached === undefined ? {} : { rung: reached === 'true' ? { not: null } : null },
    overdue === undefined ? {} : { dueAt: { lt: new Date(now) }, stage: { in: ['issued', 'signed', 'returned'] } },
    q === undefined ? {} : { OR: [{ number: { contains: literal(q) } }, { content: { contains: literal(q) } }] },
  ];
}

/** A page of the tasks that the asker sees, in the plan's order. */
export async function listTasks({ prisma }: Pick<RegisterDeps, 'prisma'>, query: z.output<typeof TaskQuery>, asker: Asker, moment: Moment, language: Language) {
  const limit = limitOf(query);
  const after = decodeCursor(query.cursor, cursorOf);
  const rows = await prisma.taskRecord.findMany({
    where: {
      AND: [
        { process: visibleProcess(sightOf(asker, 'task', moment)) },
        ...filters(query, moment.now),
        after ? { OR: [{ order: { gt: after[0] } }, { order: after[0], id: { gt: after[1] } }] } : {},
      ],
    },
    orderBy: [{ order: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    select: { id: true, order: true },
  });
  return await pageOfRecords(
    prisma,
    rows,
    limit,
    (row) => [row.order, row.id],
    (state: TaskState) => presentTaskItem(state, { now: moment.now, org: moment.org, language }),
  );
}
