import { rungName } from '../../domain/chase/rungs.ts';
import type { Bilingual } from '../../domain/notice/notice.ts';
import { column, due, named, ordinal } from '../export/columns.ts';
import { type Sheet, sheetOf } from '../export/sheets.ts';
import type { Column, ExportContext, Layout } from '../export/table.ts';
import type { presentCaseCell, presentCell, presentCount, presentLights, presentOverdue, presentRanked, presentWork } from './presenter.ts';

/** 单位排名, best first. */
export const rankingLayout: Layout<ReturnType<typeof presentRanked>> = {
  name: { zh: '单位排名', en: 'Ranking of units' },
  columns: [
    column('名次', 'Rank', 8, (row) => row.rank),
    named('单位', 'Unit', 30, (row) => row.unit),
    column('任务数', 'Tasks', 10, (row) => row.tasks),
    column('已验收', 'Accepted', 10, (row) => row.accepted),
    column('按期验收', 'Accepted on time', 12, (row) => row.onTime),
    column('超期未办结', 'Overdue', 12, (row) => row.overdue),
    column('按期率', 'On time', 10, (row) => `${Math.round(row.share * 10_000) / 100}%`),
  ],
};

/** 单位亮灯: how each unit's tasks stand. */
export const lightsLayout: Layout<ReturnType<typeof presentLights>> = {
  name: { zh: '单位亮灯', en: 'Lights of units' },
  columns: [
    ordinal,
    named('单位', 'Unit', 30, (row) => row.unit),
    column('任务数', 'Tasks', 10, (row) => row.all.tasks),
    column('正常', 'On time', 10, (row) => row.green.tasks),
    column('临期、补办', 'Due soon, made good late', 12, (row) => row.yellow.tasks),
    column('超期', 'Overdue', 10, (row) => row.red.tasks),
    column('其中已验收', 'Of them accepted', 12, (row) => row.accepted),
  ],
};

const noRung: Bilingual = { zh: '尚未催办', en: 'none yet' };
const noCampaign: Bilingual = { zh: '（专项行动之外）', en: '(outside any campaign)' };

/** 任务超期看板: overdue tasks by unit and last rung reached. */
export const boardLayout: Layout<ReturnType<typeof presentCell>> = {
  name: { zh: '任务超期看板', en: 'Overdue tasks' },
  columns: [
    ordinal,
    column('专项行动', 'Campaign', 50, (row, { language }) => (row.campaign ? row.campaign.name : noCampaign[language])),
    named('牵头单位', 'Lead unit', 30, (row) => row.unit),
    column('催办进度', 'Last rung', 20, (row, { language }) => (row.rung === null ? noRung[language] : rungName(row.rung)[language])),
    column('超期任务数', 'Overdue tasks', 12, (row) => row.tasks),
  ],
};

/** 案件超期看板: overdue cases by acting body and last rung reached. */
export const caseBoardLayout: Layout<ReturnType<typeof presentCaseCell>> = {
  name: { zh: '案件超期看板', en: 'Overdue cases' },
  columns: [
    ordinal,
    named('执法机构', 'Body', 30, (row) => row.body),
    column('催办进度', 'Last rung', 20, (row, { language }) => (row.rung === null ? noRung[language] : rungName(row.rung)[language])),
    column('超期案件数', 'Overdue cases', 12, (row) => row.cases),
  ],
};

const stage = <R extends { readonly stageName: string }>(): Column<R> => column('案件状态', 'Stage', 14, (row) => row.stageName);

/** What the figures of cases are made of. */
export interface CaseCounts {
  readonly cases: readonly ReturnType<typeof presentCount>[];
  readonly bodies: readonly ReturnType<typeof presentWork>[];
  readonly overdue: readonly ReturnType<typeof presentOverdue>[];
}

/** 执法办案统计: what each body did, its cases as they stand, and its overdue steps. */
export const caseSheets = ({ cases, bodies, overdue }: CaseCounts, context: ExportContext): readonly Sheet[] => [
  sheetOf<ReturnType<typeof presentWork>>(
    { zh: '办案情况', en: 'Work' },
    [
      ordinal,
      named('执法机构', 'Body', 30, (row) => row.body),
      column('立档', 'Opened', 10, (row) => row.opened),
      column('结案', 'Closed', 10, (row) => row.closed),
      column('责令改正', 'Orders', 10, (row) => row.orders),
      column('行政处罚', 'Penalties', 10, (row) => row.penalties),
      column('罚没金额（元）', 'Fined (yuan)', 16, (row) => row.penaltyFen / 100),
    ],
    bodies,
    context,
  ),
  sheetOf<ReturnType<typeof presentCount>>(
    { zh: '案件现状', en: 'Cases' },
    [ordinal, stage(), named('执法机构', 'Body', 30, (row) => row.body), column('来源', 'Source', 14, (row) => row.sourceName), column('案件数', 'Cases', 10, (row) => row.cases)],
    cases,
    context,
  ),
  sheetOf<ReturnType<typeof presentOverdue>>(
    { zh: '超期环节', en: 'Overdue steps' },
    [
      ordinal,
      named('执法机构', 'Body', 30, (row) => row.body),
      stage(),
      column('超期环节', 'Step', 14, (row) => row.deadlineName),
      due('时限', 'Due', (row) => row),
      column('超期天数', 'Days over', 10, (row) => row.daysOver),
      column('件数', 'Steps', 8, (row) => row.steps),
    ],
    overdue,
    context,
  ),
];
