import { startOfDay } from '../../domain/calendar/beijing.ts';
import { type Org, unitNameAt } from '../../domain/org/org.ts';
import { person } from '../../domain/register/person.ts';
import { post } from '../../domain/register/post.ts';
import { type UnitCommand, unit } from '../../domain/register/unit.ts';
import { administrator, as, lived, noon, postOf, verdict, world } from './fixture.ts';

const newUnit: UnitCommand = { type: 'register', name: '新单位', kind: 'town', parentId: 'district', from: '2020-01-01' };

describe('units', () => {
  test('a renamed unit bears its old name in what was written before the register knew the new one, and is found by it', () => {
    const state = lived(
      unit,
      'u',
      [newUnit, world(administrator, { now: startOfDay('2026-05-01') })],
      [{ type: 'rename', name: '新镇', shortName: '新', from: '2026-06-01' }],
      [{ type: 'rename', name: '新街道' }, world(administrator, { now: noon + 1 })],
    );
    const org: Org = { ...world().org, unit: (id) => (id === 'u' ? state : undefined) };
    const named = [0, startOfDay('2026-05-31'), startOfDay('2026-06-01'), noon - 1, noon, noon + 1].map((at) => unitNameAt('u', org, at));
    expect(named).toEqual(['新单位', '新单位', '新单位', '新单位', '新镇', '新街道']);
    expect(state.names.map(({ enteredAt }) => enteredAt)).toEqual([undefined, noon, undefined]);
    expect(unitNameAt('nowhere', org, noon)).toBe('');
    expect(state).toMatchObject({ name: '新街道', shortName: '新', aliases: ['新单位', '新镇'], version: 3 });
  });

  test.each<[string, UnitCommand, string]>([
    ['a day to come', { ...newUnit, from: '2026-12-02' }, 'register.date_in_future'],
    ['a day that does not exist', { ...newUnit, from: '2026-02-30' }, 'register.date_invalid'],
    ['an unknown parent', { ...newUnit, parentId: 'nowhere' }, 'unit.unknown'],
    ['a parent that has ended', { ...newUnit, parentId: 'gone' }, 'unit.ended'],
    ['a name its sister bears', { ...newUnit, name: '某局' }, 'unit.name_taken'],
    ['nothing against it', { ...newUnit, name: '旧局' }, 'ok unitRegistered'],
  ])('registering with %s', (_, command, expected) => {
    expect(verdict(unit.decide(unit.initial('u'), command, world()))).toBe(expected);
  });

  test('a unit cannot come to stand below itself', () => {
    const bureau = lived(unit, 'bureau', [{ ...newUnit, name: '别名' }]);
    expect(verdict(unit.decide(bureau, { type: 'move', parentId: 'branch', reason: '调整' }, world()))).toBe('unit.cycle');
    expect(verdict(unit.decide(bureau, { type: 'move', parentId: 'bureau', reason: '调整' }, world()))).toBe('unit.cycle');
    expect(verdict(unit.decide(bureau, { type: 'move', parentId: 'body', reason: '调整' }, world()))).toBe('unit.cycle');
  });

  test('a unit ends only without units below it, with a living successor, and its posts end in the same transaction', () => {
    const branch = lived(unit, 'branch', [newUnit]);
    const bureau = lived(unit, 'bureau', [{ ...newUnit, name: '别名' }]);
    expect(verdict(unit.decide(bureau, { type: 'end' }, world()))).toBe('unit.has_children');
    for (const successorId of ['branch', 'gone', 'nowhere']) expect(verdict(unit.decide(branch, { type: 'end', successorId }, world()))).toBe('unit.successor_invalid');
    expect(verdict(unit.decide(branch, { type: 'end', on: '2019-12-31' }, world()))).toBe('register.date_order');
    expect(unit.decide(branch, { type: 'end', successorId: 'body' }, world())).toMatchObject({ ok: true, also: [{ type: 'post', id: 'empty', command: { type: 'end' } }] });
    const ended = lived(unit, 'branch', [newUnit], [{ type: 'end', successorId: 'body', on: '2026-11-30' }]);
    expect(ended).toMatchObject({ stage: 'ended', successorId: 'body', until: startOfDay('2026-11-30') });
    expect(verdict(unit.decide(ended, { type: 'rename', name: '再生' }, world()))).toBe('unit.ended');
  });

  test('a unit with the only administrator cannot end', () => {
    const hall = { id: 'hall', name: '局', aliases: [], kind: 'department' as const, parentId: 'district', from: 0 };
    const state = lived(unit, 'hall', [{ ...newUnit, name: '厅' }]);
    const two = [postOf('a1', 'hall', 'administrator', 'ann'), postOf('a2', 'hall', 'administrator', 'ben')];
    const others = world(undefined, { units: [hall], posts: two });
    expect(verdict(unit.decide(state, { type: 'end' }, others))).toBe('ok unitEnded');
    const none = {
      ...others,
      org: {
        ...others.org,
        postsIn: (unitId: string, role: Parameters<typeof others.org.postsIn>[1], at: number) => (unitId === 'bureau' ? [] : others.org.postsIn(unitId, role, at)),
      },
    };
    expect(verdict(unit.decide(state, { type: 'end' }, none))).toBe('post.last_administrator');
  });

  test('next steps are an administrator’s, each with what stands against it', () => {
    const state = lived(unit, 'branch', [newUnit], [{ type: 'end' }]);
    expect(unit.allowed(state, world())).toEqual(['rename', 'change', 'move', 'end', 'merge', 'split'].map((type) => ({ type, ok: false, reason: 'unit.ended' })));
    expect(unit.allowed(state, world(as('unitLeader', 'ann', 'bureau')))).toEqual([]);
  });

  test('registering twice, a step before registering, and a step nobody knows are refused', () => {
    const state = lived(unit, 'u', [newUnit]);
    expect(verdict(unit.decide(state, newUnit, world()))).toBe('register.exists');
    expect(verdict(unit.decide(unit.initial('u'), { type: 'end' }, world()))).toBe('process.not_found');
    expect(verdict(unit.decide(state, { type: 'toString' } as never, world()))).toBe('process.unknown_command');
  });
});

describe('people', () => {
  const registered = { type: 'register', name: '卫健委联络员', username: 'liaison.wj' } as const;

  test('a user name belongs to one person', () => {
    expect(verdict(person.decide(person.initial('p'), { ...registered, username: 'ann' }, world()))).toBe('person.username_taken');
    const state = lived(person, 'p', [registered]);
    expect(verdict(person.decide(state, { type: 'change', username: 'ben' }, world()))).toBe('person.username_taken');
    expect(verdict(person.decide(state, { type: 'change', username: 'liaison.wj', mail: 'wj@example.cn' }, world()))).toBe('ok personChanged');
  });

  test('a change that changes nothing leaves no fact', () => {
    expect(verdict(person.decide(lived(person, 'p', [registered]), { type: 'change', name: '卫健委联络员' }, world()))).toBe('ok');
  });

  test('every personal field of every fact is kept out of the chain', () => {
    expect(person.sealed).toEqual({ personRegistered: ['name', 'username', 'mail'], personChanged: ['name', 'username', 'mail'], certificateSet: ['number'] });
  });

  test('a certificate is valid through its last day and is not entered after it', () => {
    const state = lived(person, 'p', [registered]);
    const set = (expiresOn: string) => verdict(person.decide(state, { type: 'setCertificate', number: 'X1', expiresOn }, world()));
    expect([set('2026-12-01'), set('2026-11-30'), set('2026-13-01')]).toEqual(['ok certificateSet', 'person.certificate_expired', 'register.date_invalid']);
  });

  test('who is deactivated leaves all posts in the same transaction', () => {
    const ann = lived(person, 'ann', [registered]);
    expect(person.decide(ann, { type: 'deactivate', reason: '调离' }, world())).toMatchObject({
      ok: true,
      also: [{ type: 'post', id: 'leader', command: { type: 'vacate', reason: '调离' } }],
    });
  });

  test('the last administrator in office stays, even with two posts as such', () => {
    const root = lived(person, 'root', [registered]);
    const twice = [postOf('admin2', 'bureau', 'administrator', 'root')];
    expect(verdict(person.decide(root, { type: 'deactivate', reason: '调离' }, world(undefined, { posts: twice })))).toBe('post.last_administrator');
    expect(verdict(person.decide(root, { type: 'deactivate', reason: '调离' }, world(undefined, { posts: [postOf('admin3', 'bureau', 'administrator', 'left')] })))).toBe(
      'post.last_administrator',
    );
    expect(verdict(person.decide(root, { type: 'deactivate', reason: '调离' }, world(undefined, { posts: [postOf('admin4', 'bureau', 'administrator', 'ann')] })))).toBe(
      'ok personDeactivated',
    );
  });
});

describe('posts', () => {
  const created = { type: 'create', unitId: 'body', role: 'inspector', title: '执法人员', from: '2026-01-01' } as const;

  test.each([
    ['an inspector outside an enforcement body', { ...created, unitId: 'bureau' }, 'post.role_not_of_unit'],
    ['a post of the office outside an office', { ...created, role: 'office' }, 'post.role_not_of_unit'],
    ['a chair of the group outside the group', { ...created, role: 'groupLeader' }, 'post.role_not_of_unit'],
    ['a post in a unit that has ended', { ...created, unitId: 'gone', role: 'expert' }, 'unit.ended'],
    ['a holder who was deactivated', { ...created, personId: 'left' }, 'person.inactive'],
    ['a holder nobody knows', { ...created, personId: 'nobody' }, 'person.unknown'],
    ['a holder', { ...created, personId: 'ina' }, 'ok postCreated postAssigned'],
    ['nobody yet', created, 'ok postCreated'],
  ] as const)('creating %s', (_, command, expected) => {
    expect(verdict(post.decide(post.initial('p'), command, world()))).toBe(expected);
  });

  test('who held it when stays on record: assigned, replaced, vacated', () => {
    const state = lived(
      post,
      'p',
      [{ ...created, personId: 'ina' }],
      [{ type: 'assign', personId: 'ivo', from: '2026-03-01' }],
      [{ type: 'vacate', on: '2026-06-01' }],
      [{ type: 'assign', personId: 'ina', from: '2026-07-01' }],
    );
    expect(state.personId).toBe('ina');
    expect(state.tenures).toEqual([
      { personId: 'ina', from: startOfDay('2026-01-01'), until: startOfDay('2026-03-01') },
      { personId: 'ivo', from: startOfDay('2026-03-01'), until: startOfDay('2026-06-01') },
      { personId: 'ina', from: startOfDay('2026-07-01') },
    ]);
    expect(verdict(post.decide(state, { type: 'assign', personId: 'ivo', from: '2026-06-30' }, world()))).toBe('register.date_order');
    expect(verdict(post.decide(state, { type: 'assign', personId: 'ina' }, world()))).toBe('post.already_held');
  });

  test('deputies never stand in for each other in a circle', () => {
    const deputy = lived(post, 'deputy', [{ ...created, role: 'managerInCharge' }]);
    expect(verdict(post.decide(deputy, { type: 'setDeputy', deputyPostId: 'leader' }, world()))).toBe('post.deputy_cycle');
    expect(verdict(post.decide(deputy, { type: 'setDeputy', deputyPostId: 'deputy' }, world()))).toBe('post.deputy_cycle');
    expect(verdict(post.decide(deputy, { type: 'setDeputy', deputyPostId: 'nowhere' }, world()))).toBe('post.unknown');
    expect(verdict(post.decide(deputy, { type: 'setDeputy', deputyPostId: 'admin' }, world()))).toBe('ok deputySet');
    expect(verdict(post.decide(deputy, { type: 'setDeputy', deputyPostId: null }, world()))).toBe('ok');
  });

  test('the last administrator’s post is neither vacated nor ended', () => {
    const admin = lived(post, 'admin', [{ ...created, role: 'administrator', personId: 'root' }]);
    for (const type of ['vacate', 'end'] as const) expect(verdict(post.decide(admin, { type }, world()))).toBe('post.last_administrator');
    expect(verdict(post.decide(admin, { type: 'vacate' }, world(undefined, { posts: [postOf('other', 'bureau', 'administrator', 'ann')] })))).toBe('ok postVacated');
  });

  test('an ended post takes no further step', () => {
    const state = lived(post, 'p', [{ ...created, personId: 'ina' }], [{ type: 'end' }]);
    expect(state).toMatchObject({ stage: 'ended', until: noon });
    expect(state.personId).toBeUndefined();
    expect(post.allowed(state, world()).map((step) => step.reason)).toEqual(['post.ended', 'post.ended', 'post.ended', 'post.ended']);
  });
});
