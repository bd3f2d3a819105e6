import { readFileSync } from 'node:fs';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import ExcelJS from 'exceljs';
import { system } from '../../domain/process/actor.ts';
import type { TimedType } from '../../domain/process/definition.ts';
import { workflowId } from '../../engine/nudger.ts';
import { verify } from '../../ledger/verify.ts';
import { at } from '../campaign/district.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createSkippingStack, type SkippingStack } from '../harness/stack.ts';
import { timeSkippingServer } from '../harness/temporal.ts';
import { countBehind, type ShownFigure } from '../reports/behind.ts';
import { type Body, type Office, openOffice } from './http.ts';
import { minute, passTo } from './script.ts';
import { liaisonOf, managerOf } from './wulong-district.ts';

let database: TestDatabase;
let environment: TestWorkflowEnvironment;
let stack: SkippingStack;
let district: TestDistrict;
let town: Office;
const seen: Record<string, Body> = {};

/** Lead of each section of the plan, by the keys of the demo's district. */
const leads: Readonly<Record<string, string>> = {
  s1: 'health',
  s2: 'health',
  s3: 'labour',
  s4: 'economy',
  s5: 'education',
  s6: 'publicity',
  s7: 'ecology',
  s8: 'market',
  s9: 'women',
};
const keys = [
  'publicity',
  'health',
  'culture',
  'finance',
  'education',
  'emergency',
  'economy',
  'union',
  'cityManagement',
  'market',
  'housing',
  'civil',
  'labour',
  'youth',
  'women',
  'ecology',
  'streetEast',
  'streetWest',
  'streetNorth',
];
/** The unit that answers late whatever it is asked. */
const slow = 'economy';
const loginOf = new Map<string, string>();
const unit = (key: string): string => district.ids.unit(key);
const liaisonOfUnit = (unitId: string): string => loginOf.get(unitId) ?? '';
const passing = (moment: string): Promise<void> => passTo(stack, at(moment));

/** Notices of rungs of a process, as `day time rung → login`. */
const rungs = async (id: string): Promise<readonly string[]> =>
  (
    await stack.pool.query<{ at: number; rung: string; to: string }>(
      `SELECT (extract(epoch FROM n.created_at) * 1000)::float8 AS at, n.rung, p.username AS "to" FROM notice n JOIN person_record p ON p.id = n.person_id
 WHERE n.process_id = $1 AND n.is_rung ORDER BY n.created_at, p.username`,
      [id],
    )
  ).rows.map((row) => `${minute(row.at)} ${row.rung} → ${row.to}`);

const step = (login: string, things: string, id: string, body: object): Promise<Body> => town.post(login, `/api/v1/${things}/${id}/commands`, body);

/** Every open task of the campaign that meets the condition is signed for, handed in and accepted. */
async function workOff(campaignId: string, wanted: (task: Body) => boolean): Promise<number> {
  const { items } = await town.get('office', `/api/v1/campaigns/${campaignId}/tasks?limit=200&open=true`);
  const chosen = (items as readonly Body[]).filter(wanted);
  for (const { id, lead, stage } of chosen) {
    const login = liaisonOfUnit(lead.id);
    if (stage === 'issued') await step(login, 'tasks', id, { type: 'sign' });
    await step(login, 'tasks', id, { type: 'submit', summary: '已完成' });
    await step('office', 'tasks', id, { type: 'accept' });
  }
  return chosen.length;
}

/** 征求意见: the plan is read, filled, asked about, answered. */
async function prepare(): Promise<Body> {
  await passing('2026-02-02 10:00');
  const read = await town.hand('office', '/api/v1/plans/import', readFileSync(new URL('../fixtures/plans/lianyun-2020.txt', import.meta.url), 'utf8'));
  const changes = [
    { select: { all: true }, set: { phase: 'intervention', standard: '对照方案要求', dueOn: '2021-01-15' } },
    ...Object.entries(leads).map(([section, key]) => ({ select: { section }, set: { lead: { unitId: unit(key) } } })),
    { select: { section: 's1' }, set: { phase: 'commitment', dueOn: '2020-08-28' } },
    { select: { section: 's9' }, set: { phase: 'evaluation', dueOn: '2021-07-15' } },
  ];
  const plan = await town.post('office', `/api/v1/plans/${read.id}/fill`, { changes }, read.version);
  const round = await town.post('office', '/api/v1/consultations', { planId: plan.id, unitIds: keys.map(unit), dueOn: '2026-02-09' });
  await passing('2026-02-03 10:07');
  for (const key of keys.filter((one) => !['education', 'market', slow].includes(one))) await step(liaisonOf(key), 'consultations', round.id, { type: 'agree' });
  await step('liaison', 'consultations', round.id, { type: 'comment', taskNumber: '5.2', text: '建议明确学校数量', proposal: '创建健康促进学校8所' });
  await step(liaisonOf('market'), 'consultations', round.id, { type: 'comment', text: '建议延长时限' });
  seen.launchWhileAsking = await town.refused('office', '/api/v1/campaigns', { planId: plan.id });
  await passing('2026-02-11 10:11');
  await step(liaisonOf(slow), 'consultations', round.id, { type: 'agree' });
  const asked = await town.get('office', `/api/v1/consultations/${round.id}`);
  if (asked.stage === 'asked') await step('office', 'consultations', round.id, { type: 'endCollecting' });
  await step('office', 'consultations', round.id, { type: 'answerComment', comment: 1, decision: 'adopted' });
  seen.closeTooEarly = await town.refused('office', `/api/v1/consultations/${round.id}/commands`, { type: 'close' });
  await step('office', 'consultations', round.id, { type: 'answerComment', comment: 2, decision: 'notAdopted', reason: '时限由省方案规定' });
  seen.consultation = await step('office', 'consultations', round.id, { type: 'close' });
  return plan;
}

/** 启动: approved, launched, liaison officers asked for; the commitment ends when its conditions hold. */
async function commit(plan: Body): Promise<string> {
  const post = district.ids.post(liaisonOf('union'));
  await passing('2026-02-26 10:13');
  const vacated = await stack.ledger.execute({ type: 'post', id: post, command: { type: 'vacate', reason: '调离' } as { readonly type: string }, actor: system });
  if (!vacated.ok) throw new Error(vacated.code);
  await passing('2026-03-02 10:17');
  const launched = await town.post('office', '/api/v1/campaigns', {
    planId: plan.id,
    level: 'provincial',
    dates: { mode: 'shift', startsOn: '2026-03-02' },
    approval: { approvedBy: '区政府常务会议', approvedOn: '2026-02-27', documentNumber: '演政办通知〔2026〕3号' },
  });
  const { id } = launched;
  seen.launched = launched;
  await step('office', 'campaigns', id, { type: 'askLiaisonOfficers', dueOn: '2026-03-09' });
  await passing('2026-03-11 10:19');
  seen.liaisonRungs = (await rungs(id)).filter((text) => text.includes('liaison'));
  await step(managerOf('union'), 'campaigns', id, { type: 'nameLiaisonOfficer', personId: district.ids.person(managerOf('union')) });
  // Now in two posts of the same unit, this person says in which one a step is taken.
  loginOf.set(unit('union'), `${managerOf('union')}#${post}`);
  for (const condition of ['publicCommitment', 'officeSetUp', 'mobilisationMeeting'])
    await step('office', 'campaigns', id, { type: 'confirmCondition', condition, note: '见附件' });
  seen.commitmentTasks = await workOff(id, (task) => task.phase === 'commitment');
  seen.afterCommitment = await step('office', 'campaigns', id, { type: 'closePhase' });
  return id;
}

/** 会议、督导、指标、通报 while the plan is carried out. */
async function carryOut(id: string): Promise<void> {
  await passing('2026-03-23 10:23');
  const meeting = await town.post('office', '/api/v1/meetings', {
    campaignId: id,
    kind: 'leadingGroup',
    title: '领导小组第一次会议',
    heldOn: '2026-04-15',
    agenda: [{ title: '听取进展', unitId: unit('health') }],
  });
  for (const key of keys.filter((one) => one !== slow && one !== 'union')) await step(liaisonOf(key), 'meetings', meeting.id, { type: 'reply', attends: true });
  await step(liaisonOfUnit(unit('union')), 'meetings', meeting.id, { type: 'reply', attends: false, reason: '另有会议' });
  await passing('2026-04-16 10:29');
  seen.meetingRungs = await rungs(meeting.id);
  await step('office', 'meetings', meeting.id, { type: 'recordAttendance', present: keys.filter((key) => key !== 'union').map((key) => ({ unitId: unit(key) })) });
  seen.meeting = await step('office', 'meetings', meeting.id, {
    type: 'recordMinutes',
    minutes: '听取进展，议定加强校园控烟',
    decisions: [{ content: '开展校园控烟专项检查', leadUnitId: unit('education'), dueOn: '2026-05-29' }],
  });
  seen.afterMeeting = await town.get('office', `/api/v1/campaigns/${id}`);

  const { items: indicators } = await town.get('office', `/api/v1/campaigns/${id}/indicators?limit=50`);
  seen.indicators = indicators;
  const named = (name: string): Body => (indicators as readonly Body[]).find((one) => one.name === name);
  const literacy = named('居民健康素养水平').id;
  await step('office', 'indicators', literacy, { type: 'setBaseline', value: '25.00', on: '2026-01-15', source: '基线调查' });
  await step('office', 'indicators', literacy, { type: 'recordValue', value: '29.99', on: '2026-04-10', source: '监测' });
  seen.undecided = await town.get('office', `/api/v1/indicators/${literacy}`);
  await step('office', 'indicators', literacy, { type: 'publishReference', value: '28.50', on: '2026-04-12', source: '省卫生健康委' });
  seen.byReference = await town.get('office', `/api/v1/indicators/${literacy}`);
  const families = named('示范健康家庭').id;
  await step('office', 'indicators', families, { type: 'recordValue', value: '99', on: '2026-04-10', source: '台账' });
  seen.notReached = await town.get('office', `/api/v1/indicators/${families}`);
  await step('office', 'indicators', families, { type: 'recordValue', value: '100', on: '2026-04-15', source: '台账' });
  seen.reached = await town.get('office', `/api/v1/indicators/${families}`);

  await passing('2026-05-20 10:31');
  const supervision = await town.post('office', '/api/v1/supervisions', {
    campaignId: id,
    kind: 'leaders',
    title: '第二季度督导',
    scope: '控烟与健康食堂',
    plannedOn: '2026-06-10',
    unitIds: [unit('market'), unit('education')],
    team: [district.ids.person('office-2')],
  });
  await passing('2026-06-10 15:37');
  const visited = await step('office', 'supervisions', supervision.id, {
    type: 'recordVisit',
    on: '2026-06-10',
    note: '实地查看两家单位',
    findings: [
      { unitId: unit('market'), kind: 'problem', content: '健康食堂公示不全', dueOn: '2026-06-26' },
      { unitId: unit('education'), kind: 'praise', content: '控烟标识齐全' },
    ],
  });
  seen.visited = visited;
  await passing('2026-06-18 10:41');
  const finding = (visited.findings as readonly Body[]).find((one) => one.kind === 'problem');
  await workOff(id, (task) => task.id === finding.task?.id);
  seen.supervisionId = supervision.id;

  await passing('2026-07-06 10:43');
  const draft = await town.post('office', '/api/v1/bulletins', { campaignId: id, kind: 'progress', title: '上半年进展通报', from: '2026-03-02', until: '2026-07-05' });
  await step('office', 'bulletins', draft.id, { type: 'sign', sealUnitId: unit('health') });
  seen.bulletin = await step('office', 'bulletins', draft.id, { type: 'issue' });
  seen.interventionTasks = await workOff(id, (task) => task.phase === 'intervention');
  for (const condition of ['baselineSurvey', 'priorityAreas']) await step('office', 'campaigns', id, { type: 'confirmCondition', condition, note: '见附件' });
}

/** 考评: each unit checks itself, experts and the office review, the table is published, the result becomes the campaign's. */
async function evaluate(id: string): Promise<void> {
  await passing('2026-09-07 10:47');
  const items = [
    { number: '1', content: '组织领导', points: 40 },
    { number: '2', content: '健康环境', points: 60 },
  ];
  const evaluation = await town.post('office', '/api/v1/evaluations', {
    campaignId: id,
    title: '年度考评',
    standard: { source: '省级健康促进区评价标准', items },
    selfCheckDueOn: '2026-09-25',
    passMark: 60,
  });
  const { items: assessments } = await town.get('office', `/api/v1/assessments?evaluationId=${evaluation.id}&limit=200`);
  seen.assessments = assessments;
  const check = async (assessment: Body): Promise<void> => {
    const login = liaisonOfUnit(assessment.unit.id);
    for (const [item, claim] of [
      ['1', 40],
      ['2', 55],
    ] as const)
      await step(login, 'assessments', assessment.id, { type: 'answerItem', item, claim, note: '对照自查' });
    await step(login, 'assessments', assessment.id, { type: 'submitSelfCheck' });
  };
  const isSlow = (assessment: Body): boolean => assessment.unit.id === unit(slow);
  await passing('2026-09-15 10:53');
  for (const assessment of assessments.filter((one: Body) => !isSlow(one))) await check(assessment);
  await passing('2026-09-29 10:57');
  const late = assessments.find(isSlow);
  seen.selfCheckRungs = await rungs(late.id);
  await check(late);
  await step('office', 'evaluations', evaluation.id, { type: 'inviteExperts', personIds: [district.ids.person('expert')], from: '2026-10-12', until: '2026-10-14' });
  await passing('2026-10-13 10:59');
  for (const assessment of assessments)
    await step('expert', 'assessments', assessment.id, { type: 'reviewItem', item: '1', points: isSlow(assessment) ? 30 : 38, note: '现场查看' });
  await passing('2026-10-15 11:03');
  seen.expertAfterVisit = await town.refused('expert', `/api/v1/assessments/${late.id}/commands`, { type: 'reviewItem', item: '2', points: 50, note: '补评' });
  for (const assessment of assessments) {
    await step('office', 'assessments', assessment.id, { type: 'reviewItem', item: '2', points: 50, note: '材料齐全' });
    await step('office', 'assessments', assessment.id, { type: 'completeReview' });
  }
  await step('office', 'evaluations', evaluation.id, { type: 'showScores' });
  await passing('2026-11-20 11:07');
  await step('office', 'evaluations', evaluation.id, { type: 'publish' });
  seen.scores = await town.get('office', `/api/v1/evaluations/${evaluation.id}/scores`);
  seen.evaluationTasks = await workOff(id, (task) => task.phase === 'evaluation');
  await step('office', 'evaluations', evaluation.id, { type: 'recordOutcome', result: '通过省级评估', score: 92.5, note: '省级评估组' });
}

beforeAll(async () => {
  database = await createTestDatabase();
  environment = await timeSkippingServer();
  stack = await createSkippingStack({ databaseUrl: database.url, environment, startsAt: at('2026-02-02 08:00') });
  district = await loadTestDistrict(stack.ledger);
  for (const key of keys) loginOf.set(unit(key), liaisonOf(key));
  town = await openOffice(stack, 'a-password-for-tests');
  const plan = await prepare();
  seen.id = await commit(plan);
  await carryOut(seen.id);
  await evaluate(seen.id);
  await passing('2027-03-10 11:09');
});
afterAll(async () => {
  await town?.close();
  await stack?.stop();
  await environment?.teardown();
  await database?.drop();
});

/** What happened at a process, by type of fact. */
const took = async (id: string, type: string): Promise<readonly string[]> =>
  (
    await stack.pool.query<{ at: number; by: string }>(
      `SELECT (extract(epoch FROM at) * 1000)::float8 AS at, actor->>'by' AS by FROM fact WHERE process_id = $1 AND type = $2 ORDER BY seq`,
      [id, type],
    )
  ).rows.map((row) => `${minute(row.at)} by ${row.by}`);
const judged = ({ outcome, branch }: Body): readonly unknown[] => [outcome, branch];
const conditionOf = (campaign: Body, name: string): Body => (campaign.conditions as readonly Body[]).find((one) => one.condition === name);

describe('a plan from the asking of units to its result, over the API in skipped time', () => {
  test('is not launched while units are asked; the silent one alone is asked again; every comment has its answer', async () => {
    expect([seen.launchWhileAsking, seen.closeTooEarly, seen.consultation.stage]).toEqual(['plan.consultation_open', 'consultation.comments_open', 'closed']);
    expect(await rungs(seen.consultation.id)).toEqual([
      '2026-02-06 09:00 opinionReminder → liaison-economy',
      '2026-02-10 09:00 opinionOverdue → liaison-economy',
      '2026-02-11 09:00 opinionEscalation → manager-economy',
    ]);
    expect((seen.consultation.comments as readonly Body[]).map((one) => one.answer.decision)).toEqual(['adopted', 'notAdopted']);
  });

  test('is launched with its approval; the one unit without a liaison officer is asked for one, by its manager where it has no leader', () => {
    expect([conditionOf(seen.launched, 'planApproved').held, seen.launched.lackingLiaisonOfficers.length, seen.launched.tasks]).toEqual([true, 1, 30]);
    expect(seen.liaisonRungs).toEqual([
      '2026-03-06 09:00 liaisonReminder → manager-union',
      '2026-03-10 09:00 liaisonOverdue → manager-union',
      '2026-03-11 09:00 liaisonEscalation → manager-union',
    ]);
    expect([seen.commitmentTasks, seen.afterCommitment.stage, seen.afterCommitment.lackingLiaisonOfficers]).toEqual([6, 'intervention', []]);
  });

  test('meets: the silent unit is asked again, the decision is a task, the next half-year counts from the meeting', () => {
    expect(seen.meetingRungs).toEqual(['2026-04-13 09:00 replyReminder → liaison-economy', '2026-04-15 09:00 replyOverdue → liaison-economy']);
    expect([seen.meeting.stage, seen.meeting.decisions.length, seen.meeting.decisions[0].task.stage]).toEqual(['recorded', 1, 'issued']);
    expect(seen.afterMeeting.deadlines.find((one: Body) => one.kind === 'meeting').dueOn).toBe('2026-10-15');
  });

  test('measures: undecided until the reference is published, then reached by it; 99 of 100 is not reached, 100 is', () => {
    expect(seen.indicators).toHaveLength(10);
    expect([judged(seen.undecided), judged(seen.byReference), judged(seen.notReached), judged(seen.reached)]).toEqual([
      ['undecided', null],
      ['reached', 'reference'],
      ['notReached', null],
      ['reached', 'target'],
    ]);
  });

  test('is supervised: the problem found is a task, and the supervision closes by itself when it is settled and nobody objects any more', async () => {
    expect((seen.visited.findings as readonly Body[]).map((one) => [one.kind, one.task?.stage ?? null])).toEqual([
      ['problem', 'issued'],
      ['praise', null],
    ]);
    expect(await took(seen.supervisionId, 'supervisionClosed')).toEqual(['2026-07-11 00:00 by time']);
  });

  test('is told of in a bulletin, numbered and issued', () => {
    expect([seen.bulletin.stage, seen.bulletin.number]).toEqual(['issued', '通报〔2026〕1号']);
  });

  test('is evaluated: the late unit is chased, experts review on the days of their visit alone, units are ranked within their class, the result is the campaign’s', async () => {
    expect(seen.assessments).toHaveLength(keys.length);
    expect(seen.selfCheckRungs).toEqual(['2026-09-22 09:00 selfCheckReminder → liaison-economy', '2026-09-28 09:00 selfCheckOverdue → liaison-economy']);
    expect(seen.expertAfterVisit).toBe('process.not_found');
    const campaign = await town.get('office', `/api/v1/campaigns/${seen.id}`);
    expect([campaign.stage, campaign.outcome, campaign.result.result, minute(Date.parse(campaign.closedAt))]).toEqual(['closed', 'completed', '通过省级评估', '2027-03-02 00:00']);
    expect((campaign.phases as readonly Body[]).map((phase) => phase.closedBy)).toEqual(['office', 'date', 'date']);
    const ranked = (seen.scores.classes as readonly Body[]).map((one) => [
      one.name,
      one.scores.length,
      one.scores.at(0).score,
      one.scores.at(-1).score,
      one.scores.at(-1).unit.id === unit(slow),
    ]);
    expect(ranked).toEqual([
      ['部门', 16, 88, 80, true],
      ['乡镇街道', 3, 88, 88, false],
    ]);
  });

  test('leaves an archive, a summary whose numbers are those of its lists, and tables that read back', async () => {
    const volume = await town.bytes('office', `/api/v1/campaigns/${seen.id}/archive.zip`);
    expect(volume.subarray(0, 2).toString()).toBe('PK');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array(await town.bytes('office', `/api/v1/tasks.xlsx?campaignId=${seen.id}`)).buffer as ArrayBuffer);
    const written = workbook.worksheets[0]?.actualRowCount ?? 0;
    const { items } = await town.get('office', `/api/v1/campaigns/${seen.id}/tasks?limit=200`);
    expect([items.length, written]).toEqual([32, 33]);
    const summary = await town.get('office', `/api/v1/campaigns/${seen.id}/summary?from=2026-01-01&until=2027-03-10`);
    const figures = (summary.sections as readonly Body[]).flatMap((section) => section.figures as readonly Body[]);
    expect(figures.length).toBeGreaterThan(10);
    for (const figure of figures as readonly ShownFigure[])
      expect([figure.label, await countBehind((path) => town.get('office', path), figure)]).toEqual([figure.label, figure.value]);
  });

  test('leaves no process open, no workflow running, and every chain whole', async () => {
    const { rows } = await stack.pool.query<{ id: string; type: TimedType; closed: boolean }>('SELECT id, type, closed FROM process WHERE timed');
    expect(rows.filter((row) => !row.closed)).toEqual([]);
    // Campaign, tasks, indicators, a round of consulting, a meeting, a supervision, a bulletin, an evaluation with its assessments.
    expect(rows).toHaveLength(1 + 32 + 10 + 4 + 1 + keys.length);
    for (const row of rows) expect([row.type, (await environment.client.workflow.getHandle(workflowId(row)).describe()).status.name]).toEqual([row.type, 'COMPLETED']);
    expect((await verify(stack.pool)).faults).toEqual([]);
  });
});
