import { startBaseline } from '../../bench/baseline/start.ts';
import { Closings } from '../../bench/closings.ts';
import { type Contender, stepsAfterOpening } from '../../bench/contender.ts';
import { openWorkplace, type Workplace } from '../../bench/workplace.ts';
import { until } from '../harness/until.ts';

let workplace: Workplace;
let baseline: Contender;
const undos: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  workplace = openWorkplace();
  baseline = await startBaseline({ workplace, afterwards: (undo) => undos.push(undo) });
});
afterAll(async () => {
  for (const undo of undos.reverse()) await undo();
  workplace.close();
});

describe('the plain Temporal application beside which Duban is measured', () => {
  test('carries a case to its close by its workflow: a row for each step and one for the closing', async () => {
    const id = await baseline.open();
    expect(await baseline.closedAmong([id])).toEqual([]);
    for (const step of stepsAfterOpening) await baseline.step(id, step);
    await new Closings(baseline).closed(id);
    const { rows } = await baseline.pool.query<{ type: string }>('SELECT type FROM step WHERE case_id = $1 ORDER BY seq', [id]);
    expect(rows.map((row) => row.type)).toEqual(['open', 'recordInspection', 'issueOrder', 'submitRectification', 'recordFollowUp', 'closed']);
    expect(await baseline.closed()).toBe(1);
  });

  test('refuses a step that the stage does not take, and whoever brings no token', async () => {
    const id = await baseline.open();
    await expect(baseline.step(id, 'followUp')).rejects.toThrow(/: 409 /);
    expect((await fetch(`${baseline.instance.url}/api/v1/cases`, { method: 'POST' })).status).toBe(401);
  });

  test('answers a repeat with its first answer and does it once', async () => {
    const body = { partyId: 'x', title: 'y', source: 'complaint' };
    const id = await baseline.open();
    const headers = { 'idempotency-key': 'the-same' };
    const inspect = { type: 'recordInspection', officers: [], result: 'violation', findings: [] };
    const answers = [
      await baseline.http.post(`/api/v1/cases/${id}/commands`, inspect, headers),
      await baseline.http.post(`/api/v1/cases/${id}/commands`, { ...inspect, ...body }, headers),
    ];
    expect(answers[1]?.text).toBe(answers[0]?.text);
    const { rows } = await baseline.pool.query('SELECT 1 FROM step WHERE case_id = $1', [id]);
    expect(rows).toHaveLength(2);
  });

  test('tells once of an order whose period has passed, not before it', async () => {
    const id = await baseline.open();
    await baseline.step(id, 'inspect');
    await baseline.order(id, { value: 1, unit: 'second' });
    expect(await baseline.escalations([id])).toEqual([]);
    await until(async () => (await baseline.escalations([id])).length > 0, 30_000);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const [told, ...more] = await baseline.escalations([id]);
    expect(more).toEqual([]);
    expect((told?.at ?? 0) - (told?.dueAt ?? 0)).toBeGreaterThanOrEqual(0);
  });
});
