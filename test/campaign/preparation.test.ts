import fc from 'fast-check';
import type { CampaignPersonCommand } from '../../domain/campaign/commands.ts';
import { campaign } from '../../domain/campaign/definition.ts';
import type { CampaignFact } from '../../domain/campaign/facts.ts';
import { withoutLiaisonOfficer } from '../../domain/campaign/liaison.ts';
import type { Org, Post } from '../../domain/org/org.ts';
import type { Accepted } from '../../domain/process/decision.ts';
import { walks } from '../harness/walks.ts';
import { actor, at, districtOrg, liaison, office } from './district.ts';
import { plan, planned } from './plan.ts';
import { Rehearsal } from './rehearsal.ts';

const section = '健康环境';
/** Two tasks of one section under a working group of the health department, one of no section; launched in the commitment phase. */
const running = (more: Parameters<typeof plan>[1] = {}): Rehearsal => {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.does(
    plan(
      [
        planned('1', { leadUnitId: 'education', supportingUnitIds: ['finance'], section }),
        planned('2', { kind: 'eachUnit', unitIds: ['town-1', 'town-2'], supportingUnitIds: ['housing'], section }),
        planned('3', { leadUnitId: 'housing' }),
      ],
      { sections: [{ name: section, leadUnitId: 'health' }], ...more },
    ),
    office,
  );
  run.told.length = 0;
  return run;
};
const approval = { approvedBy: '区政府常务会议', approvedOn: '2026-03-01', evidence: [] };

describe('the approval of a plan', () => {
  test('makes its condition hold; recorded again it is corrected, and the former stays in its fact', () => {
    const run = running();
    run.does({ type: 'recordApproval', ...approval }, office);
    expect(run.campaign.approval).toMatchObject({ ...approval, by: office.ref, at: run.now });
    expect(run.refuses({ type: 'confirmCondition', condition: 'planApproved', note: '已印发' }, office)?.code).toBe('campaign.condition_held');
    run.does({ type: 'recordApproval', unitId: 'district', approvedOn: '2026-03-02', documentNumber: '云政〔2026〕3号' }, office);
    const facts = run.facts.get('campaign')?.map(({ fact }) => fact as CampaignFact) ?? [];
    expect(facts.filter(({ type }) => type === 'approvalRecorded')).toMatchObject([approval, { unitId: 'district', documentNumber: '云政〔2026〕3号' }]);
    expect([run.campaign.approval?.approvedBy, run.campaign.documentNumber]).toEqual([undefined, '云政办发〔2026〕7号']);
  });

  test.each([
    [{ approvedOn: '2026-03-01' }, 'campaign.approver_needed'],
    [{ unitId: 'nowhere', approvedOn: '2026-03-01' }, 'campaign.unit_unknown'],
    [{ approvedBy: '区政府', approvedOn: '2026-03-03' }, 'campaign.date_future'],
    [{ approvedBy: '区政府', approvedOn: '2026-03-01', evidence: ['x'] }, 'evidence.unknown'],
  ])('is refused as %j', (said, code) => {
    expect(running().refuses({ type: 'recordApproval', ...said }, office)?.code).toBe(code);
  });

  test('may come with the launch, and asks for a number where the plan has none', () => {
    const { documentNumber: _, ...numberless } = plan([planned('1')], { approval });
    const run = new Rehearsal(at('2026-03-02 10:00'));
    expect(run.refuses(numberless, office)?.code).toBe('campaign.number_needed');
    expect(run.campaign.version).toBe(0);
    run.does(plan([planned('1')], { approval }), office);
    expect(run.campaign.approval).toMatchObject({ ...approval, by: office.ref });
  });

  test('in a phase past its end, being the last that was missing, it closes the phase', () => {
    const run = running();
    for (const condition of ['publicCommitment', 'officeSetUp', 'mobilisationMeeting'] as const) run.does({ type: 'confirmCondition', condition, note: '见附件' }, office);
    run.passTo(at('2026-04-02 10:00'));
    expect(run.campaign.stage).toBe('commitment');
    run.does({ type: 'recordApproval', ...approval }, office);
    expect(run.campaign.stage).toBe('intervention');
  });
});

describe('a member unit that was merged into another', () => {
  test('lacks a liaison officer only where its successor does', () => {
    const run = running();
    const org = districtOrg(['finance']);
    expect(withoutLiaisonOfficer(run.campaign, { ...run.world(office), org })).toEqual(['finance']);
    const merged = (id: string) => {
      const unit = org.unit(id);
      return unit && id === 'finance' ? { ...unit, until: run.now, successorId: 'health' } : unit;
    };
    expect(withoutLiaisonOfficer(run.campaign, { ...run.world(office), org: { ...org, unit: merged } })).toEqual([]);
  });

  test('lacks none once it ended without a successor: the others are asked, and their condition can be met', () => {
    const run = running();
    const org = districtOrg(['finance', 'housing']);
    run.org = {
      ...org,
      unit: (id) => {
        const unit = org.unit(id);
        return unit && id === 'finance' ? { ...unit, until: run.now } : unit;
      },
    };
    expect(withoutLiaisonOfficer(run.campaign, run.world(office))).toEqual(['housing']);
    run.told.length = 0;
    run.does({ type: 'askLiaisonOfficers', dueOn: '2026-03-13' }, office);
    expect(run.told.map(({ to }) => to)).toEqual([['managerInCharge@housing']]);
  });
});

describe('a section’s working group', () => {
  const sees = (run: Rehearsal, number: string): readonly string[] => run.task(number).groupMemberUnitIds ?? [];

  test('has by default the units that lead or support its tasks; who has only a share is no member, and no member sees a share', () => {
    const run = running();
    expect(run.campaign.sections).toEqual([{ name: section, leadUnitId: 'health', memberUnitIds: ['education', 'finance', 'housing'] }]);
    expect(['1', '2', '2-1', '3'].map((number) => [number, sees(run, number)])).toEqual([
      ['1', ['education', 'finance', 'housing']],
      ['2', ['education', 'finance', 'housing']],
      ['2-1', []],
      ['3', []],
    ]);
  });

  test('without a lead a section has none', () => {
    const run = running({ sections: [{ name: section }] });
    expect([run.campaign.sections, sees(run, '1')]).toEqual([[{ name: section }], []]);
  });

  test('set anew, its open tasks follow at once: another lead sees them, and other members', () => {
    const run = running();
    run.on('1', { type: 'sign' }, liaison('education'));
    run.on('1', { type: 'submit' }, liaison('education'));
    run.on('1', { type: 'accept' }, office);
    run.told.length = 0;
    run.does({ type: 'setWorkingGroup', section, leadUnitId: 'finance', memberUnitIds: ['finance', 'housing', 'housing'], reason: '职责调整' }, office);
    expect(run.campaign.sections).toEqual([{ name: section, leadUnitId: 'finance', memberUnitIds: ['housing'] }]);
    expect(['1', '2', '2-1', '3'].map((number) => [run.task(number).sectionLeadUnitId, sees(run, number)])).toEqual([
      // Accepted before: it stays as it was.
      ['health', ['education', 'finance', 'housing']],
      ['finance', ['housing']],
      ['finance', []],
      [undefined, []],
    ]);
    expect(run.told.map(({ to, draft }) => [draft.kind, to])).toEqual([['workingGroupSet', ['liaisonOfficer@finance', 'liaisonOfficer@housing']]]);
    const again: CampaignPersonCommand = { type: 'setWorkingGroup', section, leadUnitId: 'finance', memberUnitIds: ['housing'], reason: '再次' };
    expect(run.refuses(again, office)?.code).toBe('campaign.nothing_changed');
    expect(run.refuses({ ...again, section: '没有的部分' }, office)?.code).toBe('campaign.section_unknown');
    expect(run.refuses({ ...again, memberUnitIds: ['nowhere'] }, office)?.code).toBe('campaign.unit_unknown');
  });
});

describe('the composition of the leading group', () => {
  test('is set as a whole, with units and posts that are in being; every version stands in its fact', () => {
    const run = running();
    const members = [
      { role: 'groupLeader' as const, postId: 'post:groupLeader@group', title: '区长' },
      { role: 'member' as const, unitId: 'education', title: '教育局局长' },
    ];
    run.does({ type: 'setComposition', members, reason: '成立' }, office);
    expect(run.campaign.composition).toEqual(members);
    expect(run.refuses({ type: 'setComposition', members, reason: '再次' }, office)?.code).toBe('campaign.nothing_changed');
    run.does({ type: 'setComposition', members: members.slice(0, 1), reason: '调整' }, office);
    const facts = run.facts.get('campaign')?.map(({ fact }) => fact as CampaignFact) ?? [];
    expect(facts.flatMap((fact) => (fact.type === 'compositionSet' ? [fact.members.length] : []))).toEqual([2, 1]);
    expect(run.refuses({ type: 'setComposition', members: [{ role: 'member', postId: 'nowhere', title: '成员' }], reason: '理由' }, office)?.code).toBe('campaign.post_unknown');
    expect(run.refuses({ type: 'setComposition', members: [{ role: 'member', unitId: 'nowhere', title: '成员' }], reason: '理由' }, office)?.code).toBe('campaign.unit_unknown');
  });
});

describe('liaison officers', () => {
  /** Finance and housing have no liaison officer; each unit is headed by its manager in charge alone. */
  const lacking = (): Rehearsal => {
    const run = running();
    run.org = districtOrg(['finance', 'housing']);
    return run;
  };

  test('are asked of the units that have none: they alone are told and chased, and an officer named by the register ends it without a word', () => {
    const run = lacking();
    expect(running().refuses({ type: 'askLiaisonOfficers', dueOn: '2026-03-13' }, office)?.code).toBe('campaign.liaison_complete');
    run.does({ type: 'askLiaisonOfficers', dueOn: '2026-03-13' }, office);
    expect(run.told.map(({ to, draft }) => [draft.kind, to])).toEqual([['liaisonOfficersAsked', ['managerInCharge@finance', 'managerInCharge@housing']]]);
    run.passTo(at('2026-03-16 10:00'));
    run.org = districtOrg(['housing']);
    run.passTo(at('2026-03-17 10:00'));
    run.org = districtOrg();
    run.passTo(at('2026-03-23 10:00'));
    expect(run.rungs('campaign')).toEqual([
      '2026-03-12 09:00 liaisonReminder → managerInCharge@finance, managerInCharge@housing',
      '2026-03-16 09:00 liaisonOverdue → managerInCharge@finance, managerInCharge@housing',
      '2026-03-17 09:00 liaisonEscalation → managerInCharge@housing',
    ]);
    expect(run.facts.get('campaign')?.at(-1)?.fact).toMatchObject({ type: 'liaisonOfficersComplete', clears: ['liaison'] });
    expect(run.campaign.deadlines.map(({ kind }) => kind)).not.toContain('liaison');
  });

  test('are asked for in the commitment phase, by exactly one of date and period, ahead; closing the phase ends the chase', () => {
    const run = lacking();
    expect(run.refuses({ type: 'askLiaisonOfficers' }, office)?.code).toBe('campaign.due_needed');
    expect(run.refuses({ type: 'askLiaisonOfficers', dueOn: '2026-03-01' }, office)?.code).toBe('campaign.date_past');
    expect(run.refuses({ type: 'askLiaisonOfficers', duePeriod: { value: 2, unit: 'second' } }, office)?.code).toBe('period.unit_refused');
    run.does({ type: 'askLiaisonOfficers', duePeriod: { value: 5, unit: 'workingDay' } }, office);
    for (const condition of ['publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting', 'liaisonOfficers'] as const)
      run.does({ type: 'overrideCondition', condition, reason: '先行' }, office);
    run.does({ type: 'closePhase' }, office);
    expect(run.campaign.deadlines.map(({ kind }) => kind)).not.toContain('liaison');
    expect(run.refuses({ type: 'askLiaisonOfficers', dueOn: '2026-06-01' }, office)?.code).toBe('campaign.not_commitment');
  });

  /** What the decider says to a unit's head who names somebody, with the register's people. */
  const named = (run: Rehearsal, personId: string, org: Org, head = actor('finance', 'managerInCharge')) => {
    const command = { type: 'nameLiaisonOfficer', personId } as const;
    return campaign.decide(run.campaign, command, { ...run.world(head, 'campaign', 'campaign', command), org });
  };
  /** The same district, with the people that its posts name, and more of them. */
  const peopled = (posts: readonly Post[], base = districtOrg(['finance'])): Org => ({
    ...base,
    person: (id) => (id === 'nobody' ? undefined : { id, name: id, username: id, active: id !== 'gone' }),
    postsOf: (personId, moment) => [...base.postsOf(personId, moment), ...posts.filter((post) => post.personId === personId)],
    postsIn: (unitId, role, moment) => [...base.postsIn(unitId, role, moment), ...posts.filter((post) => post.unitId === unitId && post.role === role)],
  });
  const clerk: Post = { id: 'post:clerk', unitId: 'finance', role: 'expert', title: '科员', personId: 'clerk', from: 0 };

  test('are named by the unit’s head from the unit’s own people: the vacant post is filled, the last one ends the chase', () => {
    const run = running();
    run.org = districtOrg(['finance']);
    run.does({ type: 'askLiaisonOfficers', dueOn: '2026-03-13' }, office);
    const decided = named(run, 'clerk', peopled([clerk])) as Accepted<CampaignFact>;
    expect(decided.facts).toEqual([{ type: 'liaisonOfficerNamed', unitId: 'finance', personId: 'clerk', postId: 'post:liaisonOfficer@finance', clears: ['liaison'] }]);
    expect(decided.also).toEqual([{ type: 'post', id: 'post:liaisonOfficer@finance', command: { type: 'assign', personId: 'clerk' } }]);
  });

  test('a unit without the post gets one', () => {
    const run = running();
    const base = districtOrg();
    const org = peopled([clerk], { ...base, postsIn: (unitId, role, moment) => (role === 'liaisonOfficer' && unitId === 'finance' ? [] : base.postsIn(unitId, role, moment)) });
    const decided = named(run, 'clerk', org) as Accepted<CampaignFact>;
    expect(decided.also).toMatchObject([{ type: 'post', command: { type: 'create', unitId: 'finance', role: 'liaisonOfficer', personId: 'clerk' } }]);
  });

  test.each([
    ['nobody', 'person.unknown'],
    ['gone', 'person.inactive'],
    ['managerInCharge@housing', 'campaign.person_elsewhere'],
  ])('naming %s is refused with %s', (personId, code) => {
    expect(named(running(), personId, peopled([clerk]))).toMatchObject({ ok: false, code });
  });

  test('naming who holds the post already is refused, and so is naming one for a unit that is no member', () => {
    expect(named(running(), 'liaisonOfficer@finance', peopled([], districtOrg()))).toMatchObject({ code: 'post.already_held' });
    expect(named(running(), 'clerk', peopled([clerk]), actor('town-1', 'managerInCharge'))).toMatchObject({ code: 'policy.forbidden' });
  });
});

describe('any walk through the preparation', () => {
  const units = fc.constantFrom('education', 'finance', 'housing', 'nowhere');
  const command: fc.Arbitrary<CampaignPersonCommand> = fc.oneof(
    fc.record({ type: fc.constant('recordApproval' as const), approvedBy: fc.constant('区政府'), approvedOn: fc.constantFrom('2026-03-01', '2027-01-01') }),
    fc.record({
      type: fc.constant('setWorkingGroup' as const),
      section: fc.constantFrom(section, '无'),
      leadUnitId: units,
      memberUnitIds: fc.array(units, { maxLength: 3 }),
      reason: fc.constant('理由'),
    }),
    { weight: 4, arbitrary: fc.record({ type: fc.constant('askLiaisonOfficers' as const), dueOn: fc.constantFrom('2026-03-10', '2026-02-01', '2026-05-01') }) },
    fc.constant({ type: 'suspend' as const, reason: '理由' }),
    fc.record({ type: fc.constant('resume' as const), mode: fc.constantFrom('keep' as const, 'shift' as const) }),
  );
  test('never throws, a refusal leaves no facts, open tasks of the section belong to its group, and only the lacking are chased', () => {
    const chased = new Set<string>();
    for (const walk of walks(60))
      fc.assert(
        fc.property(fc.array(fc.record({ command, hours: fc.constantFrom(0, 30, 200), vacant: fc.subarray(['finance', 'housing']) }), { maxLength: 25, size: 'max' }), (moves) => {
          const run = running();
          for (const { command: next, hours, vacant } of moves) {
            run.org = districtOrg(vacant);
            run.passTo(run.now + hours * 3_600_000);
            const before = run.facts.get('campaign')?.length;
            if (run.refuses(next, office)) expect(run.facts.get('campaign')?.length).toBe(before);
            const [group] = run.campaign.sections;
            for (const task of run.tasks.filter((one) => one.section === section)) {
              expect(task.sectionLeadUnitId).toBe(group?.leadUnitId);
              expect(task.groupMemberUnitIds).toEqual(task.parentTaskId === undefined ? group?.memberUnitIds : undefined);
            }
          }
          for (const { to, draft } of run.told) {
            if (!draft.rung?.startsWith('liaison')) continue;
            chased.add(draft.rung);
            for (const one of to) expect(one).toMatch(/@(finance|housing|office)$/);
          }
        }),
        walk,
      );
    expect([...chased].sort()).toEqual(['liaisonEscalation', 'liaisonOffice', 'liaisonOverdue', 'liaisonReminder']);
  });
});
