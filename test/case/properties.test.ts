import fc from 'fast-check';
import type { CaseCommand } from '../../domain/case/commands.ts';
import { enforcementCase } from '../../domain/case/definition.ts';
import type { CaseFact } from '../../domain/case/facts.ts';
import { baseKind, caseStages, decideKinds, openOrders, pendingExtension } from '../../domain/case/state.ts';
import { nextWake } from '../../domain/chase/deadline.ts';
import { type Actor, time } from '../../domain/process/actor.ts';
import type { Json, Recorded } from '../../domain/process/fact.ts';
import { replay } from '../../domain/process/fold.ts';
import { blank } from '../../ledger/seal.ts';
import { at, CaseDriver, colleague, inspector, manager, steps } from './driver.ts';
import { actorOf, people } from './fake-world.ts';

const period = fc.oneof(
  fc.record({ value: fc.integer({ min: 1, max: 20 }), unit: fc.constantFrom('workingDay' as const, 'calendarDay' as const) }),
  fc.constant({ value: 0, unit: 'calendarDay' as const }),
  fc.constant({ value: 30, unit: 'second' as const }),
);
const two = [people.a.id, people.b.id];
const officers = fc.constantFrom(
  two,
  two,
  two,
  two,
  [people.b.id, people.a.id],
  [people.a.id, people.joint.id],
  [people.a.id, people.a.id],
  [people.a.id, people.expired.id],
  [people.a.id],
);
const reason = fc.constant('理由');
const findings = fc.constantFrom([], [{ note: '甲' }]);

const command: fc.Arbitrary<CaseCommand> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('recordInspection' as const), officers, result: fc.constantFrom('clean' as const, 'violation' as const), findings }) },
  fc.record({ type: fc.constant('issueOrder' as const), requirements: reason, period }),
  fc.record({ type: fc.constant('suspendBusiness' as const), reason, period }),
  fc.record({ type: fc.constant('summonForTalk' as const), reason }),
  fc.record({ type: fc.constant('withdrawMeasure' as const), measure: fc.integer({ min: 1, max: 4 }), reason }),
  fc.record({ type: fc.constant('submitRectification' as const), description: reason }),
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('recordFollowUp' as const), officers, result: fc.constantFrom('rectified' as const, 'partly' as const, 'not' as const), findings }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('requestExtension' as const), reason, period }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('decideExtension' as const), approve: fc.boolean(), reason }) },
  fc.record({ type: fc.constant('fileCase' as const), reason }),
  fc.record({ type: fc.constant('concludeFiled' as const), decision: reason }),
  fc.record({ type: fc.constant('correctDecision' as const), penaltyFen: fc.constantFrom(0, 500_000), reason }),
  fc.record({ type: fc.constant('close' as const), reason, ground: fc.constantFrom('openedInError' as const, 'partyGone' as const) }),
  fc.record({ type: fc.constant('decideClose' as const), approve: fc.boolean(), reason }),
  fc.record({ type: fc.constant('reopen' as const), reason }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('withdrawStep' as const) }) },
  fc.constant({ type: 'closeCase' as const }),
  { weight: 3, arbitrary: fc.constant({ type: 'strike' as const }) },
  fc.constant({ type: 'recompute' as const }),
);
const actor = fc.constantFrom<Actor>(inspector, colleague, manager, actorOf(people.leader));
const hours = fc.constantFrom(0, 1, 30, 24 * 8);
const move = fc.record({ command, actor, hours });
const walk = fc.array(move, { maxLength: 50, size: 'max' });

const isOfTime = (asked: CaseCommand): boolean => ['strike', 'closeCase', 'recompute'].includes(asked.type);

/** Runs a walk; `look` sees the case after every move. */
function run(
  moves: readonly { readonly command: CaseCommand; readonly actor: Actor; readonly hours: number }[],
  look: (driver: CaseDriver, stageBefore: string) => void,
): CaseDriver {
  const driver = new CaseDriver();
  driver.drill = true;
  driver.does({ ...steps.open, jointBodies: ['u-joint'] });
  look(driver, '');
  for (const { command: asked, actor: who, hours: passed } of moves) {
    if (passed > 0) driver.now += passed * 3_600_000;
    const stageBefore = driver.state.stage;
    const { version } = driver.state;
    const before = driver.state;
    const answer = driver.ask(asked, isOfTime(asked) ? time : who);
    if ('ok' in answer) {
      if (isOfTime(asked)) throw new Error(`time was refused: ${answer.code}`);
      if (driver.state !== before) throw new Error('a refusal changed the case');
    } else {
      if (driver.state.version !== version + answer.length) throw new Error('a version that no fact explains');
      if (!isOfTime(asked) && answer.length === 0) throw new Error(`${asked.type} was agreed to and left no fact`);
    }
    look(driver, stageBefore);
  }
  return driver;
}

/** What leads on from each stage: the way out that every state must have. */
function wayOut(driver: CaseDriver): CaseCommand {
  switch (driver.state.stage) {
    case 'opened':
      return steps.clean;
    case 'inspected':
      return steps.file;
    case 'ordered':
    case 'corrected':
      return steps.rectified;
    case 'filed':
      return openOrders(driver.state).length > 0 ? steps.rectified : steps.conclude;
    default:
      return steps.closeCase;
  }
}

const edges: Readonly<Record<string, readonly string[]>> = {
  '': ['opened'],
  opened: ['inspected', 'settled'],
  inspected: ['ordered', 'filed', 'settled'],
  ordered: ['corrected', 'inspected', 'filed', 'settled'],
  corrected: ['ordered', 'inspected', 'filed', 'settled'],
  filed: ['settled'],
  settled: ['closed'],
  closed: ['opened'],
};

describe('what holds for a case whatever people and time do', () => {
  test('no state is dead: from wherever a random walk leads, ordinary steps lead to closed', () => {
    fc.assert(
      fc.property(walk, (moves) => {
        const driver = run(moves, () => {});
        for (let step = 0; step < 6 && driver.state.stage !== 'closed'; step++) {
          const next = wayOut(driver);
          driver.does(next, next.type === 'closeCase' ? time : inspector);
        }
        expect(driver.state.stage).toBe('closed');
      }),
      { numRuns: 200 },
    );
  });

  test('stages follow each other only along the known ways, and all of them are walked', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(walk, (moves) => {
        run(moves, (driver, before) => {
          const { stage } = driver.state;
          if (stage === before) return;
          expect(edges[before]).toContain(stage);
          seen.add(`${before}→${stage}`);
        });
      }),
      { numRuns: 1_500 },
    );
    const all = Object.entries(edges).flatMap(([from, tos]) => tos.map((to) => `${from}→${to}`));
    expect(all.filter((edge) => !seen.has(edge))).toEqual([]);
    expect(Object.keys(edges).filter((stage) => stage !== '')).toEqual([...caseStages]);
    expect(enforcementCase.stages).toEqual(caseStages);
  });

  test('every visit was made by two different inspectors, none with an expired certificate', () => {
    fc.assert(
      fc.property(walk, (moves) => {
        const { inspections } = run(moves, () => {}).state;
        for (const { officers: two } of inspections) expect(new Set(two).size).toBe(2);
        expect(inspections.every((inspection) => !inspection.officers.includes(people.expired.id) || inspection.inspectedAt < at('2026-03-03 00:00'))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('no stage waits without a clock, and a settled or closed case has none', () => {
    fc.assert(
      fc.property(walk, (moves) => {
        run(moves, (driver) => {
          const { stage, deadlines } = driver.state;
          expect([stage, deadlines.length > 0]).toEqual([stage, stage !== 'settled' && stage !== 'closed']);
        });
      }),
      { numRuns: 150 },
    );
  });

  test('a request waits exactly as long as its clock runs', () => {
    fc.assert(
      fc.property(walk, (moves) => {
        run(moves, ({ state }) => {
          const clocks = state.deadlines.map((deadline) => deadline.kind).filter((kind) => baseKind(kind) === 'decide');
          expect(clocks.sort()).toEqual([...(state.closeRequest ? [decideKinds.close] : []), ...(pendingExtension(state) ? [decideKinds.extension] : [])]);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('no rung fires before its moment, twice, or after the deadline was cleared', () => {
    fc.assert(
      fc.property(walk, (moves) => {
        const driver = run(moves, () => {});
        const keys = driver.told.filter((told) => told.draft.rung !== undefined).map((told) => `${told.draft.deadline} ${told.draft.rung}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const told of driver.told) if (told.draft.kind === 'case.overdue') expect(told.at).toBeGreaterThan(told.draft.dueAt ?? Number.POSITIVE_INFINITY);
        const wake = nextWake(driver.state.deadlines);
        if (driver.state.stage === 'closed') expect(wake).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });

  test('the facts alone give the state, and what allowed calls possible meets no refusal of stage or of a pending request', () => {
    fc.assert(
      fc.property(walk, (moves) => {
        const driver = run(moves, () => {});
        expect(replay(enforcementCase, 'case-1', driver.facts)).toEqual(driver.state);
        for (const step of driver.allowed(inspector)) {
          const sample = Object.values(steps).find((item) => item.type === step.type);
          if (!sample) continue;
          const answer = enforcementCase.decide(driver.state, sample, driver.world(inspector));
          if (!step.ok) expect(answer).toMatchObject({ ok: false, code: step.reason });
          else expect(answer.ok || ['case.date_too_early', 'case.measure_unknown'].includes(answer.code)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('erasing every sealed text leaves stages, deadlines and measures as they were', () => {
    fc.assert(
      fc.property(walk, (moves) => {
        const driver = run(moves, () => {});
        const erased = driver.facts.map((recorded): Recorded<CaseFact> => {
          const fields: readonly string[] = enforcementCase.sealed[recorded.fact.type] ?? [];
          const fact = Object.fromEntries(Object.entries(recorded.fact).map(([key, value]) => [key, fields.includes(key) ? blank(value as Json) : value]));
          return { ...recorded, fact: fact as unknown as CaseFact };
        });
        const { stage, deadlines, measures, inspections } = replay(enforcementCase, 'case-1', erased);
        expect([stage, deadlines]).toEqual([driver.state.stage, driver.state.deadlines]);
        expect(measures.map(({ number, outcome, dueAt }) => [number, outcome, dueAt])).toEqual(driver.state.measures.map(({ number, outcome, dueAt }) => [number, outcome, dueAt]));
        expect(inspections.map(({ officers: both, evidence }) => [both, evidence])).toEqual(driver.state.inspections.map(({ officers: both, evidence }) => [both, evidence]));
      }),
      { numRuns: 100 },
    );
  });
});
