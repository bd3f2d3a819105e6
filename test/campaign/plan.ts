import type { LaunchCampaign, PlannedTask } from '../../domain/campaign/commands.ts';
import { departments } from './district.ts';

/** A task with all that a launch asks for; the due date is given. */
export const planned = (number: string, more: Partial<PlannedTask> = {}): PlannedTask => ({
  number,
  content: `任务内容${number}`,
  standard: '达到方案要求',
  kind: 'once',
  phase: 'intervention',
  leadUnitId: departments[Number(number.match(/\d+/)?.[0] ?? 0) % departments.length] ?? 'health',
  supportingUnitIds: [],
  dueOn: '2026-10-30',
  evidenceRequired: [],
  ...more,
});

/** A small plan of three phases from March 2026 to January 2027, launched with these tasks. */
export const plan = (tasks: readonly PlannedTask[], more: Partial<LaunchCampaign> = {}): LaunchCampaign => ({
  type: 'launch',
  title: '云山区健康促进区建设工作实施方案（演示）',
  documentNumber: '云政办发〔2026〕7号',
  officeUnitId: 'office',
  groupUnitId: 'group',
  memberUnitIds: [...departments],
  phases: [
    { kind: 'commitment', name: '政府承诺、工作启动', startsOn: '2026-03-01', endsOn: '2026-03-31' },
    { kind: 'intervention', name: '综合干预、全面建设', startsOn: '2026-04-01', endsOn: '2026-10-31' },
    { kind: 'evaluation', name: '考评督导、效果评估', startsOn: '2026-11-01', endsOn: '2026-12-31' },
  ],
  sections: [],
  indicators: [],
  tasks,
  ...more,
});
