import { z } from 'zod';
import type { AssessmentState } from '../../domain/assessment/state.ts';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { deadlineLight } from '../../domain/case/light.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { type Light, nearUntil } from '../../domain/chase/light.ts';
import { rungName } from '../../domain/chase/rungs.ts';
import { type ProcessState, timedTypes } from '../../domain/process/definition.ts';
import { type SupervisionState, tasksOf } from '../../domain/supervision/state.ts';
import type { TaskGlance } from '../../domain/task/glance.ts';
import { taskLight } from '../../domain/task/light.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { definitionOf } from '../../ledger/definitions.ts';
import { type Looked, type Moment, nothingLooked } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { cursorMoment, decodeCursor, encodeCursor, limitOf, pageOf, pageQuery } from '../http/keyset.ts';
import type { Language } from '../http/language.ts';
import { id } from '../http/params.ts';
import { reference, unitRef } from '../http/reference.ts';
import { type Route, route } from '../http/route.ts';
import { stepsFor } from '../http/steps.ts';
import { iso } from '../http/time.ts';
import { processesOf } from '../list/walk.ts';
import { recipient } from '../notifications/list.ts';
import { deadlineName } from '../process/deadline.ts';
import { stepName } from '../process/step-names.ts';
import { titleOf } from '../process/title.ts';
import { campaignRef, campaignTitles } from '../tasks/campaigns.ts';
import { countOwed, type Now, type OwedRow, owedNow, standing } from './owed-now.ts';
import { nextStep } from './settling.ts';

/** Unread notifications are counted this far. */
const mostUnread = 1_000;
const named = (what: string) => z.strictObject({ type: z.string(), name: z.string() }).nullable().meta({ description: what });

/** Something due from the asker's units. */
const DueItem = z
  .strictObject({
    process: z.strictObject({ type: z.enum(timedTypes), id: z.string(), number: z.string().nullable(), title: z.string() }),
    kind: z.string(),
    name: z.string().meta({ description: 'The kind in words' }),
    unit: reference.meta({ description: 'The unit of one’s own that it concerns' }),
    campaign: reference.nullable().meta({ description: 'The campaign of a task; null outside any, and of all else' }),
    party: z.strictObject({ name: z.string(), address: z.string() }).nullable().meta({ description: 'Whom a case is about, and where' }),
    dueOn: z.string().nullable(),
    dueAt: z.string().meta({ format: 'date-time' }),
    workingDays: z.int().meta({ description: 'Working days from today to the due day: 0 today, negative once it is over' }),
    light: z.strictObject({ colour: z.enum(['green', 'yellow', 'red']), cause: z.enum(['onTime', 'dueSoon', 'madeGoodLate', 'overdue']) }),
    rung: z.strictObject({ rung: z.string(), name: z.string() }).nullable().meta({ description: 'The last rung reached of its ladder' }),
    step: named('The one next step that would settle it and that the asker may take now'),
  })
  .meta({ id: 'DueItem' });

const DuesQuery = z.strictObject({
  ...pageQuery,
  state: z.enum(['overdue', 'soon', 'all']).optional().meta({ description: '`overdue`; `soon`: a reminder has gone out, or it is due within three working days; without it all' }),
  unitId: id.optional().meta({ description: 'Only what is due from this unit of one’s own' }),
  visits: z.literal('true').optional().meta({ description: 'Only inspections and re-inspections of cases that are to be made' }),
  processId: id.optional().meta({ description: 'Only what is due at this process' }),
});
const DuesCount = z
  .strictObject({
    overdue: z.int(),
    soon: z.int(),
    open: z.int().meta({ description: 'All that is due, overdue and soon included' }),
    unread: z.int().meta({ description: `Unread notifications, counted up to ${mostUnread}` }),
  })
  .meta({ id: 'DuesCount' });

const cursorKey = z.tuple([cursorMoment, id, z.string().max(100)]);

/** Other records that the rules of these look at: shares of a task, the evaluation of an assessment, the tasks of findings. */
const others = (rows: readonly Looking[]): readonly string[] =>
  rows.flatMap(({ type, state }) => {
    if (type === 'task') return (state as TaskState).childTaskIds;
    if (type === 'assessment') return [(state as AssessmentState).evaluationId];
    return type === 'supervision' ? tasksOf(state as SupervisionState) : [];
  });

const lights: Readonly<Record<ReturnType<typeof standing>, Light>> = {
  overdue: { colour: 'red', cause: 'overdue' },
  soon: { colour: 'yellow', cause: 'dueSoon' },
  open: { colour: 'green', cause: 'onTime' },
};

/** What of something due is looked around. */
type Looking = Pick<OwedRow, 'type' | 'state' | 'kind'>;
/** The light that the task or the case itself shows of this; of what shows none, how it stands. */
function lightOf(row: OwedRow, now: Now): Light {
  const { type, kind, state } = row;
  if (type === 'task' && kind === 'task') return taskLight(state as TaskState, now.moment.now);
  const deadline = type === 'case' ? state.deadlines.find((one) => one.kind === kind) : undefined;
  return deadline ? deadlineLight(deadline, now.moment.now) : lights[standing(row, now)];
}

type LookedAt = (row: Looking) => Looked;

/** What the rules look at besides each of these: of a campaign, whose phase may close by it, a glance at each task. */
export async function lookAround(pool: LedgerDoor['pool'], rows: readonly Looking[]): Promise<LookedAt> {
  const closing = rows.filter(({ kind }) => kind === 'phaseEnd').map(({ state }) => state.id);
  const [processes, tasks] = await Promise.all([
    processesOf(pool, [...new Set(others(rows))]),
    closing.length === 0
      ? { rows: [] }
      : pool.query<{ campaign_id: string; glance: TaskGlance }>({
          name: 'glances-of',
          text: 'SELECT campaign_id, glance FROM task_record WHERE campaign_id = ANY($1::uuid[])',
          values: [closing],
        }),
  ]);
  return ({ state, kind }) => ({
    ...nothingLooked,
    processes,
    children: kind === 'phaseEnd' ? tasks.rows.filter((task) => task.campaign_id === state.id).map(({ glance }) => glance as TaskGlance & ProcessState) : [],
  });
}

type Parties = ReadonlyMap<string, { readonly name: string; readonly address: string }>;

/** Whom the cases among these are about. */
async function partiesOf(pool: LedgerDoor['pool'], rows: readonly OwedRow[]): Promise<Parties> {
  const ids = rows.flatMap(({ type, state }) => (type === 'case' ? [(state as CaseState).partyId] : []));
  if (ids.length === 0) return new Map();
  const found = await pool.query<{ id: string; name: string; address: string }>({
    name: 'parties-of-dues',
    text: 'SELECT id, name, address FROM party_record WHERE id = ANY($1::uuid[])',
    values: [ids],
  });
  return new Map(found.rows.map(({ id: partyId, name, address }) => [partyId, { name, address }]));
}

interface Around {
  readonly looked: Looked;
  /** Titles of the campaigns of tasks. */
  readonly titles: ReadonlyMap<string, string>;
  readonly parties: Parties;
}

function presentDue(row: OwedRow, asker: Asker, now: Now, { looked, titles, parties }: Around, language: Language) {
  const { moment } = now;
  const { type, state, kind, number, rung } = row;
  const steps = stepsFor(definitionOf(type), { state, actors: asker.actors }, moment, looked);
  const step = nextStep(type, kind, steps, state as Partial<TaskState>);
  const dueAt = row.due_at.getTime();
  return {
    process: { type, id: state.id, number, title: titleOf(type, state) },
    kind,
    name: deadlineName(type, kind, language, (state as Partial<TaskState>).stage),
    unit: unitRef(row.unitId, moment.org),
    campaign: type === 'task' ? campaignRef((state as TaskState).campaignId, titles) : null,
    party: type === 'case' ? (parties.get((state as CaseState).partyId) ?? null) : null,
    // A decision that has no deadline of its own is named by the day.
    dueOn: row.due_on ?? (kind === 'extension' ? beijingDateOf(dueAt) : null),
    dueAt: iso(dueAt),
    workingDays: moment.calendar.workingDaysTo(beijingDateOf(moment.now), row.due_on ?? beijingDateOf(dueAt)),
    light: { ...lightOf(row, now) },
    rung: rung === null ? null : { rung, name: rungName(rung)[language] },
    step: step === undefined ? null : { type: step, name: stepName(type, step, language) },
  };
}

const nowOf = (moment: Moment): Now => ({ moment, near: nearUntil(moment.calendar, moment.now) });

/** 我的待办: what is due from one's posts, and what waits for one's decision. */
export const duesRoutes = ({ ledger }: { readonly ledger: LedgerDoor }): readonly Route[] => [
  route(
    {
      method: 'get',
      path: '/api/v1/me/dues',
      summary: '我的待办 What is due from my units and waits for my decision, overdue first, then by due moment',
      description:
        'What a post of mine may settle, or decide on; for a unit’s leader and manager in charge all that the unit owes. `step` is the next one of `allowed` of the process, null where somebody else has to take it or nothing can be done yet. A page may be shorter than asked for though more follows.',
      tags: ['me'],
      query: DuesQuery,
      response: pageOf(DueItem),
    },
    async ({ query, asker, moment, language }) => {
      const limit = limitOf(query);
      const now = nowOf(moment);
      const wanted = {
        state: query.state ?? 'all',
        unitId: query.unitId,
        processId: query.processId,
        visits: query.visits === 'true',
        after: decodeCursor(query.cursor, cursorKey),
        limit,
      };
      const { rows, last } = await owedNow(ledger.pool, asker, wanted, now);
      const campaigns = rows.flatMap(({ type, state }) => (type === 'task' ? (state as TaskState).campaignId || [] : []));
      const [lookedAt, parties, titles] = await Promise.all([lookAround(ledger.pool, rows), partiesOf(ledger.pool, rows), campaignTitles(ledger.pool, campaigns)]);
      return {
        body: {
          items: rows.map((row) => presentDue(row, asker, now, { looked: lookedAt(row), titles, parties }, language)),
          next: last ? encodeCursor([last.due_at.getTime(), last.state.id, last.kind]) : null,
        },
      };
    },
  ),
  route(
    { method: 'get', path: '/api/v1/me/dues/count', summary: '待办数 How much is due from me, and how many notifications are unread', tags: ['me'], response: DuesCount },
    async ({ asker, moment }) => {
      const unread = ledger.pool.query<{ count: number }>({
        name: 'unread',
        text: 'SELECT count(*)::int AS count FROM (SELECT FROM notice WHERE person_id = $1 AND ($2::uuid IS NULL OR post_id = $2) AND read_at IS NULL LIMIT $3) n',
        values: [...recipient(asker), mostUnread],
      });
      const [counts, { rows }] = await Promise.all([countOwed(ledger.pool, asker, nowOf(moment)), unread]);
      return { body: { ...counts, unread: rows[0]?.count ?? 0 } };
    },
  ),
];
