import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import { ruleOfPlan, targetText } from '../../domain/indicator/rule.ts';
import { type Org, unitNameAt } from '../../domain/org/org.ts';
import type { Instant } from '../../domain/process/time.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { type Sheet, sheetOf } from '../export/sheets.ts';
import { contentColumns, kindColumns } from '../tasks/export.ts';
import { askedOf } from '../tasks/rows.ts';

const phaseColumns = [
  { header: '阶段', width: 24 },
  { header: '开始', width: 14 },
  { header: '结束', width: 14 },
] as const;
const indicatorColumns = [
  { header: '指标', width: 40 },
  { header: '目标', width: 36 },
  { header: '完成时限', width: 14 },
] as const;

/** 任务分解表 of one version of a plan: tasks, phases and indicators as they stood when it came into force, with units as they were called then. */
export function planSheets(campaign: CampaignState, tasks: readonly TaskState[], at: Instant, org: Org): readonly Sheet[] {
  const named = (unitId: string): string => unitNameAt(unitId, org, at);
  const standing = tasks.filter(({ stage }) => stage !== 'cancelled');
  const rows = standing
    .filter(({ parentTaskId }) => parentTaskId === undefined)
    .map((task) => ({ ...task, asked: askedOf(task.kind === 'eachUnit' ? standing.filter(({ parentTaskId }) => parentTaskId === task.id) : []), whole: undefined }));
  const sheets: readonly Sheet[] = [
    sheetOf({ zh: '任务', en: 'Tasks' }, [...contentColumns(named), ...kindColumns(named)], rows, { org, now: at, language: 'zh' }),
    {
      name: '阶段',
      columns: phaseColumns,
      rows: campaign.phases.map((phase) => [phase.name, phase.startsOn ?? (phase.openedAt === undefined ? '' : beijingDateOf(phase.openedAt)), phase.endsOn ?? '']),
    },
    {
      name: '指标',
      columns: indicatorColumns,
      rows: campaign.indicators.map((indicator) => [indicator.name, targetText(ruleOfPlan(indicator.name, indicator.rule)).zh, indicator.dueOn ?? '']),
    },
  ];
  return sheets.filter(({ rows: own }) => own.length > 0);
}
