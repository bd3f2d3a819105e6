import type { Ladder } from '../../domain/chase/ladder.ts';
import type { StartEvaluation } from '../../domain/evaluation/commands.ts';
import type { EvaluationState } from '../../domain/evaluation/state.ts';
import type { Period } from '../../domain/process/time.ts';
import { until } from '../harness/until.ts';
import { plan, planned } from '../time/plan.ts';
import type { Recording } from './stories.ts';

const seconds = (value: number): Period => ({ value, unit: 'second' });
const patience = 60_000;
const late = (rung: string, to: Ladder[number]['to']): Ladder => [{ rung, offset: seconds(0), to }];

/** An evaluation in seconds: two units, of which one is silent until it is chased; reviewed late, shown, published after the time for objections, and closed. */
export async function evaluationRound({ stack, district, client, keep }: Recording): Promise<void> {
  const { acting, ids } = district;
  const phases = [{ kind: 'evaluation' as const, name: '考评督导', period: seconds(600) }];
  const campaignId = await acting.begin('office', 'campaign', plan(ids, [planned(ids, 5, '2026-12-20', { phase: 'evaluation' })], { title: '演示：考评', phases }));
  const start: StartEvaluation = {
    type: 'start',
    campaignId,
    title: '演示：历史记录',
    standard: { source: '演示标准', items: [{ number: '1', content: '组织管理', points: 10, evidenceRequired: [] }] },
    classes: [{ name: '部门', unitIds: ['education', 'finance'].map(ids.unit) }],
    period: seconds(2),
    ladders: {
      selfCheck: late('selfCheckOverdue', 'liaisonOfficer'),
      review: late('reviewOverdue', 'office'),
      objection: late('publicationDue', 'office'),
      limits: { review: seconds(2), objection: seconds(2) },
    },
  };
  const id = await acting.begin('office', 'evaluation', start);
  const { rows } = await stack.pool.query<{ state: EvaluationState }>('SELECT state FROM process WHERE id = $1', [id]);
  const [education = '', finance = ''] = rows[0]?.state.units.map((unit) => unit.assessmentId) ?? [];
  const told = (of: string, rung: string): Promise<void> =>
    until(async () => ((await stack.pool.query('SELECT 1 FROM notice WHERE process_id = $1 AND rung = $2 AND is_rung', [of, rung])).rowCount ?? 0) > 0, patience);
  const seen = (of: string): Promise<void> =>
    until(async () => ((await stack.pool.query('SELECT 1 FROM watch WHERE process_id = $1 AND seen >= wanted', [of])).rowCount ?? 0) > 0, patience);
  const ended = (workflow: string): Promise<void> => until(async () => (await client.workflow.getHandle(workflow).describe()).status.name === 'COMPLETED', patience);
  const check = async (by: string, of: string): Promise<void> => {
    await acting.step(by, 'assessment', of, { type: 'answerItem', item: '1', claim: 8 });
    await acting.step(by, 'assessment', of, { type: 'submitSelfCheck' });
    await seen(of);
  };
  await check('liaison', education);
  await told(finance, 'selfCheckOverdue');
  await check('liaison-finance', finance);
  await told(id, 'reviewOverdue');
  for (const of of [education, finance]) {
    await acting.step('office', 'assessment', of, { type: 'reviewItem', item: '1', points: 8 });
    await acting.step('office', 'assessment', of, { type: 'completeReview' });
    await seen(of);
  }
  await acting.step('office', 'evaluation', id, { type: 'showScores' });
  await told(id, 'publicationDue');
  await acting.step('office', 'evaluation', id, { type: 'publish' });
  await acting.step('office', 'evaluation', id, { type: 'close', reason: '演示结束' });
  await ended(`evaluation:${id}`);
  await keep('published', `evaluation:${id}`);
  await ended(`assessment:${finance}`);
  await keep('chased', `assessment:${finance}`);
}
