import fc from 'fast-check';
import type { Person, Post, Unit } from '../../domain/org/org.ts';
import { createOrg, type OrgSource } from '../../domain/org/snapshot.ts';
import { type Role, roles } from '../../domain/process/actor.ts';

const unit = (id: string, parentId?: string, more: Partial<Unit> = {}): Unit => ({
  id,
  name: id,
  aliases: [],
  kind: 'department',
  from: 0,
  ...(parentId ? { parentId } : {}),
  ...more,
});
const post = (id: string, unitId: string, role: Role, personId?: string, more: Partial<Post> = {}): Post => ({
  id,
  unitId,
  role,
  title: id,
  from: 0,
  ...(personId ? { personId } : {}),
  ...more,
});
const person = (id: string, active = true): Person => ({ id, name: id, username: id, active });
const persons = ['ann', 'ben', 'cai', 'dan', 'eve', 'fei', 'guo', 'hai', 'root'].map((id) => person(id));

// A district with its leading group and the group's office, a bureau with an enforcement body, a town.
const units: readonly Unit[] = [
  unit('district', undefined, { kind: 'district' }),
  unit('group', 'district', { kind: 'leadingGroup' }),
  unit('bureau', 'district'),
  unit('office', 'bureau', { kind: 'office' }),
  unit('body', 'bureau', { kind: 'enforcementBody' }),
  unit('town', 'district', { kind: 'town' }),
  unit('village', 'town', { kind: 'village' }),
];
const administrator = post('p-root', 'district', 'administrator', 'root');
const org = (posts: readonly Post[], more: Partial<OrgSource> = {}) => createOrg({ version: 4, units, persons, posts: [...posts, administrator], ...more });
const told = (posts: readonly Post[], unitId: string, role: Role, more: Partial<OrgSource> = {}, at = 100) =>
  org(posts, more)
    .addressees(unitId, role, at)
    .map((one) => (one.insteadOf ? `${one.personId} for ${one.insteadOf}` : one.personId));

describe('who is told for a role in a unit', () => {
  test('every holder, once each, with post and unit', () => {
    const posts = [
      post('l1', 'town', 'liaisonOfficer', 'ann'),
      post('l2', 'town', 'liaisonOfficer', 'ben'),
      post('l3', 'town', 'liaisonOfficer', 'ann'),
      post('l4', 'town', 'liaisonOfficer'),
    ];
    expect(org(posts).addressees('town', 'liaisonOfficer', 100)).toEqual([
      { personId: 'ann', postId: 'l1', unitId: 'town' },
      { personId: 'ben', postId: 'l2', unitId: 'town' },
    ]);
  });

  test('for a vacant post its deputy, who acts instead of it', () => {
    const posts = [post('m1', 'body', 'managerInCharge', undefined, { deputyPostId: 'd1' }), post('d1', 'bureau', 'unitLeader', 'cai')];
    expect(org(posts).addressees('body', 'managerInCharge', 100)).toEqual([{ personId: 'cai', postId: 'd1', unitId: 'bureau', insteadOf: 'm1' }]);
  });

  test('a deputy’s own deputy when that one is vacant too; two vacancies with one deputy tell them once', () => {
    const posts = [
      post('l1', 'town', 'liaisonOfficer', undefined, { deputyPostId: 'l3' }),
      post('l2', 'town', 'liaisonOfficer', undefined, { deputyPostId: 'x' }),
      post('l3', 'village', 'liaisonOfficer', undefined, { deputyPostId: 'x' }),
      post('x', 'town', 'expert', 'dan'),
    ];
    expect(told(posts, 'town', 'liaisonOfficer')).toEqual(['dan for l1']);
  });

  test('deputies in a circle, or that no longer exist, are left for the superior', () => {
    const circle = [
      post('l1', 'town', 'liaisonOfficer', undefined, { deputyPostId: 'l2' }),
      post('l2', 'town', 'expert', undefined, { deputyPostId: 'l1' }),
      post('u', 'town', 'unitLeader', 'eve'),
    ];
    expect(told(circle, 'town', 'liaisonOfficer')).toEqual(['eve for l1']);
    const gone = [post('l1', 'town', 'liaisonOfficer', undefined, { deputyPostId: 'nowhere' }), post('u', 'town', 'unitLeader', 'eve')];
    expect(told(gone, 'town', 'liaisonOfficer')).toEqual(['eve for l1']);
  });

  test('a deputy’s post that has ended passes the question on to its own deputy', () => {
    const posts = [
      post('l1', 'town', 'liaisonOfficer', undefined, { deputyPostId: 'old' }),
      post('old', 'town', 'expert', 'ann', { until: 50, deputyPostId: 'new' }),
      post('new', 'town', 'expert', 'ben'),
    ];
    expect(told(posts, 'town', 'liaisonOfficer')).toEqual(['ben for l1']);
  });

  test('a missing liaison officer’s leader comes before the manager in charge', () => {
    const both = [post('u', 'town', 'unitLeader', 'eve'), post('m', 'town', 'managerInCharge', 'fei')];
    expect(told(both, 'town', 'liaisonOfficer')).toEqual(['eve']);
    expect(told(both.slice(1), 'town', 'liaisonOfficer')).toEqual(['fei']);
    expect(told([...both.slice(1), post('l', 'town', 'liaisonOfficer')], 'town', 'liaisonOfficer')).toEqual(['fei for l']);
  });

  test('a missing manager in charge is answered for by the leader, a missing leader by the manager, an inspector by the manager first', () => {
    const both = [post('u', 'body', 'unitLeader', 'eve'), post('m', 'body', 'managerInCharge', 'fei')];
    expect(told([both[0] as Post], 'body', 'managerInCharge')).toEqual(['eve']);
    expect(told([both[1] as Post], 'body', 'unitLeader')).toEqual(['fei']);
    expect(told(both, 'body', 'inspector')).toEqual(['fei']);
  });

  test('a superior’s post that is vacant is answered for by its deputy, still instead of the post first asked for', () => {
    const posts = [post('l', 'town', 'liaisonOfficer'), post('u', 'town', 'unitLeader', undefined, { deputyPostId: 'x' }), post('x', 'village', 'unitLeader', 'guo')];
    expect(told(posts, 'town', 'liaisonOfficer')).toEqual(['guo for l']);
    expect(told(posts.slice(1), 'town', 'liaisonOfficer')).toEqual(['guo for u']);
  });

  test('who answers for a role that has no post stands in for nobody, though another superior’s post is vacant', () => {
    expect(told([post('u', 'town', 'unitLeader'), post('m', 'town', 'managerInCharge', 'fei')], 'town', 'liaisonOfficer')).toEqual(['fei']);
  });

  test('an empty unit is answered for above it: the same role there, before its leader', () => {
    const above = [post('l', 'town', 'liaisonOfficer', 'ann'), post('u', 'town', 'unitLeader', 'ben')];
    expect(told(above, 'village', 'liaisonOfficer')).toEqual(['ann']);
    expect(told([...above, post('v', 'village', 'liaisonOfficer')], 'village', 'liaisonOfficer')).toEqual(['ann for v']);
    expect(told(above.slice(1), 'village', 'liaisonOfficer')).toEqual(['ben']);
    expect(told([post('u', 'district', 'unitLeader', 'hai')], 'village', 'liaisonOfficer')).toEqual(['hai']);
  });

  test('a missing office is answered for by the leading group, though the group stands beside the bureau and not above', () => {
    const group = [post('g1', 'group', 'groupDeputy', 'ann'), post('g2', 'group', 'groupLeader', 'ben')];
    expect(told([post('o', 'office', 'office', 'cai'), post('o2', 'office', 'office')], 'office', 'office')).toEqual(['cai']);
    expect(told([post('o', 'office', 'office'), ...group], 'office', 'office')).toEqual(['ann for o']);
    expect(told([post('o', 'office', 'office'), ...group.slice(1)], 'office', 'office')).toEqual(['ben for o']);
  });

  test('group deputy and group leader answer for each other', () => {
    expect(told([post('g2', 'group', 'groupLeader', 'ben'), post('g1', 'group', 'groupDeputy')], 'group', 'groupDeputy')).toEqual(['ben for g1']);
    expect(told([post('g1', 'group', 'groupDeputy', 'ann')], 'group', 'groupLeader')).toEqual(['ann']);
  });

  test('at last all administrators, so that an escalation is never lost: for a unit nobody knows, too', () => {
    const second = post('p-second', 'bureau', 'administrator', 'hai');
    expect(told([second, post('l', 'village', 'liaisonOfficer')], 'village', 'liaisonOfficer')).toEqual(['root for l', 'hai for l']);
    expect(told([second], 'nowhere', 'inspector')).toEqual(['root', 'hai']);
    expect(told([], 'village', 'administrator')).toEqual(['root']);
  });

  test('a person who is inactive or unknown leaves the post vacant', () => {
    const people = { persons: [person('ann', false), person('eve'), person('root')] };
    expect(told([post('l', 'town', 'liaisonOfficer', 'ann'), post('u', 'town', 'unitLeader', 'eve')], 'town', 'liaisonOfficer', people)).toEqual(['eve for l']);
    expect(told([post('l', 'town', 'liaisonOfficer', 'stranger'), post('u', 'town', 'unitLeader', 'eve')], 'town', 'liaisonOfficer', people)).toEqual(['eve for l']);
  });

  test('a post counts from its first moment, and no longer at its last', () => {
    const posts = [post('l', 'town', 'liaisonOfficer', 'ann', { from: 100, until: 200 }), post('u', 'town', 'unitLeader', 'eve')];
    expect(told(posts, 'town', 'liaisonOfficer', {}, 99)).toEqual(['eve']);
    expect(told(posts, 'town', 'liaisonOfficer', {}, 100)).toEqual(['ann']);
    expect(told(posts, 'town', 'liaisonOfficer', {}, 199)).toEqual(['ann']);
    expect(told(posts, 'town', 'liaisonOfficer', {}, 200)).toEqual(['eve']);
  });

  test('the order of loading plays no part', () => {
    const posts = [post('l2', 'town', 'liaisonOfficer', 'ben'), post('l1', 'town', 'liaisonOfficer', 'ann')];
    expect(told(posts, 'town', 'liaisonOfficer')).toEqual(told([...posts].reverse(), 'town', 'liaisonOfficer'));
  });
});

describe('units that ended', () => {
  const merged: readonly Unit[] = [
    ...units,
    unit('old', 'town', { until: 100, successorId: 'newer' }),
    unit('newer', 'district', { until: 200, successorId: 'village' }),
    unit('closed', 'town', { until: 100 }),
    unit('ring1', 'town', { until: 100, successorId: 'ring2' }),
    unit('ring2', 'town', { until: 100, successorId: 'ring1' }),
    unit('future', 'town', { from: 500 }),
  ];
  const posts = [
    post('o', 'old', 'liaisonOfficer', 'ann'),
    post('n', 'newer', 'liaisonOfficer', 'ben'),
    post('v', 'village', 'liaisonOfficer', 'cai'),
    post('t', 'town', 'liaisonOfficer', 'dan'),
    post('c', 'closed', 'liaisonOfficer', 'eve'),
    post('f', 'future', 'liaisonOfficer', 'fei'),
  ];

  test('are answered for by their successor, and that one’s successor, as of the moment asked', () => {
    expect(told(posts, 'old', 'liaisonOfficer', { units: merged }, 99)).toEqual(['ann']);
    expect(told(posts, 'old', 'liaisonOfficer', { units: merged }, 100)).toEqual(['ben']);
    expect(told(posts, 'old', 'liaisonOfficer', { units: merged }, 200)).toEqual(['cai']);
    expect(org(posts, { units: merged }).current('old', 150)?.id).toBe('newer');
  });

  test('without a successor, in a circle of successors, or not yet in force: by the unit above', () => {
    for (const id of ['closed', 'ring1', 'future']) {
      expect(told(posts, id, 'liaisonOfficer', { units: merged })).toEqual(['dan']);
      expect(org(posts, { units: merged }).current(id, 100)).toBeUndefined();
    }
  });

  test('have no posts in force any more', () => {
    const ended = org(posts, { units: merged });
    expect(ended.postsIn('closed', 'liaisonOfficer', 99).map((one) => one.id)).toEqual(['c']);
    expect(ended.postsIn('closed', 'liaisonOfficer', 100)).toEqual([]);
    expect(ended.postsOf('eve', 100)).toEqual([]);
  });

  test('whose successor was asked already lead on to the unit above them: a bureau merged into its own office', () => {
    const merged = [unit('town'), unit('bureau', 'town', { until: 100, successorId: 'office' }), unit('office', 'bureau'), unit('district')];
    expect(told([post('t', 'town', 'liaisonOfficer', 'dan')], 'bureau', 'liaisonOfficer', { units: merged })).toEqual(['dan']);
    const round = [unit('a', 'b', { until: 100 }), unit('b', 'a', { until: 100, successorId: 'a' }), unit('district')];
    expect(told([], 'a', 'inspector', { units: round })).toEqual(['root']);
  });
});

describe('the tree', () => {
  const tree = org([]);

  test('below is the unit and all below it, and nothing beside it', () => {
    expect([...tree.below('bureau')].sort()).toEqual(['body', 'bureau', 'office']);
    expect([...tree.below('village')]).toEqual(['village']);
    expect(tree.below('district').size).toBe(units.length);
    expect(tree.below('bureau')).toBe(tree.below('bureau'));
  });

  test('above is a proper ancestor only', () => {
    expect(tree.isAbove('district', 'body')).toBe(true);
    expect(tree.isAbove('bureau', 'body')).toBe(true);
    expect(tree.isAbove('body', 'body')).toBe(false);
    expect(tree.isAbove('body', 'bureau')).toBe(false);
    expect(tree.isAbove('town', 'body')).toBe(false);
    expect(tree.isAbove('district', 'nowhere')).toBe(false);
  });

  test('a circle of parents ends nowhere and holds nothing up', () => {
    const circle = org([], { units: [unit('a', 'b'), unit('b', 'a'), unit('district')] });
    expect([...circle.below('a')].sort()).toEqual(['a', 'b']);
    expect(circle.isAbove('x', 'a')).toBe(false);
    expect(circle.isAbove('b', 'a')).toBe(true);
    expect(circle.addressees('a', 'inspector', 0).map((one) => one.personId)).toEqual(['root']);
  });

  test('look-ups by id, user name and person', () => {
    const posts = [post('l', 'town', 'liaisonOfficer', 'ann'), post('x', 'town', 'expert', 'ann', { until: 50 }), post('v', 'town', 'liaisonOfficer')];
    const one = org(posts);
    expect(one.version).toBe(4);
    expect(one.unit('town')?.kind).toBe('town');
    expect(one.post('v')?.unitId).toBe('town');
    expect(one.person('ann')?.username).toBe('ann');
    expect(one.personNamed('ben')?.id).toBe('ben');
    expect(one.personNamed('nobody')).toBeUndefined();
    expect(one.postsOf('ann', 60).map((held) => held.id)).toEqual(['l']);
    expect(one.postsIn('town', 'liaisonOfficer', 60).map((here) => here.id)).toEqual(['l', 'v']);
    expect(one.units()).toHaveLength(units.length);
  });
});

describe('for any org', () => {
  const ids = Array.from({ length: 8 }, (_, index) => `u${index}`);
  const moment = fc.integer({ min: 0, max: 20 });
  const dated = fc.record({ from: moment, until: fc.option(moment, { nil: undefined }) }).map(({ from, until }) => ({ from, ...(until === undefined ? {} : { until }) }));
  const anyUnits = fc
    .tuple(...ids.map(() => fc.tuple(dated, fc.option(fc.constantFrom(...ids)), fc.option(fc.constantFrom(...ids)), fc.constantFrom('department', 'leadingGroup'))))
    .map((all) =>
      all.map(([dates, parentId, successorId, kind], index) => ({
        ...unit(ids[index] ?? ''),
        ...dates,
        kind: kind as Unit['kind'],
        ...(parentId ? { parentId } : {}),
        ...(successorId ? { successorId } : {}),
      })),
    );
  const anyPosts = fc
    .array(fc.tuple(dated, fc.constantFrom(...ids), fc.constantFrom(...roles), fc.option(fc.constantFrom('ann', 'ben', 'cai', 'off')), fc.option(fc.nat(14))), { maxLength: 15 })
    .map((all) =>
      all.map(([dates, unitId, role, personId, deputy], index) => ({
        ...post(`q${index}`, unitId, role, personId ?? undefined),
        ...dates,
        ...(deputy === null ? {} : { deputyPostId: `q${deputy}` }),
      })),
    );
  const sources = fc.record({ units: anyUnits, posts: anyPosts });

  test('an escalation always reaches somebody while an administrator is there: living people in posts in force, once each', () => {
    fc.assert(
      fc.property(sources, fc.constantFrom(...ids), fc.constantFrom(...roles), moment, (source, unitId, role, at) => {
        const whole = createOrg({
          version: 1,
          units: [...source.units, unit('district')],
          posts: [...source.posts, administrator],
          persons: [...['ann', 'ben', 'cai', 'root'].map((id) => person(id)), person('off', false)],
        });
        const found = whole.addressees(unitId, role, at);
        expect(found.length).toBeGreaterThan(0);
        expect(new Set(found.map((one) => one.personId)).size).toBe(found.length);
        for (const one of found) {
          expect(whole.person(one.personId)?.active).toBe(true);
          expect(whole.postsOf(one.personId, at).map((held) => held.id)).toContain(one.postId);
          expect(whole.post(one.postId)?.unitId).toBe(one.unitId);
          if (one.insteadOf) {
            const vacant = whole.post(one.insteadOf);
            expect(vacant && whole.person(vacant.personId ?? '')?.active).not.toBe(true);
            expect(one.insteadOf).not.toBe(one.postId);
          }
        }
        const here = whole.postsIn(unitId, role, at).filter((one) => whole.person(one.personId ?? '')?.active);
        if (here.length > 0) expect(new Set(found.map((one) => one.personId))).toEqual(new Set(here.map((one) => one.personId)));
      }),
      { numRuns: 500 },
    );
  });

  test('above and below agree', () => {
    fc.assert(
      fc.property(sources, fc.constantFrom(...ids), fc.constantFrom(...ids), (source, upper, lower) => {
        const whole = createOrg({ version: 1, persons: [], ...source });
        if (upper !== lower) expect(whole.isAbove(upper, lower)).toBe(whole.below(upper).has(lower));
      }),
    );
  });
});

test('2,000 units and 8,000 vacant posts: each unit’s question goes all the way up without a scan', () => {
  const many = Array.from({ length: 2_000 }, (_, index) => unit(`n${index}`, index === 0 ? undefined : `n${Math.floor((index - 1) / 6)}`));
  const vacant = many.flatMap((one) => (['liaisonOfficer', 'managerInCharge', 'unitLeader', 'inspector'] as const).map((role) => post(`${one.id}-${role}`, one.id, role)));
  const start = process.cpuUsage();
  const whole = createOrg({ version: 1, units: many, posts: [...vacant, post('admin', 'n0', 'administrator', 'root')], persons });
  const lost = many.filter((one) => whole.addressees(one.id, 'liaisonOfficer', 1)[0]?.personId !== 'root');
  expect(lost).toEqual([]);
  // About 50 ms on two slow cores. Generous: what is meant to fail here is looking through all units or posts at each level, which takes minutes.
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1_000).toBeLessThan(6_000);
});
