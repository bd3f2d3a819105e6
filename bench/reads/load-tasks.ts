import { templateDueIn } from './templates.ts';
import { ends, places, rarePlaces, sections, works } from './words.ts';

interface TaskChunk {
  /** First and last campaign, from 1. */
  readonly from: number;
  readonly to: number;
  /** Tasks of each campaign, and how many campaigns there are in all. */
  readonly size: number;
  readonly of: number;
  /** Upper bounds, of a hundred, of each district's share. */
  readonly shares: readonly number[];
  readonly dayStep: number;
}

const list = (words: readonly string[]): string => `ARRAY[${words.map((word) => `'${word}'`).join(', ')}]`;
/** One of the words, drawn by the number and a salt. */
export const drawn = (words: readonly string[], i: string, salt: number): string => `(${list(words)})[1 + pg_temp.pick(${i}, ${salt}, ${words.length})]`;
/** The index of the share into which a number of a hundred falls. */
export const shareOf = (shares: readonly number[], number: string): string => `CASE ${shares.map((bound, index) => `WHEN ${number} < ${bound} THEN ${index}`).join(' ')} END`;
/** Each shape by its upper bound of a thousand. */
export const shapeOf = (bounds: readonly (readonly [string, number])[], number: string): string =>
  `CASE ${bounds.map(([shape, bound]) => `WHEN ${number} < ${bound} THEN '${shape}'`).join(' ')} END`;
/** The day of the nearest variant. */
export const nearest = (day: string, step: number): string => `${step} * round((${day})::numeric / ${step})::int`;
/** Columns of `process` that a copy takes from its variant. */
export const processOfVariant = `(v.p).stage, (v.p).since, (v.p).version, decode(md5(x.id::text) || md5('head' || x.id), 'hex')`;
export const processTail = `(v.p).wake_at, (v.p).wake_kind, (v.p).settled, (v.p).closed, (v.p).timed, (v.p).opened_at, (v.p).moved_at`;
export const processColumns = 'id, type, number, stage, since, version, head, state, parent_id, wake_at, wake_kind, settled, closed, timed, opened_at, moved_at';
/** Workflows have seen their last version within the last days: nothing is overlooked, so that the sweep has nothing to do. */
export const watched = (source: string): string =>
  `INSERT INTO watch (process_id, wanted, seen, wanted_at, seen_at, nudges) SELECT x.id, (v.p).version, (v.p).version, now() - interval '5 days', now() - pg_temp.pick(x.i, 90, 4 * 86400) * interval '1 second', 0 ${source}`;

const closedTasks = [
  ['accepted', 930],
  ['late', 970],
  ['cancelled', 1_000],
] as const;
// Some eight of a hundred whose day has passed are still open.
const pastTasks = [
  ['accepted', 840],
  ['late', 890],
  ['cancelled', 905],
  ['submitted', 920],
  ['signed', 970],
  ['issued', 990],
  ['returned', 1_000],
] as const;
const comingTasks = [
  ['issued', 250],
  ['signed', 750],
  ['submitted', 850],
  ['accepted', 950],
  ['returned', 985],
  ['cancelled', 1_000],
] as const;

/** Statements that fill a range of campaigns with their tasks. Campaigns are launched one after the other over two and a half years. */
export function taskStatements({ from, to, size, of, shares, dayStep }: TaskChunk): readonly string[] {
  const rare = rarePlaces.map(({ word, every }, index) => `WHEN pg_temp.pick(i, ${20 + index}, ${every}) = 0 THEN '${word}'`).join(' ');
  const source = `FROM chunk x JOIN variant v ON v.type = 'task' AND v.shape = x.shape AND v.day = x.day`;
  const campaigns = `FROM plan x JOIN variant v ON v.type = 'campaign' AND v.shape = x.shape AND v.day = x.day`;
  return [
    `CREATE TEMP TABLE plan AS SELECT k AS i, pg_temp.named('campaign', k) AS id, a.office, a.grp, a.members, launched, length, shape, ${nearest('launched', dayStep)} AS day
 FROM (SELECT *, CASE WHEN launched + length < -20 AND pg_temp.pick(k, 3, 100) < 40 THEN 'closed' ELSE 'running' END AS shape
   FROM (SELECT k::bigint, -895 + (k * 890 / ${of})::int AS launched, 120 + pg_temp.pick(k, 2, 280) AS length FROM generate_series(${from}, ${to}) k) k) k
 JOIN area a ON a.n = ${shareOf(shares, 'pg_temp.pick(k, 1, 100)')}`,
    `CREATE TEMP TABLE chunk AS SELECT i, pg_temp.named('task', i) AS id, campaign, o, office, grp, lead, supporting, section_lead, ${nearest(`due - ${templateDueIn}`, dayStep)} AS day, section, phase,
 CASE WHEN closed THEN ${shapeOf(closedTasks, 'r')} WHEN due < 0 THEN ${shapeOf(pastTasks, 'r')} ELSE ${shapeOf(comingTasks, 'r')} END AS shape,
 '演示：' || CASE ${rare} ELSE ${drawn(places, 'i', 5)} END || ${drawn(works, 'i', 6)} || ${drawn(ends, 'i', 7)} || '（' || i || '）' AS content
 FROM (SELECT *, pg_temp.pick(i, 8, 1000) AS r, c.launched + 10 + pg_temp.pick(i, 9, c.length) AS due, c.members[1 + pg_temp.pick(i, 10, cardinality(c.members))] AS lead,
   ARRAY(SELECT DISTINCT c.members[1 + pg_temp.pick(i, 10 + s, cardinality(c.members))] FROM generate_series(1, pg_temp.pick(i, 13, 3)) s) AS supporting,
   CASE WHEN pg_temp.pick(i, 14, 3) = 0 THEN c.members[1 + pg_temp.pick(i, 15, cardinality(c.members))] END AS section_lead,
   ${drawn(sections, 'i', 16)} AS section, ${drawn(['intervention', 'intervention', 'intervention', 'commitment', 'evaluation'], 'i', 17)} AS phase
   FROM (SELECT p.id AS campaign, p.office, p.grp, p.members, p.launched, p.length, p.shape = 'closed' AS closed, o, p.i * 10000 + o AS i FROM plan p, generate_series(1, ${size}) o) c) t`,
    // A unit that leads does not support itself.
    'UPDATE chunk SET supporting = array_remove(supporting, lead) WHERE lead = ANY(supporting)',
    `INSERT INTO process (${processColumns}) SELECT x.id, 'campaign', NULL, ${processOfVariant}, v.state || jsonb_build_object('id', x.id, 'title', '演示第' || x.i || '轮健康行动', 'officeUnitId', x.office, 'groupUnitId', x.grp,
 'memberUnitIds', to_jsonb(x.members), 'taskCount', ${size}), NULL, ${processTail} ${campaigns}`,
    `INSERT INTO campaign_record SELECT x.id, '演示第' || x.i || '轮健康行动', (v.g).level, (v.g).stage, x.office, (v.g).launched_at, (v.g).closed_at, (v.g).version ${campaigns}`,
    `INSERT INTO participation SELECT x.id, u.unit, u.relation, -round(extract(epoch FROM (v.g).launched_at) * 1000)::bigint ${campaigns}
 CROSS JOIN LATERAL (SELECT x.office AS unit, 'office' AS relation UNION ALL SELECT x.grp, 'leadingGroup' UNION ALL SELECT m, 'member' FROM unnest(x.members) m) u`,
    watched(campaigns),
    `INSERT INTO process (${processColumns}) SELECT x.id, 'task', x.o::text, ${processOfVariant}, v.state || jsonb_strip_nulls(jsonb_build_object('id', x.id, 'campaignId', x.campaign, 'number', x.o::text, 'order', x.o, 'section', x.section,
 'phase', x.phase, 'content', x.content, 'leadUnitId', x.lead, 'supportingUnitIds', to_jsonb(x.supporting), 'officeUnitId', x.office, 'groupUnitId', x.grp, 'sectionLeadUnitId', x.section_lead)), x.campaign, ${processTail} ${source}`,
    `INSERT INTO task_record SELECT x.id, x.campaign, NULL, x.o::text, x.o, x.section, x.content, (v.t).kind, x.phase, x.lead, (v.t).stage, (v.t).due_on, (v.t).due_at, (v.t).rung, (v.t).accepted_at,
 (v.t).made_good_late, (v.t).version, (v.t).glance || jsonb_strip_nulls(jsonb_build_object('id', x.id, 'number', x.o::text, 'order', x.o, 'phase', x.phase, 'leadUnitId', x.lead)) ${source}`,
    `INSERT INTO task_text SELECT x.id, x.o || E'\\n' || x.content, x.o FROM chunk x`,
    `INSERT INTO participation SELECT x.id, u.unit, u.relation, x.o FROM chunk x CROSS JOIN LATERAL (SELECT x.lead AS unit, 'lead' AS relation UNION ALL SELECT x.office, 'office' UNION ALL SELECT x.grp, 'leadingGroup'
 UNION ALL SELECT x.section_lead, 'groupLead' WHERE x.section_lead IS NOT NULL UNION ALL SELECT s, 'supporting' FROM unnest(x.supporting) s) u`,
    `INSERT INTO deadline_record SELECT x.id, d.seq, d.kind, d.due_on, d.due_at, d.provisional, d.paused, d.rung ${source} CROSS JOIN LATERAL jsonb_populate_recordset(NULL::deadline_record, v.deadlines) d`,
    watched(source),
    // What the lead's liaison officer was told; most of it has been read.
    `INSERT INTO notice (id, process_id, fact_seq, rung, kind, is_rung, person_id, post_id, unit_id, title, why, rule, stops, due_at, created_at, read_at, whole_id)
 SELECT pg_temp.named('notice', x.i), x.id, 1, 'overdueNotice', 'overdueNotice', true, h.person, h.post, x.lead, b, b, b, b, (v.t).due_at, at, CASE WHEN pg_temp.pick(x.i, 31, 10) < 8 THEN at + interval '1 day' END, x.campaign
 ${source} JOIN holder h ON h.unit = x.lead CROSS JOIN LATERAL (SELECT jsonb_build_object('zh', '任务' || x.o || '已超过完成时限', 'en', 'Task ' || x.o || ' is overdue') AS b,
 least((v.t).due_at, now()) - pg_temp.pick(x.i, 32, 86400) * interval '1 second' AS at) n WHERE pg_temp.pick(x.i, 33, 10) < 3`,
    'DROP TABLE chunk, plan',
  ];
}
