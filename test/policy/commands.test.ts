import { readFileSync } from 'node:fs';
import { mayCommand } from '../../domain/policy/policy.ts';
import { rules } from '../../domain/policy/rules.ts';
import { type Role, roles, system, time } from '../../domain/process/actor.ts';
import { type Participant, type ProcessType, type RegisterType, registerTypes, type TimedType, timedTypes, type World } from '../../domain/process/definition.ts';
import { registers } from '../../domain/register/definition.ts';
import { in_, treeOf } from './fixture.ts';

const org = treeOf([
  { id: 'top', kind: 'district' },
  { id: 'upper', parentId: 'top' },
  { id: 'me', parentId: 'upper' },
  { id: 'lower', parentId: 'me' },
  { id: 'sister', parentId: 'upper' },
  { id: 'stranger', kind: 'district' },
]);

// Every way in which somebody in the unit `me` can stand to a record that a stranger leads or acts in.
const led = (as: Participant['as']): Participant[] => [
  { unitId: 'me', as },
  { unitId: 'stranger', as: 'lead' },
  { unitId: 'stranger', as: 'actingBody' },
  { unitId: 'stranger', as: 'office' },
];
const standings: Readonly<Record<string, readonly Participant[]>> = {
  own: [{ unitId: 'me', as: 'lead' }],
  below: [{ unitId: 'lower', as: 'lead' }],
  above: [{ unitId: 'upper', as: 'lead' }],
  sibling: [{ unitId: 'sister', as: 'lead' }],
  none: [{ unitId: 'stranger', as: 'lead' }],
  supporting: led('supporting'),
  groupLead: led('groupLead'),
  groupMember: led('groupMember'),
  assigner: led('assigner'),
  office: led('office'),
  leadingGroup: led('leadingGroup'),
  member: led('member'),
  addressee: led('addressee'),
  actingBody: [{ unitId: 'me', as: 'actingBody' }],
  jointBody: [
    { unitId: 'sister', as: 'actingBody' },
    { unitId: 'me', as: 'jointBody' },
  ],
  // Every role of these tests asks as a person of that name.
  named: roles.map((role): Participant => ({ unitId: 'stranger', as: 'addressee', personId: `${role}@me` })),
  // The unit above a body, a unit below it, its sister, and the office of the campaign that the case serves: none of them takes part.
  aboveTheBody: [{ unitId: 'lower', as: 'actingBody' }],
  belowTheBody: [{ unitId: 'upper', as: 'actingBody' }],
  besideTheBody: [{ unitId: 'sister', as: 'actingBody' }],
  aboveTheOffice: [{ unitId: 'lower', as: 'office' }],
  aboveAMember: [{ unitId: 'lower', as: 'member' }],
  belowAMember: [{ unitId: 'upper', as: 'member' }],
  aboveASupporter: [{ unitId: 'lower', as: 'supporting' }],
  besideASupporter: [{ unitId: 'sister', as: 'supporting' }],
};

/** What is expected, written apart from the table: who sees, and `standing / roles: steps`; whatever is not written is refused. */
interface Expected {
  readonly sees: string;
  readonly may: readonly string[];
  readonly notForPeople: string;
}
const expected: Readonly<Record<TimedType, Expected>> = {
  campaign: {
    sees: 'office leadingGroup member groupLead groupMember',
    may: [
      'office / office: confirmCondition withdrawConfirmation recordApproval setComposition setWorkingGroup askLiaisonOfficers overrideCondition closePhase recordResult recordMeeting recordSupervision addTask urge replan shiftDates reassignTasks setBulletinRhythm setLadders correctField suspend resume cancel',
      'member / unitLeader managerInCharge: nameLiaisonOfficer',
      'leadingGroup / groupLeader groupDeputy: suspend resume cancel',
    ],
    notForPeople: 'strike endPhase closeCampaign noteVisits countIndicator noteBulletin recompute',
  },
  task: {
    sees: 'own below supporting groupLead groupMember assigner office leadingGroup addressee',
    may: [
      'own / liaisonOfficer unitLeader managerInCharge: sign return report submit breakDown planNodes completeNode requestExtension answerUrgingNotice withdrawStep',
      'assigner / liaisonOfficer unitLeader managerInCharge: accept sendBack relapse withdrawAcceptance decideExtension reassign correctField cancel urge withdrawStep',
      'office / office: accept sendBack relapse withdrawAcceptance decideExtension reassign correctField cancel signUrgingNotice declineUrgingNotice attachSealedNotice planNodes urge withdrawStep',
    ],
    notForPeople: 'strike issue urgeAlong addShares setLadders suspend resume conclude regroup recompute',
  },
  bulletin: {
    sees: 'office leadingGroup member',
    may: ['office / office: edit refresh sign attachSealed issue withdraw'],
    notForPeople: 'strike suspend resume conclude recompute',
  },
  case: {
    sees: 'actingBody jointBody addressee',
    may: [
      'actingBody / inspector: recordInspection issueOrder suspendBusiness summonForTalk withdrawMeasure submitRectification recordFollowUp requestExtension fileCase concludeFiled correctDecision close decideClose reopen correctField withdrawStep',
      'actingBody / managerInCharge unitLeader: decideExtension summonForTalk withdrawMeasure fileCase concludeFiled correctDecision close decideClose reopen correctField withdrawStep',
    ],
    notForPeople: 'strike closeCase recompute changeOfficer',
  },
  meeting: {
    sees: 'office leadingGroup addressee',
    may: ['office / office: changeMeeting recordAttendance recordMinutes correctMinutes cancel', 'addressee / liaisonOfficer unitLeader managerInCharge: reply'],
    notForPeople: 'strike suspend resume conclude recompute',
  },
  supervision: {
    sees: 'office leadingGroup supporting addressee',
    may: [
      'office / office: postpone recordVisit reviewObjection close cancel',
      'leadingGroup / groupLeader groupDeputy: reviewObjection',
      'addressee / liaisonOfficer unitLeader managerInCharge: object',
    ],
    notForPeople: 'strike suspend resume conclude recompute',
  },
  indicator: {
    sees: 'own supporting office leadingGroup member groupLead',
    may: [
      'own / liaisonOfficer unitLeader managerInCharge office: setBaseline correctBaseline recordValue correctValue publishReference',
      'supporting / liaisonOfficer unitLeader managerInCharge: recordValue correctValue',
      'office / office: setBaseline correctBaseline correctValue publishReference assignOwner setTarget setSchedule setWarning clearWarning cancel',
    ],
    notForPeople: 'strike suspend resume conclude setMembers setLadder recompute',
  },
  survey: {
    sees: 'own supporting office leadingGroup member groupLead',
    may: [
      'own / liaisonOfficer unitLeader managerInCharge: recordProgress recordQualityCheck complete',
      'supporting / liaisonOfficer unitLeader managerInCharge: recordProgress',
      'office / office: recordProgress recordQualityCheck complete cancel',
    ],
    notForPeople: 'strike suspend resume conclude setMembers recompute',
  },
  evaluation: {
    sees: 'office leadingGroup member named',
    may: ['office / office: openReview inviteExperts recordIndicators showScores publish correctScore recordOutcome close cancel'],
    notForPeople: 'strike tally suspend resume conclude recompute',
  },
  assessment: {
    sees: 'own below office leadingGroup named',
    may: [
      'own / liaisonOfficer unitLeader managerInCharge: answerItem submitSelfCheck raiseObjection',
      'office / office: reviewItem extendSelfCheck returnSelfCheck completeReview answerObjection',
      'leadingGroup / groupLeader groupDeputy: answerObjection',
      'named / expert: reviewItem',
    ],
    notForPeople: 'strike issue lapse admit endVisits finish suspend resume conclude recompute',
  },
  consultation: {
    sees: 'office addressee',
    may: ['addressee / liaisonOfficer unitLeader managerInCharge: comment agree', 'office / office: answerComment extend endCollecting close cancel'],
    notForPeople: 'strike recompute',
  },
};
const creating = {
  campaign: { launch: ['office'] },
  task: { assign: ['office'] },
  case: { open: ['inspector'] },
  meeting: { convene: ['office'] },
  supervision: { plan: ['office'] },
  indicator: { establish: ['office'] },
  survey: { begin: ['office'] },
  evaluation: { start: ['office'] },
  assessment: {},
  consultation: { open: ['office'] },
  bulletin: { draft: ['office'] },
} as const satisfies Record<TimedType, Record<string, readonly Role[]>>;

const words = (text: string): readonly string[] => text.split(' ').filter(Boolean);
const answer = (result: ReturnType<typeof mayCommand>): string => (result === true ? 'may' : result.code);

describe.each(timedTypes)('%s: every role in every standing takes exactly the steps that are written down', (type) => {
  const { sees, may, notForPeople } = expected[type];
  const grants = may.map((line) => {
    const [, standing = '', who = '', steps = ''] = /^(\w+) \/ ([^:]+): (.+)$/.exec(line) ?? [];
    return { standing, roles: words(who), steps: words(steps) };
  });
  const steps = [...new Set([...grants.flatMap((grant) => grant.steps), ...words(notForPeople)])];

  test('the steps written down here and those of the table are the same', () => {
    expect(Object.keys(rules[type].commands).sort()).toEqual([...steps, ...Object.keys(creating[type])].sort());
  });

  test.each(Object.keys(standings))('standing %s', (standing) => {
    const participants = standings[standing] ?? [];
    for (const role of roles) {
      for (const step of steps) {
        const allowed = grants.some((grant) => grant.standing === standing && grant.roles.includes(role) && grant.steps.includes(step));
        const wanted = !words(sees).includes(standing) ? 'process.not_found' : words(notForPeople).includes(step) ? 'policy.not_for_people' : allowed ? 'may' : 'policy.forbidden';
        expect(`${role} ${step}: ${answer(mayCommand(in_('me', role), type, step, participants, org))}`).toBe(`${role} ${step}: ${wanted}`);
      }
    }
  });

  test('what brings it into being is asked of the role alone', () => {
    for (const [step, who] of Object.entries<readonly Role[]>(creating[type])) {
      for (const role of roles) expect(`${role} ${answer(mayCommand(in_('me', role), type, step, [], org))}`).toBe(`${role} ${who.includes(role) ? 'may' : 'policy.forbidden'}`);
    }
  });

  test('a step that nobody knows is refused as such to whoever sees the record, and hides it from strangers', () => {
    const standing = words(sees)[0] ?? '';
    for (const step of ['noSuchStep', 'toString', '__proto__', 'constructor']) {
      expect(answer(mayCommand(in_('me', 'office'), type, step, standings[standing] ?? [], org))).toBe('process.unknown_command');
      expect(answer(mayCommand(in_('me', 'office'), type, step, standings.none ?? [], org))).toBe('process.not_found');
    }
  });

  test('time takes the steps of time and no person’s', () => {
    for (const step of steps) expect(answer(mayCommand(time, type, step, [], org))).toBe(words(notForPeople).includes(step) ? 'may' : 'policy.forbidden');
    for (const step of steps) expect(answer(mayCommand(system, type, step, [], org))).toBe('may');
  });

  test('every step of the decider stands in the table, and no other', () => {
    // The union of commands is the list; a step missing on either side does not compile either (satisfies in the table).
    const source = readFileSync(new URL(`../../domain/${type}/commands.ts`, import.meta.url), 'utf8');
    const known = new Set([...source.matchAll(/readonly type: '(\w+)'/g)].map((match) => match[1]));
    expect([...known].sort()).toEqual(Object.keys(rules[type].commands).sort());
  });
});

describe('registers', () => {
  const administered: Partial<Record<RegisterType, string>> = {
    unit: 'rename change move end merge split',
    person: 'change setCertificate issuePassword handOver deactivate reactivate',
    post: 'assign vacate setDeputy end',
    calendarYear: 'correct',
  };

  test.each(Object.entries(administered) as [RegisterType, string][])('%s: administrators alone change it', (type, steps) => {
    for (const role of roles)
      for (const step of words(steps)) expect(answer(mayCommand(in_('me', role), type, step, [], org))).toBe(role === 'administrator' ? 'may' : 'policy.forbidden');
  });

  test.each([
    ['unit', 'register', ['administrator']],
    ['person', 'register', ['administrator']],
    ['post', 'create', ['administrator']],
    ['calendarYear', 'announce', ['administrator']],
    ['orgImport', 'import', ['administrator']],
    ['party', 'register', ['administrator', 'inspector']],
    ['delegation', 'grant', [...roles]],
    ['outlet', 'register', ['administrator', 'office']],
    ['template', 'putInForce', ['administrator', 'office']],
  ] as [ProcessType, string, Role[]][])('%s: %s is for %j', (type, step, who) => {
    for (const role of roles) expect(`${role} ${answer(mayCommand(in_('me', role), type, step, [], org))}`).toBe(`${role} ${who.includes(role) ? 'may' : 'policy.forbidden'}`);
  });

  test('inspectors change any party, an administrator those of the unit and below, others none', () => {
    const asked = (role: Role, standing: string) => answer(mayCommand(in_('me', role), 'party', 'change', standings[standing] ?? [], org));
    expect(['own', 'below', 'none'].map((standing) => asked('inspector', standing))).toEqual(['may', 'may', 'may']);
    expect(['own', 'below', 'none'].map((standing) => asked('administrator', standing))).toEqual(['may', 'may', 'process.not_found']);
    expect(['own', 'below', 'none'].map((standing) => asked('office', standing))).toEqual(['policy.forbidden', 'policy.forbidden', 'process.not_found']);
  });

  test.each([
    ['outlet', ['change', 'end']],
    ['template', ['revise', 'retire']],
  ] as const)('an %s is kept by administrators and by the office whose it is; to other units it does not exist', (type, steps) => {
    const asked = (role: Role, standing: string, step: string) => answer(mayCommand(in_('me', role), type, step, standings[standing] ?? [], org));
    for (const step of steps) {
      expect(['own', 'below', 'none'].map((standing) => asked('administrator', standing, step))).toEqual(['may', 'may', 'may']);
      expect(['own', 'below', 'none'].map((standing) => asked('office', standing, step))).toEqual(['may', 'process.not_found', 'process.not_found']);
      expect(asked('liaisonOfficer', 'own', step)).toBe('policy.forbidden');
    }
  });

  test('a delegation is revoked by one of its two people or an administrator; to a colleague it does not exist', () => {
    const participants: Participant[] = [
      { unitId: 'me', as: 'lead', personId: 'a' },
      { unitId: 'me', as: 'addressee', personId: 'b' },
    ];
    expect(answer(mayCommand(in_('me', 'liaisonOfficer', 'a'), 'delegation', 'revoke', participants, org))).toBe('may');
    expect(answer(mayCommand(in_('stranger', 'expert', 'b'), 'delegation', 'revoke', participants, org))).toBe('may');
    expect(answer(mayCommand(in_('stranger', 'administrator', 'c'), 'delegation', 'revoke', participants, org))).toBe('may');
    expect(answer(mayCommand(in_('me', 'unitLeader', 'c'), 'delegation', 'revoke', participants, org))).toBe('process.not_found');
  });

  test.each(registerTypes)('%s: the decider knows every step of the table and none beside them', (type) => {
    const definition = registers[type] as unknown as {
      decide: (state: { version: number }, command: { type: string }, world: World) => unknown;
      initial: (id: string) => { version: number };
    };
    const isKnown = (step: string): boolean => {
      try {
        return !JSON.stringify(definition.decide({ ...definition.initial('x'), version: 0 }, { type: step }, {} as World)).includes('process.unknown_command');
      } catch {
        return true; // It looked for the step's content: it knows the step.
      }
    };
    const everyStep = new Set([...timedTypes, ...registerTypes].flatMap((other) => Object.keys(rules[other].commands)));
    expect([...everyStep].filter(isKnown).sort()).toEqual(Object.keys(rules[type].commands).sort());
  });
});
