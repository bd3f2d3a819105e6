import fc from 'fast-check';
import { nextWake } from '../../domain/chase/deadline.ts';
import type { ConsultationCommand } from '../../domain/consultation/commands.ts';
import { consultation } from '../../domain/consultation/definition.ts';
import { commentDecisions, consultationStages } from '../../domain/consultation/state.ts';
import { silentUnits } from '../../domain/consultation/units.ts';
import { type Actor, time } from '../../domain/process/actor.ts';
import { replay } from '../../domain/process/fold.ts';
import { at, liaison, office } from '../campaign/district.ts';
import { walks } from '../harness/walks.ts';
import { opening, Round } from './driver.ts';

const reason = fc.option(fc.constant('理由'), { nil: undefined });
const command: fc.Arbitrary<ConsultationCommand> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('comment' as const), text: fc.constant('意见'), taskNumber: fc.constantFrom('1', '2', '9') }) },
  { weight: 3, arbitrary: fc.constant({ type: 'agree' as const }) },
  {
    weight: 4,
    arbitrary: fc
      .record({ comment: fc.integer({ min: 1, max: 6 }), decision: fc.constantFrom(...commentDecisions), reason })
      .map(({ reason: why, ...answer }) => ({ type: 'answerComment' as const, ...answer, ...(why === undefined ? {} : { reason: why }) })),
  },
  fc.record({
    type: fc.constant('extend' as const),
    duePeriod: fc.record({ value: fc.integer({ min: -1, max: 9 }), unit: fc.constant('workingDay' as const) }),
    reason: fc.constant('理由'),
  }),
  fc.constant({ type: 'endCollecting' as const }),
  { weight: 2, arbitrary: fc.constant({ type: 'close' as const }) },
  fc.record({ type: fc.constant('cancel' as const), reason: fc.constant('理由') }),
  fc.constant({ type: 'recompute' as const }),
  fc.constant(opening()),
);
const move = fc.record({ command, actor: fc.constantFrom<Actor>(office, ...['education', 'finance', 'health', 'housing'].map(liaison)), hours: fc.constantFrom(0, 1, 20, 24 * 4) });

describe('any walk through a round', () => {
  test('never throws; a refusal leaves no facts; nobody who has answered is chased; what is closed has an answer to everything', () => {
    const reached = new Set<string>();
    for (const walk of walks(200))
      fc.assert(
        fc.property(fc.array(move, { maxLength: 40, size: 'max' }), (moves) => {
          const round = new Round(at('2026-03-02 10:00'));
          round.does(opening(), office);
          for (const { command: next, actor, hours } of moves) {
            round.passTo(round.now + hours * 3_600_000);
            const before = round.facts.length;
            const answer = round.ask(next, actor);
            if ('ok' in answer) expect(round.facts.length).toBe(before);
            const { state } = round;
            reached.add(state.stage);
            const kinds = state.deadlines.map(({ kind }) => kind);
            expect(kinds).toEqual(state.stage === 'asked' ? ['opinions'] : state.stage === 'answering' ? ['answers'] : []);
            if (state.stage === 'asked') expect(silentUnits(state).length).toBeGreaterThan(0);
            if (state.stage === 'closed') expect(state.comments.filter((comment) => comment.answer === undefined)).toEqual([]);
            for (const comment of state.comments) if (comment.answer && comment.answer.decision !== 'adopted') expect(comment.answer.reason).toBeDefined();
            expect(state.agreed.filter(({ unitId }) => state.comments.some((comment) => comment.unitId === unitId))).toEqual([]);
            if (consultation.closed(state)) expect(nextWake(state.deadlines)).toBeUndefined();
          }
          for (const { draft, at: moment } of round.told) {
            if (draft.rung !== 'opinionOverdue' && draft.rung !== 'opinionReminder') continue;
            reached.add(draft.rung);
            const spoken = round.facts
              .filter(({ at: when, fact }) => when < moment && (fact.type === 'commented' || fact.type === 'agreed'))
              .map(({ fact }) => 'unitId' in fact && fact.unitId);
            for (const { unitId } of draft.to) expect(spoken).not.toContain(unitId);
          }
          expect(replay(consultation, 'round-1', round.facts)).toEqual(round.state);
          const chased = round.told.flatMap(({ draft }) => (draft.rung === undefined ? [] : [`${draft.deadline} ${draft.rung}`]));
          expect(new Set(chased).size).toBe(chased.length);
        }),
        walk,
      );
    expect([...reached].sort()).toEqual([...consultationStages, 'opinionOverdue', 'opinionReminder'].sort());
  });

  test('time that knocks early or twice finds nothing to do', () => {
    const round = new Round(at('2026-03-02 10:00'));
    round.does(opening(), office);
    const before = round.facts.length;
    for (let knock = 0; knock < 3; knock++) round.does({ type: 'strike' }, time);
    expect(round.facts.length).toBe(before);
  });
});
