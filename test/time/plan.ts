import type { DemoIds } from '../../app/demo/load.ts';
import type { LaunchCampaign, PlannedTask } from '../../domain/campaign/commands.ts';

/** Lead units of tasks 1 to 12, by their keys in the demo's district. */
export const leads = ['publicity', 'health', 'culture', 'economy', 'finance', 'education', 'civil', 'market', 'housing', 'union', 'women', 'ecology'] as const;
/** Units that each have a share of task 13: 13-1 to 13-4. */
export const shares = ['streetEast', 'streetWest', 'streetNorth', 'town'] as const;

/** A task of the plan, led by the unit of its number. */
export const planned = (ids: DemoIds, number: number, dueOn: string, more: Partial<PlannedTask> = {}): PlannedTask => ({
  number: String(number),
  content: `演示任务${number}`,
  standard: '达到方案要求',
  kind: 'once',
  phase: 'intervention',
  leadUnitId: ids.unit(leads[(number - 1) % leads.length] ?? 'health'),
  supportingUnitIds: [],
  dueOn,
  evidenceRequired: [],
  ...more,
});

/** Task 13: each of four streets and towns has its share. */
export const eachUnit = (ids: DemoIds, dueOn: string, units: readonly string[] = shares): PlannedTask => {
  const { leadUnitId: _lead, ...task } = planned(ids, 13, dueOn, { kind: 'eachUnit' });
  return { ...task, unitIds: units.map(ids.unit) };
};

/** A campaign of three phases from March 2026 to the year's end. */
export const plan = (ids: DemoIds, tasks: readonly PlannedTask[], more: Partial<LaunchCampaign> = {}): LaunchCampaign => ({
  type: 'launch',
  title: '演示区健康促进区建设工作实施方案（演示）',
  documentNumber: '演政办发〔2026〕7号',
  officeUnitId: ids.unit('office'),
  groupUnitId: ids.unit('group'),
  memberUnitIds: [...leads, ...shares].map(ids.unit),
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
