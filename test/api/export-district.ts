import { randomUUID } from 'node:crypto';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { type Actor, type Role, system, time } from '../../domain/process/actor.ts';
import type { ProcessType } from '../../domain/process/definition.ts';
import { plan, planned } from '../campaign/plan.ts';
import { until } from '../harness/until.ts';
import type { TestApi } from './api.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;
const roles = {
  admin: 'administrator',
  office: 'office',
  town: 'liaisonOfficer',
  school: 'liaisonOfficer',
  inspector: 'inspector',
  /** Of a unit that supports a task and is no member of the campaign. */
  sports: 'liaisonOfficer',
} as const satisfies Record<string, Role>;
type Who = keyof typeof roles;
/** What their posts are called. */
const titles: Readonly<Record<Who, string>> = { admin: '管理岗', office: '办公室岗', town: '联络岗', school: '联络岗', inspector: '执法岗', sports: '联络岗' };

/** A district with at least two of everything that lists hold. */
export interface District {
  readonly people: Readonly<Record<Who, Person>>;
  readonly ids: Readonly<
    Record<
      'campaign' | 'otherCampaign' | 'task' | 'meeting' | 'supervision' | 'bulletin' | 'case' | 'indicator' | 'survey' | 'evaluation' | 'assessment' | 'consultation' | 'template',
      string
    >
  >;
}

/** What records of a kind are called by the office that made them. */
const called = {
  office: '（办公室）',
  leadingGroup: '（领导小组）',
  progress: '（进展）',
  praise: '（表扬）',
  department: '（督查）',
  selfCheck: '（自查）',
  problem: '（问题）',
  minutes: '纪要模板',
  bulletin: '通报模板',
} as const;

/** Opens a district by this name; the ledger must be in a drill, since tasks of it are overdue at once. */
export async function openDistrict(api: TestApi, name: string): Promise<District> {
  const district = await api.unit(name, 'district');
  const group = await api.unit(`${name}领导小组`, 'leadingGroup', district);
  const office = await api.unit(`${name}健康办`, 'office', group);
  const town = await api.unit(`${name}河湾镇`, 'town', district);
  const school = await api.unit(`${name}教育局`, 'department', district);
  const body = await api.unit(`${name}卫生监督所`, 'enforcementBody', district);
  const sports = await api.unit(`${name}体育局`, 'department', district);
  const homes: Readonly<Record<Who, string>> = { admin: district, office, town, school, inspector: body, sports };
  const people = {} as Record<Who, Person>;
  for (const who of Object.keys(roles) as Who[]) people[who] = await api.person(`${name}-${who}`, { unitId: homes[who], role: roles[who], title: titles[who] });
  const actorOf = (who: Who): Actor => ({
    ref: { by: 'person', personId: people[who].id, postId: people[who].posts[0] ?? '', unitId: homes[who] },
    role: roles[who],
    unitId: homes[who],
  });

  const execute = async (who: Who, type: ProcessType, command: object, id?: string): Promise<string> => {
    const process = id ?? randomUUID();
    const outcome = await api.ledger.execute({ type, id: process, creates: id === undefined, command: command as { type: string }, actor: actorOf(who) });
    if (!outcome.ok) throw new Error(`${type} ${JSON.stringify(command)}: ${outcome.code} ${JSON.stringify(outcome.params ?? {})}`);
    return process;
  };
  const call = async (who: Who, method: string, path: string, body: unknown): Promise<{ readonly id: string }> => {
    const answer = await api.call(method, `/api/v1/${path}`, { token: people[who].token, body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const first = async (sql: string, ...values: unknown[]): Promise<string> => (await api.pool.query<{ id: string }>(sql, values)).rows[0]?.id ?? '';

  const today = beijingDateOf((await api.ledger.moment()).now);
  const second = { value: 1, unit: 'second' as const };
  const soon = addDays(today, 30);
  const launch = (title: string) =>
    execute(
      'office',
      'campaign',
      JSON.parse(
        JSON.stringify(
          plan(
            [town, school].flatMap((leadUnitId, index) => [
              planned(`${index + 1}`, { content: `${title}任务${index + 1}`, leadUnitId, supportingUnitIds: [sports], dueOn: soon }),
              { ...planned(`${index + 3}`, { content: `=${title}任务${index + 3}`, leadUnitId }), dueOn: undefined, duePeriod: second },
            ]),
            {
              title,
              officeUnitId: office,
              groupUnitId: group,
              memberUnitIds: [town, school],
              phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 200) }],
            },
          ),
        ),
      ),
    );
  const campaign = await launch(`${name}健康行动一期`);
  const otherCampaign = await launch(`${name}健康行动二期`);

  const task = await first('SELECT id FROM task_record WHERE campaign_id = $1 AND lead_unit_id = $2 ORDER BY "order" LIMIT 1', campaign, town);
  await execute('town', 'task', { type: 'sign' }, task);
  const evidence: string[] = [];
  for (const file of ['台账.txt', '照片说明.txt']) {
    const kept = await api.call('PUT', `/api/v1/attachments?name=${encodeURIComponent(file)}`, {
      token: people.town.token,
      raw: `${name}${file}`,
      headers: { 'Content-Type': 'text/plain' },
    });
    evidence.push(kept.body.id);
  }
  await call('town', 'POST', `tasks/${task}/commands`, { type: 'submit', summary: '已完成', evidence });

  const made: Partial<Record<keyof District['ids'], string>> = {};
  for (const campaignId of [campaign, otherCampaign]) {
    const below = (title: string) => ({ campaignId, title: `${title}（${campaignId === campaign ? '一期' : '二期'}）` });
    for (const kind of ['office', 'leadingGroup'] as const)
      made.meeting = await execute('office', 'meeting', { type: 'convene', ...below(`${name}会议${called[kind]}`), kind, heldOn: soon, agenda: [] });
    for (const kind of ['progress', 'praise'] as const)
      made.bulletin = await execute('office', 'bulletin', { type: 'draft', ...below(`${name}通报${called[kind]}`), kind, from: today, until: today });
    for (const [label, unit] of [
      ['健康家庭', town],
      ['健康学校', school],
    ] as const) {
      const rule = { kind: 'count', bound: 'atLeast', target: '100', unit: '个' };
      made.indicator = await execute('office', 'indicator', { type: 'establish', campaignId, name: `${name}${below(label).title}`, rule, ownerUnitId: unit });
      made.survey = await execute('office', 'survey', {
        type: 'begin',
        campaignId,
        name: `${name}${below(label).title}`,
        leadUnitId: unit,
        points: [
          { unitId: unit, name: '一号点', planned: 10 },
          { unitId: sports, name: '二号点', planned: 10 },
        ],
      });
    }
    const standard = { source: '考评标准', items: [{ number: '1', content: '组织领导', points: 10, evidenceRequired: [] }] };
    const classes = [
      { name: '乡镇', unitIds: [town] },
      { name: '部门', unitIds: [school] },
    ];
    made.evaluation = await execute('office', 'evaluation', { type: 'start', ...below(`${name}考评`), standard, classes, selfCheckDueOn: soon });
  }
  await execute('office', 'meeting', { type: 'changeMeeting', place: '三楼会议室', reason: '场地调整' }, made.meeting);
  await execute('office', 'bulletin', { type: 'edit', title: `${name}通报定稿` }, made.bulletin);
  await execute('office', 'indicator', { type: 'setBaseline', amount: { value: '20' }, on: today, source: '统计年报' }, made.indicator);
  await execute('school', 'survey', { type: 'recordProgress', point: 1, reached: 5 }, made.survey);
  const reviewed = await first('SELECT id FROM evaluation_record WHERE campaign_id = $1', campaign);
  const assessment = await first('SELECT id FROM assessment_record WHERE evaluation_id = $1 AND unit_id = $2', reviewed, town);
  await call('town', 'POST', `assessments/${assessment}/commands`, { type: 'answerItem', item: '1', claim: 8, note: '成立机构' });
  await call('town', 'POST', `assessments/${assessment}/commands`, { type: 'submitSelfCheck' });
  await call('office', 'POST', `evaluations/${reviewed}/commands`, { type: 'openReview', reason: '不再等待' });
  await call('office', 'POST', `assessments/${assessment}/commands`, { type: 'reviewItem', item: '1', points: 7, note: '缺会议记录' });
  await execute('office', 'evaluation', { type: 'cancel', reason: '标准有误' }, made.evaluation);

  for (const [unit, kind] of [
    [town, 'department'],
    [town, 'selfCheck'],
    [school, 'department'],
    [school, 'selfCheck'],
  ] as const) {
    const title = `${name}督查${unit === town ? '河湾镇' : '教育局'}${called[kind]}`;
    const visit = { type: 'plan', campaignId: campaign, kind, title, scope: '现场', plannedOn: today, unitIds: [unit], team: [people.office.id] };
    const supervision = await execute('office', 'supervision', visit);
    const found = (found: 'problem' | 'praise') => ({
      unitId: unit,
      kind: found,
      content: `${title}${called[found]}`,
      ...(found === 'problem' ? { requirement: '补齐台账', dueOn: soon } : {}),
      evidence: [],
    });
    await execute('office', 'supervision', { type: 'recordVisit', on: today, note: '已查', findings: [found('problem'), found('praise')] }, supervision);
    made.supervision = supervision;
  }

  const partyId = await api.record('party', { type: 'register', name: `${name}药店`, kind: 'pharmacy', address: '某路1号' });
  await api.record('party', { type: 'register', name: `=HYPERLINK("${name}")`, kind: 'clinic', address: '@某路' });
  for (const source of ['complaint', 'randomDraw']) made.case = await execute('inspector', 'case', { type: 'open', partyId, title: `${name}无证经营`, source });
  await execute('inspector', 'case', { type: 'correctField', field: 'title', value: `${name}无证经营（更正）`, reason: '笔误' }, made.case);

  await openOverdueCases(api, partyId, [people.inspector, await api.person(`${name}-inspector-b`, { unitId: body, role: 'inspector', title: '执法岗' })], (command, id) =>
    execute('inspector', 'case', command, id),
  );

  for (const title of ['健康县区方案', '控烟方案']) {
    await api.call('POST', '/api/v1/plans/import', {
      token: people.office.token,
      raw: `${name}${title}\n一、主要任务\n1.开展宣传。\n2.组织检查。`,
      headers: { 'Content-Type': 'text/plain' },
    });
    const asked = {
      type: 'open',
      planId: randomUUID(),
      planVersion: 1,
      round: 1,
      title: `${name}${title}`,
      officeUnitId: office,
      unitIds: [town, school],
      tasks: [{ number: '1', content: '任务', supporting: [] }],
      dueOn: soon,
      launchedAs: randomUUID(),
    };
    const id = randomUUID();
    const outcome = await api.ledger.execute({ type: 'consultation', id, creates: true, command: { ...asked, roundIds: [id] } as { type: string }, actor: actorOf('office') });
    if (!outcome.ok) throw new Error(outcome.code);
    made.consultation = id;
  }
  for (const id of [campaign, otherCampaign]) await call('office', 'POST', `campaigns/${id}/commands`, { type: 'urge' });
  for (const kind of ['minutes', 'bulletin'] as const) {
    const starter = await fetch(`${api.base}/api/v1/templates/starter/${kind}`, { headers: { Authorization: `Bearer ${people.office.token}` } });
    const kept = await api.call('PUT', `/api/v1/attachments?name=${encodeURIComponent('模板.docx')}`, {
      token: people.office.token,
      raw: Buffer.from(await starter.arrayBuffer()),
      headers: { 'Content-Type': starter.headers.get('content-type') ?? '' },
    });
    made.template = (await call('office', 'POST', 'templates', { kind, name: `${name}${called[kind]}`, attachment: kept.body.id })).id;
  }
  await execute('office', 'template', { type: 'retire', reason: '改用统一模板' }, made.template);

  await execute('town', 'consultation', { type: 'comment', text: `${name}河湾镇的意见`, taskNumber: '1' }, made.consultation);

  const post = people.town.posts[0] ?? '';
  for (const [from, reason] of [
    [today, '出差'],
    [addDays(today, 10), '休假'],
  ] as const)
    await call('town', 'POST', 'delegations', { toPersonId: people.school.id, postId: post, from, until: addDays(from, 5), reason: `${name}${reason}` });
  for (const label of ['工作群', '值班群'])
    await call('office', 'POST', 'outlets', {
      kind: 'dingtalk',
      name: `${name}${label}`,
      url: 'https://robot.example.org/send?access_token=hidden-token',
      secret: 'a hidden secret of it',
    });
  for (const minute of [1, 2]) {
    await api.pool.query(
      `INSERT INTO digest (id, person_id, channel, address, message_id, subject, text, state, attempts, last_error, failing_since, created_at)
 VALUES (gen_random_uuid(), $1, 'mail', 'office@example.org', $2, '标题', '正文', 'failed', 25, $3, ledger_now(), ledger_now() - make_interval(mins => $4))`,
      [people.town.id, randomUUID(), `${name}退信${minute}`, minute],
    );
  }
  return { people, ids: { campaign, otherCampaign, task, assessment, ...made } as District['ids'] };
}

/** Two cases whose order is overdue, of which one has reached the first rung: two cells of the board. */
async function openOverdueCases(api: TestApi, partyId: string, officers: readonly Person[], step: (command: object, id?: string) => Promise<string>): Promise<void> {
  for (const [index, officer] of officers.entries()) {
    const command = { type: 'setCertificate', number: `执法-${index}`, expiresOn: '2099-12-31' };
    const outcome = await api.ledger.execute({ type: 'person', id: officer.id, command, actor: system });
    if (!outcome.ok) throw new Error(outcome.code);
  }
  const overdue: string[] = [];
  for (const title of ['未催办', '已提醒']) {
    const id = await step({ type: 'open', partyId, title, source: 'complaint' });
    await step({ type: 'recordInspection', officers: officers.map((one) => one.id), result: 'violation', findings: [{ note: '无证' }] }, id);
    await step({ type: 'issueOrder', requirements: '改正', period: { value: 1, unit: 'second' } }, id);
    overdue.push(id);
  }
  const last = overdue.at(-1) ?? '';
  // The order's second has to pass before time may speak.
  await until(async () => (await api.ledger.execute({ type: 'case', id: last, command: { type: 'strike' }, actor: time })).ok && (await rungsOf(api, last)) > 0);
}

const rungsOf = async (api: TestApi, id: string): Promise<number> =>
  (await api.pool.query<{ rungs: number }>('SELECT count(*)::int AS rungs FROM notice WHERE process_id = $1 AND is_rung', [id])).rows[0]?.rungs ?? 0;
