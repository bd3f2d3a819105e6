import { PrismaPg } from '@prisma/adapter-pg';
import { planMediaTypes, readPlanSource } from '../../api/plans/reading/read.ts';
import { resourceRoutes } from '../../api/resources.ts';
import { type Actor, type Role, time } from '../../domain/process/actor.ts';
import type { ProcessType } from '../../domain/process/definition.ts';
import { verify } from '../../ledger/verify.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { passTo, setClock } from '../api/clock.ts';
import { at } from '../campaign/district.ts';
import { behind, type ShownFigure } from './behind.ts';

interface Member {
  readonly id: string;
  readonly token: string;
  readonly actor: Actor;
}
interface Section {
  readonly title: string;
  readonly figures: readonly ShownFigure[];
  readonly sentences?: readonly string[];
}

/** A Monday. */
const began = '2026-03-02';
const until = '2026-03-20';
let api: TestApi;
let prisma: PrismaClient;
const units: Record<string, string> = {};
const people: Record<string, Member> = {};
let campaignId = '';

const who = (name: string): Member => {
  const found = people[name];
  if (!found) throw new Error(`nobody is ${name}`);
  return found;
};
const unit = (name: string): string => units[name] ?? '';
async function person(name: string, unitName: string, role: Role): Promise<void> {
  const unitId = unit(unitName);
  const { id, token, posts } = await api.person(name, { unitId, role });
  people[name] = { id, token, actor: { ref: { by: 'person', personId: id, postId: posts[0] ?? '', unitId }, role, unitId } };
}
const get = (name: string, path: string) => api.call('GET', `/api/v1/${path}`, { token: who(name).token });
async function post(name: string, path: string, body: object) {
  const answer = await api.call('POST', `/api/v1/${path}`, { token: who(name).token, body });
  if (answer.status >= 300) throw new Error(`${path} ${JSON.stringify(body)}: ${answer.text}`);
  return answer.body;
}
async function execute(type: ProcessType, id: string, command: { readonly type: string }, actor: Actor): Promise<void> {
  const outcome = await api.ledger.execute({ type, id, command, actor });
  if (!outcome.ok) throw new Error(`${command.type}: ${outcome.code}`);
}
async function document(path: string): Promise<string> {
  const response = await fetch(`${api.base}/api/v1/${path}`, { headers: { Authorization: `Bearer ${who('office').token}` } });
  expect(response.status).toBe(200);
  const { lines, tables } = await readPlanSource(Buffer.from(await response.arrayBuffer()), planMediaTypes.docx);
  return [...lines.map(({ text }) => text), ...tables.flatMap(({ rows }) => rows.map(({ cells }) => cells.map(({ text }) => text).join(' | ')))].join('\n');
}

/** Tasks by number: due when, led by whom. */
const planned = [
  ['1', '2026-04-30', 'education'],
  ['2', '2026-03-06', 'education'],
  ['3', '2026-04-02', 'health'],
  ['4', '2026-04-20', 'health'],
  ['5', '2026-04-20', 'health'],
  ['6', '2026-03-04', 'health'],
  ['7', '2026-03-18', 'health'],
] as const;

/** A draft, asked about and launched as a campaign. */
async function launch(): Promise<void> {
  const text = [
    '云山区健康行动实施方案（演示）',
    '一、重点任务',
    ...planned.map(([number]) => `${number}．第${number}项工作。（责任单位：云山区教育局，云山区卫生健康委员会）`),
  ].join('\n');
  const imported = await api.call('POST', '/api/v1/plans/import', { token: who('office').token, raw: text, headers: { 'Content-Type': 'text/plain' } });
  const planId: string = imported.body.id;
  const numbers = (imported.body.tasks as { number: string }[]).map(({ number }) => number);
  await post('office', `plans/${planId}/fill`, {
    edit: { phases: [{ kind: 'intervention', name: '综合干预', startsOn: began, endsOn: '2026-12-31' }] },
    changes: planned.map(([, dueOn, lead], index) => ({
      select: { tasks: [numbers[index]] },
      set: { lead: { unitId: unit(lead) }, supporting: [{ unitId: unit(lead === 'health' ? 'education' : 'health') }], dueOn, phase: 'intervention' },
    })),
  });
  const { id } = await post('office', 'consultations', { planId, dueOn: '2026-03-16' });
  for (const name of ['education', 'health']) await post(name, `consultations/${id}/commands`, { type: 'agree' });
  await post('office', `consultations/${id}/commands`, { type: 'close' });
  campaignId = (await post('office', 'campaigns', { planId })).id;
}

async function cases(): Promise<void> {
  const partyId = await api.record('party', { type: 'register', name: '某药店', kind: 'pharmacy', address: '某路1号' });
  for (const name of ['a', 'b'])
    await execute('person', who(name).id, { type: 'setCertificate', number: '演示-1', expiresOn: '2099-12-31' } as { readonly type: string }, { ref: { by: 'system' } });
  const officers = [who('a').id, who('b').id];
  const open = async (): Promise<string> => (await post('a', 'cases', { partyId, title: '检查某药店', source: 'transfer' })).id;
  const clean = await open();
  await post('a', `cases/${clean}/commands`, { type: 'recordInspection', officers, result: 'clean', findings: [] });
  await execute('case', clean, { type: 'closeCase' }, time);
  const filed = await open();
  for (const step of [
    { type: 'recordInspection', officers, result: 'violation', findings: [] },
    { type: 'issueOrder', requirements: '改正', period: { value: 5, unit: 'workingDay' } },
    { type: 'recordFollowUp', officers, result: 'not', findings: [] },
    { type: 'fileCase', reason: '拒不改正' },
    { type: 'concludeFiled', decision: '罚款', penaltyFen: 500_000 },
  ])
    await post('a', `cases/${filed}/commands`, step);
}

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  await setClock(api, at(`${began} 10:00`));
  const district = await api.unit('云山区人民政府', 'district');
  units.group = await api.unit('云山区健康促进工作领导小组', 'leadingGroup', district);
  units.office = await api.unit('云山区健康办', 'office', units.group);
  units.education = await api.unit('云山区教育局', 'department', district);
  units.health = await api.unit('云山区卫生健康委员会', 'department', district);
  units.body = await api.unit('卫生监督所', 'enforcementBody', district);
  await person('office', 'office', 'office');
  await person('second', 'office', 'office');
  await person('education', 'education', 'liaisonOfficer');
  await person('health', 'health', 'liaisonOfficer');
  await person('a', 'body', 'inspector');
  await person('b', 'body', 'inspector');
  await launch();
  const { items } = (await get('office', `campaigns/${campaignId}/tasks`)).body as { readonly items: readonly { readonly id: string; readonly number: string }[] };
  const task = (index: number): string => items[index - 1]?.id ?? '';
  const onTask = (name: string, index: number, body: object) => post(name, `tasks/${task(index)}/commands`, body);
  for (const [index, [, , lead]] of planned.entries()) await onTask(lead, index + 1, { type: 'sign' });
  await onTask('education', 1, { type: 'submit', summary: '办结' });
  await onTask('office', 1, { type: 'accept' });
  await onTask('health', 4, { type: 'submit', summary: '办结' });
  await onTask('office', 5, { type: 'cancel', reason: '合并' });

  const supervision = await post('office', 'supervisions', {
    campaignId,
    kind: 'department',
    title: '一季度督查',
    scope: '健康教育',
    unitIds: [unit('education')],
    team: [who('second').id],
    plannedOn: '2026-03-09',
  });
  const meetings = [];
  for (const [kind, title] of [
    ['leadingGroup', '领导小组会议'],
    ['office', '办公室调度会'],
  ])
    meetings.push(await post('office', 'meetings', { campaignId, kind, title, heldOn: '2026-03-09' }));
  const indicators = [];
  for (const name of ['健康社区比例', '健康学校比例', '健康企业比例'])
    indicators.push((await post('office', 'indicators', { campaignId, name, rule: { kind: 'ratio', target: 30 }, ownerUnitId: unit('health') })).id);
  const survey = await post('office', 'surveys', { campaignId, name: '现场调查', points: [{ unitId: unit('health'), name: '一号街区', planned: 20 }], dueOn: '2026-04-30' });

  await passTo(api, 'task', task(2), '2026-03-10');
  await onTask('health', 6, { type: 'submit', summary: '补办' });
  await onTask('office', 6, { type: 'accept' });
  const problem = (content: string) => ({ unitId: unit('education'), kind: 'problem', content, requirement: '整改', dueOn: '2026-05-15' });
  const visited = await post('office', `supervisions/${supervision.id}/commands`, {
    type: 'recordVisit',
    on: '2026-03-10',
    note: '实地查看',
    findings: [problem('一'), problem('二')],
  });
  const found: string = visited.findings[0].task.id;
  for (const [name, body] of [
    ['education', { type: 'sign' }],
    ['education', { type: 'submit', summary: '已改' }],
    ['office', { type: 'accept' }],
  ] as const)
    await post(name, `tasks/${found}/commands`, body);
  await post('office', `meetings/${meetings[0].id}/commands`, { type: 'recordMinutes', minutes: '听取汇报。', decisions: [] });
  await post('office', `meetings/${meetings[1].id}/commands`, { type: 'recordAttendance', present: [{ unitId: unit('education') }] });
  for (const [index, numerator] of [10, 1].entries())
    await post('health', `indicators/${indicators[index]}/commands`, { type: 'recordValue', numerator, denominator: 20, on: '2026-03-10', source: '统计' });
  await post('health', `surveys/${survey.id}/commands`, { type: 'recordProgress', point: 1, reached: 12 });
  await post('office', 'evaluations', {
    campaignId,
    title: '年度考评',
    standard: { source: '考评标准', items: [{ number: '1', content: '组织管理', points: 100 }] },
    classes: [{ name: '部门', unitIds: [unit('education'), unit('health')] }],
    selfCheckDueOn: '2026-04-20',
  });
  await cases();

  await passTo(api, 'task', task(2), '2026-03-16');
  await onTask('office', 2, { type: 'signUrgingNotice' });
  await setClock(api, at(`${until} 10:00`));
  const bulletin = await post('office', 'bulletins', { campaignId, kind: 'progress', title: '进展通报', from: began, until });
  for (const type of ['sign', 'issue']) await post('office', `bulletins/${bulletin.id}/commands`, { type });
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

const period = `from=${began}&until=${until}`;
/** No task is suspended by itself, and then nothing else would be counted. */
const alwaysNone = '中止';
const figuresOf = (sections: readonly Section[]) => sections.flatMap(({ title, figures }) => figures.map((figure) => ({ ...figure, name: `${title} ${figure.label}` })));

describe('the work summary', () => {
  test('counts everything, nothing of it zero, and each number is what the list behind it comes to', async () => {
    const { status, body } = await get('office', `campaigns/${campaignId}/summary?${period}`);
    expect(status).toBe(200);
    const figures = figuresOf(body.sections);
    expect(body.sections.map(({ title }: Section) => title)).toEqual([
      '任务总体情况',
      '本期完成情况',
      '催办督办情况',
      '会议情况',
      '督导检查情况',
      '指标情况',
      '调查情况',
      '考评情况',
      '征求意见情况',
      '通报情况',
      '执法办案情况',
      '云山区卫生健康委员会',
      '云山区教育局',
    ]);
    expect(figures.filter(({ value }) => value === 0).map(({ label }) => label)).toEqual([alwaysNone]);
    for (const figure of figures) expect([figure.name, await behind(api, who('office').token, figure)]).toEqual([figure.name, figure.value]);
    const value = (name: string) => figures.find((figure) => figure.name === name)?.value;
    expect(
      [
        '督导检查情况 发现问题',
        '督导检查情况 已整改销号',
        '督导检查情况 尚未销号',
        '会议情况 本期召开会议',
        '会议情况 其中领导小组会议',
        '会议情况 待出纪要',
        '指标情况 指标',
        '指标情况 达标',
        '调查情况 计划样本',
        '调查情况 已完成样本',
        '征求意见情况 征求单位',
        '征求意见情况 已反馈',
        '考评情况 最近一次考评得分的单位',
        '催办督办情况 本期签发督办通知书的任务',
        '通报情况 本期印发通报',
        '执法办案情况 新增案件',
        '执法办案情况 结案',
      ].map(value),
    ).toEqual([2, 1, 1, 2, 1, 1, 3, 1, 20, 12, 2, 2, 2, 1, 1, 2, 1]);
  });

  test('of days in which nothing happened counts nothing of them', async () => {
    const { body } = await get('office', `campaigns/${campaignId}/summary?from=2025-01-01&until=2025-12-31`);
    const ofPeriod = ['本期完成情况', '会议情况', '督导检查情况', '通报情况', '执法办案情况'];
    const figures = figuresOf(body.sections).filter(({ name, label }) => label.startsWith('本期') || ofPeriod.some((title) => name.startsWith(title)));
    expect([figures.length, figures.filter(({ value }) => value !== 0)]).toEqual([18, []]);
  });

  test('shows a unit its own, with no case, and the same holds of its numbers', async () => {
    const { body } = await get('health', `campaigns/${campaignId}/summary?${period}`);
    expect(body.sections.map(({ title }: Section) => title)).not.toContain('执法办案情况');
    for (const figure of figuresOf(body.sections)) expect([figure.name, await behind(api, who('health').token, figure)]).toEqual([figure.name, figure.value]);
    expect(figuresOf(body.sections).find(({ name }) => name === '督导检查情况 发现问题')?.value).toBe(0);
  });

  test('has annexes with the rows', async () => {
    const text = await document(`campaigns/${campaignId}/summary.docx?${period}`);
    for (const line of [
      '指标3项，达标1项，未达标1项，待定1项。',
      '云山区教育局 | 4 | 2 | 1',
      '1 | 第1项工作。 | 云山区教育局 | 2026-04-30 | 2026-03-02',
      '会议〔2026〕1号 | 领导小组会议 | 领导小组会议 | 2026-03-09 | 已出纪要',
      '督查〔2026〕1号 | 部门督导 | 一季度督查 | 2026-03-10 | 2 | 异议期',
      '督查〔2026〕1号 | 1 | 云山区教育局 | 一 | 已销号',
      '督查〔2026〕1号 | 2 | 云山区教育局 | 二 | 尚未销号',
      '健康社区比例 | 不低于30% | 50% | 达标',
      '现场调查 | 云山区健康办 | 20 | 12 | 进行中',
      '进展通报 | 2026-03-20',
    ])
      expect(text).toContain(line);
    expect(text).toMatch(/督办〔2026〕1号 \| \S+ \| 第2项工作。? \| 云山区教育局 \| 2026-03-16/);
    expect(text).toMatch(/第2项工作。? \| 云山区教育局 \| 2026-03-06 \| 14/);
    expect(text).not.toContain('某药店');
  });
});

describe('a briefing', () => {
  const briefing = (query: string, name = 'office') => get(name, `campaigns/${campaignId}/briefing?${query}`);

  test('of a span counts what it brought and what is due next, nothing of it zero, each number with its rows', async () => {
    const { status, body } = await briefing(period);
    expect([status, body.nextFrom, body.nextUntil]).toEqual([200, '2026-03-21', '2026-04-08']);
    const figures = figuresOf(body.sections);
    expect(figures.map(({ name, value }) => [name, value])).toEqual([
      ['办结情况 验收任务', 3],
      ['超期情况 到期未办结任务', 2],
      ['指标变化 更新指标', 2],
      ['会议和督导 召开会议', 2],
      ['会议和督导 督导检查', 1],
      ['会议和督导 发现问题', 2],
      ['下期到期 下期到期任务', 1],
    ]);
    for (const figure of figures) expect([figure.name, await behind(api, who('office').token, figure)]).toEqual([figure.name, figure.value]);
    const said = (body.sections as readonly Section[]).map(({ sentences }) => sentences?.join('') ?? '');
    expect(said[1]).toMatch(/^本期到期仍未办结的任务2项。任务\S*2“第2项工作。?”（云山区教育局，2026年3月6日）；任务\S*7“第7项工作。?”（云山区卫生健康委员会，2026年3月18日）。$/);
    expect(said[2]).toBe('本期更新数值的指标2项。“健康社区比例”由无（待定）变为50%（达标）；“健康学校比例”由无（待定）变为5%（未达标）。');
    expect(said[3]).toContain('本期督导检查1次，发现问题2个。2026年3月10日“一季度督查”，发现问题2个。');
  });

  test('of a span in which nothing happened says so; without days it is the last week', async () => {
    const { body } = await briefing('from=2025-01-06&until=2025-01-12');
    expect(figuresOf(body.sections).every(({ value }) => value === 0)).toBe(true);
    expect(body.sections.flatMap(({ sentences }: Section) => sentences)).toEqual([
      '本期没有验收任务。',
      '本期到期的任务没有超期未办结的。',
      '本期没有更新数值的指标。',
      '本期没有召开会议。',
      '本期没有督导检查。',
      '2025年1月13日至2025年1月19日没有到期的任务。',
    ]);
    const last = await briefing('');
    expect([last.body.from, last.body.until, last.body.nextUntil]).toEqual(['2026-03-14', until, '2026-03-27']);
    expect((await briefing('from=2026-02-01&until=2026-01-01')).status).toBe(400);
  });

  test('is a document whose number is left to the office', async () => {
    const text = await document(`campaigns/${campaignId}/briefing.docx?${period}`);
    expect(text).toContain('第　　　期（草稿，未经签发）');
    for (const line of ['一、办结情况。本期验收任务3项。', '；另有1项。', '五、下期到期。2026年3月21日至2026年4月8日到期的任务1项。']) expect(text).toContain(line);
  });

  test('of a period that would begin behind today is refused, and so are figures', async () => {
    for (const path of [`campaigns/${campaignId}/summary`, `campaigns/${campaignId}/briefing`, 'figures/cases', 'figures/units']) {
      const { status, body } = await get('office', `${path}?from=2026-12-01`);
      expect([path, status, body.code, body.items?.[0]]).toMatchObject([path, 400, 'request.invalid', { in: 'query', pointer: '/until', message: '不能早于from' }]);
    }
  });

  test('of a period keeps the 督办通知书 signed in it when the task relapses later', async () => {
    const { items } = (await get('office', `tasks?campaignId=${campaignId}&urgedFrom=2026-03-16&urgedUntil=2026-03-16`)).body;
    expect(items).toHaveLength(1);
    const step = (name: string, body: object) => post(name, `tasks/${items[0].id}/commands`, body);
    await step('education', { type: 'submit', summary: '办结' });
    await step('office', { type: 'accept' });
    await step('office', { type: 'relapse', reason: '问题再次发生' });
    expect((await get('office', `tasks/${items[0].id}`)).body.urgingNotice).toBeNull();
    const { body } = await get('office', `campaigns/${campaignId}/summary?${period}`);
    const signed = figuresOf(body.sections).find(({ label }) => label === '本期签发督办通知书的任务');
    expect([signed?.value, signed && (await behind(api, who('office').token, signed))]).toEqual([1, 1]);
    expect(await document(`campaigns/${campaignId}/summary.docx?${period}`)).toMatch(/督办〔2026〕1号 \| \S+ \| 第2项工作。? \| 云山区教育局 \| 2026-03-16/);
  });

  test('leaves the ledger as it was', async () => {
    expect((await verify(api.pool)).faults).toEqual([]);
  });
});
