import { randomUUID } from 'node:crypto';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { Outcome } from '../../ledger/request.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { plan, planned } from '../campaign/plan.ts';
import { until } from '../harness/until.ts';
import { opening } from './driver.ts';

let api: TestApi;
let officeUnitId = '';
let education = '';
let today = '';
beforeAll(async () => {
  api = await startApi();
  const group = await api.unit('领导小组', 'leadingGroup');
  officeUnitId = await api.unit('健康办', 'office', group);
  education = await api.unit('教育局', 'department');
  today = beijingDateOf((await api.ledger.moment()).now);
});
afterAll(() => api?.close());

const actor = () => ({ ref: { by: 'person' as const, personId: randomUUID(), postId: randomUUID(), unitId: officeUnitId }, role: 'office' as const, unitId: officeUnitId });
const codes = (outcomes: readonly Outcome[]): readonly string[] => outcomes.map((outcome) => (outcome.ok ? 'done' : outcome.code));

/** Lets commands arrive while the office is held, and goes on when all of them wait for it. */
async function atOnce(commands: readonly (() => Promise<Outcome>)[]): Promise<readonly Outcome[]> {
  const holder = await api.pool.connect();
  try {
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM process WHERE id = $1 FOR UPDATE', [officeUnitId]);
    const asked = commands.map((command) => command());
    await until(async () => {
      const { rows } = await api.pool.query<{ waiting: number }>(
        "SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return rows[0]?.waiting === commands.length;
    }, 10_000);
    await holder.query('COMMIT');
    return await Promise.all(asked);
  } finally {
    holder.release();
  }
}

/** A plan that may become a campaign, or be asked about. */
function planOf() {
  const [campaignId, roundId] = [randomUUID(), randomUUID()];
  const launch = plan([planned('1', { leadUnitId: education, dueOn: addDays(today, 50) })], {
    officeUnitId,
    groupUnitId: officeUnitId,
    memberUnitIds: [education],
    phases: [{ kind: 'intervention', name: '综合干预', startsOn: today, endsOn: addDays(today, 90) }],
    roundIds: [roundId],
  });
  const open = opening({ planId: randomUUID(), officeUnitId, unitIds: [education], dueOn: addDays(today, 14), roundIds: [roundId], launchedAs: campaignId });
  return {
    launch: () => api.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command: launch, actor: actor() }),
    ask: () => api.ledger.execute({ type: 'consultation', id: roundId, creates: true, command: open, actor: actor() }),
  };
}

describe('a launch and a question about the same plan, at the same moment', () => {
  test.each([1, 2, 3])('one of them is done and the other finds it (%s)', async () => {
    const { launch, ask } = planOf();
    const [launched = '', asked = ''] = codes(await atOnce([launch, ask]));
    expect([
      ['done', 'plan.already_launched'],
      ['plan.consultation_open', 'done'],
    ]).toContainEqual([launched, asked]);
  });

  test('two questions at once make one round', async () => {
    const { ask } = planOf();
    expect([...codes(await atOnce([ask, ask]))].sort()).toEqual(['consultation.round_open', 'done']);
  });
});
