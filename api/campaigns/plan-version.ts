import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { dueText } from '../../domain/calendar/due-text.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import { ruleOfPlan, targetText } from '../../domain/indicator/rule.ts';
import { type Org, unitNameAt } from '../../domain/org/org.ts';
import type { Instant } from '../../domain/process/time.ts';
import type { TaskState } from '../../domain/task/state.ts';
import type { Sheet } from '../export/sheets.ts';
import { phaseNames } from '../tasks/export.ts';

const taskColumns = [
  { header: '序号', width: 8 },
  { header: '任务内容', width: 60 },
  { header: '牵头单位', width: 22 },
  { header: '配合单位', width: 28 },
  { header: '完成时限', width: 14 },
  { header: '工作标准', width: 36 },
  { header: '部分', width: 18 },
  { header: '阶段', width: 12 },
] as const;
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
  const name = (unitId: string): string => unitNameAt(unitId, org, at);
  const inForce = tasks.filter(({ stage, parentTaskId }) => stage !== 'cancelled' && parentTaskId === undefined);
  const sheets: readonly Sheet[] = [
    {
      name: '任务',
      columns: taskColumns,
      rows: inForce.map(({ number, content, leadUnitId, supportingUnitIds, due, standard, section, phase }) => [
        number,
        content,
        name(leadUnitId),
        supportingUnitIds.map(name).join('、'),
        due ? dueText(due) : '',
        standard ?? '',
        section ?? '',
        phaseNames[phase].zh,
      ]),
    },
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
  return sheets.filter(({ rows }) => rows.length > 0);
}
