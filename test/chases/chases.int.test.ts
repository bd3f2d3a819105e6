import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import ExcelJS from 'exceljs';
import { resourceRoutes } from '../../api/resources.ts';
import { addDays, startOfDay } from '../../domain/calendar/beijing.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { type Answered, startApi, type TestApi } from '../api/api.ts';
import { passTo, setClock } from '../api/clock.ts';
import { plan, planned } from '../campaign/plan.ts';

type Person = Awaited<ReturnType<TestApi['person']>>;
interface Shown {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly rung: string | null;
  readonly process: { readonly type: string; readonly id: string };
  readonly to: { readonly unit: { readonly id: string }; readonly person: { readonly id: string } };
  readonly outcome: { readonly state: string; readonly endedBy: { readonly fact: string } | null } | null;
  readonly deadline: { readonly kind: string } | null;
  readonly why: string;
  readonly rule: string;
  readonly stops: string;
}

let api: TestApi;
let prisma: PrismaClient;
const units = {} as Record<'district' | 'group' | 'office' | 'education' | 'town' | 'village' | 'health' | 'body', string>;
const people = {} as Record<
  'office' | 'deputy' | 'education' | 'educationManager' | 'townHead' | 'townLiaison' | 'village' | 'healthHead' | 'inspector' | 'bodyManager' | 'stranger',
  Person
>;
const campaignId = randomUUID();
let caseId = '';
/** Tasks by number: 1 education's, 2 the village's. */
const tasks: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi({
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      return resourceRoutes({ ledger, prisma });
    },
  });
  const day = '2026-12-01';
  await setClock(api, startOfDay(day) + 10 * 3_600_000);
  units.district = await api.unit('云山区', 'district');
  units.group = await api.unit('健康领导小组', 'leadingGroup', units.district);
  units.office = await api.unit('健康办', 'office', units.group);
  units.education = await api.unit('教育局', 'department', units.district);
  units.town = await api.unit('北镇', 'town', units.district);
  units.village = await api.unit('北镇一村', 'village', units.town);
  units.health = await api.unit('卫健委', 'department', units.district);
  units.body = await api.unit('卫生监督所', 'enforcementBody', units.health);
  people.office = await api.person('office', { unitId: units.office, role: 'office' });
  people.deputy = await api.person('deputy', { unitId: units.group, role: 'groupDeputy' });
  people.education = await api.person('education', { unitId: units.education, role: 'liaisonOfficer' });
  people.educationManager = await api.person('education-manager', { unitId: units.education, role: 'managerInCharge' });
  people.townHead = await api.person('town-head', { unitId: units.town, role: 'unitLeader' });
  people.townLiaison = await api.person('town-liaison', { unitId: units.town, role: 'liaisonOfficer' });
  people.village = await api.person('village', { unitId: units.village, role: 'liaisonOfficer' });
  await api.person('village-manager', { unitId: units.village, role: 'managerInCharge' });
  people.healthHead = await api.person('health-head', { unitId: units.health, role: 'unitLeader' });
  people.inspector = await api.person('inspector', { unitId: units.body, role: 'inspector' });
  people.bodyManager = await api.person('body-manager', { unitId: units.body, role: 'managerInCharge' });
  people.stranger = await api.person('stranger', { unitId: await api.unit('邻区健康办', 'office'), role: 'office' });
  const launch = plan([planned('1', { leadUnitId: units.education, dueOn: '2026-12-08' }), planned('2', { leadUnitId: units.village, dueOn: '2026-12-08' })], {
    officeUnitId: units.office,
    groupUnitId: units.group,
    memberUnitIds: [units.education, units.town],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: day, endsOn: '2027-06-30' }],
  });
  const actor = {
    ref: { by: 'person' as const, personId: people.office.id, postId: people.office.posts[0] ?? '', unitId: units.office },
    role: 'office' as const,
    unitId: units.office,
  };
  const launched = await api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command: launch, actor });
  if (!launched.ok) throw new Error(launched.code);
  for (const { id, number } of (await api.pool.query<{ id: string; number: string }>('SELECT id, number FROM task_record')).rows) tasks[number] = id;
  const partyId = await api.record('party', { type: 'register', name: '某药店', kind: 'pharmacy', address: '某路1号' });
  const opened = await api.call('POST', '/api/v1/cases', { token: people.inspector.token, body: { partyId, title: '无证经营', source: 'complaint' } });
  caseId = opened.body.id;
  await step(people.education, '1', { type: 'sign' });
  await step(people.village, '2', { type: 'sign' });
  // The ladder of each task climbs to the 督办通知书; the case is overdue.
  for (const number of ['1', '2']) {
    await setClock(api, startOfDay(day) + 10 * 3_600_000);
    await passTo(api, 'task', tasks[number] ?? '', addDays(day, 20));
  }
  await setClock(api, startOfDay(day) + 10 * 3_600_000);
  await passTo(api, 'case', caseId, addDays(day, 25));
});
afterAll(async () => {
  await prisma?.$disconnect();
  await api?.close();
});

async function step(who: Person, number: string, body: object): Promise<Answered> {
  const answer = await api.call('POST', `/api/v1/tasks/${tasks[number]}/commands`, { token: who.token, body });
  expect([answer.status, answer.body.code]).toEqual([200, undefined]);
  return answer;
}
const ask = (who: Person, query = '', headers: Record<string, string> = {}): Promise<Answered> => api.call('GET', `/api/v1/chases${query}`, { token: who.token, headers });
const list = async (who: Person, query = ''): Promise<readonly Shown[]> => (await ask(who, `?limit=200${query}`)).body.items;
/** Rungs over the process with the unit told, the first first. */
const rungs = (chases: readonly Shown[], id = ''): readonly string[] =>
  chases
    .filter(({ process }) => id === '' || process.id === id)
    .map(({ rung, kind, to }) => `${rung ?? kind} ${Object.entries(units).find(([, unitId]) => unitId === to.unit.id)?.[0]}`)
    .toReversed();

const ladder = ['reminder education', 'overdueNotice education', 'escalation education', 'urgingNotice office', 'draftUnsigned office', 'draftStillUnsigned group'];

describe('the chase ledger', () => {
  test('tells the office of a task every notice that chased it: to whom, over which deadline, by which rule', async () => {
    const chases = await list(people.office, `&taskId=${tasks[1]}`);
    expect(rungs(chases)).toEqual(ladder);
    expect(chases.at(-1)).toMatchObject({
      kind: 'reminder',
      rung: 'reminder',
      process: { type: 'task', id: tasks[1] },
      campaignId,
      taskIds: [],
      deadline: { kind: 'task', name: '完成时限', dueAt: '2026-12-08T23:59:59.999+08:00' },
      to: {
        person: { id: people.education.id, name: 'education的持有人' },
        post: { id: people.education.posts[0], name: 'liaisonOfficer岗' },
        unit: { name: '教育局' },
        insteadOf: null,
      },
      by: null,
      readAt: null,
      deliveries: [],
      outcome: { state: 'open', endedBy: null },
    });
    for (const chase of chases) expect([chase.why, chase.rule, chase.stops].every((text) => text !== '')).toBe(true);
    const english = (await ask(people.office, `?taskId=${tasks[1]}&rung=reminder`, { 'Accept-Language': 'en' })).body.items;
    expect(english).toMatchObject([
      {
        deadline: { name: 'due' },
        why: '教育局: the deadline is 2026-12-08, in 5 days, and it is still open.',
        rule: expect.stringMatching(/; chase rule “reminder” \(\d working days? before the due moment\)$/),
      },
    ]);
  });

  test('an office and the leading group read those of what they oversee, another office none', async () => {
    for (const who of [people.office, people.deputy]) {
      const chases = await list(who);
      expect([rungs(chases, tasks[1]), rungs(chases, caseId)]).toEqual([ladder, []]);
      expect(rungs(chases, tasks[2])).toHaveLength(ladder.length);
    }
    expect(await list(people.stranger)).toEqual([]);
    expect(await list(people.stranger, `&campaignId=${campaignId}`)).toEqual([]);
  });

  test('a liaison officer reads those told to the own unit, the head of a unit those of the units below too', async () => {
    expect(rungs(await list(people.education))).toEqual(['reminder education', 'overdueNotice education', 'escalation education']);
    expect(rungs(await list(people.educationManager))).toEqual(['reminder education', 'overdueNotice education', 'escalation education']);
    expect(rungs(await list(people.townHead))).toEqual(['reminder village', 'overdueNotice village', 'escalation village']);
    expect(await list(people.townLiaison)).toEqual([]);
  });

  test('those of a case are its body’s: neither the unit above the body nor the office learns of them', async () => {
    const own = await list(people.bodyManager);
    expect(new Set(own.map(({ process }) => process.id))).toEqual(new Set([caseId]));
    expect(own.map(({ kind }) => kind)).toContain('case.overdue');
    for (const who of [people.healthHead, people.office, people.deputy]) expect(await list(who, `&processId=${caseId}`)).toEqual([]);
    expect(await list(people.healthHead, `&unitId=${units.body}`)).toEqual([]);
    expect(await list(people.office, `&personId=${people.bodyManager.id}`)).toEqual([]);
  });

  test('but what was told to a person is that person’s to read, whatever it is about', async () => {
    const { rows } = await api.pool.query<{ id: string }>(
      `INSERT INTO notice (id, process_id, fact_seq, deadline_kind, rung, kind, is_rung, person_id, post_id, unit_id, title, why, rule, stops, created_at)
 SELECT gen_random_uuid(), process_id, fact_seq, deadline_kind, 'vacant', kind, true, $1, $2, $3, title, why, rule, stops, created_at FROM notice WHERE process_id = $4 AND is_rung LIMIT 1 RETURNING id`,
      [people.healthHead.id, people.healthHead.posts[0], units.health, caseId],
    );
    try {
      expect((await list(people.healthHead)).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    } finally {
      await api.pool.query('DELETE FROM notice WHERE id = $1', [rows[0]?.id]);
    }
  });

  test('a unit’s are those told to it and those told to others over what it owes', async () => {
    // What the office owes over the unit’s task (the notice to sign) is not the unit’s.
    expect(rungs(await list(people.office, `&unitId=${units.education}`))).toEqual([
      'reminder education',
      'overdueNotice education',
      'escalation education',
      'urgingNotice office',
    ]);
    expect(rungs(await list(people.office, `&taskId=${tasks[1]}&unitId=${units.office}`))).toEqual(['urgingNotice office', 'draftUnsigned office', 'draftStillUnsigned group']);
    const offices = rungs(await list(people.office, `&unitId=${units.office}`));
    expect([offices.filter((rung) => rung === 'draftStillUnsigned group').length, offices.filter((rung) => rung.endsWith('education'))]).toEqual([2, []]);
    expect(rungs(await list(people.office, `&unitId=${units.education}&campaignId=${campaignId}&rung=escalation`))).toEqual(['escalation education']);
    expect(rungs(await list(people.office, `&personId=${people.educationManager.id}`))).toEqual(['escalation education']);
  });

  test('pages neither repeat nor skip, and days narrow it', async () => {
    const whole = await list(people.office);
    const seen: string[] = [];
    let next = '';
    do {
      const { body } = await ask(people.office, `?limit=2${next && `&cursor=${next}`}`);
      seen.push(...body.items.map(({ id }: Shown) => id));
      next = body.next ?? '';
    } while (next);
    expect(seen).toEqual(whole.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(10);
    expect(whole.map(({ at }) => at)).toEqual(
      whole
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    const days = [...new Set(whole.map(({ at }) => at.slice(0, 10)))];
    const [last = '', first = ''] = [days[0], days.at(-1)];
    const within = await list(people.office, `&from=${first}&until=${first}`);
    expect([within.length > 0, within.every(({ at }) => at.startsWith(first))]).toEqual([true, true]);
    expect((await list(people.office, `&from=${addDays(last, 1)}`)).length).toBe(0);
    expect((await ask(people.office, '?cursor=abc')).body.code).toBe('request.cursor_invalid');
  });

  test('says what came after: the letter signed, the task under review, then accepted', async () => {
    await step(people.office, '1', { type: 'signUrgingNotice', answerWithin: 3 });
    const signed = await list(people.office, `&taskId=${tasks[1]}`);
    expect(signed.find(({ rung }) => rung === 'draftUnsigned')?.outcome).toMatchObject({
      state: 'ended',
      endedBy: { fact: 'urgingNoticeSigned', name: '签发督办通知书', person: { id: people.office.id } },
    });
    const letters = signed.filter(({ kind }) => kind === 'urgingNoticeSigned');
    expect(letters.map(({ to }) => to.person.id).toSorted()).toEqual([people.education.id, people.educationManager.id].toSorted());
    expect(letters[0]).toMatchObject({ rung: null, by: { id: people.office.id }, deadline: { kind: 'urgingAnswer', name: '答复督办通知书' }, outcome: { state: 'open' } });
    await step(people.education, '1', { type: 'submit', summary: '已办结' });
    const states = async (): Promise<readonly (string | undefined)[]> => [
      ...new Set((await list(people.office, `&taskId=${tasks[1]}`)).filter((one) => one.deadline?.kind === 'task').map(({ outcome }) => outcome?.state)),
    ];
    expect(await states()).toEqual(['paused']);
    await step(people.office, '1', { type: 'accept' });
    expect(await states()).toEqual(['ended']);
    expect((await list(people.education, '&rung=reminder'))[0]?.outcome?.endedBy?.fact).toBe('taskAccepted');
  });

  test('has what was urged by hand, under each task that it names', async () => {
    const urged = await api.call('POST', `/api/v1/campaigns/${campaignId}/commands`, { token: people.office.token, body: { type: 'urge', message: '请抓紧' } });
    expect(urged.status).toBe(200);
    const chases = await list(people.office, `&taskId=${tasks[2]}&rung=tasksUrged`);
    expect(chases).toMatchObject([
      { kind: 'tasksUrged', rung: null, process: { type: 'campaign', id: campaignId }, taskIds: [tasks[2]], deadline: null, outcome: null, by: { id: people.office.id } },
    ]);
    expect(await list(people.office, `&taskId=${tasks[1]}&rung=tasksUrged`)).toEqual([]);
    expect((await list(people.village)).map(({ kind }) => kind)).toContain('tasksUrged');
  });

  test('says when it was read and how it left the building', async () => {
    const [chase] = await list(people.village, '&rung=reminder');
    await api.call('POST', `/api/v1/notifications/${chase?.id}/read`, { token: people.village.token });
    const digest = randomUUID();
    await api.pool.query(
      `INSERT INTO digest (id, person_id, channel, address, message_id, subject, text, state, attempts, created_at, sent_at) VALUES ($1, $2, 'mail', 'a@example.org', $3, '', '', 'sent', 1, now(), '2026-12-03T01:00:00Z')`,
      [digest, people.village.id, `<${digest}@duban>`],
    );
    await api.pool.query(
      `INSERT INTO delivery (id, notice_id, person_id, channel, state, digest_id, reason, created_at, moved_at) VALUES ($1, $2, $3, 'mail', 'sent', $4, NULL, now(), now()), ($5, $2, $6, 'wecom', 'dropped', NULL, 'deadlineCleared', now(), now())`,
      [randomUUID(), chase?.id, people.village.id, digest, randomUUID(), randomUUID()],
    );
    expect((await list(people.office, `&taskId=${tasks[2]}&rung=reminder`))[0]).toMatchObject({
      readAt: expect.stringMatching(/^2026-/),
      deliveries: [
        { channel: 'mail', state: 'sent', reason: null, sentAt: '2026-12-03T09:00:00.000+08:00' },
        { channel: 'wecom', state: 'dropped', reason: 'deadlineCleared', sentAt: null },
      ],
    });
  });

  test('is a workbook and a document', async () => {
    for (const ending of ['xlsx', 'docx']) {
      const response = await fetch(`${api.base}/api/v1/chases.${ending}?campaignId=${campaignId}`, { headers: { Authorization: `Bearer ${people.office.token}` } });
      expect([response.status, decodeURIComponent(response.headers.get('content-disposition') ?? '')]).toEqual([200, expect.stringMatching(new RegExp(`催办台账.*\\.${ending}`))]);
      const bytes = await response.arrayBuffer();
      expect(bytes.byteLength).toBeGreaterThan(3_000);
      if (ending === 'docx') continue;
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(bytes);
      const rows = [...(book.worksheets[0]?.getSheetValues() ?? [])].map((row) => (Array.isArray(row) ? [...row].map((cell) => String(cell ?? '')) : []));
      const head = rows.find((row) => row.includes('级')) ?? [];
      const cells = (name: string) => [...new Set(rows.slice(rows.indexOf(head) + 1).map((row) => row[head.indexOf(name)] ?? ''))];
      expect(cells('级').filter((rung) => /[a-z]/i.test(rung))).toEqual([]);
      expect(cells('级')).toEqual(expect.arrayContaining(['到期前提醒', '超期提醒', '报分管领导']));
      expect(cells('外发').filter((left) => left !== '' && left !== '\u00a0')).toEqual([expect.stringMatching(/^邮件 已发送 .*\n企业微信群机器人 未发送$/)]);
      expect(cells('后续')).toEqual(expect.arrayContaining([expect.stringMatching(/^已终止 验收通过 2026/)]));
    }
  });
});
