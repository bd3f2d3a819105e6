import type { Bilingual } from '../../domain/notice/notice.ts';
import { visibleSql } from '../../ledger/org-visibility.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import type { Period } from '../list/period.ts';
import { binder } from '../list/source.ts';
import { conditions, ofNoShares, type Query } from '../tasks/list.ts';
import { addressOf, type Figure, type FigureSection } from './figure.ts';

interface Asked {
  readonly label: Bilingual;
  readonly measure: string;
  readonly query: Query;
}
/** Figures counted by one query: each is a column of it. */
const atOnce = 60;

const taskList = (query: Query): string => addressOf('/api/v1/tasks', query as Readonly<Record<string, string>>);

/** Counts the tasks of each list among those that the asker sees: by the very conditions of the list. */
async function count(pool: LedgerDoor['pool'], campaignId: string, figures: readonly Asked[], asker: Asker, moment: Moment): Promise<readonly Figure[]> {
  const counted: Figure[] = [];
  for (let at = 0; at < figures.length; at += atOnce) {
    const some = figures.slice(at, at + atOnce);
    const values: unknown[] = [];
    const bind = binder(values);
    const columns = some.map(({ query }, index) => `(count(*) FILTER (WHERE ${conditions(query, moment.now, bind).join(' AND ')}))::int AS n${index}`);
    const seen = visibleSql(sightOf(asker, 'task', moment), 'r.id', values);
    const { rows } = await pool.query<Record<string, number>>(
      `SELECT ${columns.join(', ')} FROM task_record r WHERE r.campaign_id = ${bind(campaignId)}::uuid AND ${seen}`,
      values,
    );
    counted.push(...some.map(({ label, measure, query }, index) => ({ label, measure, value: rows[0]?.[`n${index}`] ?? 0, rows: taskList(query) })));
  }
  return counted;
}

/** The units that lead tasks of the campaign which the asker sees, in order of their names. */
async function leadsOf(pool: LedgerDoor['pool'], campaignId: string, asker: Asker, moment: Moment): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const values: unknown[] = [campaignId];
  const seen = visibleSql(sightOf(asker, 'task', moment), 'r.id', values);
  const { rows } = await pool.query<{ id: string }>(`SELECT DISTINCT r.lead_unit_id AS id FROM task_record r WHERE r.campaign_id = $1 AND ${ofNoShares('r')} AND ${seen}`, values);
  return rows.map(({ id }) => ({ id, name: moment.org.unit(id)?.name ?? id })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

const asked = (zh: string, en: string, query: Query, measure = '项'): Asked => ({ label: { zh, en }, measure, query });

/** A campaign's tasks in numbers over a period: the whole, what the period brought, the chasing; then unit by unit. */
export async function taskFigures(
  { pool }: Pick<LedgerDoor, 'pool'>,
  campaignId: string,
  { from, until }: Period,
  asker: Asker,
  moment: Moment,
): Promise<{ readonly general: readonly FigureSection[]; readonly units: readonly FigureSection[] }> {
  const of = ({ cancelled = 'false', ...query }: Query): Query => ({ campaignId, whole: 'false', cancelled, ...query });
  const leads = await leadsOf(pool, campaignId, asker, moment);
  const general: readonly { readonly title: Bilingual; readonly figures: readonly Asked[] }[] = [
    {
      title: { zh: '任务总体情况', en: 'Tasks as they stand' },
      figures: [
        asked('任务', 'tasks', of({})),
        asked('已验收', 'accepted', of({ stage: 'accepted' })),
        asked('未办结', 'open', of({ open: 'true' })),
        asked('待验收', 'awaiting acceptance', of({ stage: 'submitted' })),
        asked('超期', 'overdue', of({ overdue: 'true' })),
        asked('中止', 'suspended', of({ stage: 'suspended' })),
        asked('另取消', 'cancelled besides', of({ cancelled: 'true' })),
      ],
    },
    {
      title: { zh: '本期完成情况', en: 'In this period' },
      figures: [
        asked('本期到期', 'due', of({ dueFrom: from, dueUntil: until })),
        asked('其中已验收', 'of them accepted', of({ dueFrom: from, dueUntil: until, stage: 'accepted' })),
        asked('本期验收', 'accepted in the period', of({ acceptedFrom: from, acceptedUntil: until })),
        asked('其中按期报送', 'of them handed in on time', of({ acceptedFrom: from, acceptedUntil: until, late: 'false' })),
        asked('其中逾期报送', 'of them handed in late', of({ acceptedFrom: from, acceptedUntil: until, late: 'true' })),
      ],
    },
    {
      title: { zh: '催办督办情况', en: 'Chasing' },
      figures: [
        asked('已催办未办结', 'open tasks whose ladder has reached a rung', of({ open: 'true', reached: 'true' })),
        asked('尚未催办', 'open tasks whose ladder has reached none', of({ open: 'true', reached: 'false' })),
        asked('本期签发督办通知书的任务', 'tasks with a 督办通知书 signed in the period', of({ urgedFrom: from, urgedUntil: until })),
      ],
    },
  ];
  const units = leads.map(({ id, name }) => ({
    title: { zh: name, en: name },
    figures: [
      asked('任务', 'tasks', of({ leadUnitId: id })),
      asked('已验收', 'accepted', of({ leadUnitId: id, stage: 'accepted' })),
      asked('超期', 'overdue', of({ leadUnitId: id, overdue: 'true' })),
    ],
  }));
  const plain = [...general, ...units];
  const counted = await count(
    pool,
    campaignId,
    plain.flatMap(({ figures }) => figures),
    asker,
    moment,
  );
  let at = 0;
  const sections = plain.map(({ title, figures }): FigureSection => {
    const own = counted.slice(at, at + figures.length);
    at += figures.length;
    return { title, figures: own };
  });
  return { general: sections.slice(0, general.length), units: sections.slice(general.length) };
}
