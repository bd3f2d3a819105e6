import { drawn, nearest, processColumns, processOfVariant, processTail, shapeOf, shareOf, watched } from './load-tasks.ts';
import { partyNames, subjects } from './words.ts';

interface CaseChunk {
  /** First and last case, from 1. */
  readonly from: number;
  readonly to: number;
  readonly parties: number;
  /** Upper bounds, of a hundred, of each body's share. */
  readonly shares: readonly number[];
  readonly dayStep: number;
}

/** Statements that register the inspected parties. */
export const partyStatements = (count: number): readonly string[] => {
  const source = `FROM (SELECT i::bigint, pg_temp.named('party', i) AS id, '演示' || i || '号' || ${drawn(partyNames, 'i', 51)} AS name FROM generate_series(1, ${count}) i) x
 JOIN variant v ON v.type = 'party' AND v.day = 0`;
  return [
    `INSERT INTO process (${processColumns}) SELECT x.id, 'party', NULL, ${processOfVariant}, v.state || jsonb_build_object('id', x.id, 'name', x.name), NULL, ${processTail} ${source}`,
    `INSERT INTO party_record SELECT x.id, x.name, (v.y).kind, (v.y).address, (v.y).unit_id, (v.y).version ${source}`,
    `INSERT INTO participation SELECT x.id, (v.y).unit_id, 'lead', -1 ${source} WHERE (v.y).unit_id IS NOT NULL`,
  ];
};

const oldCases = [
  ['closed', 640],
  ['clean', 940],
  ['opened', 950],
  ['inspected', 960],
  ['ordered', 975],
  ['corrected', 985],
  ['filed', 1_000],
] as const;
const newCases = [
  ['closed', 200],
  ['clean', 350],
  ['opened', 550],
  ['inspected', 650],
  ['ordered', 850],
  ['corrected', 940],
  ['filed', 1_000],
] as const;

/** Statements that fill a range of cases. Every fourth has all its facts, the others their opening. */
export function caseStatements({ from, to, parties, shares, dayStep }: CaseChunk): readonly string[] {
  const source = `FROM chunk x JOIN variant v ON v.type = 'case' AND v.shape = x.shape AND v.day = x.day`;
  return [
    `CREATE TEMP TABLE chunk AS SELECT i, pg_temp.named('case', i) AS id, b.unit AS body, pg_temp.named('party', 1 + pg_temp.pick(i, 62, ${parties})) AS party, ${nearest('-age', dayStep)} AS day,
 CASE WHEN age > 40 THEN ${shapeOf(oldCases, 'r')} ELSE ${shapeOf(newCases, 'r')} END AS shape, '演监案〔' || 2023 + i % 4 || '〕' || i || '号' AS number, ${drawn(['complaint', 'randomDraw', 'specialCampaign', 'transfer', 'samplingResult'], 'i', 63)} AS source,
 '演示：' || ${drawn(partyNames, 'i', 64)} || ${drawn(subjects, 'i', 65)} AS title
 FROM (SELECT i::bigint, pg_temp.pick(i, 66, 900) AS age, pg_temp.pick(i, 67, 1000) AS r FROM generate_series(${from}, ${to}) i) k JOIN body b ON b.n = ${shareOf(shares, 'pg_temp.pick(i, 61, 100)')}`,
    `INSERT INTO process (${processColumns}) SELECT x.id, 'case', x.number, ${processOfVariant}, v.state || jsonb_build_object('id', x.id, 'number', x.number, 'title', x.title, 'source', x.source, 'partyId', x.party, 'bodyUnitId', x.body),
 NULL, ${processTail} ${source}`,
    `INSERT INTO case_record SELECT x.id, x.number, x.title, (v.c).stage, x.source, x.party, x.body, NULL, (v.c).due_kind, (v.c).due_at, (v.c).opened_at, (v.c).closed_at, (v.c).version ${source}`,
    `INSERT INTO case_text SELECT x.id, x.number || E'\\n' || x.title, -round(extract(epoch FROM (v.c).opened_at) * 1000)::bigint ${source}`,
    `INSERT INTO case_act SELECT x.id, a.kind, a.number, x.body, a.at, a.counts, a.fen ${source} CROSS JOIN LATERAL jsonb_populate_recordset(NULL::case_act, v.acts) a`,
    `INSERT INTO participation SELECT x.id, x.body, 'actingBody', -round(extract(epoch FROM (v.c).opened_at) * 1000)::bigint ${source}`,
    `INSERT INTO deadline_record SELECT x.id, d.seq, d.kind, d.due_on, d.due_at, d.provisional, d.paused, d.rung ${source} CROSS JOIN LATERAL jsonb_populate_recordset(NULL::deadline_record, v.deadlines) d`,
    watched(source),
    `INSERT INTO fact SELECT x.id, (f->>'seq')::int, 'case', f->>'type', f->'data', f->'actor', (f->>'at')::timestamptz, (f->>'receivedAt')::timestamptz, pg_temp.named('command ' || (f->>'seq'), x.i), '\\x00', '\\x01'
 ${source} CROSS JOIN LATERAL jsonb_array_elements(v.facts) f WHERE x.i % 4 = 0 OR (f->>'seq')::int = 1`,
    'DROP TABLE chunk',
  ];
}
