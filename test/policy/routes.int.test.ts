import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { z } from 'zod';
import type { AttachmentStorage } from '../../api/attachments/storage.ts';
import { documentRoutes } from '../../api/documents/routes.ts';
import { createLogger } from '../../api/http/log.ts';
import { type Route, routeName } from '../../api/http/route.ts';
import { reportRoutes } from '../../api/reports/routes.ts';
import { resourceRoutes } from '../../api/resources.ts';
import { type Actor, type Role, roles } from '../../domain/process/actor.ts';
import { type TimedType, timedTypes } from '../../domain/process/definition.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { type Answered, startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from '../campaign/plan.ts';
import { bodies, unitId } from './expected-bodies.ts';
import { all, may, type Relation, readers, sees, words } from './expected-rights.ts';
import { folder, reads, writes } from './expected-routes.ts';

/*
 * Who gets what answer from which route, over the real API and the real ledger, written down here apart from the rule table. A command is asked with an old
 * If-Match: whoever may take it is told 412 and nothing moves, so that every role in every relation can ask for every step.
 */

let api: TestApi;
let prisma: PrismaClient;
let routes: readonly Route[];
const units = {} as Record<Relation, string>;
const people = {} as Record<Relation, { readonly id: string; readonly token: string; readonly posts: readonly string[] }>;
const ids = {} as Record<TimedType, string>;
let otherCase = '';

/** Posts of the register stand where their role belongs: an office's in an office, an inspector's in a body, the group's in the leading group. The domain's own test asks for every role everywhere. */
const homes: Partial<Record<Role, readonly Relation[]>> = {
  office: ['office', 'none'],
  groupLeader: ['leadingGroup'],
  groupDeputy: ['leadingGroup'],
  inspector: ['actingBody', 'jointBody', 'siblingBody', 'stranger'],
};
const rolesIn = (relation: Relation): readonly Role[] => roles.filter((role) => homes[role]?.includes(relation) ?? true);
const postOf = (relation: Relation, role: Role): string => people[relation].posts[rolesIn(relation).indexOf(role)] ?? '';
const actorOf = (relation: Relation, role: Role): Actor => ({
  ref: { by: 'person', personId: people[relation].id, postId: postOf(relation, role), unitId: units[relation] },
  role,
  unitId: units[relation],
});
const ask = (relation: Relation, role: Role, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
  api.call(method, path, { token: people[relation].token, headers: { 'Duban-Post': postOf(relation, role), ...headers }, ...(body === undefined ? {} : { body }) });

async function execute(actor: Actor, type: TimedType, id: string, command: { readonly type: string }, creates = false): Promise<void> {
  const outcome = await api.ledger.execute({ type, id, command, actor, creates });
  if (!outcome.ok) throw new Error(`${type} ${command.type}: ${outcome.code} ${JSON.stringify(outcome.params ?? {})}`);
}

/** A route that makes a workbook or a document. */
const isFile = (name: string): boolean => /\.(xlsx|docx|zip)$/.test(name);

/**
 * Files take long to make: workbooks are asked for by the first role of each relation, documents by one role after the other, so that each role asks for each in some relation;
 * by the office's, of our office and of another, both.
 */
function isAskedBy(relation: Relation, role: Role, name: string): boolean {
  if (role === 'office') return true;
  const roles = rolesIn(relation);
  if (!name.endsWith('.docx')) return roles[0] === role;
  // Roles that stand in few relations would not have their turn at each document.
  const turn = Object.keys(reads).indexOf(name) + all.indexOf(relation);
  return homes[role] !== undefined || roles[turn % roles.length] === role;
}
const documents = new Set<string>();
const previews = new Set<string>();

let before: readonly number[] = [];
const versions = async (): Promise<readonly number[]> =>
  (await api.pool.query<{ version: number }>('SELECT version FROM process WHERE id = ANY($1::uuid[]) ORDER BY id', [Object.values(ids)])).rows.map((row) => row.version);

/** Everything in turn, some at a time. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
    }),
  );
}

beforeAll(async () => {
  api = await startApi({
    // Of some fifty thousand answers nobody reads a line.
    logger: createLogger({ level: 'silent' }),
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      const resources = resourceRoutes({ ledger, prisma });
      // The API itself brings those that write documents; nothing is read from their storage here.
      const documents = { ledger, storage: {} as AttachmentStorage };
      routes = [...resources, ...documentRoutes(documents), ...reportRoutes(documents)];
      return resources;
    },
  });
  const district = await api.unit('演示区', 'district');
  units.below = district;
  units.leadingGroup = await api.unit('领导小组', 'leadingGroup', district);
  units.office = await api.unit('健康办', 'office', units.leadingGroup);
  units.aboveBody = await api.unit('卫健委', 'department', district);
  units.actingBody = await api.unit('卫生监督所', 'enforcementBody', units.aboveBody);
  units.siblingBody = await api.unit('疾控监督队', 'enforcementBody', units.aboveBody);
  units.belowBody = await api.unit('监督所一分队', 'institution', units.actingBody);
  units.jointBody = await api.unit('市场监管执法队', 'enforcementBody', district);
  units.own = await api.unit('某镇', 'town', district);
  units.above = await api.unit('某镇某社区', 'community', units.own);
  units.sibling = await api.unit('邻镇', 'town', district);
  units.supporting = await api.unit('教育局', 'department', district);
  units.groupLead = await api.unit('文体局', 'department', district);
  units.groupMember = await api.unit('民政局', 'department', district);
  units.member = await api.unit('财政局', 'department', district);
  const elsewhere = await api.unit('邻区', 'district');
  units.none = await api.unit('邻区健康办', 'office', elsewhere);
  units.stranger = await api.unit('邻区执法队', 'enforcementBody', elsewhere);
  for (const relation of all) people[relation] = await api.person(relation, ...rolesIn(relation).map((role) => ({ unitId: units[relation], role })));

  for (const type of timedTypes) ids[type] = randomUUID();
  const launch = plan([planned('1', { leadUnitId: units.own, supportingUnitIds: [units.supporting], section: '环境', dueOn: '2030-10-30' })], {
    officeUnitId: units.office,
    groupUnitId: units.leadingGroup,
    memberUnitIds: [units.own, units.member],
    sections: [{ name: '环境', leadUnitId: units.groupLead, memberUnitIds: [units.groupMember] }],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: '2030-01-01', endsOn: '2030-12-31' }],
    dates: { mode: 'asPlanned' },
  });
  await execute(actorOf('office', 'office'), 'campaign', ids.campaign, launch, true);
  const { rows } = await api.pool.query<{ id: string }>('SELECT id FROM task_record WHERE campaign_id = $1', [ids.campaign]);
  ids.task = rows[0]?.id ?? '';
  const convene = { type: 'convene', campaignId: ids.campaign, kind: 'leadingGroup', title: '半年会议', heldOn: '2030-05-01', agenda: [] };
  await execute(actorOf('office', 'office'), 'meeting', ids.meeting, convene, true);
  const visit = { type: 'plan', campaignId: ids.campaign, kind: 'department', title: '季度督查', scope: '任务1', plannedOn: '2030-05-01' };
  await execute(actorOf('office', 'office'), 'supervision', ids.supervision, { ...visit, unitIds: [units.own], team: [people.supporting.id] } as { type: string }, true);
  const establish = { type: 'establish', campaignId: ids.campaign, name: '健康家庭', rule: { kind: 'count', bound: 'atLeast', target: '100', unit: '个' } };
  await execute(
    actorOf('office', 'office'),
    'indicator',
    ids.indicator,
    { ...establish, ownerUnitId: units.own, perUnit: 'sum', unitIds: [units.supporting] } as { type: string },
    true,
  );
  const begin = { type: 'begin', campaignId: ids.campaign, name: '基线调查', leadUnitId: units.own, points: [{ unitId: units.supporting, name: '一号点', planned: 10 }] };
  await execute(actorOf('office', 'office'), 'survey', ids.survey, begin as { type: string }, true);
  const other = {
    ...launch,
    officeUnitId: units.none,
    groupUnitId: elsewhere,
    memberUnitIds: [],
    sections: [],
    tasks: [planned('1', { leadUnitId: units.none, dueOn: '2030-10-30' })],
  };
  await execute(actorOf('none', 'office'), 'campaign', randomUUID(), other, true);
  const partyId = await api.record('party', { type: 'register', name: '某药店', kind: 'pharmacy', address: '某路1号' });
  const open = { type: 'open', partyId, title: '冷链核验', source: 'complaint' };
  await execute(actorOf('actingBody', 'inspector'), 'case', ids.case, { ...open, jointBodies: [units.jointBody] } as { type: string }, true);
  otherCase = randomUUID();
  await execute(actorOf('stranger', 'inspector'), 'case', otherCase, open, true);
  const standard = { source: '考评标准', items: [{ number: '1', content: '组织领导', points: 10, evidenceRequired: [] }] };
  const start = { type: 'start', campaignId: ids.campaign, title: '年度考评', standard, classes: [{ name: '镇', unitIds: [units.own] }], selfCheckDueOn: '2030-10-30' };
  await execute(actorOf('office', 'office'), 'evaluation', ids.evaluation, start as { type: string }, true);
  ids.assessment = (await api.pool.query<{ id: string }>('SELECT id FROM assessment_record')).rows[0]?.id ?? '';
  const round = {
    type: 'open',
    planId: randomUUID(),
    planVersion: 1,
    round: 1,
    title: '方案',
    officeUnitId: units.office,
    unitIds: [units.own, units.supporting],
    tasks: [{ number: '1', content: '任务', supporting: [] }],
    dueOn: '2030-02-01',
    roundIds: [ids.consultation],
    launchedAs: randomUUID(),
  };
  await execute(actorOf('office', 'office'), 'consultation', ids.consultation, round, true);
  const bulletin = { type: 'draft', campaignId: ids.campaign, kind: 'progress', title: '进展通报', from: '2026-01-01', until: '2026-01-31' };
  await execute(actorOf('office', 'office'), 'bulletin', ids.bulletin, bulletin, true);
  before = await versions();
});
afterAll(async () => {
  await prisma.$disconnect();
  await api.close();
});

describe('the routes of processes and figures', () => {
  test('all stand in this table, and nothing else does; every step of a schema has a body here', () => {
    const tags = [...Object.values(folder), 'figures'];
    const names = routes.filter((route) => tags.includes(route.spec.tags[0])).map((route) => routeName(route.spec));
    expect(names.sort()).toEqual([...Object.keys(reads), ...Object.keys(writes)].sort());
    for (const type of timedTypes) {
      const body = routes.find((route) => routeName(route.spec) === `POST /api/v1/${folder[type]}/{id}/commands`)?.spec.body;
      const shape = JSON.stringify(body && z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }));
      expect([...new Set([...shape.matchAll(/"type":\{"type":"string","const":"(\w+)"/g)].map((match) => match[1]))].sort()).toEqual(Object.keys(bodies[type]).sort());
    }
  });

  test.each(all)('%s: every role reads what is written down, and nothing else', async (relation) => {
    await each(rolesIn(relation), async (role) => {
      for (const [name, read] of Object.entries(reads)) {
        if (isFile(name) && !isAskedBy(relation, role, name)) continue;
        if (name.endsWith('.docx')) documents.add(`${role} ${name}`);
        const path = name.slice(4);
        const asked = await ask(relation, role, 'GET', 'of' in read ? path.replace('{id}', ids[read.of]) : path);
        const steers = relation === 'office' && role === 'office';
        const isSeen = 'of' in read && (read.list === true || sees[read.of].includes(relation));
        const wanted =
          'of' in read
            ? !isSeen
              ? '404 process.not_found'
              : read.steersOnly && !steers
                ? '403 policy.forbidden'
                : read.draft && !steers
                  ? 'document.absent'
                  : read.absent && !words(read.shownTo ?? '').includes(relation)
                    ? read.absent
                    : 200
            : words(readers).includes(role)
              ? 200
              : '403 policy.forbidden';
        const got = asked.status === 200 ? 200 : isSeen && 'of' in read && (read.absent ?? read.draft) ? asked.body.code : `${asked.status} ${asked.body.code}`;
        expect(`${role} ${name}: ${got}`).toBe(`${role} ${name}: ${wanted}`);
      }
    });
  });

  test('every role has asked for every document', () => {
    const wanted = roles.flatMap((role) => Object.keys(reads).flatMap((name) => (name.endsWith('.docx') ? [`${role} ${name}`] : [])));
    expect(wanted.filter((one) => !documents.has(one))).toEqual([]);
  });

  test.each(all)('%s: lists hold exactly what is seen, and filters tell no more', async (relation) => {
    const listed = async (path: string) => ((await ask(relation, 'liaisonOfficer', 'GET', path)).body.items as { id: string }[]).map((item) => item.id);
    for (const type of timedTypes) {
      const found = await listed(`/api/v1/${folder[type]}`);
      expect([type, found.includes(ids[type])]).toEqual([type, sees[type].includes(relation)]);
      const strangers = relation === 'none' ? ['campaign', 'task'] : relation === 'stranger' ? ['case'] : [];
      expect(found.length).toBe((sees[type].includes(relation) ? 1 : 0) + (strangers.includes(type) ? 1 : 0));
    }
    expect(await listed(`/api/v1/tasks?campaignId=${ids.campaign}`)).toHaveLength(sees.task.includes(relation) ? 1 : 0);
    expect(await listed(`/api/v1/cases?taskId=${ids.task}`)).toEqual([]);
    expect(await listed(`/api/v1/cases?q=${encodeURIComponent('冷链')}`)).toHaveLength(sees.case.includes(relation) || relation === 'stranger' ? 1 : 0);
  });

  test.each(all)('%s: every role takes, and previews, exactly the steps that are written down', async (relation) => {
    const asks = rolesIn(relation).flatMap((role) => timedTypes.flatMap((type) => Object.entries(bodies[type]).map(([step, body]) => ({ role, type, step, body }))));
    const wrong: string[] = [];
    // Of the previews that are refused every fourth is asked, others in each relation; all of roles that stand in few relations.
    const tried = new Set(asks.filter(({ role }, index) => homes[role] !== undefined || (index + all.indexOf(relation)) % 4 === 0));
    await each(asks, async (one) => {
      const { role, type, step, body } = one;
      const answer = await ask(relation, role, 'POST', `/api/v1/${folder[type]}/${ids[type]}/commands`, { type: step, ...body }, { 'If-Match': '"999"' });
      const granted = may[type].some(([in_, who, steps]) => in_ === relation && words(who).includes(role) && words(steps).includes(step));
      const wanted = granted ? '412 process.changed_since' : sees[type].includes(relation) ? '403 policy.forbidden' : '404 process.not_found';
      if (`${answer.status} ${answer.body.code}` !== wanted) wrong.push(`${role} ${type} ${step}: ${answer.status} ${answer.body.code}, wanted ${wanted}`);
      if (!granted && !tried.has(one)) return;
      previews.add(`${role} ${type} ${step}`);
      const preview = await ask(relation, role, 'POST', `/api/v1/${folder[type]}/${ids[type]}/preview`, { type: step, ...body });
      const seen = granted ? '200' : wanted;
      if ([preview.status, preview.body.code].join(' ').trim() !== seen) wrong.push(`${role} ${type} preview of ${step}: ${preview.status} ${preview.body.code}, wanted ${seen}`);
    });
    expect(wrong).toEqual([]);
  });

  test('every role has asked to preview every step', () => {
    const wanted = roles.flatMap((role) => timedTypes.flatMap((type) => Object.keys(bodies[type]).map((step) => `${role} ${type} ${step}`)));
    expect(wanted.filter((one) => !previews.has(one))).toEqual([]);
  });

  test('asking for all that changed nothing', async () => {
    expect(await versions()).toEqual(before);
  });

  test('only an office launches, convenes and plans, and only for its own campaign; only inspectors open', async () => {
    for (const [relation, role] of all.flatMap((relation) => rolesIn(relation).map((role) => [relation, role] as const))) {
      const launched = await ask(relation, role, 'POST', '/api/v1/campaigns', { planId: randomUUID() });
      expect(`${role} ${launched.status} ${launched.body.code}`).toBe(role === 'office' ? `${role} 404 process.not_found` : `${role} 403 policy.forbidden`);
      const task = { content: '核查', leadUnitId: randomUUID(), dueOn: '2030-10-30', origin: { kind: 'instruction', reference: '批示' } };
      const assigned = await ask(relation, role, 'POST', '/api/v1/tasks', task);
      expect(`${role} ${assigned.status} ${assigned.body.code}`).toBe(role === 'office' ? `${role} 422 task.unit_unknown` : `${role} 403 policy.forbidden`);
      const consulted = await ask(relation, role, 'POST', '/api/v1/consultations', { planId: randomUUID(), dueOn: '2030-02-01' });
      expect(`${role} ${consulted.status} ${consulted.body.code}`).toBe(role === 'office' ? `${role} 404 process.not_found` : `${role} 403 policy.forbidden`);
      const opened = await ask(relation, role, 'POST', '/api/v1/cases', { partyId: randomUUID(), title: '检查', source: 'complaint' });
      const below = { campaignId: ids.campaign, title: '标题' };
      const convened = await ask(relation, role, 'POST', '/api/v1/meetings', { ...below, kind: 'office', heldOn: '2020-01-01' });
      const planned = await ask(relation, role, 'POST', '/api/v1/supervisions', {
        ...below,
        kind: 'leaders',
        scope: '范围',
        plannedOn: '2020-01-01',
        unitIds: [unitId],
        team: [unitId],
      });
      // The office of another district learns nothing of the campaign; its own is told what is wrong with the date.
      const wanted = (type: string): string => (role !== 'office' ? '403 policy.forbidden' : relation === 'office' ? `422 ${type}.date_past` : '404 process.not_found');
      expect(`${role} ${convened.status} ${convened.body.code}`).toBe(`${role} ${wanted('meeting')}`);
      expect(`${role} ${planned.status} ${planned.body.code}`).toBe(`${role} ${wanted('supervision')}`);
      expect(`${role} ${opened.status} ${opened.body.code}`).toBe(role === 'inspector' ? `${role} 422 case.party_unknown` : `${role} 403 policy.forbidden`);
    }
  });
});

describe('a record that one may not see', () => {
  /** The answer without what differs from request to request: its moment, its number, and the id asked for. */
  const bare = (answer: Answered, id: string): string => {
    const headers = [...answer.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
    return JSON.stringify([answer.status, headers, answer.text]).replaceAll(id, '{id}');
  };

  test('is answered to the letter like one that does not exist, on every route, read or written', async () => {
    for (const relation of ['none', 'sibling', 'siblingBody', 'stranger'] as const) {
      for (const type of timedTypes) {
        if (sees[type].includes(relation)) continue;
        const missing = randomUUID();
        for (const name of Object.keys(reads).filter((one) => one.startsWith(`GET /api/v1/${folder[type]}/{id}`))) {
          const [hidden, absent] = [ids[type], missing].map((id) => ask(relation, 'expert', 'GET', name.slice(4).replace('{id}', id)));
          expect([name, bare((await hidden) as Answered, ids[type])]).toEqual([name, bare((await absent) as Answered, missing)]);
        }
        for (const [step, body] of Object.entries(bodies[type])) {
          const [hidden, absent] = [ids[type], missing].map((id) => ask(relation, 'expert', 'POST', `/api/v1/${folder[type]}/${id}/commands`, { type: step, ...body }));
          expect([step, bare((await hidden) as Answered, ids[type])]).toEqual([step, bare((await absent) as Answered, missing)]);
        }
      }
    }
  });

  test('and one of another type under the same path are alike too', async () => {
    const asked = await ask('office', 'office', 'GET', `/api/v1/tasks/${ids.campaign}`);
    const missing = randomUUID();
    expect(bare(asked, ids.campaign)).toBe(bare(await ask('office', 'office', 'GET', `/api/v1/tasks/${missing}`), missing));
  });

  test('is counted where figures are had, and told by nothing: the office reads the figures of its district and none of another', async () => {
    const figures = (await ask('office', 'office', 'GET', '/api/v1/figures/cases')).body;
    expect(figures.bodies.map((row: { body: { id: string }; opened: number }) => [row.body.id, row.opened]).sort()).toEqual(
      [
        [units.actingBody, 1],
        [units.jointBody, 0],
        [units.siblingBody, 0],
      ].sort(),
    );
    const text = JSON.stringify(figures);
    for (const secret of [ids.case, otherCase, '某药店', '冷链', '案〔']) expect(text).not.toContain(secret);
  });
});
