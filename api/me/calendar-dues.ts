import { addDays, beijingDateOf, startOfDay } from '../../domain/calendar/beijing.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { type Manner, owedTable } from '../../domain/chase/owing.ts';
import { waitedFor } from '../../domain/chase/waited.ts';
import type { IndicatorState } from '../../domain/indicator/state.ts';
import { standsFor } from '../../domain/policy/relation.ts';
import { system } from '../../domain/process/actor.ts';
import type { Participation, ProcessState, TimedType } from '../../domain/process/definition.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { instantText } from '../../ledger/projection/instant.ts';
import { type Moment, nothingLooked, worldOf } from '../../ledger/world.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import type { Language } from '../http/language.ts';
import { owedSql, plainKind } from '../list/owed.ts';
import { binder } from '../list/source.ts';
import { deadlineName } from '../process/deadline.ts';
import { titleOf } from '../process/title.ts';
import type { Due } from './calendar.ts';

type Ledger = Pick<LedgerDoor, 'pool'>;

/** Deadlines of one feed, those nearest to today: beyond it a calendar shows nothing any more. */
const mostDues = 500;
/** What a calendar is looked at for: from a month ago to a year ahead. */
const daysBehind = 31;
const daysAhead = 366;
/** Records in which a unit takes part in one way: up to here they are looked up one by one, beyond it the deadlines of the kinds owed are walked by day until enough are found. */
const fewAtMost = 20_000;

/** A calendar shows all that is owed, in whichever manner. */
const manners: readonly Manner[] = ['whole', 'beside'];
const parts: readonly Participation[] = [...new Set(owedTable.map(({ by }) => by))];

interface Row {
  readonly type: TimedType;
  readonly state: ProcessState;
  readonly kind: string;
  readonly due_on: string | null;
  readonly due_at: Date;
  readonly moved_at: Date;
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** What is due is about, on one line. A case by its number alone: its title may name people, and a calendar is shown to whoever looks over one's shoulder. */
function subjectOf({ type, state, kind }: Pick<Row, 'type' | 'state' | 'kind'>): string {
  const title = titleOf(type, state);
  switch (type) {
    case 'case':
      return (state as CaseState).number;
    case 'task':
    case 'indicator':
      return `${(state as TaskState | IndicatorState).number} ${title}`;
    case 'campaign': {
      const { phases, current } = state as CampaignState;
      return kind === 'phaseEnd' ? `${phases[current]?.name ?? ''}（${title}）` : title;
    }
    default:
      return title;
  }
}

function wordsOf(row: Pick<Row, 'type' | 'state' | 'kind'>, language: Language): { readonly summary: string; readonly description: string } {
  const { type, state, kind } = row;
  const name = deadlineName(type, kind, language, (state as Partial<TaskState>).stage);
  const subject = subjectOf(row);
  if (type === 'case') return { summary: `${name}：${subject}`, description: name };
  const rule = state.deadlines.find((deadline) => deadline.kind === kind)?.basis.rule[language];
  const standard = type === 'task' ? (state as TaskState).standard : undefined;
  return { summary: `${name}：${short(subject)}`, description: [subject, standard, rule].filter((line) => line !== undefined).join('\n') };
}

/** False for units that have answered while others are still waited for. */
function isStillOwed({ type, state, kind }: Row, units: readonly string[], moment: Moment): boolean {
  const waited = waitedFor(type, kind, state, worldOf(moment, moment.now, moment.now, system, nothingLooked));
  return waited?.some((unitId) => units.includes(unitId)) ?? true;
}

/** These units and those whose work they took over. */
export const unitsFor = (unitIds: readonly string[], { org }: Moment): readonly string[] => [...new Set(unitIds.flatMap((unitId) => standsFor(unitId, org)))];

/** The parts that these units take in more records than are looked up one by one. */
async function crowdedParts({ pool }: Ledger, units: readonly string[]): Promise<readonly Participation[]> {
  const { rows } = await pool.query<{ readonly relation: Participation }>({
    name: 'calendar-parts',
    text: `SELECT r.relation FROM unnest($2::text[]) r (relation) CROSS JOIN LATERAL
 (SELECT 1 FROM participation v WHERE v.unit_id = ANY($1::uuid[]) AND v.relation = r.relation OFFSET ${fewAtMost} LIMIT 1) more`,
    values: [units, parts],
  });
  return rows.map(({ relation }) => relation);
}

/** Deadlines of the feed, and whether more are due in its time than it has. */
export interface Dues {
  readonly dues: readonly Due[];
  readonly isCut: boolean;
}

/** What is due from these units from a month ago to a year ahead, that nearest to today, the next first. A planned visit stands in the calendar as itself. */
export async function duesOf(ledger: Ledger, units: readonly string[], moment: Moment, language: Language): Promise<Dues> {
  const crowded = await crowdedParts(ledger, units);
  const { rows } = await ledger.pool.query<Row>(duesQuery(units, crowded, moment));
  const dues = rows.slice(0, mostDues).flatMap((row): readonly Due[] => {
    if (!isStillOwed(row, units, moment)) return [];
    const { state, kind, due_on: dueOn, due_at: dueAt, moved_at: movedAt } = row;
    return [{ processId: state.id, kind, version: state.version, dueAt: dueAt.getTime(), dueOn, movedAt: movedAt.getTime(), ...wordsOf(row, language) }];
  });
  return { dues: dues.toSorted((a, b) => a.dueAt - b.dueAt), isCut: rows.length > mostDues };
}

/** Exported for the proof of its plan. */
export function duesQuery(units: readonly string[], crowded: readonly Participation[], { now }: Pick<Moment, 'now'>): { readonly text: string; readonly values: unknown[] } {
  const values: unknown[] = [];
  const bind = binder(values);
  const own = bind(units);
  const today = startOfDay(beijingDateOf(now));
  const at = bind(instantText(today));
  const from = bind(instantText(startOfDay(addDays(beijingDateOf(now), -daysBehind))));
  const until = bind(instantText(startOfDay(addDays(beijingDateOf(now), daysAhead))));
  const open = `CROSS JOIN LATERAL (SELECT p.type, p.state, p.moved_at FROM process p WHERE p.id = d.process_id AND NOT p.closed AND NOT (p.type = 'supervision' AND d.kind = 'visit')
  AND ${owedSql(bind, { type: 'p.type', process: 'd.process_id', kind: 'd.kind' }, own, manners)} LIMIT 1) p`;
  const columns = 'd.process_id, d.kind, d.due_on, d.due_at';
  // Kind by kind through the index of migration 0017, from today on and back from today.
  const walked = (): readonly string[] => {
    const kinds = bind([...new Set(owedTable.flatMap(({ by, kind }) => (crowded.includes(by) ? [kind] : [])))]);
    const walk = (days: string, order: string): string =>
      `SELECT ${columns} FROM unnest(${kinds}::text[]) k (kind) CROSS JOIN LATERAL (SELECT ${columns} FROM deadline_record d ${open}
 WHERE NOT d.paused AND ${plainKind('d.kind')} = k.kind AND ${days} ORDER BY d.due_at ${order} LIMIT ${mostDues + 1}) d`;
    return [walk(`d.due_at >= ${at} AND d.due_at < ${until}`, ''), walk(`d.due_at < ${at} AND d.due_at >= ${from}`, 'DESC')];
  };
  const few = bind(parts.filter((part) => !crowded.includes(part)));
  const looked = `SELECT ${columns} FROM (SELECT DISTINCT v.process_id FROM participation v WHERE v.unit_id = ANY(${own}::uuid[]) AND v.relation = ANY(${few})) k
 CROSS JOIN LATERAL (SELECT ${columns} FROM deadline_record d WHERE d.process_id = k.process_id AND NOT d.paused AND d.due_at >= ${from} AND d.due_at < ${until} OFFSET 0) d ${open}`;
  const found = [looked, ...(crowded.length === 0 ? [] : walked())];
  return {
    text: `WITH found AS MATERIALIZED (SELECT * FROM (${found.join('\n UNION ')}) d ORDER BY abs(extract(epoch FROM d.due_at - ${at}::timestamptz)), d.process_id, d.kind LIMIT ${mostDues + 1})
 SELECT p.type, p.state, d.kind, d.due_on, d.due_at, p.moved_at FROM found d JOIN process p ON p.id = d.process_id ORDER BY abs(extract(epoch FROM d.due_at - ${at}::timestamptz)), d.process_id, d.kind`,
    values,
  };
}

/** What a feed that is cut says of itself on the last day that it shows. */
export function endOf(dues: readonly Due[], personId: string, { now }: Pick<Moment, 'now'>, language: Language): Due {
  const [first, last] = [dues[0], dues.at(-1)].map((due) => beijingDateOf(due?.dueAt ?? now));
  const summary = { zh: `日历只列到这一天：离今天最近的${mostDues}项时限之外还有`, en: `The calendar ends here: more is due than the ${mostDues} deadlines nearest to today` };
  const description = { zh: `已列${first}至${last}的时限，其余请查任务和案件清单。`, en: `Shown from ${first} to ${last}; the lists of tasks and cases have all.` };
  const dueOn = last ?? beijingDateOf(now);
  // Its number rises by the day, as its own day may change with every reading.
  const version = Math.floor(now / 86_400_000);
  return { processId: personId, kind: 'more', version, dueAt: startOfDay(dueOn), dueOn, movedAt: now, summary: summary[language], description: description[language] };
}

/** Extensions that these units are to decide on: with the date that they would replace, on the day they were asked where that has passed. */
export async function extensionsOf({ pool }: Ledger, units: readonly string[], language: Language): Promise<readonly Due[]> {
  const values: unknown[] = [];
  const bind = binder(values);
  const { rows } = await pool.query<{ readonly state: TaskState; readonly moved_at: Date }>({
    name: 'calendar-extensions',
    text: `SELECT p.state, p.moved_at FROM process p WHERE p.type = 'task' AND p.state ? 'extension' AND p.stage <> 'suspended'
 AND ${owedSql(bind, { type: 'p.type', process: 'p.id', kind: "'extension'" }, bind(units), manners)} ORDER BY p.id LIMIT ${mostDues}`,
    values,
  });
  return rows.flatMap(({ state, moved_at: movedAt }) => {
    const { extension, due, id, version } = state;
    if (!extension) return [];
    const at = Math.max(due?.dueAt ?? 0, extension.at);
    const { summary } = wordsOf({ type: 'task', state, kind: 'extension' }, language);
    const description = `${subjectOf({ type: 'task', state, kind: 'extension' })}\n${extension.reason}`;
    return [{ processId: id, kind: 'extension', version, dueAt: at, dueOn: beijingDateOf(at), movedAt: movedAt.getTime(), summary, description }];
  });
}
