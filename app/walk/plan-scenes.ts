import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Campaign, Dates, Plan, Units } from './answers.ts';
import { type Cast, liaisonOf } from './cast.ts';
import type { Person } from './client.ts';
import { must } from './story.ts';

/** The task of the unit that does its work, and that of the unit which stays silent. */
export const diligent = { number: '5.2', unit: '教育局' } as const;
export const silent = { number: '5.4', unit: '文体旅游局', manager: 'manager-culture' } as const;

const planFile = new URL('lianyun-2020.txt', import.meta.url);
const short = (text: string, most = 24): string => (text.length > most ? `${text.slice(0, most)}…` : text).replaceAll('\n', ' ');

/** The office imports the plan: what was read, what is doubtful, what is missing; and a launch is refused while it is. */
export async function importPlan(cast: Cast, office: Person): Promise<Plan> {
  const { story } = cast;
  story.scene({ zh: '一、导入方案', en: 'Importing the plan' });
  const plan = await office.post('/api/v1/plans/import', Plan, { text: await readFile(planFile, 'utf8') });
  await story.does(office.name, {
    zh: `导入《${plan.title}》${plan.documentNumber ?? ''}，${plan.issuedOn ?? ''}`,
    en: 'imports an official plan as plain text (.docx and .xlsx work too); the answer is a draft',
  });
  for (const phase of plan.phases) story.note({ zh: `阶段  ${phase.startsOn} — ${phase.endsOn}  ${phase.name}`, en: '' });
  story.note({ zh: `任务  ${plan.tasks.length}项，分${plan.sections.length}个部分`, en: `${plan.tasks.length} tasks in ${plan.sections.length} sections` });
  story.note({
    zh: `指标  ${plan.indicators.length}项：${plan.indicators
      .slice(0, 3)
      .map((one) => one.name)
      .join('、')}等`,
    en: `${plan.indicators.length} indicators; repeated statements are merged, both lines cited`,
  });
  story.note({ zh: `成员  ${plan.memberUnits.length}个单位和“${plan.memberSets.map((set) => set.expression).join('、')}”`, en: 'member units, matched to the register' });
  const lines = new Map<string, number[]>();
  for (const { line, message } of plan.warnings) lines.set(message, [...(lines.get(message) ?? []), line]);
  for (const [message, at] of lines) story.note({ zh: `注意  ${at[0] === 0 ? '' : `第${at.join('、')}行：`}${message}`, en: '' });
  must(plan.phases.length === 3 && plan.tasks.length === 30 && plan.indicators.length === 10, {
    zh: `应读出3个阶段、30项任务、10项指标，实为${plan.phases.length}、${plan.tasks.length}、${plan.indicators.length}`,
    en: 'the plan has 3 phases, 30 tasks and 10 indicators',
  });
  const refused = await cast.refused('plan.tasks_incomplete', 422, () => office.post('/api/v1/campaigns', Campaign, { body: { planId: plan.id } }));
  await story.does(office.name, {
    zh: `现在启动被拒绝：${refused.items.length}项任务缺牵头单位、时限或阶段，逐项列出`,
    en: 'tries to launch: refused, with every task that lacks a lead, a deadline or a phase. Nothing was invented',
  });
  return plan;
}

/** Who leads what; a later line overrules an earlier one. */
const leads: readonly { readonly section?: string; readonly tasks?: readonly string[]; readonly lead: string; readonly supporting?: readonly string[] }[] = [
  { section: 's1', lead: '卫健委', supporting: ['财政局'] },
  { tasks: ['1.3.1'], lead: '总工会', supporting: ['卫健委'] },
  { section: 's2', lead: '卫健委' },
  { section: 's3', lead: '人社局', supporting: ['卫健委'] },
  { section: 's4', lead: '经发局' },
  { section: 's5', lead: '民政局', supporting: ['卫健委'] },
  { tasks: [diligent.number], lead: diligent.unit, supporting: ['卫健委'] },
  { tasks: ['5.3'], lead: '住建局' },
  { tasks: [silent.number], lead: silent.unit, supporting: ['市场监管局'] },
  { tasks: ['5.5'], lead: '城管局' },
  { section: 's6', lead: '宣传部' },
  { tasks: ['6.3'], lead: '团区委' },
  { tasks: ['6.4'], lead: '妇联' },
  { section: 's7', lead: '生态环境局' },
  { tasks: ['7.2'], lead: '民政局' },
  { tasks: ['7.4'], lead: '市场监管局' },
  { section: 's8', lead: '卫健委' },
  { section: 's9', lead: '卫健委', supporting: ['教育局'] },
];
const ends = { commitment: '2020-08-31', intervention: '2021-01-31', evaluation: '2021-07-31' } as const;

/** The unit's id by the short name that the story uses. */
export type UnitIds = ReadonlyMap<string, string>;

export async function readUnits(office: Person): Promise<UnitIds> {
  const { items } = await office.get('/api/v1/units?limit=200', Units);
  return new Map(items.map((unit) => [unit.shortName ?? unit.name, unit.id]));
}

/** The office fills what the text does not say, by section, by task and as a whole. */
export async function fillPlan(cast: Cast, office: Person, plan: Plan, units: UnitIds): Promise<Plan> {
  const { story, tempo } = cast;
  story.scene({ zh: '二、填写草案', en: 'Filling the draft' });
  const id = (name: string): string => {
    const found = units.get(name);
    must(found !== undefined, { zh: `组织机构中没有“${name}”`, en: `the demo district has the unit ${name}` });
    return found ?? '';
  };
  const changes = [
    { select: { all: true }, set: { phase: 'intervention', standard: '对照方案要求和省级评价标准', supporting: [] } },
    { select: { section: 's1' }, set: { phase: 'commitment' } },
    { select: { section: 's9' }, set: { phase: 'evaluation' } },
    ...Object.entries(ends).map(([phase, dueOn]) => ({ select: { where: { phase } }, set: { dueOn } })),
    ...leads.map(({ section, tasks, lead, supporting }) => ({
      select: section === undefined ? { tasks } : { section },
      set: { lead: id(lead), supporting: (supporting ?? []).map(id) },
    })),
    { select: { tasks: ['4.3'] }, set: { each: { expression: '各街道', kinds: ['subDistrict'] } } },
    { select: { tasks: [silent.number] }, set: { period: { value: tempo.due, unit: 'second' } } },
    { select: { tasks: [diligent.number] }, set: { period: { value: 60, unit: 'second' } } },
  ];
  const filled = await office.post(`/api/v1/plans/${plan.id}/fill`, Plan, { body: { changes }, ifMatch: plan.version });
  await story.does(office.name, {
    zh: `按部分、按任务、整体填写：牵头和配合单位、时限、阶段、标准（第${filled.version}版，尚缺${filled.missing.length}项）`,
    en: 'one request, all or nothing, guarded by If-Match: leads, supporting units, deadlines, phases',
  });
  story.note({ zh: `“各街道”任务4.3将为每个街道各生成一份；任务${silent.number}演练时限${tempo.due}秒`, en: 'one share per sub-district; a drill’s deadline in seconds' });
  must(filled.missing.length === 0, { zh: '填写后不应再有缺项', en: 'nothing is missing after filling' });
  return filled;
}

/** The dates of 2020 are moved to today, previewed first; then everything begins in one transaction. */
export async function launchCampaign(cast: Cast, office: Person, plan: Plan): Promise<Campaign> {
  const { story, tempo } = cast;
  story.scene({ zh: '三、平移日期，启动', en: 'Shifting the dates, launching' });
  const today = new Date(Date.now() + 28_800_000).toISOString().slice(0, 10);
  const dates = await office.get(`/api/v1/plans/${plan.id}/dates?mode=shift&startsOn=${today}`, Dates);
  await story.does(office.name, { zh: `预览：所有日期顺延${dates.days}天，从今天开始`, en: `previews: every date moves by ${dates.days} days; nothing is written yet` });
  for (const { name, before, startsOn, endsOn } of dates.phases) story.note({ zh: `${before.startsOn} — ${before.endsOn}  →  ${startsOn} — ${endsOn}  ${name}`, en: '' });
  const second = (value: number) => ({ value, unit: 'second' });
  const launch = {
    planId: plan.id,
    level: 'provincial',
    legalBasis: '《省级健康促进县（区）项目工作方案》',
    dates: { mode: 'shift', startsOn: today },
    ladder: [
      { rung: 'reminder', offset: second(tempo.reminder), to: 'responsible' },
      { rung: 'overdueNotice', offset: second(0), to: 'liaisonOfficer' },
      { rung: 'escalation', offset: second(tempo.escalation), to: 'managerInCharge' },
      { rung: 'urgingNotice', offset: second(tempo.urging), to: 'urgingNotice' },
      { rung: 'leadingGroup', offset: second(tempo.leadingGroup), to: 'leadingGroup' },
    ],
  };
  const key = randomUUID();
  const first = await office.postForText('/api/v1/campaigns', { body: launch, key });
  const campaign = Campaign.parse(JSON.parse(first));
  await story.does(office.name, {
    zh: `启动：行动和${campaign.tasks}项任务（含各街道分任务）在同一事务中生效`,
    en: `launches: the campaign and its ${campaign.tasks} tasks begin in one transaction; the ladder is data, here in seconds`,
  });
  story.note({ zh: `催办阶梯：提醒 ${tempo.reminder}秒，超期 0，分管领导 +${tempo.escalation}，督办通知书 +${tempo.urging}，领导小组 +${tempo.leadingGroup}`, en: '' });
  const again = await office.postForText('/api/v1/campaigns', { body: launch, key });
  must(again === first, { zh: '同一请求重发，答复应一字不差', en: 'the same request with the same Idempotency-Key answers the same bytes' });
  story.note({ zh: '同一请求（同一Idempotency-Key）重发一次：答复一字不差，没有第二个行动', en: 'sent twice, done once' });
  must(campaign.tasks === 32, { zh: `应有32项任务，实为${campaign.tasks}`, en: '29 tasks and the 3 shares of another' });
  return campaign;
}

export const describe = (task: { readonly number: string; readonly content: string }): string => `任务${task.number}“${short(task.content, 18)}”`;
export const liaisonFor = (units: UnitIds, unitId: string): string => liaisonOf([...units].find(([, id]) => id === unitId)?.[0] ?? unitId);
