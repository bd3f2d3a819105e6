import { Campaign, Task, type TaskItem, Tasks } from './answers.ts';
import { type Cast, liaisonOf, patienceMs, step } from './cast.ts';
import type { Person } from './client.ts';
import { describe, diligent, liaisonFor, silent, type UnitIds } from './plan-scenes.ts';
import { awaited, must } from './story.ts';

export async function readTasks(office: Person, campaignId: string): Promise<readonly TaskItem[]> {
  return (await office.get(`/api/v1/campaigns/${campaignId}/tasks?limit=200`, Tasks)).items;
}

const numbered = (tasks: readonly TaskItem[], number: string): TaskItem => {
  const found = tasks.find((task) => task.number === number);
  if (!found) throw new Error(`the campaign has no task ${number}`);
  return found;
};

/** A liaison officer signs, reports, submits; the office accepts. */
export async function unitWorks(cast: Cast, office: Person, tasks: readonly TaskItem[]): Promise<void> {
  const { story } = cast;
  story.scene({ zh: '四、一个单位认真办理', en: 'One unit does its work' });
  const { id, ...task } = numbered(tasks, diligent.number);
  await cast.hears(liaisonOf(diligent.unit), id, { kind: 'taskIssued' }, { zh: '联络员收到新任务', en: 'the lead unit is told of its new task' });
  const liaison = await cast.person(liaisonOf(diligent.unit));
  const stranger = await cast.person(liaisonOf('宣传部'));
  await cast.refused('process.not_found', 404, () => stranger.get(`/api/v1/tasks/${id}`, Task));
  await story.does(stranger.name, { zh: '打开同一任务：404，与不存在的一样', en: 'opens the same task: 404. Who takes no part cannot even tell that it exists' });
  const signed = await step(liaison, 'tasks', id, Task, { type: 'sign' });
  await story.does(liaison.name, { zh: `签收${describe(task)}`, en: 'signs for receipt' });
  const open = signed.allowed.filter((one) => one.ok).map((one) => one.type);
  story.note({ zh: `下一步可以：${open.join('、')}`, en: 'every answer says what may be done next' });
  await step(liaison, 'tasks', id, Task, { type: 'report', progress: '已完成12所学校自评', percent: 60 } as { readonly type: string });
  await story.does(liaison.name, { zh: '报告进展：60%', en: 'reports progress' });
  await step(liaison, 'tasks', id, Task, { type: 'submit', summary: '健康促进学校比例达到52%' } as { readonly type: string });
  await story.does(liaison.name, { zh: '报送验收；本单位的催办暂停，办公室的验收时限开始', en: 'submits: the unit’s ladder pauses, the office’s own limit begins' });
  await cast.hears(office.username, id, { kind: 'taskSubmitted' }, { zh: '办公室收到待验收通知', en: 'the office is to decide' });
  const accepted = await step(office, 'tasks', id, Task, { type: 'accept', note: '达标一项，验收一项' } as { readonly type: string });
  await story.does(office.name, { zh: '验收通过', en: 'accepts; the chase has ended' });
  must(accepted.stage === 'accepted' && accepted.deadlines.length === 0, { zh: '验收后不应再有期限', en: 'an accepted task has no open deadline' });
}

/** One unit says nothing: each rung of the ladder, as it arrives at whom it names. */
export async function unitIsSilent(cast: Cast, office: Person, tasks: readonly TaskItem[]): Promise<void> {
  const { story, tempo } = cast;
  story.scene({ zh: '五、一个单位沉默不办', en: 'One unit stays silent' });
  const { id, ...task } = numbered(tasks, silent.number);
  const liaison = liaisonOf(silent.unit);
  const limit = tempo.due * 1_000 + patienceMs;
  story.note({ zh: `${describe(task)}无人签收，时限${tempo.due}秒`, en: `nobody signs it; it is due ${tempo.due} s after the launch` });
  const notice = await cast.hears(liaison, id, { rung: 'reminder' }, { zh: '到期前提醒联络员', en: 'rung 1: the liaison officer is reminded before the date' }, limit);
  story.note({ zh: `为什么：${notice.why}`, en: '' });
  story.note({ zh: `怎样停止：${notice.stops}`, en: 'every notice says what, why, by which rule, and what stops it' });
  await cast.hears(liaison, id, { rung: 'overdueNotice' }, { zh: '超期通知联络员', en: 'rung 2: overdue' }, limit);
  const late = await office.get(`/api/v1/tasks/${id}`, Task);
  must(late.light.colour === 'red' && late.light.cause === 'overdue', { zh: '超期任务应亮红灯', en: 'an overdue task is red' });
  story.note({ zh: '亮红灯（超期）', en: 'its light turns red' });
  await cast.hears(silent.manager, id, { rung: 'escalation' }, { zh: '上报分管领导', en: 'rung 3: the manager in charge' });
  await cast.hears(office.username, id, { rung: 'urgingNotice' }, { zh: '督办通知书待签发', en: 'rung 4: a formal urging notice is drafted, for a person to sign' });
  const signed = await step(office, 'tasks', id, Task, { type: 'signUrgingNotice' });
  const number = signed.urgingNotice?.number ?? '';
  await story.does(office.name, { zh: `签发督办通知书：${number}`, en: 'signs it; numbers are without gaps' });
  must(/^督办〔\d{4}〕\d+号$/.test(number), { zh: '督办通知书应有编号', en: 'the signed notice has a number' });
  await cast.hears(silent.manager, id, { kind: 'urgingNoticeSigned' }, { zh: '分管领导收到督办通知书', en: 'the manager in charge receives it' });
  await cast.hears('leader', id, { rung: 'leadingGroup' }, { zh: '报领导小组', en: 'rung 5: the leading group' });
}

/** Meanwhile every other unit signs and submits, and the office accepts. Answers how many tasks that were. */
export async function othersWork(cast: Cast, office: Person, tasks: readonly TaskItem[], units: UnitIds): Promise<number> {
  const others = tasks.filter((task) => task.kind !== 'eachUnit' && task.number !== diligent.number && task.number !== silent.number);
  for (const { id, lead } of others) {
    const liaison = await cast.person(liaisonFor(units, lead.id));
    await step(liaison, 'tasks', id, Task, { type: 'sign' });
    await step(liaison, 'tasks', id, Task, { type: 'submit', summary: '已完成' } as { readonly type: string });
    await step(office, 'tasks', id, Task, { type: 'accept' });
  }
  // The whole of an each-unit task is the office's own: its shares are accepted, so may it be.
  for (const { id } of tasks.filter((task) => task.kind === 'eachUnit')) await step(office, 'tasks', id, Task, { type: 'accept' });
  return others.length;
}

/** The silent unit answers at last: the chase stops at the rung where it stands. */
export async function unitAnswers(cast: Cast, office: Person, tasks: readonly TaskItem[]): Promise<void> {
  const { story } = cast;
  const { id } = numbered(tasks, silent.number);
  const liaison = await cast.person(liaisonOf(silent.unit));
  await step(liaison, 'tasks', id, Task, { type: 'sign' });
  await step(liaison, 'tasks', id, Task, { type: 'submit', summary: '室内公共场所禁烟标识已补齐' } as { readonly type: string });
  await story.does(liaison.name, { zh: '补签收、补报送', en: 'signs and submits at last' });
  const done = await step(office, 'tasks', id, Task, { type: 'accept' });
  await story.does(office.name, { zh: '验收；红灯转黄灯（逾期补办）', en: 'accepts; made good late: red turns yellow' });
  must(done.light.colour === 'yellow' && done.light.cause === 'madeGoodLate', { zh: '补办的任务应亮黄灯', en: 'what is made good late is yellow' });
}

const confirmations = {
  commitment: ['publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting'],
  intervention: ['baselineSurvey', 'priorityAreas'],
  evaluation: ['selfCheck'],
} as const;

/** Each phase is held open by what is missing, confirmed by the office, closed; then the workflow closes the campaign. */
export async function phasesClose(cast: Cast, office: Person, campaignId: string): Promise<void> {
  const { story } = cast;
  story.scene({ zh: '六、三个阶段，办结', en: 'Three phases, closing' });
  const refused = await cast.refused('campaign.condition_missing', 409, () => step(office, 'campaigns', campaignId, Campaign, { type: 'closePhase' }));
  await story.does(office.name, { zh: '想结束第一阶段：被拒绝，逐条列出未满足的条件', en: 'tries to close the first phase: refused, each missing condition named' });
  story.note({ zh: refused.items.map((item) => String(item.zh)).join('；'), en: '' });
  for (const [phase, conditions] of Object.entries(confirmations)) {
    for (const condition of conditions)
      await step(office, 'campaigns', campaignId, Campaign, { type: 'confirmCondition', condition, note: '演示：材料已核对' } as { readonly type: string });
    if (phase === 'evaluation') {
      await step(office, 'campaigns', campaignId, Campaign, { type: 'recordResult', result: '达标', score: 92.5, note: '演示：省级评估组评定' } as { readonly type: string });
      await story.does(office.name, { zh: '登记考核结果：达标，92.5分', en: 'records the result of the assessment' });
    }
    const after = await step(office, 'campaigns', campaignId, Campaign, { type: 'closePhase' });
    await story.does(office.name, {
      zh: `确认${conditions.length}项条件，结束本阶段 → ${after.stageName}`,
      en: `confirms and closes; now: ${after.stage}. The tasks and liaison officers were computed`,
    });
  }
  const closed = await awaited({ zh: '行动由工作流办结', en: 'the workflow closes the campaign' }, patienceMs, async () => {
    const now = await office.get(`/api/v1/campaigns/${campaignId}`, Campaign);
    return now.stage === 'closed' ? now : undefined;
  });
  await cast.hears('leader-2', campaignId, { kind: 'campaignClosed' }, { zh: '副组长收到办结通知', en: 'closed by its workflow; the office and the deputy chair are told' });
  const { green, yellow, red } = closed.figures.light;
  story.note({ zh: `任务：绿灯${green}，黄灯${yellow}，红灯${red}`, en: `green ${green}, yellow ${yellow}, red ${red}` });
  must(closed.outcome === 'completed' && red === 0, { zh: '行动应以“完成”办结，没有红灯', en: 'the campaign is completed with no red light' });
}
