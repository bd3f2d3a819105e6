import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import ExcelJS from 'exceljs';
import { campaignRoutes } from '../../api/campaigns/routes.ts';
import { planMediaTypes } from '../../api/plans/reading/read.ts';
import { planRoutes } from '../../api/plans/routes.ts';
import { taskRoutes } from '../../api/tasks/routes.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { PlannedTask } from '../../domain/campaign/commands.ts';
import type { Rhythm } from '../../domain/task/rhythm.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { type Answered, startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from './plan.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;
type Unit = 'group' | 'office' | 'education' | 'culture' | 'east' | 'west' | 'school' | 'eastHospital' | 'westHospital';

type Ending = 'xlsx' | 'docx';

let api: TestApi;
let prisma: PrismaClient;
const units = {} as Record<Unit, string>;
const people = {} as Record<'office' | 'education' | 'east', Person>;
const campaignId = randomUUID();
let today = '';

const execute = async (type: 'campaign' | 'task', id: string, command: object, creates = false) => {
  const ref = { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: units.office };
  const outcome = await api.ledger.execute({ type, id, creates, command: command as { type: string }, actor: { ref, role: 'office', unitId: units.office } });
  if (!outcome.ok) throw new Error(`${outcome.code} ${JSON.stringify(outcome)}`);
};
const idOf = async (number: string): Promise<string> =>
  (await api.pool.query<{ id: string }>("SELECT id FROM task_record WHERE campaign_id = $1 AND number = $2 AND stage <> 'cancelled'", [campaignId, number])).rows[0]?.id ?? '';
const onTask = async (who: keyof typeof people, number: string, body: object): Promise<void> => {
  const answer = await api.call('POST', `/api/v1/tasks/${await idOf(number)}/commands`, { token: people[who].token, body });
  if (answer.status !== 200) throw new Error(`${number}: ${answer.text}`);
};

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      const deps = { ledger, prisma };
      return [...campaignRoutes(deps), ...taskRoutes(deps), ...planRoutes(deps)];
    },
  });
  const district = await api.unit('云山区', 'district');
  units.group = await api.unit('健康领导小组', 'leadingGroup', district);
  units.office = await api.unit('健康办', 'office', units.group);
  units.education = await api.unit('教育局', 'department', district);
  units.school = await api.unit('教研室', 'institution', units.education);
  units.culture = await api.unit('文化广电和旅游局（文物局）', 'department', district);
  units.east = await api.unit('河东镇', 'town', district);
  units.west = await api.unit('河西镇', 'town', district);
  // Two of one name: lists tell them apart by the towns above them.
  units.eastHospital = await api.unit('卫生院', 'institution', units.east);
  units.westHospital = await api.unit('卫生院', 'institution', units.west);
  people.office = await api.person('office', { unitId: units.office, role: 'office' });
  people.education = await api.person('education', { unitId: units.education, role: 'liaisonOfficer' });
  people.east = await api.person('east', { unitId: units.east, role: 'liaisonOfficer' });
  today = beijingDateOf((await api.ledger.moment()).now);
  const dueOn = addDays(today, 100);
  const until = addDays(today, 300);
  const paced = (number: string, rhythm: Rhythm, more: Partial<PlannedTask> = {}): PlannedTask => {
    const { dueOn: _, ...task } = planned(number, { kind: 'recurring', leadUnitId: units.culture, section: '健康教育', rhythm, ...more });
    return task;
  };
  const tasks: readonly PlannedTask[] = [
    planned('1', {
      content: '1.按云政办发〔2026〕7号建立台账。\n2.每季度召开会议（牵头单位：教育局）',
      leadUnitId: units.education,
      supportingUnitIds: [units.culture, units.westHospital],
      dueOn,
      section: '健康教育',
      evidenceRequired: ['照片', '会议纪要、签到表'],
      weight: 2,
    }),
    planned('2', { content: '相同内容', leadUnitId: units.education, dueOn, section: '一、控烟' }),
    planned('3', { content: '相同内容', leadUnitId: units.culture, dueOn: addDays(dueOn, 5), section: '健康教育', phase: 'evaluation' }),
    planned('（四）', { content: 'ＡＢＣ１２３，全面控烟', leadUnitId: units.eastHospital, dueOn, section: '一、控烟', phase: 'commitment' }),
    ...(['week', 'month', 'quarter', 'halfYear', 'year'] as const).map((span, index) => paced(`${index + 5}`, { span, until })),
    planned('10', {
      content: '各镇街要每月报送',
      kind: 'eachUnit',
      leadUnitId: units.office,
      unitIds: [units.east, units.west],
      dueOn,
      section: '一、控烟',
      evidenceRequired: ['总结'],
    }),
    paced('11', { span: 'month', until }, { kind: 'eachUnit', leadUnitId: units.office, unitIds: [units.eastHospital, units.westHospital] }),
    planned('12', { content: '要取消的任务', leadUnitId: units.culture, dueOn }),
    planned('13', { content: '要验收的任务', leadUnitId: units.education, dueOn }),
    planned('14', { content: '分解的任务', leadUnitId: units.education, dueOn }),
  ];
  await execute(
    'campaign',
    campaignId,
    plan(tasks, {
      officeUnitId: units.office,
      groupUnitId: units.group,
      memberUnitIds: [units.education, units.culture],
      sections: [{ name: '健康教育', leadUnitId: units.education }, { name: '一、控烟' }],
      phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: until }],
    }),
    true,
  );
  const origin = { kind: 'instruction' as const, reference: '区长批示', evidence: [] };
  await execute('campaign', campaignId, { type: 'addTask', task: planned('批示〔2026〕1号', { leadUnitId: units.culture, dueOn, origin }), reason: '批示' });
  await onTask('office', '12', { type: 'cancel', reason: '重复' });
  for (const number of ['1', '13', '14']) await onTask('education', number, { type: 'sign' });
  await onTask('education', '13', { type: 'submit', summary: '已完成' });
  await onTask('office', '13', { type: 'accept' });
  await onTask('education', '14', { type: 'breakDown', shares: [{ unitId: units.school, content: '教研室的部分' }] });
  await onTask('education', '1', { type: 'planNodes', nodes: [{ name: '初稿', dueOn: addDays(today, 20) }] });
  await onTask('east', '10-1', { type: 'sign' });
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

async function exported(ending: Ending): Promise<Buffer> {
  const answer = await fetch(`${api.base}/api/v1/campaigns/${campaignId}/tasks.${ending}`, { headers: { Authorization: `Bearer ${people.office.token}` } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, planMediaTypes[ending]]);
  return Buffer.from(await answer.arrayBuffer());
}
const imported = async (bytes: Buffer, ending: Ending = 'xlsx'): Promise<Answered['body']> => {
  const answer = await api.call('POST', '/api/v1/plans/import', { token: people.office.token, raw: bytes, headers: { 'Content-Type': planMediaTypes[ending] } });
  expect(answer.status).toBe(201);
  return answer.body;
};
interface Moved {
  readonly type: string;
  readonly id: string | null;
}
const revision = (token: string, query = ''): Promise<Answered> => api.call('GET', `/api/v1/campaigns/${campaignId}/revision${query}`, { token });
const replan = (planId: string, path: 'preview' | 'commands'): Promise<Answered> =>
  api.call('POST', `/api/v1/campaigns/${campaignId}/${path}`, { token: people.office.token, body: { type: 'replan', planId, reason: '年中调整' } });

type Value = string | Date;
interface Rows {
  readonly read: (number: string, title: string) => ExcelJS.CellValue;
  readonly write: (number: string, title: string, value: Value) => void;
  readonly remove: (number: string) => void;
  readonly add: (cells: Readonly<Record<string, Value>>) => void;
}
/** The workbook after an office worked on it. */
async function worked(bytes: Buffer, work: (rows: Rows) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('no sheet');
  const titles = (sheet.getRow(1).values as string[]).slice(1);
  const row = (number: string): ExcelJS.Row => {
    const found = sheet.getRows(2, sheet.rowCount)?.find((one) => one.getCell(1).value === number);
    if (!found) throw new Error(`no row ${number}`);
    return found;
  };
  const cell = (number: string, title: string) => row(number).getCell(titles.indexOf(title) + 1);
  work({
    read: (number, title) => cell(number, title).value,
    write: (number, title, value) => {
      cell(number, title).value = value;
    },
    remove: (number) => sheet.spliceRows(row(number).number, 1),
    add: (cells) => void sheet.addRow(titles.map((title) => cells[title] ?? '')),
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('the task list of a running campaign, imported again', () => {
  test.each(['xlsx', 'docx'] as const)('unchanged as .%s it changes nothing', async (ending) => {
    const draft = await imported(await exported(ending), ending);
    expect(draft.tasks.map(({ number }: { number: string }) => number)).toEqual(['1', '2', '3', '（四）', '5', '6', '7', '8', '9', '10', '11', '13', '14', '批示〔2026〕1号']);
    expect(draft.sections.map(({ title }: { title: string }) => title)).toEqual(['健康教育', '一、控烟']);
    expect(draft.tasks.map(({ kind, rhythm }: { kind: string; rhythm: string | null }) => rhythm ?? kind)).toEqual([
      'once',
      'once',
      'once',
      'once',
      'week',
      'month',
      'quarter',
      'halfYear',
      'year',
      'eachUnit',
      'month',
      'once',
      'once',
      'once',
    ]);
    expect(draft.unknownUnits).toEqual([]);
    const told = draft.warnings.map(({ code, message }: { code: string; message: string }) => `${code} ${message}`);
    expect(told).toEqual(
      expect.arrayContaining(['plan.cancelled_unread 表中1项已取消的任务未读取：12。', 'plan.shares_unread 表中5项分任务随所属任务，未读取：10-1、10-2、11-1、11-2、14-1。']),
    );
    const { status, body } = await replan(draft.id, 'preview');
    expect([status, body.refused?.code, body.moves, body.left]).toEqual([200, 'campaign.nothing_changed', [], []]);
  });

  const changed = async (work: (rows: Rows) => void): Promise<Answered['body']> => {
    const draft = await imported(await worked(await exported('xlsx'), work));
    const { body } = await replan(draft.id, 'preview');
    expect(body.refused).toBeNull();
    return body.moves
      .filter(({ type }: { type: string }) => type === 'task')
      .map(({ number, stage, changes }: Answered['body']) => [number, stage.before, stage.after, ...changes.map(({ field }: { field: string }) => field)]);
  };

  test.each<[string, (rows: Rows) => void, unknown[][]]>([
    ['a date', ({ write }) => write('2', '完成时限', new Date(`${addDays(today, 120)}T00:00:00Z`)), [['2', 'issued', 'issued', 'dueOn']]],
    ['a date in words', ({ write }) => write('2', '完成时限', `${Number(today.slice(0, 4)) + 1}年年底前`), [['2', 'issued', 'issued', 'dueOn']]],
    ['a lead unit', ({ write }) => write('2', '牵头单位', '河西镇/卫生院'), [['2', 'issued', 'issued', 'leadUnitId']]],
    ['a text', ({ write }) => write('3', '任务内容', '新的内容〔2026〕'), [['3', 'issued', 'issued', 'content']]],
    ['a unit less of each', ({ write }) => write('10', '分担单位', '河东镇'), [['10-2', 'issued', 'cancelled']]],
    ['a row less', ({ remove }) => remove('3'), [['3', 'issued', 'cancelled']]],
    [
      'a row more without number',
      ({ add }) => add({ 任务内容: '新的任务', 牵头单位: '教育局', 完成时限: addDays(today, 60), 部分: '健康教育', 阶段: '综合干预' }),
      [['15', null, 'issued']],
    ],
  ])('with %s it changes just that', async (_what, work, moves) => {
    expect(await changed(work)).toEqual(moves);
  });

  test('worked on and applied it is the plan: given out again it changes nothing, and cells say what they said', async () => {
    const bytes = await worked(await exported('xlsx'), ({ write, remove, add }) => {
      write('1', '完成时限', addDays(today, 110));
      write('2', '牵头单位', '文化广电和旅游局（文物局）');
      write('10', '分担单位', '河东镇、河西镇/卫生院');
      write('6', '周期', '每季度');
      remove('3');
      add({ 任务内容: '新的任务', 牵头单位: '教育局', 配合单位: '卫生院', 完成时限: addDays(today, 60), 部分: '健康教育', 阶段: '综合干预', 任务类型: '一次性' });
    });
    const draft = await imported(bytes);
    expect(draft.warnings.map(({ code }: { code: string }) => code)).toEqual(expect.arrayContaining(['plan.number_given', 'plan.unit_ambiguous']));
    const preview = await replan(draft.id, 'preview');
    expect([preview.status, preview.body.refused]).toEqual([200, null]);
    const applied = await replan(draft.id, 'commands');
    expect(applied.status).toBe(200);
    expect(applied.body.revisions).toMatchObject([{ kind: 'replan', added: ['6', '15'], amended: ['1', '2', '10'], cancelled: ['6', '3'], left: [] }]);
    const made = await revision(people.office.token);
    const ofTasks = (moves: readonly Moved[]) => moves.filter(({ type }) => type === 'task').map(({ id: _, ...move }) => move);
    const byNumber = (moves: readonly Moved[]) => ofTasks(moves).toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
    expect([made.status, made.body.revision, made.body.movesCount, made.body.left]).toEqual([200, 2, made.body.moves.length, []]);
    expect(byNumber(made.body.moves)).toEqual(byNumber(preview.body.moves));
    expect(made.body.moves.every(({ id }: Moved) => id !== null)).toBe(true);
    const seen = await revision(people.education.token);
    expect(seen.body.movesCount).toBe(made.body.movesCount);
    expect(seen.body.moves.length).toBeGreaterThan(0);
    expect(seen.body.moves.length).toBeLessThan(made.body.moves.length);
    expect((await revision(people.office.token, '?revision=7')).body.code).toBe('process.not_found');
    const again = await exported('xlsx');
    const next = await imported(again);
    expect((await replan(next.id, 'preview')).body).toMatchObject({ refused: { code: 'campaign.nothing_changed' }, moves: [], left: [] });
    await worked(again, ({ read }) => {
      const told = ['1', '2', '10', '15'].map((number) => ['完成时限', '牵头单位', '分担单位', '部分'].map((title) => read(number, title) ?? ''));
      expect(told).toEqual([
        [new Date(addDays(today, 110)), '教育局', '', '健康教育'],
        [new Date(addDays(today, 100)), '文化广电和旅游局（文物局）', '', '一、控烟'],
        [new Date(addDays(today, 100)), '健康办', '河东镇、河西镇/卫生院', '一、控烟'],
        [new Date(addDays(today, 60)), '教育局', '', '健康教育'],
      ]);
    });
  });

  test('what the list asks of a task that is over is left as it is and listed', async () => {
    const draft = await imported(await worked(await exported('xlsx'), ({ write }) => write('13', '任务内容', '验收后改写')));
    const { body } = await replan(draft.id, 'preview');
    expect([body.refused, body.moves, body.left]).toMatchObject([{ code: 'campaign.nothing_changed' }, [], [{ number: '13', code: 'task.closed' }]]);
  });
});
