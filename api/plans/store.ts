import { createHash } from 'node:crypto';
import type pg from 'pg';
import { mostRounds } from '../../domain/consultation/state.ts';
import type { FilledDraft } from '../../domain/plan/fill.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { Asker } from '../http/asker.ts';
import { HttpProblem } from '../http/problem.ts';

/** A plan draft as it is stored. */
export interface StoredPlan {
  readonly id: string;
  readonly unitId: string;
  readonly version: number;
  readonly content: FilledDraft;
  readonly sourceHash: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** The campaign launched from it. */
  readonly launchedAs: string | null;
}

interface Row extends Omit<StoredPlan, 'version'> {
  readonly version: number;
}

/** A UUID that the same text always gives. RFC 9562, version 8. */
function idOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The id of the campaign that a plan becomes: always the same, so that one plan is launched once whatever happens in between. */
export const campaignIdOf = (planId: string): string => idOf(`duban campaign of plan ${planId}`);

/** The ids that the rounds of consulting units about a plan have, in order: whoever launches it, or asks again, knows them all. */
export const roundIdsOf = (planId: string): readonly string[] => Array.from({ length: mostRounds }, (_, index) => idOf(`duban consultation ${index + 1} of plan ${planId}`));

/** The asker's post in an office; plans are the office's work. 403 `policy.forbidden`. */
export function officeActor(asker: Asker, command: string): Actor & { readonly unitId: string } {
  const actor = asker.actors.find((one) => one.role === 'office');
  if (actor?.unitId === undefined) throw new HttpProblem('policy.forbidden', { params: { command } });
  return { ...actor, unitId: actor.unitId };
}

const columns = `d.id, d.unit_id AS "unitId", d.version, d.content, d.source_hash AS "sourceHash", d.created_at AS "createdAt", d.updated_at AS "updatedAt"`;

async function launched(client: Pick<pg.ClientBase, 'query'>, planId: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>({ name: 'plan-launched', text: 'SELECT id FROM process WHERE id = $1', values: [campaignIdOf(planId)] });
  return rows[0]?.id ?? null;
}

/** A draft of one of the asker's own units; 404 `process.not_found` for any other. `lock` holds it for a change in the same transaction. */
export async function readPlan(client: Pick<pg.ClientBase, 'query'>, id: string, asker: Asker, lock = false): Promise<StoredPlan> {
  const units = asker.actors.flatMap((actor) => (actor.role === 'office' && actor.unitId !== undefined ? [actor.unitId] : []));
  const { rows } = await client.query<Row>({
    name: lock ? 'plan-lock' : 'plan',
    text: `SELECT ${columns} FROM plan_draft d WHERE d.id = $1 AND d.unit_id = ANY($2::uuid[])${lock ? ' FOR UPDATE' : ''}`,
    values: [id, units],
  });
  const row = rows[0];
  if (!row) throw new HttpProblem('process.not_found');
  return { ...row, launchedAs: await launched(client, id) };
}

/** Keeps a fresh draft. */
export async function insertPlan(client: pg.ClientBase, plan: Pick<StoredPlan, 'id' | 'unitId' | 'content' | 'sourceHash'> & { readonly personId: string }): Promise<StoredPlan> {
  const { rows } = await client.query<Row>({
    name: 'plan-insert',
    text: `INSERT INTO plan_draft AS d (id, unit_id, created_by, version, content, source_hash, created_at, updated_at)
 VALUES ($1, $2, $3, 1, $4::jsonb, $5, ledger_now(), ledger_now()) RETURNING ${columns}`,
    values: [plan.id, plan.unitId, plan.personId, JSON.stringify(plan.content), plan.sourceHash],
  });
  const row = rows[0];
  if (!row) throw new Error('a plan was not kept');
  return { ...row, launchedAs: null };
}

/** Keeps a changed draft as the next version. */
export async function updatePlan(client: pg.ClientBase, id: string, content: FilledDraft): Promise<StoredPlan> {
  const { rows } = await client.query<Row>({
    name: 'plan-update',
    text: `UPDATE plan_draft AS d SET content = $2::jsonb, version = d.version + 1, updated_at = ledger_now() WHERE d.id = $1 RETURNING ${columns}`,
    values: [id, JSON.stringify(content)],
  });
  const row = rows[0];
  if (!row) throw new HttpProblem('process.not_found');
  return { ...row, launchedAs: null };
}

/** Earlier drafts of the same unit from the same text, newest first. */
export async function sameSource(client: Pick<pg.ClientBase, 'query'>, unitId: string, sourceHash: string): Promise<readonly { readonly id: string; readonly createdAt: Date }[]> {
  const { rows } = await client.query<{ id: string; createdAt: Date }>({
    name: 'plan-same',
    text: 'SELECT id, created_at AS "createdAt" FROM plan_draft WHERE source_hash = $1 AND unit_id = $2 ORDER BY created_at DESC LIMIT 5',
    values: [sourceHash, unitId],
  });
  return rows;
}

/** A page of the drafts of the asker's own units, newest first. */
export async function listPlans(client: Pick<pg.ClientBase, 'query'>, asker: Asker, after: readonly [number, string] | undefined, limit: number): Promise<readonly StoredPlan[]> {
  const units = asker.actors.flatMap((actor) => (actor.role === 'office' && actor.unitId !== undefined ? [actor.unitId] : []));
  const { rows } = await client.query<Row>({
    name: 'plan-list',
    text: `SELECT ${columns} FROM plan_draft d WHERE d.unit_id = ANY($1::uuid[])
 AND ($2::timestamptz IS NULL OR date_trunc('milliseconds', d.created_at) < $2 OR (date_trunc('milliseconds', d.created_at) = $2 AND d.id > $3::uuid))
 ORDER BY date_trunc('milliseconds', d.created_at) DESC, d.id LIMIT $4`,
    values: [units, after ? new Date(after[0]) : null, after?.[1] ?? null, limit],
  });
  const made = await client.query<{ id: string }>({
    name: 'plans-launched',
    text: 'SELECT id FROM process WHERE id = ANY($1::uuid[])',
    values: [rows.map((row) => campaignIdOf(row.id))],
  });
  const launchedIds = new Set(made.rows.map((row) => row.id));
  return rows.map((row) => ({ ...row, launchedAs: launchedIds.has(campaignIdOf(row.id)) ? campaignIdOf(row.id) : null }));
}
