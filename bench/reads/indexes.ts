import type pg from 'pg';

/** Tables that are filled, none of which refers to another once the constraints are aside. */
const filled = [
  'process',
  'participation',
  'watch',
  'deadline_record',
  'fact',
  'notice',
  'task_record',
  'task_text',
  'case_record',
  'case_text',
  'case_act',
  'campaign_record',
  'party_record',
];

/** What brings the indexes and references back, in order. */
export type Aside = readonly string[];

/** Takes away what each inserted row would have to pay for; answers how to bring it back exactly as it was. */
export async function setIndexesAside(client: pg.ClientBase): Promise<Aside> {
  const references = await client.query<{ drop: string; make: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop, format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
 FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY($1)`,
    [filled],
  );
  const indexes = await client.query<{ drop: string; make: string }>(
    `SELECT format('DROP INDEX %s', i.indexrelid::regclass) AS drop, pg_get_indexdef(i.indexrelid) AS make FROM pg_index i
 WHERE i.indrelid::regclass::text = ANY($1) AND NOT i.indisprimary AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [filled],
  );
  for (const { drop } of [...references.rows, ...indexes.rows]) await client.query(drop);
  return [...indexes.rows, ...references.rows].map(({ make }) => make);
}

/** Brings them back. */
export async function restoreIndexes(client: pg.ClientBase, aside: Aside): Promise<void> {
  for (const make of aside) await client.query(make);
}
