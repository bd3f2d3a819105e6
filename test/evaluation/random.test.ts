import fc from 'fast-check';
import type { AssessmentCommand } from '../../domain/assessment/commands.ts';
import type { EvaluationCommand } from '../../domain/evaluation/commands.ts';
import type { EvaluationFact } from '../../domain/evaluation/facts.ts';
import { publishedTable, ranksOf } from '../../domain/evaluation/table.ts';
import type { Recorded } from '../../domain/process/fact.ts';
import { liaison, office } from '../campaign/district.ts';
import { walks } from '../harness/walks.ts';
import { Round, second } from './round.ts';

const units = ['education', 'finance', 'town-1'] as const;
const text = fc.constantFrom('说明', '理由');
const number = fc.constantFrom('1.1', '1.2', '2.1', '9');
const points = fc.integer({ min: 0, max: 1_200 }).map((hundredth) => hundredth / 100);
const day = fc.integer({ min: 0, max: 60 }).map((days) => new Date(Date.UTC(2026, 10, 1 + days)).toISOString().slice(0, 10));

const onEvaluation: fc.Arbitrary<EvaluationCommand> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ type: fc.constant('openReview' as const), reason: text }) },
  fc.record({ type: fc.constant('recordIndicators' as const), unitId: fc.constantFrom(...units), met: fc.nat(3), counted: fc.nat(3), note: text }),
  fc.constant({ type: 'showScores' as const }),
  { weight: 5, arbitrary: fc.constant({ type: 'publish' as const }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('correctScore' as const), unitId: fc.constantFrom(...units), item: number, points, reason: text }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('recordOutcome' as const), result: text, note: text }) },
  fc.record({ type: fc.constantFrom('close' as const, 'cancel' as const), reason: text }),
  fc.record({ type: fc.constant('inviteExperts' as const), personIds: fc.constant(['expert']), from: day, until: day }),
  fc.constant({ type: 'tally' as const }),
);
const onAssessment: fc.Arbitrary<AssessmentCommand> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('answerItem' as const), item: number, claim: points, note: text }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('submitSelfCheck' as const) }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('reviewItem' as const), item: number, points, note: text }) },
  fc.record({ type: fc.constant('extendSelfCheck' as const), reason: text, dueOn: day }),
  fc.record({ type: fc.constant('returnSelfCheck' as const), reason: text, dueOn: day }),
  { weight: 3, arbitrary: fc.record({ type: fc.constant('completeReview' as const) }) },
  fc.record({ type: fc.constant('raiseObjection' as const), item: number, reason: text }),
  fc.record({ type: fc.constant('answerObjection' as const), item: number, points, note: text }),
);
type Move =
  | { readonly on: 'evaluation'; readonly command: EvaluationCommand }
  | { readonly on: 'assessment'; readonly unit: (typeof units)[number]; readonly by: 'unit' | 'office' | 'second'; readonly command: AssessmentCommand }
  | { readonly on: 'campaign'; readonly command: { readonly type: 'suspend'; readonly reason: string } | { readonly type: 'resume'; readonly mode: 'keep' | 'shift' } }
  | { readonly on: 'time'; readonly days: number };
const moves: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ on: fc.constant('assessment' as const), unit: fc.constantFrom(...units), by: fc.constantFrom('unit', 'office', 'second'), command: onAssessment }),
  },
  { weight: 6, arbitrary: fc.record({ on: fc.constant('evaluation' as const), command: onEvaluation }) },
  {
    weight: 2,
    arbitrary: fc.record({
      on: fc.constant('campaign' as const),
      command: fc.constantFrom({ type: 'suspend' as const, reason: '中止' }, { type: 'resume' as const, mode: 'shift' as const }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ on: fc.constant('time' as const), days: fc.integer({ min: 1, max: 12 }) }) },
);

function take(round: Round, move: Move): { readonly refused: boolean } {
  switch (move.on) {
    case 'evaluation':
      return { refused: 'ok' in round.run.ask('evaluation', round.id, move.command, office) };
    case 'assessment': {
      const by = move.by === 'unit' ? liaison(move.unit) : move.by === 'office' ? office : second;
      return { refused: 'ok' in round.run.ask('assessment', round.of(move.unit).id, move.command, by) };
    }
    case 'campaign':
      return { refused: 'ok' in round.run.ask('campaign', round.run.campaignId, move.command, office) };
    case 'time':
      round.run.passTo(round.run.now + move.days * 86_400_000);
      return { refused: false };
  }
}

const facts = (round: Round): number => [...round.run.facts.values()].reduce((count, one) => count + one.length, 0);

/** What holds of every round, whatever was asked of it. */
function checkInvariants(round: Round): void {
  const { state } = round;
  const assessments = units.map((unitId) => round.of(unitId));
  const asked = new Map(state.standard.items.map((item) => [item.number, item.points]));
  for (const one of assessments) {
    const own = round.items(one.unitId);
    for (const answer of one.answers) expect([own.includes(answer.item), answer.claim <= (asked.get(answer.item) ?? -1)]).toEqual([true, true]);
    for (const review of one.reviews) expect([own.includes(review.item), review.points <= (asked.get(review.item) ?? -1)]).toEqual([true, true]);
    if (one.stage === 'reviewed') expect(one.reviews.map((review) => review.item).sort()).toEqual([...own].sort());
    if (one.stage === 'submitted' && one.lapsedAt === undefined) expect(one.answers.map((answer) => answer.item).sort()).toEqual([...own].sort());
    if (one.stage !== 'issued' && one.suspendedFrom !== 'issued') expect(one.deadlines).toEqual([]);
  }
  if (state.stage === 'scored') expect(assessments.every((one) => one.stage === 'reviewed')).toBe(true);
  if (state.stage === 'published' || state.stage === 'closed') expect(assessments.every((one) => one.stage === 'closed')).toBe(true);
  for (const { fact } of (round.run.facts.get(round.id) ?? []) as readonly Recorded<EvaluationFact>[]) {
    if (fact.type === 'scoresPublished') expect(ranksOf(publishedTable(state, 1))).toEqual(fact.table);
    if (fact.type === 'scoreCorrected') expect(ranksOf(publishedTable(state, fact.version))).toEqual(fact.table);
  }
  for (const { rank, score } of publishedTable(state)) expect([rank >= 1, score >= 0, score <= 100]).toEqual([true, true, true]);
}

describe('whatever is asked of an evaluation and its assessments', () => {
  test.each([
    ['from its start', (): Round => new Round(), ['reviewOpened', 'evaluationSuspended']],
    ['from the scores on', (): Round => new Round().scored(), ['scoresPublished', 'evaluationSuspended']],
    ['from the publication on', (): Round => new Round().scored().published(), ['scoreCorrected', 'outcomeRecorded']],
  ] as const)('%s, nothing throws, a refusal leaves no fact, and the invariants hold', (_name, begin, meant) => {
    const met = new Set<string>();
    for (const walk of walks(40))
      fc.assert(
        fc.property(fc.array(moves, { maxLength: 25, size: 'max' }), (played) => {
          const round = begin();
          for (const move of played) {
            const before = facts(round);
            const { refused } = take(round, move);
            if (refused) expect(facts(round)).toBe(before);
            checkInvariants(round);
          }
          for (const { fact } of round.run.facts.get(round.id) ?? []) met.add(fact.type);
        }),
        walk,
      );
    expect(meant.filter((type) => !met.has(type))).toEqual([]);
  });
});
