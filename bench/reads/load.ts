import type pg from 'pg';
import { fillInitials } from '../../ledger/fill-initials.ts';
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
  /** Days between two variants of a template: few make a fine spread over the years, many are made soon. */
  readonly dayStep: number;
}

/** A million tasks and two hundred thousand cases of two and a half years. A launch takes 2,000 tasks at most, so that this many campaigns are needed. */
export const million: Amount = { campaigns: 600, tasksPerCampaign: 1_667, cases: 200_000, parties: 40_000, dayStep: 3 };
/** A fiftieth of it. */
export const fiftieth: Amount = { campaigns: 12, tasksPerCampaign: 1_667, cases: 4_000, parties: 800, dayStep: 15 };

/** Days before and after today over which campaigns and their due dates spread. */
const span = { before: 930, after: 420 } as const;
/** Part of all campaigns and cases that each district and body has. */
const districtShares = [80, 92, 100] as const;
const bodyShares = [50, 75, 90, 100] as const;
/** Campaigns in one set of statements: bounds the temporary tables. */
const campaignsAtOnce = 20;
const casesAtOnce = 25_000;

/** Portions written at once: one for each core. */
const connections = 2;

/** Every number is drawn by a hash of what it is for: two loads are the same rows. */
const picking = `CREATE FUNCTION pg_temp.pick(i bigint, salt int, n int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT ((hashint8extended(i, salt) & 9223372036854775807) % n)::int $$;
CREATE FUNCTION pg_temp.named(kind text, i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT overlay(overlay(md5(kind || ' ' || i) placing '4' from 13) placing 'a' from 17)::uuid $$;`;

const tables = { task: ['t', 'task_record'], case: ['c', 'case_record'], campaign: ['g', 'campaign_record'], party: ['y', 'party_record'] } as const;

/** Variants as the server takes them: one text for each template. */
function variantsOf(templates: readonly Template[], now: number, dayStep: number): readonly (readonly [keyof typeof tables, string])[] {
  const accepted = templates.find((template) => template.type === 'task' && template.shape === 'accepted');
  if (!accepted) throw new Error('no accepted task among the templates');
  return [...templates, madeGoodLate(accepted)].map((template) => {
    const last = template.type === 'task' || template.type === 'campaign' ? span.after : 0;
    const rows = [];
    for (let day = -dayStep * Math.ceil(span.before / dayStep); day <= last; day += dayStep) rows.push(variantOf(template, day, now));
    return [template.type, JSON.stringify(rows)];
  });
}

/** What the statements of one connection draw from. */
async function layOut(client: pg.ClientBase, districts: readonly District[], variants: ReturnType<typeof variantsOf>): Promise<void> {
  await client.query("SET synchronous_commit = off; SET work_mem = '64MB'; SET maintenance_work_mem = '512MB'; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = 0");
  await client.query(`${picking}
CREATE TEMP TABLE variant (type text, shape text, day int, state jsonb, p process, t task_record, c case_record, g campaign_record, y party_record, deadlines jsonb, facts jsonb, acts jsonb);
ALTER TABLE variant ALTER state SET STORAGE EXTERNAL;
CREATE TEMP TABLE area (n int, office uuid, grp uuid, members uuid[]);
CREATE TEMP TABLE body (n int, unit uuid);
CREATE TEMP TABLE holder (unit uuid, person uuid, post uuid);`);
  for (const [type, rows] of variants) {
    const [column, table] = tables[type];
    await client.query(
      `INSERT INTO variant (type, shape, day, state, p, ${column}, deadlines, facts, acts)
 SELECT v->>'type', v->>'shape', (v->>'day')::int, v->'state', jsonb_populate_record(NULL::process, v->'process'), jsonb_populate_record(NULL::${table}, v->'record'), v->'deadlines', v->'facts', v->'acts'
 FROM jsonb_array_elements($1::jsonb) v`,
      [rows],
    );
  }
  await client.query('CREATE INDEX ON variant (type, shape, day)');
  for (const [index, district] of districts.entries()) {
    await client.query('INSERT INTO area VALUES ($1, $2, $3, $4)', [index, district.officeUnitId, district.groupUnitId, district.members.map((member) => member.unitId)]);
    for (const { unitId, liaison } of district.members) {
      await client.query('INSERT INTO holder VALUES ($1, $2, $3)', [unitId, liaison.actor.ref.personId, liaison.actor.ref.postId]);
    }
  }
  for (const [index, body] of districts.flatMap((district) => district.bodies).entries()) await client.query('INSERT INTO body VALUES ($1, $2)', [index, body.unitId]);
  await client.query('ANALYZE variant');
}

type Statements = readonly string[];

/** The statements in portions that do not depend on each other. */
function portions(amount: Amount): readonly { readonly done: string; readonly statements: Statements }[] {
  const ranges = (total: number, atOnce: number): readonly (readonly [number, number])[] =>
    Array.from({ length: Math.ceil(total / atOnce) }, (_, n) => [n * atOnce + 1, Math.min(total, (n + 1) * atOnce)] as const);
  const { campaigns, tasksPerCampaign, cases, parties, dayStep } = amount;
  return [
    { done: `${parties} parties`, statements: partyStatements(parties) },
    ...ranges(campaigns, campaignsAtOnce).map(([from, to]) => ({
      done: `tasks of campaigns ${from} to ${to}`,
      statements: taskStatements({ from, to, size: tasksPerCampaign, of: campaigns, shares: districtShares, dayStep }),
    })),
    ...ranges(cases, casesAtOnce).map(([from, to]) => ({ done: `cases ${from} to ${to}`, statements: caseStatements({ from, to, parties, shares: bodyShares, dayStep }) })),
  ];
}

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
    const variants = variantsOf(templates, now, amount.dayStep);
    const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
    try {
      const [one] = clients;
      if (!one) throw new Error('no connection');
      await Promise.all(clients.map((client) => layOut(client, districts, variants)));
      log('variants of them by day');
      const aside = await setIndexesAside(one);
      const waiting = [...portions(amount)];
      await Promise.all(
        clients.map(async (client) => {
          for (let portion = waiting.shift(); portion; portion = waiting.shift()) {
            for (const statement of portion.statements) await client.query(statement);
            log(portion.done);
          }
        }),
      );
      log(`initials of ${await fillInitials(pool)} records`);
      await restoreIndexes(one, aside);
      log('indexes');
      // Sets the visibility maps too: an index-only scan of a ledger that has been up for a day finds them set.
      await one.query('VACUUM ANALYZE');
      log('analysed');
    } finally {
      for (const client of clients) client.release(true);
    }
  } finally {
    await pool.end();
  }
}
