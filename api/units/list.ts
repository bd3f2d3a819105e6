import { z } from 'zod';
import { type UnitKind, unitKinds } from '../../domain/org/org.ts';
import type { UnitState } from '../../domain/register/unit.ts';
import { decodeCursor, limitOf, pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking } from '../list/page.ts';
import { after, literal, pageOfRecords, type RegisterDeps, searchText, textCursor } from '../register/record.ts';

/** Filters of the list. */
export const UnitQuery = z.strictObject({
  ...pageQuery,
  q: searchText,
  kind: z.enum(unitKinds).optional(),
  parentId: id.optional(),
  living: z.enum(['true', 'false']).optional().meta({ description: 'Only units that exist (or only ended ones)' }),
});

interface Query {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly q?: string | undefined;
  readonly kind?: UnitKind | undefined;
  readonly parentId?: string | undefined;
  readonly living?: 'true' | 'false' | undefined;
}

/** A page of the units, in order of name, each shaped by `present`. */
export async function unitsPage<V>({ prisma }: Pick<RegisterDeps, 'prisma'>, query: Query, { asker, moment }: Asking, present: (state: UnitState) => V) {
  const limit = limitOf(query);
  const now = new Date(moment.now);
  const living = query.living === undefined ? {} : query.living === 'true' ? { OR: [{ until: null }, { until: { gt: now } }] } : { until: { lte: now } };
  const rows = sightOf(asker, 'unit', moment).all
    ? await prisma.unitRecord.findMany({
        where: {
          AND: [
            query.q === undefined ? {} : { OR: [{ name: { contains: literal(query.q) } }, { shortName: { contains: literal(query.q) } }] },
            query.kind === undefined ? {} : { kind: query.kind },
            query.parentId === undefined ? {} : { parentId: query.parentId },
            living,
            after('name', decodeCursor(query.cursor, textCursor)),
          ],
        },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: limit + 1,
        select: { id: true, name: true },
      })
    : [];
  return pageOfRecords(prisma, rows, limit, (row) => [row.name, row.id], present);
}
