import { addDays } from '../../domain/calendar/beijing.ts';
import type { LaunchCampaign, PlannedTask } from '../../domain/campaign/commands.ts';
import type { BeijingDate } from '../../domain/process/time.ts';
import type { TaskState } from '../../domain/task/state.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Acting } from './acting.ts';
import { memberKeys } from './district.ts';
import type { DemoIds } from './load.ts';

interface DemoTask {
  readonly section: string;
  readonly content: string;
  readonly lead: string;
  readonly supporting?: readonly string[];
  /** Days from today. */
  readonly due: number;
  readonly standard?: string;
  readonly evidence?: readonly string[];
}

const sections = ['健全工作机制', '建设健康促进场所', '建设健康文化', '建设健康环境', '培育健康人群'] as const;

/** Tasks after the pattern of a health-promotion district's plan, dated around today. */
const demoTasks: readonly DemoTask[] = [
  { section: sections[0], content: '演示：建立健康促进工作网络，各单位明确专（兼）职人员', lead: 'health', supporting: ['union', 'women'], due: 20, standard: '网络名册报健康办' },
  { section: sections[0], content: '演示：梳理本部门与健康相关的公共政策', lead: 'finance', due: 30 },
  { section: sections[0], content: '演示：开展健康影响评价试点', lead: 'economy', supporting: ['ecology'], due: 60 },
  { section: sections[1], content: '演示：建设健康促进学校，比例不低于50%', lead: 'education', supporting: ['health'], due: 15, standard: '对照江苏省健康促进学校标准' },
  { section: sections[1], content: '演示：建设健康社区，比例不低于30%', lead: 'civil', supporting: ['streetEast', 'streetWest'], due: 25 },
  { section: sections[1], content: '演示：建设健康步道和健康主题公园', lead: 'housing', supporting: ['cityManagement'], due: 45 },
  { section: sections[2], content: '演示：在主要媒体开设健康栏目', lead: 'publicity', supporting: ['culture'], due: 10, evidence: ['栏目清单', '刊播截图'] },
  { section: sections[2], content: '演示：开展世界艾滋病日主题宣传', lead: 'youth', supporting: ['women', 'health'], due: 8 },
  { section: sections[3], content: '演示：室内公共场所全面禁烟检查', lead: 'market', supporting: ['health'], due: 12 },
  { section: sections[3], content: '演示：农贸市场环境卫生整治', lead: 'cityManagement', supporting: ['market'], due: 5 },
  { section: sections[4], content: '演示：开展居民健康素养调查', lead: 'labour', supporting: ['health'], due: 40 },
  { section: sections[4], content: '演示：职工健身活动', lead: 'union', supporting: ['culture'], due: 18 },
];

/** Launches a running campaign: its first phase lies behind, its second is open; then its tasks are moved into every state, one of them just overdue. */
export async function playCampaign(ledger: Ledger, acting: Acting, ids: DemoIds, today: BeijingDate): Promise<string> {
  const day = (days: number): BeijingDate => addDays(today, days);
  const planned = (task: DemoTask, index: number): PlannedTask => ({
    number: String(index + 1),
    section: task.section,
    content: task.content,
    ...(task.standard ? { standard: task.standard } : {}),
    kind: 'once',
    phase: 'intervention',
    leadUnitId: ids.unit(task.lead),
    supportingUnitIds: (task.supporting ?? []).map(ids.unit),
    dueOn: day(task.due),
    evidenceRequired: task.evidence ?? [],
  });
  const late: PlannedTask = {
    number: String(demoTasks.length + 1),
    section: sections[3],
    content: '演示：报送文体场馆禁烟标识情况（已超期）',
    kind: 'once',
    phase: 'intervention',
    leadUnitId: ids.unit('culture'),
    supportingUnitIds: [],
    duePeriod: { value: 2, unit: 'second' },
    evidenceRequired: [],
  };
  const each: PlannedTask = {
    number: String(demoTasks.length + 2),
    section: sections[0],
    content: '演示：各街道制定本单位实施方案',
    kind: 'eachUnit',
    phase: 'intervention',
    supportingUnitIds: [],
    unitIds: ['streetEast', 'streetWest', 'streetNorth', 'town'].map(ids.unit),
    dueOn: day(28),
    evidenceRequired: [],
  };
  const command: LaunchCampaign = {
    type: 'launch',
    title: '演示区省级健康促进区建设（演示）',
    documentNumber: '演政办发〔2026〕1号',
    issuedBy: '演示区人民政府办公室',
    level: 'provincial',
    legalBasis: '《健康江苏2030规划纲要》《省级健康促进县（区）项目工作方案》',
    officeUnitId: ids.unit('office'),
    groupUnitId: ids.unit('group'),
    memberUnitIds: memberKeys.map(ids.unit),
    sections: sections.map((name) => ({ name })),
    indicators: [],
    phases: [
      { kind: 'commitment', name: '政府承诺，工作启动', startsOn: day(-60), endsOn: day(-31) },
      { kind: 'intervention', name: '综合干预，全面建设', startsOn: day(-30), endsOn: day(60) },
      { kind: 'evaluation', name: '考评督导，效果评估', startsOn: day(61), endsOn: day(180) },
    ],
    tasks: [...demoTasks.map(planned), late, each],
    dates: { mode: 'backfill', past: 'open' },
  };
  const id = await acting.begin('office', 'campaign', command);
  await moveTasks(ledger, acting, id);
  return id;
}

async function moveTasks(ledger: Ledger, acting: Acting, campaignId: string): Promise<void> {
  const { rows } = await ledger.pool.query<{ id: string; state: TaskState }>("SELECT id, state FROM process WHERE parent_id = $1 AND type = 'task'", [campaignId]);
  const task = (number: number): string => {
    const found = rows.find((row) => row.state.number === String(number) && row.state.parentTaskId === undefined);
    if (!found) throw new Error(`the demo has no task ${number}`);
    return found.id;
  };
  const liaison = (number: number): string => acting.holder(demoTasks[number - 1]?.lead ?? '', 'liaisonOfficer');
  const sign = (number: number): Promise<void> => acting.step(liaison(number), 'task', task(number), { type: 'sign' });
  const submit = (number: number, summary: string): Promise<void> => acting.step(liaison(number), 'task', task(number), { type: 'submit', summary });
  for (const number of [1, 4, 5, 6, 7, 9]) await sign(number);
  await acting.step(liaison(4), 'task', task(4), { type: 'report', progress: '演示：12所学校已完成自评', percent: 60 });
  await submit(1, '演示：网络名册已报送');
  await acting.step('office', 'task', task(1), { type: 'accept', note: '演示：达标一项，验收一项' });
  await submit(5, '演示：8个社区已达标');
  await submit(6, '演示：步道竣工');
  await acting.step('office', 'task', task(6), { type: 'sendBack', reason: '演示：请补充竣工验收材料' });
  await acting.step(liaison(3), 'task', task(3), { type: 'return', reason: '演示：健康影响评价由卫健委牵头更合适' });
  await acting.step(liaison(9), 'task', task(9), { type: 'requestExtension', reason: '演示：联合检查需协调多部门', period: { value: 5, unit: 'workingDay' } });
}
