import type { AssessmentState } from '../../domain/assessment/state.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { StartEvaluation } from '../../domain/evaluation/commands.ts';
import type { EvaluationState } from '../../domain/evaluation/state.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { createPool } from '../../ledger/pool.ts';
import { verify } from '../../ledger/verify.ts';
import { at } from '../campaign/district.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { plan, planned } from '../time/plan.ts';
import { item } from './round.ts';

let database: TestDatabase;
let ledger: Ledger;
let district: TestDistrict;
let campaignId = '';
let evaluationId = '';
const keys = ['education', 'finance', 'health', 'culture', 'civil', 'market', 'housing', 'union'] as const;
const login = (key: (typeof keys)[number]): string => (key === 'education' ? 'liaison' : `liaison-${key}`);

const stateOf = async <S>(id: string): Promise<S> => (await ledger.pool.query<{ state: S }>('SELECT state FROM process WHERE id = $1', [id])).rows[0]?.state as S;
const assessmentOf = async (key: string): Promise<string> =>
  (await stateOf<EvaluationState>(evaluationId)).units.find((unit) => unit.unitId === district.ids.unit(key))?.assessmentId ?? '';
const start = (): StartEvaluation => ({
  type: 'start',
  campaignId,
  title: '年度考评',
  standard: { source: '考评标准', items: [item('1', 10)] },
  classes: [{ name: '部门', unitIds: keys.map(district.ids.unit) }],
  selfCheckDueOn: '2026-12-20',
});

beforeAll(async () => {
  database = await createTestDatabase();
  ledger = new Ledger(createPool({ url: database.url, max: 16 }));
  await ledger.pool.query('INSERT INTO ledger_clock (id, offset_ms) SELECT 1, $1::bigint - (extract(epoch FROM clock_timestamp()) * 1000)::bigint', [at('2026-11-03 10:00')]);
  district = await loadTestDistrict(ledger);
  const { acting, ids } = district;
  campaignId = await acting.begin('office', 'campaign', plan(ids, [planned(ids, 5, '2026-12-20', { phase: 'evaluation' })], { dates: { mode: 'backfill' } }));
});
afterAll(async () => {
  await ledger?.pool.end();
  await database?.drop();
});

describe('what comes together', () => {
  test('of several evaluations begun in one moment one begins', async () => {
    const begun = await Promise.allSettled(Array.from({ length: 4 }, () => district.acting.begin('office', 'evaluation', start())));
    const made = begun.filter((one) => one.status === 'fulfilled');
    expect([made.length, ...begun.flatMap((one) => (one.status === 'rejected' ? [/evaluation\.\w+/.exec(String(one.reason))?.[0]] : []))]).toEqual([
      1,
      ...Array.from({ length: 3 }, () => 'evaluation.one_at_a_time'),
    ]);
    evaluationId = made[0]?.value ?? '';
  });

  test('of self-checks handed in in one moment each counts, and the review opens once, with all of them', async () => {
    for (const key of keys) await district.acting.step(login(key), 'assessment', await assessmentOf(key), { type: 'answerItem', item: '1', claim: 8 });
    const ids = await Promise.all(keys.map(assessmentOf));
    await Promise.all(keys.map((key, index) => district.acting.step(login(key), 'assessment', ids[index] ?? '', { type: 'submitSelfCheck' })));
    expect(await Promise.all(ids.map(async (id) => (await stateOf<AssessmentState>(id)).stage))).toEqual(keys.map(() => 'submitted'));
    const { rows } = await ledger.pool.query<{ type: string }>("SELECT type FROM fact WHERE process_id = $1 AND type = 'reviewOpened'", [evaluationId]);
    expect([rows.length, (await stateOf<EvaluationState>(evaluationId)).stage]).toEqual([1, 'review']);
    expect((await stateOf<CampaignState>(campaignId)).confirmations.map((one) => one.condition)).toEqual(['selfCheck']);
  });

  test('experts invited while reviews go on reach every unit, and no review is lost', async () => {
    const ids = await Promise.all(keys.map(assessmentOf));
    const visit = { type: 'inviteExperts', personIds: [district.ids.person('expert')], from: '2026-11-03', until: '2026-11-04' };
    const reviews = ids.map(async (id) => {
      await district.acting.step('office', 'assessment', id, { type: 'reviewItem', item: '1', points: 8 } as { type: string });
      await district.acting.step('office-2', 'assessment', id, { type: 'completeReview' });
    });
    await Promise.all([...reviews, district.acting.step('office', 'evaluation', evaluationId, visit)]);
    const states = await Promise.all(ids.map((id) => stateOf<AssessmentState>(id)));
    expect(states.map((one) => [one.stage, one.visits.length])).toEqual(keys.map(() => ['reviewed', 1]));
    await district.acting.step('office', 'evaluation', evaluationId, { type: 'showScores' });
    expect((await verify(ledger.pool)).faults).toEqual([]);
  });
});
