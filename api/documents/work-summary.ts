import { beijingDateOf, daysBetween } from '../../domain/calendar/beijing.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import { targetText } from '../../domain/indicator/rule.ts';
import { ruleOf } from '../../domain/indicator/state.ts';
import type { Org } from '../../domain/org/org.ts';
import type { TaskState } from '../../domain/task/state.ts';
import type { Moment } from '../../ledger/world.ts';
import { valueText } from '../indicators/export.ts';
import { outcomeNames } from '../indicators/presenter.ts';
import type { Period } from '../list/period.ts';
import { figuresInWords } from '../reports/figure.ts';
import type { Summary, TaskRows } from '../reports/summary.ts';
import { dateInWords, type OfficialDocument, type OfficialTable } from './official.ts';
import { ordinal } from './ordinal.ts';

const nameOf = (unitId: string, org: Org): string => org.unit(unitId)?.name ?? '';
const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
/** Rows of an annex: beyond them a document is no document any more, and the list itself is taken. */
const mostRows = 500;

type Annex = Omit<OfficialTable, 'caption'> & { readonly title: string };

/** Annexes with rows, numbered; one that is longer than a document bears ends with a line that says so. */
const annexes = (all: readonly Annex[]): readonly OfficialTable[] =>
  all
    .filter(({ rows }) => rows.length > 0)
    .map(({ title, columns, widths, rows }, index) => ({
      caption: `附表${index + 1}  ${title}`,
      columns,
      widths,
      rows: rows.length > mostRows ? [...rows.slice(0, mostRows), columns.map((_, at) => (at === 0 ? `共${rows.length}项` : '…'))] : rows,
    }));

const taskColumns = (last: string) => ({ columns: ['任务', '内容', '牵头单位', '完成时限', last], widths: [15, 31, 20, 17, 17] });

function tablesOf({ units, rows }: Summary, tasks: TaskRows, { org, now }: Moment): readonly OfficialTable[] {
  const today = beijingDateOf(now);
  const due = ({ due: one }: TaskState): string => one?.dueOn ?? (one === undefined ? '' : beijingDateOf(one.dueAt));
  const taskRow = (task: TaskState, last: string): readonly string[] => [task.number, short(task.content), nameOf(task.leadUnitId, org), due(task), last];
  return annexes([
    {
      title: '各单位任务情况',
      columns: ['单位', '任务', '已验收', '超期'],
      widths: [52, 16, 16, 16],
      rows: units.map(({ title, figures }) => [title.zh, ...figures.map(({ value }) => String(value))]),
    },
    {
      title: '本期验收任务',
      ...taskColumns('验收日期'),
      rows: tasks.accepted.items.map((task) => taskRow(task, task.acceptedAt === undefined ? '' : beijingDateOf(task.acceptedAt))),
    },
    {
      title: `超期未办结任务（截至${dateInWords(today)}）`,
      ...taskColumns('超期天数'),
      rows: tasks.overdue.items.map((task) => taskRow(task, task.due === undefined ? '' : String(daysBetween(beijingDateOf(task.due.dueAt), today)))),
    },
    {
      title: '本期签发的督办通知书',
      columns: ['文号', '任务', '内容', '单位', '签发日期'],
      widths: [24, 10, 29, 20, 17],
      rows: tasks.signed.map(({ task, number, unitId, at }) => [number, task.number, short(task.content), nameOf(unitId, org), beijingDateOf(at)]),
    },
    {
      title: '本期会议',
      columns: ['文号', '类别', '会议', '召开日期', '纪要'],
      widths: [24, 18, 27, 17, 14],
      rows: rows.meetings.items.map(({ number, kindName, title, heldOn, stageName }) => [number, kindName, title, heldOn ?? '', stageName]),
    },
    {
      title: '本期督导检查',
      columns: ['文号', '类别', '名称', '检查日期', '发现问题', '办理'],
      widths: [24, 12, 23, 17, 12, 12],
      rows: rows.supervisions.items.map(({ number, kindName, title, visitedOn, findings, stageName }) => [number, kindName, title, visitedOn ?? '', String(findings), stageName]),
    },
    {
      title: '督导检查发现问题',
      columns: ['督导检查', '序号', '单位', '问题', '整改'],
      widths: [24, 8, 20, 34, 14],
      rows: rows.findings.items.map(({ supervision, number, unit, content, open }) => [
        supervision.number,
        String(number),
        unit.name ?? '',
        short(content),
        open ? '尚未销号' : '已销号',
      ]),
    },
    {
      title: '指标情况',
      columns: ['编号', '指标', '目标', '现值', '结果'],
      widths: [12, 34, 26, 16, 12],
      rows: rows.indicators.items.map((one) => [
        one.number,
        one.name,
        targetText(ruleOf(one)).zh,
        valueText(one, one.evaluations.at(-1)) || '—',
        outcomeNames[one.evaluations.at(-1)?.outcome ?? 'undecided'].zh,
      ]),
    },
    {
      title: '调查情况',
      columns: ['文号', '调查', '单位', '计划样本', '已完成', '状态'],
      widths: [24, 26, 19, 11, 11, 9],
      rows: rows.surveys.items.map(({ number, name, lead, sample, stageName }) => [number, name, lead.name ?? '', String(sample.planned), String(sample.reached), stageName]),
    },
    {
      title: `考评得分${rows.ranking === undefined ? '' : `（${rows.ranking.title}${rows.ranking.version === 0 ? '，未公布' : ''}）`}`,
      columns: ['类别', '名次', '单位', '得分'],
      widths: [26, 14, 40, 20],
      rows: (rows.ranking?.classes ?? []).flatMap(({ name, scores }) =>
        [...scores].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).map(({ unit, rank, score }) => [name, rank === null ? '—' : String(rank), unit.name ?? '', String(score)]),
      ),
    },
    {
      title: '本期通报',
      columns: ['文号', '标题', '印发日期'],
      widths: [24, 58, 18],
      rows: rows.bulletins.items.map(({ number, title, issuedAt }) => [number ?? '', title, (issuedAt ?? '').slice(0, 10)]),
    },
  ]);
}

/** 工作总结 drafted from records: numbers and dates that the ledger has, their rows as annexes, for a person to write on. It is a draft and has no number. */
export function workSummary(campaign: CampaignState, summary: Summary, tasks: TaskRows, { from, until }: Period, moment: Moment): OfficialDocument {
  const { org } = moment;
  const { noted } = summary;
  const alsoNoted = (what: string, all: readonly { readonly heldOn: string }[]): readonly string[] =>
    all.length === 0 ? [] : [`另在专项行动中记载${what}${all.length}次（${all.map(({ heldOn }) => dateInWords(heldOn)).join('、')}）。`];
  const overdue = tasks.overdue.items;
  const chapters: readonly (readonly string[])[] = [
    ...[...summary.tasks, ...summary.around].map(({ title, figures }) => [
      title.zh,
      `${figuresInWords(figures)}。`,
      ...(title.zh === '会议情况' ? alsoNoted('会议', noted.meetings) : title.zh === '督导检查情况' ? alsoNoted('督导检查', noted.supervisions) : []),
    ]),
    ['各单位情况', ...summary.units.map(({ title, figures }) => `${title.zh}：${figuresInWords(figures)}。`)],
    [
      '存在的问题',
      ...(overdue.length === 0
        ? ['截至目前没有超期未办结的任务。']
        : overdue
            .slice(0, 20)
            .map(
              ({ number, content, leadUnitId, due }) =>
                `任务${number}“${short(content)}”，牵头单位${nameOf(leadUnitId, org)}${due?.dueOn === undefined ? '' : `，应于${dateInWords(due.dueOn)}前完成`}，尚未办结。`,
            )),
      ...(overdue.length > 20 ? [`其余${overdue.length - 20}项见附表。`] : []),
    ],
    ['下一步打算', '（请补充）'],
  ];
  return {
    head: nameOf(campaign.officeUnitId, org),
    number: undefined,
    title: `${campaign.title}工作总结`,
    addressee: nameOf(campaign.groupUnitId, org),
    paragraphs: [`现将${dateInWords(from)}至${dateInWords(until)}工作情况报告如下：`],
    sections: chapters.map(([title = '', ...paragraphs], index) => ({ heading: `${ordinal(index)}、${title}`, paragraphs })),
    tables: tablesOf(summary, tasks, moment),
    signature: nameOf(campaign.officeUnitId, org),
    on: undefined,
  };
}
