import { z } from 'zod';
import type { PersonState } from '../../domain/register/person.ts';
import { decodeCursor, limitOf, pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking } from '../list/page.ts';
import { after, literal, pageOfRecords, type RegisterDeps, searchText, textCursor } from '../register/record.ts';

/** Filters of the list. */
export const PersonQuery = z.strictObject({
  ...pageQuery,
  q: searchText,
  unitId: id.optional().meta({ description: 'Holders of posts in this unit' }),
  active: z.enum(['true', 'false']).optional(),
});

interface Query {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly q?: string | undefined;
  readonly unitId?: string | undefined;
  readonly active?: 'true' | 'false' | undefined;
}

/** A page of the people, in order of name, each shaped by `present`. */
export async function peoplePage<V>({ prisma }: Pick<RegisterDeps, 'prisma'>, query: Query, { asker, moment }: Asking, present: (state: PersonState) => V) {
  const limit = limitOf(query);
  const holders =
    query.unitId === undefined ? undefined : await prisma.postRecord.findMany({ where: { unitId: query.unitId, personId: { not: null } }, select: { personId: true } });
  const rows = sightOf(asker, 'person', moment).all
    ? await prisma.personRecord.findMany({
        where: {
          AND: [
            query.q === undefined ? {} : { name: { contains: literal(query.q) } },
            query.active === undefined ? {} : { active: query.active === 'true' },
            holders === undefined ? {} : { id: { in: holders.flatMap((post) => post.personId ?? []) } },
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
