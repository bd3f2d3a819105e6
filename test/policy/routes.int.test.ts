import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { z } from 'zod';
import { type Route, routeName } from '../../api/http/route.ts';
import { resourceRoutes } from '../../api/resources.ts';
import { type Actor, type Role, roles } from '../../domain/process/actor.ts';
import { type TimedType, timedTypes } from '../../domain/process/definition.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { type Answered, startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from '../campaign/plan.ts';

/*
 * Who gets what answer from which route, over the real API and the real ledger, written down here apart from the rule table. A command is asked with an old
 * If-Match: whoever may take it is told 412 and nothing moves, so that every role in every relation can ask for every step.
 */

/** One unit for each relation to the records of this story; `none` is the office of another campaign, `stranger` an enforcement body elsewhere. */
const relations = {
  own: 'the lead of the task and a member of the campaign',
  below: 'the unit above the lead: the task lies below it',
  above: 'a unit below the lead: the task lies above it',
  supporting: 'supports the task',
  groupLead: 'leads the section’s working group',
  groupMember: 'a member of the section’s working group',
  office: 'the office of the campaign',
  leadingGroup: 'the leading group',
  member: 'a member of the campaign without a task',
  actingBody: 'the body of the case',
  aboveBody: 'the parent of the body',
  belowBody: 'a unit below the body',
  jointBody: 'the joint body of the case',
  siblingBody: 'a body beside the acting one',
  sibling: 'a unit beside the lead',
  none: 'the office of another district',
  stranger: 'a body of another district',
} as const;
type Relation = keyof typeof relations;
const all = Object.keys(relations) as Relation[];
const words = (text: string): readonly string[] => text.split(' ').filter(Boolean);

const sees: Readonly<Record<TimedType, readonly string[]>> = {
  campaign: words('own groupLead groupMember office leadingGroup member'),
  task: words('own below supporting groupLead groupMember office leadingGroup'),
  case: words('actingBody jointBody'),
  meeting: words('own member office leadingGroup'),
  supervision: words('own supporting office leadingGroup'),
  indicator: words('own supporting groupLead office leadingGroup member'),
  survey: words('own supporting groupLead office leadingGroup member'),
  evaluation: words('own office leadingGroup'),
  assessment: words('own below office leadingGroup'),
  consultation: words('own supporting office'),
  // A draft is the office's own, and the leading group's.
  bulletin: words('office leadingGroup'),
};
const may: Readonly<Record<TimedType, readonly (readonly [relation: Relation, roles: string, steps: string])[]>> = {
  campaign: [
    [
      'office',
      'office',
      'confirmCondition withdrawConfirmation recordApproval setComposition setWorkingGroup askLiaisonOfficers overrideCondition closePhase recordResult recordMeeting recordSupervision addTask urge replan shiftDates reassignTasks setBulletinRhythm correctField suspend resume cancel',
    ],
    ['own', 'unitLeader managerInCharge', 'nameLiaisonOfficer'],
    ['member', 'unitLeader managerInCharge', 'nameLiaisonOfficer'],
    ['leadingGroup', 'groupLeader groupDeputy', 'suspend resume cancel'],
  ],
  task: [
    ['own', 'liaisonOfficer unitLeader managerInCharge', 'sign return report submit breakDown planNodes completeNode requestExtension answerUrgingNotice'],
    [
      'office',
      'office',
      'accept sendBack relapse withdrawAcceptance decideExtension reassign correctField cancel signUrgingNotice declineUrgingNotice attachSealedNotice planNodes',
    ],
  ],
  bulletin: [['office', 'office', 'edit refresh sign attachSealed issue withdraw']],
  case: [
    [
      'actingBody',
      'inspector',
      'recordInspection issueOrder suspendBusiness summonForTalk withdrawMeasure submitRectification recordFollowUp requestExtension fileCase concludeFiled close decideClose reopen correctField',
    ],
    ['actingBody', 'managerInCharge unitLeader', 'decideExtension summonForTalk withdrawMeasure fileCase concludeFiled close decideClose reopen correctField'],
  ],
  meeting: [
    ['office', 'office', 'changeMeeting recordAttendance recordMinutes correctMinutes cancel'],
    ['own', 'liaisonOfficer unitLeader managerInCharge', 'reply'],
    ['member', 'liaisonOfficer unitLeader managerInCharge', 'reply'],
  ],
  supervision: [
    ['office', 'office', 'postpone recordVisit reviewObjection close cancel'],
    ['leadingGroup', 'groupLeader groupDeputy', 'reviewObjection'],
    ['own', 'liaisonOfficer unitLeader managerInCharge', 'object'],
  ],
  indicator: [
    ['own', 'liaisonOfficer unitLeader managerInCharge', 'setBaseline correctBaseline recordValue correctValue publishReference'],
    ['supporting', 'liaisonOfficer unitLeader managerInCharge', 'recordValue correctValue'],
    ['office', 'office', 'setBaseline correctBaseline correctValue publishReference assignOwner setTarget setSchedule setWarning clearWarning cancel'],
  ],
  survey: [
    ['own', 'liaisonOfficer unitLeader managerInCharge', 'recordProgress recordQualityCheck complete'],
    ['supporting', 'liaisonOfficer unitLeader managerInCharge', 'recordProgress'],
    ['office', 'office', 'recordProgress recordQualityCheck complete cancel'],
  ],
  evaluation: [['office', 'office', 'openReview inviteExperts recordIndicators showScores publish correctScore recordOutcome close cancel']],
  assessment: [
    ['own', 'liaisonOfficer unitLeader managerInCharge', 'answerItem submitSelfCheck raiseObjection'],
    ['office', 'office', 'reviewItem extendSelfCheck returnSelfCheck completeReview answerObjection'],
  ],
  consultation: [
    ['own', 'liaisonOfficer unitLeader managerInCharge', 'comment agree'],
    ['supporting', 'liaisonOfficer unitLeader managerInCharge', 'comment agree'],
    ['office', 'office', 'answerComment extend endCollecting close cancel'],
  ],
};
const readers = 'office groupLeader groupDeputy';

const unitId = randomUUID();
const reason = '理由';
const period = { value: 5, unit: 'workingDay' };
const figure = { value: '2', on: '2026-01-01', source: '统计年报' };
const visit = { officers: [randomUUID(), randomUUID()], findings: [] };
/** A body that the schema takes, for each step of each type. A step that is missing here fails. */
const bodies: Readonly<Record<TimedType, Readonly<Record<string, object>>>> = {
  campaign: {
    confirmCondition: { condition: 'publicCommitment' },
    withdrawConfirmation: { condition: 'publicCommitment', reason },
    recordApproval: { approvedBy: '区政府常务会议', approvedOn: '2026-01-01' },
    setComposition: { members: [{ role: 'groupLeader', title: '区长' }], reason },
    setWorkingGroup: { section: '环境', leadUnitId: unitId, memberUnitIds: [], reason },
    askLiaisonOfficers: { dueOn: '2030-02-01' },
    nameLiaisonOfficer: { personId: unitId },
    overrideCondition: { condition: 'publicCommitment', reason },
    closePhase: {},
    recordResult: { result: '通过' },
    recordMeeting: { heldOn: '2026-01-01', minutes: '纪要' },
    recordSupervision: { heldOn: '2026-01-01', note: '督查' },
    addTask: { task: { number: '99', content: '新增' }, reason },
    urge: {},
    replan: { changes: [{ change: 'cancel', taskId: unitId }], reason },
    shiftDates: { days: 7, reason },
    reassignTasks: { fromUnitId: unitId, toUnitId: randomUUID(), reason },
    setBulletinRhythm: { every: { months: 1 } },
    correctField: { field: 'title', value: '新标题', reason },
    suspend: { reason },
    resume: { mode: 'keep' },
    cancel: { reason },
  },
  task: {
    sign: {},
    return: { reason },
    report: {},
    submit: {},
    accept: {},
    sendBack: { reason },
    relapse: { reason },
    withdrawAcceptance: { reason },
    planNodes: { nodes: [] },
    completeNode: { name: '节点' },
    breakDown: { shares: [{ unitId }] },
    requestExtension: { reason, period },
    decideExtension: { approve: true, reason },
    reassign: { leadUnitId: unitId, reason },
    correctField: { field: 'number', value: '9', reason },
    cancel: { reason },
    signUrgingNotice: {},
    declineUrgingNotice: { reason },
    attachSealedNotice: { evidence: unitId },
    answerUrgingNotice: { text: '已整改' },
  },
  bulletin: { edit: { title: '新标题' }, refresh: {}, sign: {}, attachSealed: { evidence: unitId }, issue: {}, withdraw: { reason } },
  case: {
    recordInspection: { ...visit, result: 'clean' },
    issueOrder: { requirements: '改正', period },
    suspendBusiness: { reason, period },
    summonForTalk: { reason },
    withdrawMeasure: { measure: 1, reason },
    submitRectification: { description: '已改' },
    recordFollowUp: { ...visit, result: 'rectified' },
    requestExtension: { reason, period },
    decideExtension: { approve: true, reason },
    fileCase: { reason },
    concludeFiled: { decision: '警告' },
    close: { reason },
    decideClose: { approve: true, reason },
    reopen: { reason },
    correctField: { field: 'title', value: '新标题', reason },
  },
  meeting: {
    changeMeeting: { place: '三楼会议室', reason },
    reply: { attends: true },
    recordAttendance: { present: [] },
    recordMinutes: { minutes: '纪要' },
    correctMinutes: { minutes: '纪要', reason },
    cancel: { reason },
  },
  supervision: {
    postpone: { plannedOn: '2030-06-01', reason },
    recordVisit: { on: '2026-01-01', note: '检查', findings: [] },
    object: { finding: 1, reason },
    reviewObjection: { finding: 1, decision: 'upheld', reason },
    close: {},
    cancel: { reason },
  },
  indicator: {
    setBaseline: figure,
    correctBaseline: { ...figure, reason },
    recordValue: figure,
    correctValue: { value: 1, amount: { value: 3 }, reason },
    publishReference: figure,
    assignOwner: { unitId },
    setTarget: { rule: { kind: 'count', target: 9, unit: '个' }, reason },
    setSchedule: { reason },
    setWarning: { op: 'atLeast', threshold: '5', task: { content: '处置', due: period } },
    clearWarning: { reason },
    cancel: { reason },
  },
  survey: {
    recordProgress: { point: 1, reached: 5 },
    recordQualityCheck: { point: 1, rechecked: 1, agreed: 1 },
    complete: { note: '完成' },
    cancel: { reason },
  },
  evaluation: {
    openReview: { reason },
    inviteExperts: { personIds: [unitId], from: '2030-01-01', until: '2030-01-02' },
    recordIndicators: { unitId, met: 1, counted: 2, note: '统计' },
    showScores: {},
    publish: {},
    correctScore: { unitId, item: '1', points: 1, reason },
    recordOutcome: { result: '通过', note: '复核' },
    close: { reason },
    cancel: { reason },
  },
  assessment: {
    answerItem: { item: '1', claim: 1 },
    submitSelfCheck: {},
    reviewItem: { item: '1', points: 1 },
    extendSelfCheck: { reason, period },
    returnSelfCheck: { reason, period },
    completeReview: {},
    raiseObjection: { item: '1', reason },
    answerObjection: { item: '1', note: '维持' },
  },
  consultation: {
    comment: { text: '意见' },
    agree: {},
    answerComment: { comment: 1, decision: 'adopted' },
    extend: { dueOn: '2030-03-01', reason },
    endCollecting: {},
    close: {},
    cancel: { reason },
  },
};

/** A list as files shows what the list shows. */
const files = (list: string, of: TimedType) => Object.fromEntries(['xlsx', 'docx'].map((ending) => [`GET /api/v1/${list}.${ending}`, { of, list: true as const }]));
/** The GET routes of these resources by what they show; a new one fails until it stands here. */
const reads: Readonly<
  Record<
    string,
    | { readonly of: TimedType; readonly list?: true; readonly absent?: string; readonly shownTo?: string; readonly steersOnly?: true; readonly draft?: true }
    | { readonly figures: true }
  >
> = {
  'GET /api/v1/campaigns': { of: 'campaign', list: true },
  'GET /api/v1/campaigns/{id}': { of: 'campaign' },
  'GET /api/v1/campaigns/{id}/summary': { of: 'campaign' },
  'GET /api/v1/campaigns/{id}/summary.docx': { of: 'campaign' },
  'GET /api/v1/campaigns/{id}/facts': { of: 'campaign' },
  'GET /api/v1/campaigns/{id}/tasks': { of: 'campaign' },
  'GET /api/v1/campaigns/{id}/urging-text': { of: 'campaign', steersOnly: true },
  'GET /api/v1/tasks': { of: 'task', list: true },
  'GET /api/v1/tasks/{id}': { of: 'task' },
  'GET /api/v1/tasks/{id}/facts': { of: 'task' },
  'GET /api/v1/tasks/{id}/urging-notice': { of: 'task', absent: 'document.absent' },
  'GET /api/v1/meetings': { of: 'meeting', list: true },
  'GET /api/v1/campaigns/{id}/meetings': { of: 'campaign' },
  'GET /api/v1/meetings/{id}': { of: 'meeting' },
  'GET /api/v1/meetings/{id}/facts': { of: 'meeting' },
  'GET /api/v1/meetings/{id}/minutes': { of: 'meeting', absent: 'document.absent' },
  'GET /api/v1/supervisions': { of: 'supervision', list: true },
  'GET /api/v1/campaigns/{id}/supervisions': { of: 'campaign' },
  'GET /api/v1/findings': { of: 'supervision', list: true },
  'GET /api/v1/supervisions/{id}': { of: 'supervision' },
  'GET /api/v1/supervisions/{id}/facts': { of: 'supervision' },
  'GET /api/v1/supervisions/{id}/findings.xlsx': { of: 'supervision' },
  'GET /api/v1/bulletins': { of: 'bulletin', list: true },
  'GET /api/v1/bulletins/{id}': { of: 'bulletin' },
  'GET /api/v1/bulletins/{id}/document': { of: 'bulletin', draft: true },
  'GET /api/v1/bulletins/{id}/facts': { of: 'bulletin' },
  'GET /api/v1/cases': { of: 'case', list: true },
  'GET /api/v1/cases/{id}': { of: 'case' },
  'GET /api/v1/cases/{id}/facts': { of: 'case' },
  'GET /api/v1/campaigns/{id}/indicators': { of: 'campaign' },
  'GET /api/v1/campaigns/{id}/indicators.xlsx': { of: 'campaign' },
  'GET /api/v1/indicators': { of: 'indicator', list: true },
  'GET /api/v1/indicators/{id}': { of: 'indicator' },
  'GET /api/v1/indicators/{id}/facts': { of: 'indicator' },
  'GET /api/v1/campaigns/{id}/surveys': { of: 'campaign' },
  'GET /api/v1/surveys': { of: 'survey', list: true },
  'GET /api/v1/surveys/{id}': { of: 'survey' },
  'GET /api/v1/surveys/{id}/facts': { of: 'survey' },
  'GET /api/v1/evaluations': { of: 'evaluation', list: true },
  'GET /api/v1/evaluations/{id}': { of: 'evaluation' },
  'GET /api/v1/evaluations/{id}/facts': { of: 'evaluation' },
  'GET /api/v1/evaluations/{id}/scores': { of: 'evaluation', absent: 'document.absent', shownTo: 'office leadingGroup' },
  'GET /api/v1/evaluations/{id}/scores.xlsx': { of: 'evaluation', absent: 'document.absent', shownTo: 'office leadingGroup' },
  'GET /api/v1/assessments': { of: 'assessment', list: true },
  'GET /api/v1/assessments/{id}': { of: 'assessment' },
  'GET /api/v1/assessments/{id}/facts': { of: 'assessment' },
  'GET /api/v1/consultations': { of: 'consultation', list: true },
  'GET /api/v1/consultations/{id}': { of: 'consultation' },
  'GET /api/v1/consultations/{id}/facts': { of: 'consultation' },
  'GET /api/v1/consultations/{id}/summary': { of: 'consultation', steersOnly: true },
  'GET /api/v1/consultations/{id}/summary.xlsx': { of: 'consultation', steersOnly: true },
  ...files('campaigns', 'campaign'),
  ...files('tasks', 'task'),
  ...files('cases', 'case'),
  ...files('figures/units', 'task'),
  'GET /api/v1/figures/cases': { figures: true },
  'GET /api/v1/figures/tasks': { of: 'task', list: true },
  'GET /api/v1/figures/units': { of: 'task', list: true },
};
const writes: Readonly<Record<string, TimedType>> = {
  'POST /api/v1/campaigns': 'campaign',
  'POST /api/v1/tasks': 'task',
  'POST /api/v1/bulletins': 'bulletin',
  'POST /api/v1/cases': 'case',
  'POST /api/v1/meetings': 'meeting',
  'POST /api/v1/supervisions': 'supervision',
  'POST /api/v1/indicators': 'indicator',
  'POST /api/v1/indicators/{id}/commands': 'indicator',
  'POST /api/v1/indicators/{id}/preview': 'indicator',
  'POST /api/v1/surveys': 'survey',
  'POST /api/v1/surveys/{id}/commands': 'survey',
  'POST /api/v1/surveys/{id}/preview': 'survey',
  'POST /api/v1/campaigns/{id}/commands': 'campaign',
  'POST /api/v1/tasks/{id}/commands': 'task',
  'POST /api/v1/bulletins/{id}/commands': 'bulletin',
  'POST /api/v1/bulletins/{id}/preview': 'bulletin',
  'POST /api/v1/cases/{id}/commands': 'case',
  'POST /api/v1/meetings/{id}/commands': 'meeting',
  'POST /api/v1/supervisions/{id}/commands': 'supervision',
  'POST /api/v1/campaigns/{id}/preview': 'campaign',
  'POST /api/v1/tasks/{id}/preview': 'task',
  'POST /api/v1/cases/{id}/preview': 'case',
  'POST /api/v1/meetings/{id}/preview': 'meeting',
  'POST /api/v1/supervisions/{id}/preview': 'supervision',
  'POST /api/v1/evaluations': 'evaluation',
  'POST /api/v1/evaluations/{id}/commands': 'evaluation',
  'POST /api/v1/evaluations/{id}/preview': 'evaluation',
  'POST /api/v1/assessments/{id}/commands': 'assessment',
  'POST /api/v1/assessments/{id}/preview': 'assessment',
  'POST /api/v1/consultations': 'consultation',
  'POST /api/v1/consultations/{id}/commands': 'consultation',
  'POST /api/v1/consultations/{id}/preview': 'consultation',
};
const folder: Readonly<Record<TimedType, string>> = {
  campaign: 'campaigns',
  task: 'tasks',
  case: 'cases',
  meeting: 'meetings',
  supervision: 'supervisions',
  indicator: 'indicators',
  survey: 'surveys',
  evaluation: 'evaluations',
  assessment: 'assessments',
  consultation: 'consultations',
  bulletin: 'bulletins',
};

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
    routes: (ledger) => {
      prisma = new PrismaClient({ adapter: new PrismaPg(ledger.pool) });
      routes = resourceRoutes({ ledger, prisma });
      return routes;
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
  const open = { type: 'open', partyId, title: '检查', source: 'complaint' };
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
}, 120_000);
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

  test.each(all)(
    '%s: every role reads what is written down, and nothing else',
    async (relation) => {
      await each(rolesIn(relation), async (role) => {
        for (const [name, read] of Object.entries(reads)) {
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
    },
    60_000,
  );

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
    expect(await listed('/api/v1/cases?q=%E6%A3%80%E6%9F%A5')).toHaveLength(sees.case.includes(relation) || relation === 'stranger' ? 1 : 0);
  });

  test.each(all)(
    '%s: every role takes, and previews, exactly the steps that are written down',
    async (relation) => {
      const asks = rolesIn(relation).flatMap((role) => timedTypes.flatMap((type) => Object.entries(bodies[type]).map(([step, body]) => ({ role, type, step, body }))));
      const wrong: string[] = [];
      await each(asks, async ({ role, type, step, body }) => {
        const answer = await ask(relation, role, 'POST', `/api/v1/${folder[type]}/${ids[type]}/commands`, { type: step, ...body }, { 'If-Match': '"999"' });
        const granted = may[type].some(([in_, who, steps]) => in_ === relation && words(who).includes(role) && words(steps).includes(step));
        const wanted = granted ? '412 process.changed_since' : sees[type].includes(relation) ? '403 policy.forbidden' : '404 process.not_found';
        if (`${answer.status} ${answer.body.code}` !== wanted) wrong.push(`${role} ${type} ${step}: ${answer.status} ${answer.body.code}, wanted ${wanted}`);
        const preview = await ask(relation, role, 'POST', `/api/v1/${folder[type]}/${ids[type]}/preview`, { type: step, ...body });
        const seen = granted ? '200' : wanted;
        if ([preview.status, preview.body.code].join(' ').trim() !== seen) wrong.push(`${role} ${type} preview of ${step}: ${preview.status} ${preview.body.code}, wanted ${seen}`);
      });
      expect(wrong).toEqual([]);
    },
    60_000,
  );

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
  }, 60_000);

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
    for (const secret of [ids.case, otherCase, '某药店', '检查', '案〔']) expect(text).not.toContain(secret);
  });
});
