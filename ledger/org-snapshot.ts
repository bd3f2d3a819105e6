import type pg from 'pg';
import type { Person, Post, Unit } from '../domain/org/org.ts';
import { createOrg, type OrgSnapshot } from '../domain/org/snapshot.ts';

type Stored<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> | null };

/** A row with its empty columns left out, as the domain writes absence. */
const present = <T extends object>(row: Stored<T>): T => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;

const ms = (column: string): string => `(extract(epoch FROM "${column}") * 1000)::float8`;

/** Units (in the order in which they were registered), people and posts as the read tables hold them; `version` is that of `world_version`, read in the same transaction. */
export async function loadOrg(client: Pick<pg.ClientBase, 'query'>, version: number): Promise<OrgSnapshot> {
  const units = await client.query<Stored<Unit>>(
    `SELECT u.id, u.name, u.short_name AS "shortName", u.aliases, u.kind, u.parent_id AS "parentId", ${ms('from')} AS "from", ${ms('until')} AS "until", u.successor_id AS "successorId",
 p.state->'names' AS names
 FROM unit_record u JOIN process p ON p.id = u.id ORDER BY p.opened_at, u.id`,
  );
  const people = await client.query<Stored<Person>>(
    `SELECT id, name, username, active, certificate_number AS "certificateNumber", certificate_expires_on AS "certificateExpiresOn" FROM person_record ORDER BY id`,
  );
  const posts = await client.query<Stored<Post>>(
    `SELECT r.id, r.unit_id AS "unitId", r.role, r.title, r.person_id AS "personId", r.deputy_post_id AS "deputyPostId", ${ms('from')} AS "from", ${ms('until')} AS "until",
 p.state->'tenures' AS tenures
 FROM post_record r JOIN process p ON p.id = r.id ORDER BY r.id`,
  );
  return createOrg({ version, units: units.rows.map(present), persons: people.rows.map(present), posts: posts.rows.map(present) });
}
