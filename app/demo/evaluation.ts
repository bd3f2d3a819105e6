import { addDays } from '../../domain/calendar/beijing.ts';
import type { StartEvaluation } from '../../domain/evaluation/commands.ts';
import type { BeijingDate } from '../../domain/process/time.ts';
import type { BeginSurvey, SurveyPersonCommand } from '../../domain/survey/commands.ts';
import type { Acting } from './acting.ts';
import type { DemoIds } from './load.ts';

/** By what the demo's campaign is judged: a survey half done, and an evaluation in which units owe their self-checks. */
export async function playEvaluation(acting: Acting, ids: DemoIds, campaignId: string, today: BeijingDate): Promise<void> {
  const day = (days: number): BeijingDate => addDays(today, days);
  const survey = await acting.begin('office', 'survey', {
    type: 'begin',
    campaignId,
    name: '演示：居民健康素养监测调查',
    method: '演示：多阶段分层抽样，入户面访',
    leadUnitId: ids.unit('health'),
    points: [
      { unitId: ids.unit('streetEast'), name: '演示：港前社区', planned: 60 },
      { unitId: ids.unit('streetNorth'), name: '演示：山门社区', planned: 40 },
    ],
    dueOn: day(35),
  } satisfies BeginSurvey);
  await acting.step('liaison-health', 'survey', survey, { type: 'recordProgress', point: 1, reached: 60, valid: 58 } satisfies SurveyPersonCommand);
  await acting.step('liaison-health', 'survey', survey, { type: 'recordProgress', point: 2, reached: 22, valid: 21 } satisfies SurveyPersonCommand);
  const item = (number: string, group: string, content: string, points: number, evidence: string) => ({ number, group, content, points, evidenceRequired: [evidence] });
  await acting.begin('office', 'evaluation', {
    type: 'start',
    campaignId,
    title: '演示：年中自评',
    standard: {
      source: '演示：考评标准',
      items: [
        item('1.1', '组织管理', '演示：有健康促进工作网络，专（兼）职人员明确', 30, '网络名册'),
        item('1.2', '组织管理', '演示：年度计划和总结齐全', 20, '计划和总结'),
        item('2.1', '健康环境', '演示：室内公共场所全面禁烟', 50, '检查记录'),
      ],
    },
    classes: [
      { name: '部门', unitIds: ['education', 'market', 'civil'].map(ids.unit) },
      { name: '街道和乡', unitIds: ['streetEast', 'streetNorth'].map(ids.unit) },
    ],
    selfCheckDueOn: day(30),
  } satisfies StartEvaluation);
}
