import type pg from 'pg';
import { encodeCursor } from '../../api/http/keyset.ts';

/** A read by one kind of reader; its paths differ in what they ask for, so that an answer does not come from what the last one has just read. */
export interface Question {
  readonly what: string;
  readonly reader: string;
  readonly username: string;
  readonly paths: readonly string[];
  /** True when every answer must list something. */
  readonly lists: boolean;
}

const readers = {
  office: 'reads-office-1',
  'leading group': 'reads-leader-1',
  'unit leader of the city': 'reads-city',
  'manager of a street': 'reads-manager-1-9',
  'liaison officer': 'reads-liaison-1-2',
  inspector: 'reads-inspector-1-1',
  'manager of a body': 'reads-bodymanager-1-1',
  administrator: 'reads-admin',
} as const;
type Reader = keyof typeof readers;

/** Different paths of one question at most. */
const samples = 12;
const dayMs = 86_400_000;
const anyId = '00000000-0000-4000-8000-000000000000';
const at = (place: number | string): string => `cursor=${encodeCursor([place, anyId])}`;

async function recordsOf(pool: pg.Pool) {
  const ids = async (text: string): Promise<readonly string[]> => (await pool.query<{ id: string }>(`${text} LIMIT ${samples}`)).rows.map((row) => row.id);
  const unitOf = (reader: Reader): string => `(SELECT p.unit_id FROM post_record p JOIN person_record h ON h.id = p.person_id WHERE h.username = '${readers[reader]}')`;
  const campaigns = await ids(`SELECT id FROM campaign_record WHERE office_unit_id = ${unitOf('office')} AND stage <> 'closed' ORDER BY id`);
  const body = unitOf('inspector');
  return {
    campaigns,
    units: await ids(`SELECT id FROM unit_record WHERE name LIKE '第1区%' AND kind IN ('department', 'subDistrict', 'community') ORDER BY id`),
    cases: await ids(`SELECT f.process_id AS id FROM fact f JOIN case_record c ON c.id = f.process_id WHERE f.process_type = 'case' AND f.seq = 2 AND c.body_unit_id = ${body}`),
    parties: await ids(`SELECT DISTINCT party_id AS id FROM (SELECT party_id FROM case_record WHERE body_unit_id = ${body} LIMIT 500) c`),
    tasks: await ids(`SELECT id FROM task_record WHERE campaign_id = ANY(ARRAY[${campaigns.map((id) => `'${id}'`).join(', ')}]::uuid[])`),
  };
}

/** Every question of the bench, asked for records that are there. */
export async function questionsOf(pool: pg.Pool): Promise<readonly Question[]> {
  const { campaigns, units, cases, parties, tasks } = await recordsOf(pool);
  const questions: Question[] = [];
  const ask = (what: string, who: readonly Reader[], paths: readonly string[], lists = true): void => {
    for (const reader of who) questions.push({ what, reader, username: readers[reader], paths: paths.map((path) => `/api/v1${path}`), lists });
  };
  const taking: readonly Reader[] = ['office', 'leading group', 'unit leader of the city', 'manager of a street', 'liaison officer'];
  const whole: readonly Reader[] = ['office', 'liaison officer'];
  const body: readonly Reader[] = ['inspector', 'manager of a body'];
  // The deepest plan holds 1,667 tasks, and cases go back 900 days.
  const deepTasks = [200, 600, 1_000, 1_400].map(at);
  const deepCases = [100, 300, 600, 800].map((days) => at(-(Date.now() - days * dayMs)));

  ask('overdue board', ['office', 'leading group', 'liaison officer'], ['/figures/tasks', ...campaigns.map((id) => `/figures/tasks?campaignId=${id}`)], false);
  ask(
    'overdue board, later pages',
    ['office', 'liaison officer'],
    campaigns.map((id) => `/figures/tasks?cursor=${encodeCursor([id, anyId, ''])}`),
    false,
  );
  ask('overdue board', ['administrator'], ['/figures/tasks'], false);
  ask('ranking of units, this year', taking, ['/figures/units']);
  ask(
    'ranking of units, one campaign',
    ['office', 'liaison officer'],
    campaigns.map((id) => `/figures/units?campaignId=${id}&from=2020-01-01`),
    false,
  );
  ask(
    'lights of units, one campaign',
    ['office', 'liaison officer'],
    campaigns.map((id) => `/campaigns/${id}/lights`),
    false,
  );
  ask(
    'tasks by light',
    whole,
    ['red', 'yellow', 'green'].map((light) => `/tasks?light=${light}`),
    false,
  );
  ask('tasks', taking, ['/tasks']);
  ask('tasks', ['administrator', 'inspector'], ['/tasks'], false);
  ask(
    'tasks, deep pages',
    taking,
    deepTasks.map((cursor) => `/tasks?${cursor}`),
  );
  ask('tasks overdue', taking, ['/tasks?overdue=true']);
  ask(
    'tasks overdue, deep pages',
    taking,
    deepTasks.map((cursor) => `/tasks?overdue=true&${cursor}`),
    false,
  );
  ask(
    'tasks of a campaign',
    ['office'],
    campaigns.map((id) => `/campaigns/${id}/tasks`),
  );
  // One unit may lead nothing in one campaign, and one of many units nothing at all where the ledger is small.
  ask(
    'tasks of a campaign',
    ['liaison officer'],
    campaigns.map((id) => `/campaigns/${id}/tasks`),
    false,
  );
  ask(
    'tasks of a unit',
    ['office', 'unit leader of the city'],
    units.map((id) => `/tasks?leadUnitId=${id}`),
    false,
  );
  ask(
    'tasks of a unit, overdue',
    ['office', 'unit leader of the city'],
    units.map((id) => `/tasks?leadUnitId=${id}&overdue=true`),
  );
  ask(
    'tasks by stage',
    taking,
    ['issued', 'signed', 'submitted', 'returned', 'accepted'].map((stage) => `/tasks?stage=${stage}`),
  );
  ask('tasks by a stage that none is in', ['office', 'unit leader of the city', 'liaison officer'], ['/tasks?stage=suspended'], false);
  ask(
    'tasks by phase',
    whole,
    ['commitment', 'intervention', 'evaluation'].map((phase) => `/tasks?phase=${phase}`),
  );
  ask(
    'tasks by section',
    whole,
    ['健康文化', '健康环境'].map((section) => `/tasks?section=${encodeURIComponent(section)}`),
  );
  ask('open tasks', whole, ['/tasks?open=true']);
  const searched = (words: readonly string[], path: string): readonly string[] => words.map((word) => `${path}q=${encodeURIComponent(word)}`);
  ask('tasks with 药店 (1 in 120)', taking, [...searched(['药店'], '/tasks?'), ...deepTasks.map((cursor) => `/tasks?q=${encodeURIComponent('药店')}&${cursor}`)], false);
  ask('tasks with 码头 (1 in 900)', taking, searched(['码头'], '/tasks?'), false);
  ask('tasks with 疟疾 (1 in 20,000)', taking, searched(['疟疾'], '/tasks?'), false);
  ask('tasks with common words', taking, searched(['健康', '台账', '农贸市场'], '/tasks?'));
  ask('tasks with words that none has', taking, searched(['太空', '不存在的词'], '/tasks?'), false);
  ask('tasks with one character', whole, searched(['疟', '健', '码'], '/tasks?'), false);
  ask('overdue tasks with 药店', whole, searched(['药店'], '/tasks?overdue=true&'), false);
  const found = (words: readonly string[]): readonly string[] => searched(words, '/search?');
  ask('⌘K: words', ['office', 'liaison officer', 'inspector'], found(['疟疾', '药店', '健康']), false);
  // 农贸市场, 疟疾疫源点, 仁和诊所, and what none has.
  ask('⌘K: initials', ['office', 'liaison officer', 'inspector'], found(['njyyd', 'nmsc', 'nj', 'rhzs', 'qqxz']), false);
  // Not every reader takes part in these: the office of their campaigns does.
  ask(
    'a task',
    ['office'],
    tasks.map((id) => `/tasks/${id}`),
    false,
  );

  ask('cases', body, ['/cases']);
  ask(
    'cases, deep pages',
    body,
    deepCases.map((cursor) => `/cases?${cursor}`),
  );
  ask('cases overdue', body, ['/cases?overdue=true']);
  ask(
    'cases overdue, deep pages',
    body,
    deepCases.map((cursor) => `/cases?overdue=true&${cursor}`),
  );
  ask(
    'cases by stage',
    body,
    ['opened', 'ordered', 'filed', 'closed'].map((stage) => `/cases?stage=${stage}`),
  );
  ask(
    'cases by source',
    body,
    ['complaint', 'transfer'].map((source) => `/cases?source=${source}`),
  );
  ask(
    'cases of a party',
    body,
    parties.map((id) => `/cases?partyId=${id}`),
  );
  ask('cases with 药店', body, [...searched(['药店'], '/cases?'), ...deepCases.map((cursor) => `/cases?q=${encodeURIComponent('药店')}&${cursor}`)]);
  ask('cases with words that none has', body, searched(['太空', '煤矿'], '/cases?'), false);
  ask('cases', ['office', 'administrator'], ['/cases'], false);
  ask(
    'a case',
    body,
    cases.map((id) => `/cases/${id}`),
    false,
  );
  ask(
    'the facts of a case',
    body,
    cases.map((id) => `/cases/${id}/facts`),
  );
  ask('figures of cases', ['office'], ['/figures/cases', '/figures/cases?from=2020-01-01'], false);

  ask('notifications', ['liaison officer'], ['/notifications']);
  ask(
    'notifications, unread and later pages',
    ['liaison officer'],
    ['/notifications?unread=true', ...[100, 300, 500].map((days) => `/notifications?${at(Date.now() - days * dayMs)}`)],
  );
  ask('chase ledger', taking, ['/chases']);
  ask(
    'chase ledger, later pages',
    taking,
    [100, 300, 500].map((days) => `/chases?${at(Date.now() - days * dayMs)}`),
  );
  ask(
    'chase ledger of a campaign',
    taking,
    campaigns.map((id) => `/chases?campaignId=${id}`),
    false,
  );
  ask(
    'chase ledger of a unit',
    whole,
    units.map((id) => `/chases?unitId=${id}`),
    false,
  );
  ask(
    'chase ledger of a task',
    whole,
    tasks.map((id) => `/chases?taskId=${id}`),
    false,
  );
  ask('chase ledger, a rung that hardly anyone reached', whole, ['/chases?rung=leadingGroup'], false);
  ask('chase ledger', ['inspector', 'administrator'], ['/chases'], false);
  ask('me', ['office', 'inspector', 'administrator'], ['/me'], false);
  ask('campaigns', whole, ['/campaigns', `/campaigns?q=${encodeURIComponent('健康行动')}`]);
  ask(
    'a campaign',
    whole,
    campaigns.map((id) => `/campaigns/${id}`),
    false,
  );
  return questions;
}
