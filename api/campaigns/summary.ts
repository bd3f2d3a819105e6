import type { CampaignState } from '../../domain/campaign/state.ts';
import type { Bilingual } from '../../domain/notice/notice.ts';
import type { BeijingDate } from '../../domain/process/time.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { visibleSql } from '../../ledger/org-visibility.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import type { Language } from '../http/language.ts';
import { sightOf } from '../http/sight.ts';
import { binder } from '../list/source.ts';
import { conditions, type Query, taskStates } from '../tasks/list.ts';

/** First and last day of what is summed up. */
export interface SummaryPeriod {
  readonly from: BeijingDate;
  readonly until: BeijingDate;
}

/** A number of a summary, and the list of the tasks that it counts. */
export interface SummaryFigure {
  readonly label: Bilingual;
  readonly value: number;
  readonly query: Query;
}
export interface SummarySection {
  readonly title: Bilingual;
  readonly figures: readonly SummaryFigure[];
}

/** What a campaign's records say of a period. */
export interface Summary {
  readonly sections: readonly SummarySection[];
  /** Meetings and supervisions held in the period. */
  readonly meetings: CampaignState['meetings'];
  readonly supervisions: CampaignState['supervisions'];
  /** Tasks past their due moment that nobody has handed in, the plan's order, the first twenty. */
  readonly overdue: readonly TaskState[];
}

type Counted = Omit<SummaryFigure, 'value'>;
/** Figures counted by one query: each is a column of it. */
const atOnce = 60;
const overdueShown = 20;

/** Counts the tasks of each list among those that the asker sees: by the very conditions of the list. */
async function count(pool: LedgerDoor['pool'], campaignId: string, figures: readonly Counted[], asker: Asker, moment: Moment): Promise<readonly SummaryFigure[]> {
  const counted: SummaryFigure[] = [];
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
    counted.push(...some.map((figure, index) => ({ ...figure, value: rows[0]?.[`n${index}`] ?? 0 })));
  }
  return counted;
}

/** The units that lead tasks of the campaign which the asker sees, in order of their names. */
async function leadsOf(pool: LedgerDoor['pool'], campaignId: string, asker: Asker, moment: Moment): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const values: unknown[] = [campaignId];
  const seen = visibleSql(sightOf(asker, 'task', moment), 'r.id', values);
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT r.lead_unit_id AS id FROM task_record r WHERE r.campaign_id = $1 AND r.stage <> 'cancelled' AND ${seen}`,
    values,
  );
  return rows.map(({ id }) => ({ id, name: moment.org.unit(id)?.name ?? id })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

const figure = (zh: string, en: string, query: Query): Counted => ({ label: { zh, en }, query });

/** 工作总结: a campaign's numbers over a period, each with the list of what it counts, as far as the asker sees them. */
export async function readSummary({ pool }: Pick<LedgerDoor, 'pool'>, campaign: CampaignState, { from, until }: SummaryPeriod, asker: Asker, moment: Moment): Promise<Summary> {
  const of = (query: Query): Query => ({ campaignId: campaign.id, ...query });
  const leads = await leadsOf(pool, campaign.id, asker, moment);
  const plain: readonly { readonly title: Bilingual; readonly figures: readonly Counted[] }[] = [
    {
      title: { zh: '任务总体情况', en: 'Tasks as they stand' },
      figures: [
        figure('任务', 'tasks', of({})),
        figure('已验收', 'accepted', of({ stage: 'accepted' })),
        figure('未办结', 'open', of({ open: 'true' })),
        figure('待验收', 'awaiting acceptance', of({ stage: 'submitted' })),
        figure('超期', 'overdue', of({ overdue: 'true' })),
        figure('中止', 'suspended', of({ stage: 'suspended' })),
        figure('取消', 'cancelled', of({ stage: 'cancelled' })),
      ],
    },
    {
      title: { zh: '本期完成情况', en: 'In this period' },
      figures: [
        figure('本期到期', 'due', of({ dueFrom: from, dueUntil: until })),
        figure('其中已验收', 'of them accepted', of({ dueFrom: from, dueUntil: until, stage: 'accepted' })),
        figure('本期验收', 'accepted in the period', of({ acceptedFrom: from, acceptedUntil: until })),
        figure('其中按期报送', 'of them handed in on time', of({ acceptedFrom: from, acceptedUntil: until, late: 'false' })),
        figure('其中逾期报送', 'of them handed in late', of({ acceptedFrom: from, acceptedUntil: until, late: 'true' })),
      ],
    },
    {
      title: { zh: '催办督办情况', en: 'Chasing' },
      figures: [
        figure('已催办未办结', 'open tasks whose ladder has reached a rung', of({ open: 'true', reached: 'true' })),
        figure('尚未催办', 'open tasks whose ladder has reached none', of({ open: 'true', reached: 'false' })),
      ],
    },
    ...leads.map(({ id, name }) => ({
      title: { zh: name, en: name },
      figures: [
        figure('任务', 'tasks', of({ leadUnitId: id })),
        figure('已验收', 'accepted', of({ leadUnitId: id, stage: 'accepted' })),
        figure('超期', 'overdue', of({ leadUnitId: id, overdue: 'true' })),
      ],
    })),
  ];
  const counted = await count(
    pool,
    campaign.id,
    plain.flatMap(({ figures }) => figures),
    asker,
    moment,
  );
  let at = 0;
  const sections = plain.map(({ title, figures }) => {
    const own = counted.slice(at, at + figures.length);
    at += figures.length;
    return { title, figures: own };
  });
  const isWithin = ({ heldOn }: { readonly heldOn: BeijingDate }): boolean => heldOn >= from && heldOn <= until;
  const { items } = await taskStates({ ledger: { pool } }, of({ overdue: 'true', limit: overdueShown }), { asker, moment });
  return { sections, meetings: campaign.meetings.filter(isWithin), supervisions: campaign.supervisions.filter(isWithin), overdue: items };
}

/** The list's address. */
const rowsOf = (query: Query): string => `/api/v1/tasks?${new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]))}`;

/** A summary as JSON. */
export const presentSummary = ({ sections, meetings, supervisions }: Summary, period: SummaryPeriod, language: Language) => ({
  ...period,
  sections: sections.map(({ title, figures }) => ({
    title: title[language],
    figures: figures.map(({ label, value, query }) => ({ label: label[language], value, rows: rowsOf(query) })),
  })),
  meetings: meetings.map(({ heldOn, minutes }) => ({ heldOn, text: minutes })),
  supervisions: supervisions.map(({ heldOn, note }) => ({ heldOn, text: note })),
});
