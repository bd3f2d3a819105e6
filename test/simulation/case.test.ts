import fc from 'fast-check';
import { casePersonCommands } from '../../domain/case/commands.ts';
import { caseLadders } from '../../domain/case/ladders.ts';
import { caseRefusals } from '../../domain/case/refusals.ts';
import { people } from '../case/fake-world.ts';
import { announcements } from './announcements.ts';
import { askers, type CaseHistory, type CaseMove, playCase } from './case-play.ts';
import type { CaseStep } from './case-terms.ts';
import { simulate } from './histories.ts';
import { Met } from './met.ts';

const minutesOfDays = (days: number): number => days * 24 * 60;

const period = fc.oneof(
  { weight: 6, arbitrary: fc.record({ value: fc.integer({ min: 0, max: 15 }), unit: fc.constantFrom('workingDay' as const, 'calendarDay' as const) }) },
  { weight: 1, arbitrary: fc.record({ value: fc.integer({ min: 1, max: 90 }), unit: fc.constantFrom('hour' as const, 'minute' as const, 'second' as const) }) },
);
const officers = fc.constantFrom(
  [people.a.id, people.b.id],
  [people.b.id, people.joint.id],
  [people.a.id, people.a.id],
  [people.a.id, people.expired.id],
  [people.uncertified.id, people.a.id],
  [people.gone.id, people.b.id],
  [people.stranger.id, people.a.id],
  [people.a.id],
);
const someMoment = fc.integer({ min: 0, max: 200 }).map((days) => Date.parse('2026-02-20T03:00:00Z') + minutesOfDays(days) * 60_000);
const someDate = fc.integer({ min: 0, max: 200 }).map((days) => new Date(Date.parse('2026-02-20T00:00:00Z') + minutesOfDays(days) * 60_000).toISOString().slice(0, 10));
const maybe = <T>(name: string, value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: value.map((one) => ({ [name]: one })) });
const measure = fc.integer({ min: 1, max: 6 });

const step: fc.Arbitrary<CaseStep> = fc.oneof(
  fc
    .tuple(
      fc.record({ type: fc.constant('recordInspection' as const), officers, result: fc.constantFrom('clean' as const, 'violation' as const) }),
      maybe('inspectedAt', someMoment),
    )
    .map(([one, more]) => ({ ...one, ...more })),
  fc.record({ type: fc.constantFrom('issueOrder' as const, 'suspendBusiness' as const), period }),
  maybe('at', someMoment).map((more) => ({ type: 'summonForTalk' as const, ...more })),
  fc.record({ type: fc.constant('withdrawMeasure' as const), measure }),
  maybe('submittedOn', someDate).map((more) => ({ type: 'submitRectification' as const, ...more })),
  fc
    .tuple(
      fc.record({ type: fc.constant('recordFollowUp' as const), officers, result: fc.constantFrom('rectified' as const, 'partly' as const, 'not' as const) }),
      maybe('inspectedAt', someMoment),
    )
    .map(([one, more]) => ({ ...one, ...more })),
  fc.tuple(period, maybe('measure', measure)).map(([span, more]) => ({ type: 'requestExtension' as const, period: span, ...more })),
  fc.record({ type: fc.constantFrom('decideExtension' as const, 'decideClose' as const), approve: fc.boolean() }),
  fc.record({ type: fc.constantFrom('fileCase' as const, 'concludeFiled' as const, 'reopen' as const, 'withdrawStep' as const) }),
  fc
    .tuple(maybe('ground', fc.constantFrom('openedInError', 'duplicate', 'partyGone')), maybe('duplicateOf', fc.constant('云山市监案〔2026〕9号')))
    .map(([ground, other]) => ({ type: 'close' as const, ...ground, ...other }) as CaseStep),
  fc.record({ type: fc.constant('correctDecision' as const), penaltyFen: fc.constantFrom(0, 500_000) }),
  fc.record({ type: fc.constant('correctField' as const), value: fc.constantFrom('检查', '复查') }),
);

const move: fc.Arbitrary<CaseMove> = fc.record({
  wait: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    fc.integer({ min: 0, max: 300 }),
    fc.integer({ min: 0, max: minutesOfDays(6) }),
    fc.integer({ min: 0, max: minutesOfDays(40) }),
    fc.integer({ min: 0, max: minutesOfDays(90) }),
  ),
  watched: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  who: fc.constantFrom(...(Object.keys(askers) as (keyof typeof askers)[])),
  queued: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 5_000 }) }),
  ask: fc.oneof(
    { weight: 6, arbitrary: fc.record({ legal: fc.nat({ max: 40 }) }) },
    { weight: 5, arbitrary: fc.record({ step }) },
    { weight: 2, arbitrary: fc.record({ time: fc.constantFrom('strike' as const, 'strike' as const, 'closeCase' as const) }) },
    { weight: 1, arbitrary: fc.record({ announced: fc.nat({ max: announcements.length - 1 }) }) },
  ),
});
const histories: fc.Arbitrary<CaseHistory> = fc.record({ moves: fc.array(move, { maxLength: 60, size: 'max' }) });

/** Refusals that the steps of these histories cannot meet: other tests hold them (test/case/refusals.test.ts). */
const elsewhere = [
  'case.exists',
  'case.body_not_enforcement',
  'case.not_your_body',
  'case.party_unknown',
  'case.task_unknown',
  'case.ladder_target_refused',
  'case.ladder_invalid',
  'case.source_unknown',
];

describe('enforcement cases against a model of their own', () => {
  test('thousands of histories of people, time, outages and calendars: after every move both tell the same stage, deadlines, rungs, hearers, light and next steps', async () => {
    const met = new Met();
    const played = await simulate({ story: 'case', histories, play: (history) => playCase(history, met), runs: 1_500 });
    if (played < 1_500) return;
    for (const type of casePersonCommands) if (type !== 'open') expect([type, met.times(`took ${type}`) > 20]).toEqual([type, true]);
    for (const code of Object.keys(caseRefusals)) if (!elsewhere.includes(code)) expect([code, met.times(`refused ${code}`) > 0]).toEqual([code, true]);
    for (const code of ['process.nothing_to_withdraw', 'process.step_of_another']) expect([code, met.times(`refused ${code}`) > 0]).toEqual([code, true]);
    for (const rung of new Set(Object.values(caseLadders).flatMap((ladder) => ladder.map((one) => one.rung))))
      expect([rung, met.times(`hears ${rung}`) > 20]).toEqual([rung, true]);
    expect(met.times('counted anew')).toBeGreaterThan(100);
  });
});
