import type pg from 'pg';
import { Ledger } from '../../ledger/ledger.ts';
import { createPool } from '../../ledger/pool.ts';
import { type District, foundCity } from './district.ts';
import { restoreIndexes, setIndexesAside } from './indexes.ts';
import { caseStatements, partyStatements } from './load-cases.ts';
import { taskStatements } from './load-tasks.ts';
import { playTemplates, type Template } from './templates.ts';
import { madeGoodLate, variantOf } from './variants.ts';

/** How much is loaded. */
export interface Amount {
  readonly campaigns: number;
  readonly tasksPerCampaign: number;
  readonly cases: number;
  readonly parties: number;
}

/** A million tasks and two hundred thousand cases of two and a half years. A launch takes 2,000 tasks at most, so that this many campaigns are needed. */
export const million: Amount = { campaigns: 600, tasksPerCampaign: 1_667, cases: 200_000, parties: 40_000 };
/** A fiftieth of it. */
export const fiftieth: Amount = { campaigns: 12, tasksPerCampaign: 1_667, cases: 4_000, parties: 800 };

/** Variants lie this many days apart: fine enough for a spread over years, few enough to be made one by one. */
const dayStep = 3;
/** Days before and after today over which campaigns and their due dates spread. */
const span = { before: 930, after: 420 } as const;
/** Part of all campaigns and cases that each district and body has. */
const districtShares = [80, 92, 100] as const;
const bodyShares = [50, 75, 90, 100] as const;
/** Campaigns in one set of statements: bounds the temporary tables. */
const campaignsAtOnce = 60;
const casesAtOnce = 50_000;

/** Every number is drawn by a hash of what it is for: two loads are the same rows. */
const picking = `CREATE FUNCTION pg_temp.pick(i bigint, salt int, n int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT ((hashint8extended(i, salt) & 9223372036854775807) % n)::int $$;
CREATE FUNCTION pg_temp.named(kind text, i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT md5(kind || ' ' || i)::uuid $$;`;

async function layOut(client: pg.ClientBase, districts: readonly District[], templates: readonly Template[], now: number): Promise<void> {
  await client.query(`${picking}
CREATE TEMP TABLE variant (type text, shape text, day int, state jsonb, p process, t task_record, c case_record, g campaign_record, y party_record, deadlines jsonb, facts jsonb);
CREATE TEMP TABLE area (n int, office uuid, grp uuid, members uuid[]);
CREATE TEMP TABLE body (n int, unit uuid, manager uuid);
CREATE TEMP TABLE holder (unit uuid, person uuid, post uuid);`);
  const accepted = templates.find((template) => template.type === 'task' && template.shape === 'accepted');
  if (!accepted) throw new Error('no accepted task among the templates');
  for (const template of [...templates, madeGoodLate(accepted)]) {
    const last = template.type === 'task' || template.type === 'campaign' ? span.after : 0;
    const rows = [];
    for (let day = -span.before; day <= last; day += dayStep) rows.push(variantOf(template, day, now));
    const column = { task: 't', case: 'c', campaign: 'g', party: 'y' }[template.type as 'task' | 'case' | 'campaign' | 'party'];
    const table = { task: 'task_record', case: 'case_record', campaign: 'campaign_record', party: 'party_record' }[template.type as 'task' | 'case' | 'campaign' | 'party'];
    await client.query(
      `INSERT INTO variant (type, shape, day, state, p, ${column}, deadlines, facts)
 SELECT v->>'type', v->>'shape', (v->>'day')::int, v->'state', jsonb_populate_record(NULL::process, v->'process'), jsonb_populate_record(NULL::${table}, v->'record'), v->'deadlines', v->'facts'
 FROM jsonb_array_elements($1::jsonb) v`,
      [JSON.stringify(rows)],
    );
  }
  await client.query('CREATE INDEX ON variant (type, shape, day)');
  for (const [index, district] of districts.entries()) {
    await client.query('INSERT INTO area VALUES ($1, $2, $3, $4)', [index, district.officeUnitId, district.groupUnitId, district.members.map((member) => member.unitId)]);
    for (const { unitId, liaison } of district.members) {
      await client.query('INSERT INTO holder VALUES ($1, $2, $3)', [unitId, liaison.actor.ref.personId, liaison.actor.ref.postId]);
    }
  }
  for (const [index, body] of districts.flatMap((district) => district.bodies).entries()) await client.query('INSERT INTO body VALUES ($1, $2, NULL)', [index, body.unitId]);
  await client.query('ANALYZE variant');
}

const chunks = (total: number, atOnce: number): readonly (readonly [number, number])[] =>
  Array.from({ length: Math.ceil(total / atOnce) }, (_, n) => [n * atOnce + 1, Math.min(total, (n + 1) * atOnce)] as const);

/**
 * Fills a ledger with campaigns, tasks and cases that look like real ones to every reader: states come from the real rules, and rows from the real projections; what is
 * written set by set are copies of these with other ids, units, texts and days. Their facts are few and their chains are not whole: such a ledger is for reading.
 */
export async function load(databaseUrl: string, amount: Amount, log: (line: string) => void): Promise<void> {
  // Whole tables are written and indexed: no statement of it is short.
  const pool = createPool({ url: databaseUrl, max: 4, statementTimeoutMs: 0, applicationName: 'duban-load' });
  try {
    const ledger = new Ledger(pool);
    const districts = await foundCity(ledger);
    const [first] = districts;
    if (!first) throw new Error('the city has no district');
    const templates = await playTemplates(ledger, first);
    const { now } = await ledger.moment();
    log('the city and one process in each shape');
    const client = await pool.connect();
    try {
      await client.query("SET synchronous_commit = off; SET work_mem = '64MB'; SET maintenance_work_mem = '512MB'; SET idle_in_transaction_session_timeout = 0");
      await layOut(client, districts, templates, now);
      log('variants of the templates by day');
      const aside = await setIndexesAside(client);
      for (const statement of partyStatements(amount.parties)) await client.query(statement);
      for (const [from, to] of chunks(amount.campaigns, campaignsAtOnce)) {
        for (const statement of taskStatements({ from, to, size: amount.tasksPerCampaign, of: amount.campaigns, shares: districtShares, dayStep })) await client.query(statement);
        log(`tasks of ${to} campaigns`);
      }
      for (const [from, to] of chunks(amount.cases, casesAtOnce)) {
        for (const statement of caseStatements({ from, to, parties: amount.parties, shares: bodyShares, dayStep })) await client.query(statement);
        log(`${to} cases`);
      }
      await restoreIndexes(client, aside);
      log('indexes');
      // Sets the visibility maps too: an index-only scan of a ledger that has been up for a day finds them set.
      await client.query('VACUUM ANALYZE');
      log('analysed');
    } finally {
      client.release(true);
    }
  } finally {
    await pool.end();
  }
}
