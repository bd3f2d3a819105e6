import fc from 'fast-check';
import { type CaseState, initialCase } from '../../domain/case/state.ts';
import { growingOrg } from '../../domain/org/growing.ts';
import { createOrg } from '../../domain/org/snapshot.ts';
import { roles } from '../../domain/process/actor.ts';
import type { Naming, World } from '../../domain/process/definition.ts';
import { delegation } from '../../domain/register/delegation.ts';
import type { HandOver } from '../../domain/register/hand-over.ts';
import { type PersonState, person } from '../../domain/register/person.ts';
import { post } from '../../domain/register/post.ts';
import { walks } from '../harness/walks.ts';
import { lived, noon, verdict, world } from './fixture.ts';

const reason = '调离';
const ann: PersonState = { ...lived(person, 'ann', [{ type: 'register', name: '甲', username: 'ann' }]) };
const officer = (id: string, unitId: string, role: 'inspector' | 'unitLeader', personId: string) =>
  lived(post, id, [{ type: 'create', unitId, role, title: id, personId, from: '2026-01-01' }, world(undefined, { people: [] })]);
const naming = (...states: readonly ReturnType<typeof officer>[]): readonly Naming[] => states.map((state) => ({ type: 'post', state }));
const asked = (more: Partial<HandOver>, given: readonly Naming[] = naming(officer('leader', 'bureau', 'unitLeader', 'ann')), base: World = world()) =>
  person.decide(ann, { type: 'handOver', reason, ...more }, { ...base, naming: given });

describe('handing over', () => {
  test('assigns each post to the one named for it, else to the one named for all, in one decision', () => {
    const decided = asked(
      { toPersonId: 'ben', posts: [{ postId: 'second', toPersonId: 'root' }] },
      naming(officer('leader', 'bureau', 'unitLeader', 'ann'), officer('second', 'branch', 'unitLeader', 'ann')),
    );
    expect(verdict(decided)).toBe('ok personHandedOver');
    expect(decided.ok && decided.also?.map(({ id, command }) => [id, command])).toEqual([
      ['leader', { type: 'assign', personId: 'ben' }],
      ['second', { type: 'assign', personId: 'root' }],
    ]);
    expect(decided.ok && decided.notices?.map(({ to }) => to[0]?.personId).sort()).toEqual(['ann', 'ben', 'root']);
  });

  test('gives a case to whoever takes over the inspector’s post in the body that took its body’s work over', () => {
    const merged = world(undefined, { units: [{ id: 'oldBody', name: '原执法大队', aliases: [], kind: 'enforcementBody', from: 0, until: 1, successorId: 'body' }] });
    const open: CaseState = { ...initialCase('c'), version: 1, stage: 'opened', openedBy: 'ann', bodyUnitId: 'oldBody', episodes: [{ number: 1, openedAt: 0 }] };
    const decided = asked({ posts: [{ postId: 'third', toPersonId: 'ina' }] }, [...naming(officer('third', 'body', 'inspector', 'ann')), { type: 'case', state: open }], merged);
    expect(verdict(decided)).toBe('ok personHandedOver');
    expect(decided.ok && decided.also?.map(({ id, command }) => [id, command])).toEqual([
      ['third', { type: 'assign', personId: 'ina' }],
      ['c', { type: 'changeOfficer', from: 'ann', to: 'ina', reason }],
    ]);
  });

  test('names what cannot go: no successor, a day before the leaver held it', () => {
    const missing = asked({});
    expect([verdict(missing), !missing.ok && missing.items]).toEqual([
      'person.hand_over_blocked',
      [{ type: 'post', id: 'leader', number: null, toPersonId: null, code: 'person.successor_missing' }],
    ]);
    const early = asked({ toPersonId: 'ben', on: '2025-12-31' });
    expect(!early.ok && early.items?.[0]?.code).toBe('register.date_order');
  });

  test('leaves what is excluded; who leaves for good has it vacated, and nothing stays with them', () => {
    expect(verdict(asked({ toPersonId: 'ben', exclude: ['leader'] }))).toBe('person.nothing_to_hand_over');
    const leaving = asked({ exclude: ['leader'], leaves: true });
    expect(verdict(leaving)).toBe('ok personHandedOver personDeactivated');
    expect(leaving.ok && leaving.also).toEqual([{ type: 'post', id: 'leader', command: { type: 'vacate', reason } }]);
  });

  test('is refused to oneself, to nobody known, to one who is gone, and of one who is gone', () => {
    expect([asked({ toPersonId: 'ann' }), asked({ toPersonId: 'nobody' }), asked({ toPersonId: 'left' })].map(verdict)).toEqual([
      'person.to_oneself',
      'person.unknown',
      'person.inactive',
    ]);
    expect(verdict(person.decide({ ...ann, active: false }, { type: 'handOver', toPersonId: 'ben', reason }, { ...world(), naming: [] }))).toBe('person.inactive');
  });

  test('bears two thousand items and no more', () => {
    const many = Array.from({ length: 2_001 }, (_, n) => officer(`p${n}`, 'bureau', 'unitLeader', 'ann'));
    expect(verdict(asked({ toPersonId: 'ben' }, naming(...many.slice(1))))).toBe('ok personHandedOver');
    expect(verdict(asked({ toPersonId: 'ben' }, naming(...many)))).toBe('person.too_many_items');
  });

  test('whatever is asked: it never throws, a refusal leaves nothing, and what is accepted moves every item that is not excluded, once', () => {
    const ids = ['leader', 'second', 'third', 'strange'];
    const posts = naming(officer('leader', 'bureau', 'unitLeader', 'ann'), officer('second', 'branch', 'unitLeader', 'ann'), officer('third', 'body', 'inspector', 'ann'));
    const someone = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('ben', 'root', 'ina') }, fc.constantFrom('left', 'ann', 'nobody'));
    const wish = fc.record(
      {
        toPersonId: someone,
        posts: fc.array(fc.record({ postId: fc.constantFrom(...ids), toPersonId: someone }), { maxLength: 2 }),
        exclude: fc.subarray(ids),
        leaves: fc.boolean(),
        on: fc.constantFrom('2026-06-01', '2026-12-02', '2025-01-01', 'x'),
      },
      { requiredKeys: [] },
    );
    const accepted = new Set<string>();
    for (const walk of walks(300))
      fc.assert(
        fc.property(wish, (more) => {
          const decided = asked(more as Partial<HandOver>, posts);
          if (!decided.ok) {
            expect('facts' in decided).toBe(false);
            return;
          }
          const moved = (decided.also ?? []).map(({ id }) => id);
          const left = more.leaves ? [] : (more.exclude ?? []);
          accepted.add(more.leaves ? 'of all' : left.length > 0 ? 'of some' : 'of each');
          expect([...moved].sort()).toEqual(['leader', 'second', 'third'].filter((id) => !left.includes(id)).sort());
          const people = (decided.also ?? []).map(({ command }) => (command as { readonly personId?: string }).personId);
          for (const personId of people) if (personId !== undefined) expect(['ben', 'root', 'ina']).toContain(personId);
        }),
        walk,
      );
    expect([...accepted].sort()).toEqual(['of all', 'of each', 'of some']);
  });
});

describe('a standing entry', () => {
  const grant = (until: string, kind?: 'entry' | 'acting') =>
    delegation.decide(delegation.initial('d'), { type: 'grant', toPersonId: 'ben', postId: 'leader', from: '2026-12-01', until, reason, ...(kind ? { kind } : {}) }, world());
  test('lasts 366 days, a delegation to act 92; facts that say no kind are to act', () => {
    expect([grant('2027-12-01', 'entry'), grant('2027-12-02', 'entry'), grant('2027-03-02'), grant('2027-03-03', 'acting')].map(verdict)).toEqual([
      'ok delegationGranted',
      'delegation.too_long',
      'ok delegationGranted',
      'delegation.too_long',
    ]);
    expect(lived(delegation, 'd', [{ type: 'grant', toPersonId: 'ben', postId: 'leader', from: '2026-12-01', until: '2026-12-31', reason }]).kind).toBe('acting');
  });
});

describe('an org that grows', () => {
  test('answers like one that was built with the same entries at once', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd');
    const unit = fc.record({ id, name: fc.constantFrom('甲', '乙'), parent: fc.option(id, { nil: undefined }) });
    const held = fc.record({ id, unitId: id, role: fc.constantFrom(...roles), personId: fc.option(id, { nil: undefined }) });
    const named = fc.record({ id, username: fc.constantFrom('u', 'v', 'w') });
    const entry = fc.oneof(
      unit.map((one) => ({ unit: one })),
      held.map((one) => ({ post: one })),
      named.map((one) => ({ person: one })),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), (entries) => {
        const empty = createOrg({ version: 1, units: [], posts: [], persons: [] });
        const growing = growingOrg(empty);
        const units = new Map();
        const posts = new Map();
        const people = new Map();
        let grown = growing.with({ unit: { id: 'a', name: '甲', aliases: [], kind: 'department', from: 0 } });
        units.set('a', grown.unit('a'));
        for (const one of entries) {
          if ('unit' in one) {
            const { parent, ...rest } = one.unit;
            const full = { ...rest, aliases: [], kind: 'department' as const, from: 0, ...(parent === undefined ? {} : { parentId: parent }) };
            units.set(full.id, full);
            grown = growing.with({ unit: full });
          } else if ('post' in one) {
            const { personId, ...rest } = one.post;
            const full = { ...rest, title: '岗', from: 0, ...(personId === undefined ? {} : { personId }) };
            posts.set(full.id, full);
            grown = growing.with({ post: full });
          } else {
            if ([...people.values()].some((known) => known.username === one.person.username && known.id !== one.person.id)) continue;
            const full = { ...one.person, name: '某', active: true };
            people.set(full.id, full);
            grown = growing.with({ person: full });
          }
        }
        const whole = createOrg({ version: 1, units: units.values(), posts: posts.values(), persons: people.values() });
        for (const one of ['a', 'b', 'c', 'd']) {
          expect([grown.unit(one), grown.post(one), grown.person(one)]).toEqual([whole.unit(one), whole.post(one), whole.person(one)]);
          expect([grown.postsOf(one, noon), [...grown.below(one)].sort()]).toEqual([whole.postsOf(one, noon), [...whole.below(one)].sort()]);
          for (const role of roles)
            expect([grown.postsIn(one, role, noon), grown.addressees(one, role, noon)]).toEqual([whole.postsIn(one, role, noon), whole.addressees(one, role, noon)]);
        }
        for (const name of ['u', 'v', 'w']) expect(grown.personNamed(name)).toEqual(whole.personNamed(name));
      }),
    );
  });
});
