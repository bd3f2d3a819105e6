import { randomUUID } from 'node:crypto';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { LaunchCampaign, PlannedTask } from '../../domain/campaign/commands.ts';
import { type Actor, time } from '../../domain/process/actor.ts';
import type { ProcessState, ProcessType, TimedType } from '../../domain/process/definition.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { District } from './district.ts';

/** A fact of a template as its table keeps it, personal fields in place. */
export interface TemplateFact {
  readonly seq: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly actor: unknown;
  readonly at: number;
  readonly receivedAt: number;
}

/** A process that the real rules have brought into one shape: its state, and the facts that led there. */
export interface Template {
  readonly type: Exclude<TimedType, 'bulletin'> | 'party';
  readonly shape: string;
  readonly state: ProcessState;
  readonly facts: readonly TemplateFact[];
}

/** Days from today to the due dates of the template tasks. */
export const templateDueIn = 20;

/** One process in each shape, played through the ledger by the people of a district. */
export async function playTemplates(ledger: Ledger, district: District): Promise<readonly Template[]> {
  const { pool } = ledger;
  const step = async (actor: Actor, type: ProcessType, id: string, command: { readonly type: string } & Readonly<Record<string, unknown>>, creates = false): Promise<string> => {
    const outcome = await ledger.execute({ type, id, command, actor, creates });
    if (!outcome.ok) throw new Error(`${type} ${command.type}: ${outcome.code} ${JSON.stringify(outcome.params ?? {})}`);
    return id;
  };
  const templateOf = async (type: Template['type'], shape: string, id: string): Promise<Template> => {
    const { rows } = await pool.query<{ state: ProcessState }>('SELECT state FROM process WHERE id = $1', [id]);
    const facts = await pool.query<TemplateFact>(
      `SELECT f.seq, f.type, f.data || coalesce((SELECT jsonb_object_agg(s.field, s.value) FROM sealed_value s WHERE s.process_id = f.process_id AND s.seq = f.seq), '{}') AS data, f.actor,
 (extract(epoch FROM f.at) * 1000)::float8 AS at, (extract(epoch FROM f.received_at) * 1000)::float8 AS "receivedAt" FROM fact f WHERE f.process_id = $1 ORDER BY f.seq`,
      [id],
    );
    const state = rows[0]?.state;
    if (state === undefined) throw new Error(`the template ${shape} is gone`);
    return { type, shape, state, facts: facts.rows };
  };

  const office = district.office.actor;
  const [lead] = district.members;
  const [body] = district.bodies;
  if (!lead || !body) throw new Error('a district has members and a body');
  const liaison = lead.liaison.actor;
  const today = beijingDateOf((await ledger.moment()).now);
  const taskShapes: Readonly<Record<string, readonly (readonly [Actor, { readonly type: string } & Readonly<Record<string, unknown>>])[]>> = {
    issued: [],
    signed: [
      [liaison, { type: 'sign' }],
      [liaison, { type: 'report', progress: '已完成摸底', percent: 40 }],
    ],
    submitted: [
      [liaison, { type: 'sign' }],
      [liaison, { type: 'submit', summary: '已完成' }],
    ],
    returned: [[liaison, { type: 'return', reason: '宜由他单位牵头' }]],
    accepted: [
      [liaison, { type: 'sign' }],
      [liaison, { type: 'submit', summary: '已完成' }],
      [office, { type: 'accept' }],
    ],
    cancelled: [[office, { type: 'cancel', reason: '与另一任务重复' }]],
  };
  const shapes = Object.entries(taskShapes);
  const launch = async (title: string): Promise<string> => {
    const tasks = shapes.map(
      ([shape], index): PlannedTask => ({
        number: String(index + 1),
        section: '健康环境',
        content: shape,
        standard: '对照标准逐项达标',
        kind: 'once',
        phase: 'intervention',
        leadUnitId: lead.unitId,
        supportingUnitIds: [],
        dueOn: addDays(today, templateDueIn),
        evidenceRequired: [],
      }),
    );
    const command: LaunchCampaign = {
      type: 'launch',
      title,
      officeUnitId: district.officeUnitId,
      groupUnitId: district.groupUnitId,
      memberUnitIds: district.members.map((member) => member.unitId),
      sections: [],
      indicators: [],
      phases: [{ kind: 'intervention', name: '综合干预', startsOn: addDays(today, -1), endsOn: addDays(today, 300) }],
      tasks,
      dates: { mode: 'asPlanned' },
    };
    return step(office, 'campaign', randomUUID(), { ...command }, true);
  };
  const templates: Template[] = [];
  const running = await launch('演示健康行动');
  const { rows } = await pool.query<{ id: string; content: string }>('SELECT id, content FROM task_record WHERE campaign_id = $1', [running]);
  for (const [shape, steps] of shapes) {
    const id = rows.find((row) => row.content === shape)?.id ?? '';
    for (const [actor, command] of steps) await step(actor, 'task', id, command);
    templates.push(await templateOf('task', shape, id));
  }
  templates.push(await templateOf('campaign', 'running', running));
  const ended = await launch('演示健康行动（已结束）');
  await step(office, 'campaign', ended, { type: 'cancel', reason: '任务并入新一轮行动' });
  await step(time, 'campaign', ended, { type: 'closeCampaign' });
  templates.push(await templateOf('campaign', 'closed', ended));

  const [a, b] = body.inspectors;
  const officers = [a.actor.ref.personId, b.actor.ref.personId];
  const partyId = await step(a.actor, 'party', randomUUID(), { type: 'register', name: '演示便民药店', kind: 'pharmacy', address: '演示路1号' }, true);
  templates.push(await templateOf('party', 'party', partyId));
  const violation = { type: 'recordInspection', officers, result: 'violation', findings: [{ note: '消毒记录不全' }] };
  const order = { type: 'issueOrder', requirements: '补全记录，完善制度', period: { value: 10, unit: 'workingDay' } };
  const submission = { type: 'submitRectification', description: '已补全记录' };
  const caseShapes: Readonly<Record<string, readonly ({ readonly type: string } & Readonly<Record<string, unknown>>)[]>> = {
    opened: [],
    inspected: [violation],
    ordered: [violation, order],
    corrected: [violation, order, submission],
    filed: [violation, { type: 'fileCase', reason: '涉嫌超范围执业' }],
    closed: [violation, order, submission, { type: 'recordFollowUp', officers, result: 'rectified', findings: [] }],
    clean: [{ type: 'recordInspection', officers, result: 'clean', findings: [] }],
  };
  for (const [shape, steps] of Object.entries(caseShapes)) {
    const id = await step(a.actor, 'case', randomUUID(), { type: 'open', partyId, title: '日常监督检查', source: 'randomDraw' }, true);
    for (const command of steps) await step(a.actor, 'case', id, command);
    if (shape === 'closed' || shape === 'clean') await step(time, 'case', id, { type: 'closeCase' });
    templates.push(await templateOf('case', shape, id));
  }
  return templates;
}
