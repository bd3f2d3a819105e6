import fc from 'fast-check';
import type { CaseCommand } from '../../domain/case/commands.ts';
import { withdrawableSteps } from '../../domain/case/decide/withdrawing.ts';
import { enforcementCase } from '../../domain/case/definition.ts';
import { caseLight, lightInputs } from '../../domain/case/light.ts';
import { replay } from '../../domain/process/fold.ts';
import { at, CaseDriver, caseAfter, colleague, inspector, manager, officers, steps } from './driver.ts';
import { actorOf, people } from './fake-world.ts';

const more: CaseCommand = { type: 'requestExtension', reason: '货架改造', period: { value: 3, unit: 'workingDay' } };
const close: CaseCommand = { type: 'close', reason: '已搬离', ground: 'partyGone' };
const withdraw: CaseCommand = { type: 'withdrawStep' };
const leader = actorOf(people.leader);
const told = (driver: CaseDriver, kind: string) => driver.told.filter(({ draft }) => draft.kind === kind).map(({ to, draft }) => [to, draft.title.zh]);
/** All of a case but what goes on by itself. */
const content = ({ state: { version: _version, since: _since, lastStep: _lastStep, ...rest } }: CaseDriver) => rest;

describe('a last step on a case, withdrawn', () => {
  test('a submission is undone: the order is chased as before, the follow-up is not awaited, the request for more time that it overtook waits again', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.does(more);
    driver.now = at('2026-03-03 10:00');
    const before = content(driver);
    driver.does(steps.submit);
    expect([driver.state.stage, driver.due('followUp'), driver.due('rectify'), driver.state.extensions[0]?.status]).toEqual(['corrected', '2026-03-10', undefined, 'lapsed']);
    expect(driver.does({ ...withdraw, reason: '材料传错' })).toEqual([{ type: 'stepWithdrawn', withdrawn: 5, step: 'rectificationSubmitted', reason: '材料传错' }]);
    expect(content(driver)).toEqual(before);
    expect([driver.state.version, driver.state.since]).toEqual([6, 6]);
    expect(told(driver, 'case.stepWithdrawn')).toEqual([]);
    expect(driver.refuses(withdraw)).toBe('process.nothing_to_withdraw');
    driver.does(steps.submit);
    driver.does(steps.rectified);
    expect(driver.state.stage).toBe('settled');
  });

  test('of a request whoever was to decide on it is told, once, with the number of the case', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.does(more);
    driver.does(withdraw);
    driver.does(close);
    driver.does(withdraw);
    expect(driver.state).not.toHaveProperty('closeRequest');
    expect(told(driver, 'case.extensionRequested').map(([to]) => to)).toEqual([[people.manager.id]]);
    expect(told(driver, 'case.stepWithdrawn')).toEqual([
      [[people.manager.id], `${driver.state.number}：延期申请已撤回`],
      [[people.manager.id], `${driver.state.number}：结案申请已撤回`],
    ]);
    expect(driver.refuses({ type: 'decideExtension', approve: true, reason: '同意' }, manager)).toBe('case.no_extension_pending');
    expect(driver.refuses({ type: 'decideClose', approve: true, reason: '同意' }, manager)).toBe('case.no_close_pending');
  });

  test('another person does not withdraw it, nor does anyone once another, or time, has acted', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.does(close);
    expect(driver.refuses(withdraw, colleague)).toBe('process.step_of_another');
    expect(driver.allowed(colleague).find(({ type }) => type === 'withdrawStep')).toEqual({ type: 'withdrawStep', ok: false, reason: 'process.step_of_another' });
    expect(driver.open(inspector)).toContain('withdrawStep');
    driver.does({ type: 'decideClose', approve: false, reason: '继续办理' }, manager);
    expect(driver.refuses(withdraw)).toBe('process.nothing_to_withdraw');
    driver.does(more);
    driver.passTo(at('2026-03-05 09:01'));
    expect(driver.history().at(-1)).toMatch(/^2026-03-04 09:00 reminder/);
    expect(driver.refuses(withdraw)).toBe('process.nothing_to_withdraw');
  });

  test('a step by which a document goes out, or a record of the inspectors is made, is not withdrawn', () => {
    for (const after of [['open'], ['open', 'violation'], ['open', 'violation', 'order'], ['open', 'violation', 'order', 'partly'], ['open', 'violation', 'file']] as const)
      expect(caseAfter(...after).refuses(withdraw)).toBe('process.nothing_to_withdraw');
    expect(new CaseDriver().refuses(withdraw)).toBe('process.not_found');
  });

  test('another delegate of the person, in the same post, withdraws what was done in that person’s stead, and the record names both; nobody else does, nor a delegate what the person did', () => {
    const acting = (personId: string, on: object = {}) => ({
      ...inspector,
      ref: { ...inspector.ref, personId, forPersonId: people.a.id, delegationId: `delegation of ${personId}`, ...on },
    });
    const [first, second] = [acting(people.b.id), acting(people.leader.id)];
    const driver = caseAfter('open', 'violation', 'order');
    driver.does(close, first);
    for (const other of [manager, acting(people.leader.id, { forPersonId: people.b.id }), acting(people.leader.id, { postId: 'another post of the same person' })])
      expect(driver.refuses(withdraw, other)).toBe('process.step_of_another');
    expect(driver.open(second)).toContain('withdrawStep');
    driver.does(withdraw, second);
    expect(driver.state.closeRequest).toBeUndefined();
    expect(driver.facts.at(-1)).toMatchObject({ fact: { type: 'stepWithdrawn' }, actor: { personId: people.leader.id, forPersonId: people.a.id, postId: inspector.ref.postId } });

    driver.does(close, inspector);
    for (const delegate of [first, second]) expect(driver.refuses(withdraw, delegate)).toBe('process.step_of_another');
    driver.does(withdraw, inspector);
    driver.does(close, first);
    driver.does({ type: 'decideClose', approve: false, reason: '继续办理' }, manager);
    for (const who of [first, second, inspector]) expect(driver.refuses(withdraw, who)).toBe('process.nothing_to_withdraw');
  });

  test('whoever it was done for may withdraw it, as may whoever did it', () => {
    const inStead = { ...colleague, ref: { ...colleague.ref, forPersonId: people.a.id, delegationId: 'delegation' } };
    for (const who of [colleague, inspector]) {
      const driver = caseAfter('open', 'violation', 'order');
      driver.does(close, inStead);
      driver.does(withdraw, who);
      expect(driver.state.closeRequest).toBeUndefined();
    }
  });
});

describe('whatever led there', () => {
  const period = { value: 2, unit: 'workingDay' } as const;
  const command = fc.constantFrom<CaseCommand>(
    steps.violation,
    steps.order,
    steps.suspend,
    steps.talk,
    steps.submit,
    steps.partly,
    steps.file,
    more,
    close,
    { type: 'decideExtension', approve: true, reason: '同意' },
    { type: 'decideExtension', approve: false, reason: '不同意' },
    { type: 'decideClose', approve: false, reason: '继续办理' },
    { type: 'issueOrder', requirements: '再改', period },
    { type: 'recordFollowUp', officers, result: 'not', findings: [] },
  );
  const walk = fc.array(fc.record({ command, days: fc.constantFrom(0, 0, 1, 4) }), { maxLength: 14, size: 'max' });

  test('a step that may be withdrawn, withdrawn at once, leaves the case as it was, and the facts alone give it', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(walk, (moves) => {
        const driver = caseAfter('open');
        for (const { command: asked, days } of moves) {
          driver.passTo(driver.now + days * 86_400_000);
          const before = content(driver);
          const answer = driver.ask(asked, asked.type.startsWith('decide') ? leader : inspector);
          if ('ok' in answer) continue;
          const { lastStep } = driver.state;
          expect(lastStep !== undefined).toBe((withdrawableSteps as readonly string[]).includes(asked.type));
          if (!lastStep) continue;
          seen.add(asked.type);
          driver.does(withdraw);
          expect(content(driver)).toEqual(before);
          expect(driver.state).not.toHaveProperty('lastStep');
          driver.does(asked);
          expect(replay(enforcementCase, 'case-1', driver.facts)).toEqual(driver.state);
        }
      }),
      { numRuns: 200 },
    );
    expect([...seen].sort()).toEqual([...withdrawableSteps].sort());
  });

  test('what a step left as it was is not kept, in whatever order the database gave the fields back', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.state = backwards(driver.state) as typeof driver.state;
    driver.does(steps.submit);
    expect(Object.keys(driver.state.lastStep?.before ?? {})).toEqual(['deadlines', 'stage', 'submissions']);
    expect(driver.state.lastStep).toMatchObject({ seq: 4, type: 'rectificationSubmitted', added: [] });
    expect(replay(enforcementCase, 'case-1', driver.facts)).toEqual(driver.state);
  });

  test('time is asked what it was asked before, and no rung is told twice or left out', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.passTo(at('2026-03-06 10:00'));
    driver.does(steps.submit);
    driver.passTo(at('2026-03-11 10:00'));
    driver.does(withdraw);
    const [rectify] = driver.state.deadlines;
    expect([rectify?.seq, rectify?.reached.map(({ rung }) => rung), caseLight(lightInputs(driver.state), driver.now).colour]).toEqual([3, ['reminder'], 'red']);
    // The order's period had ended meanwhile: the reminder before it was told, the next rung comes at once, the last one as much later.
    driver.passTo(at('2026-03-16 10:00'));
    expect(driver.history().map((line) => line.split(' →')[0])).toEqual(['2026-03-06 09:00 reminder', '2026-03-11 10:00 overdue', '2026-03-16 09:00 stillOverdue']);
  });
});

/** The same with the fields of each object in the other order. */
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, one]) => [key, backwards(one)]),
  );
}
