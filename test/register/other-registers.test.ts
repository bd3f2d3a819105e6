import { announcedYears } from '../../domain/calendar/announced.ts';
import { endOfDay, startOfDay } from '../../domain/calendar/beijing.ts';
import { calendarYear, calendarYearId } from '../../domain/register/calendar-year.ts';
import { type DelegationCommand, delegation, isInForce } from '../../domain/register/delegation.ts';
import { party } from '../../domain/register/party.ts';
import { projectCalendarDays } from '../../ledger/projection/calendar-year.ts';
import { administrator, as, lived, verdict, world } from './fixture.ts';

const ann = as('unitLeader', 'ann', 'bureau');
const grant: DelegationCommand = { type: 'grant', toPersonId: 'ben', postId: 'leader', from: '2026-12-01', until: '2026-12-10', reason: '出差' };

describe('delegations', () => {
  test.each<[string, Partial<typeof grant>, string]>([
    ['the holder for ten days', {}, 'ok delegationGranted'],
    ['to oneself', { toPersonId: 'ann' }, 'delegation.to_oneself'],
    ['somebody else’s post', { postId: 'officer' }, 'delegation.not_holder'],
    ['a vacant post', { postId: 'empty' }, 'post.vacant'],
    ['a post nobody knows', { postId: 'nowhere' }, 'post.unknown'],
    ['to somebody deactivated', { toPersonId: 'left' }, 'person.inactive'],
    ['to nobody known', { toPersonId: 'nobody' }, 'person.unknown'],
    ['from yesterday', { from: '2026-11-30' }, 'delegation.in_past'],
    ['backwards', { until: '2026-11-30' }, 'register.date_order'],
    ['for 92 days', { until: '2027-03-02' }, 'ok delegationGranted'],
    ['for 93 days', { until: '2027-03-03' }, 'delegation.too_long'],
    ['until a day that does not exist', { until: '2026-12-32' }, 'register.date_invalid'],
  ])('granted %s', (_, change, expected) => {
    expect(verdict(delegation.decide(delegation.initial('d'), { ...grant, ...change } as DelegationCommand, world(ann)))).toBe(expected);
  });

  test('what is held by delegation is not delegated on', () => {
    const standIn = as('unitLeader', 'ben', 'bureau', { forPersonId: 'ann', delegationId: 'd' });
    expect(verdict(delegation.decide(delegation.initial('d2'), { ...grant, toPersonId: 'ina' } as DelegationCommand, world(standIn)))).toBe('delegation.chain');
  });

  test('an administrator delegates the post of somebody who is away, in that person’s name', () => {
    expect(lived(delegation, 'd', [grant, world(administrator)])).toMatchObject({ fromPersonId: 'ann', toPersonId: 'ben', unitId: 'bureau' });
  });

  test('an inspector’s post goes only to whoever is certified through its last day', () => {
    const to = (toPersonId: string, until: string) =>
      verdict(delegation.decide(delegation.initial('d'), { ...grant, postId: 'officer', toPersonId, until } as DelegationCommand, world(administrator)));
    expect([to('ivo', '2026-12-10'), to('ivo', '2026-12-11'), to('ben', '2026-12-02')]).toEqual([
      'ok delegationGranted',
      'delegation.needs_certificate',
      'delegation.needs_certificate',
    ]);
  });

  test('it holds from the first instant of its first day to the last of its last, unless revoked', () => {
    const state = lived(delegation, 'd', [grant, world(ann)]);
    const holds = (at: number) => isInForce(state, at);
    expect([holds(startOfDay('2026-12-01') - 1), holds(startOfDay('2026-12-01')), holds(endOfDay('2026-12-10')), holds(endOfDay('2026-12-10') + 1)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const revoked = lived(delegation, 'd', [grant, world(ann)], [{ type: 'revoke' }, world(ann)]);
    expect([isInForce(revoked, world().now - 1), isInForce(revoked, world().now)]).toEqual([true, false]);
    expect(verdict(delegation.decide(revoked, { type: 'revoke' }, world(ann)))).toBe('delegation.over');
    expect(verdict(delegation.decide(state, { type: 'revoke' }, world(ann, { now: endOfDay('2026-12-10') + 1 })))).toBe('delegation.over');
  });

  test('both people and administrators may revoke it, nobody else is shown a step', () => {
    const state = lived(delegation, 'd', [grant, world(ann)]);
    const steps = (actor: Parameters<typeof world>[0]) => delegation.allowed(state, world(actor)).map((step) => step.type);
    expect([steps(ann), steps(as('managerInCharge', 'ben', 'bureau')), steps(administrator), steps(as('unitLeader', 'ina', 'bureau'))]).toEqual([
      ['revoke'],
      ['revoke'],
      ['revoke'],
      [],
    ]);
  });
});

describe('parties', () => {
  const register = { type: 'register', name: '演示大药房', kind: 'pharmacy', address: '演示路1号' } as const;

  test('whoever registers it, the unit keeps it; a change keeps the old values in the facts and nothing personal in the chain', () => {
    const state = lived(party, 'x', [register, world(as('inspector', 'ina', 'body'))], [{ type: 'change', address: '演示路2号', reason: '搬迁' }]);
    expect(state).toMatchObject({ unitId: 'body', address: '演示路2号', name: '演示大药房', version: 2 });
    expect(Object.keys(state)).not.toContain('reason');
    for (const fields of Object.values(party.sealed)) expect(fields).toEqual(expect.arrayContaining(['name', 'address', 'contact']));
  });
});

describe('calendar years', () => {
  const announce = (days: readonly [string, 'holiday' | 'makeUp'][], year = 2027) =>
    verdict(
      calendarYear.decide(
        calendarYear.initial(calendarYearId(year)),
        { type: 'announce', year, noticeNo: '演示〔2026〕1号', days: days.map(([date, kind]) => ({ date, kind, name: '元旦' })) },
        world(),
      ),
    );

  test.each<[string, [string, 'holiday' | 'makeUp'][], string]>([
    [
      'a holiday and a Sunday worked',
      [
        ['2027-01-01', 'holiday'],
        ['2027-01-03', 'makeUp'],
      ],
      'ok yearAnnounced',
    ],
    ['a working day "made up"', [['2027-01-04', 'makeUp']], 'calendar.make_up_on_weekday'],
    ['a day of another year', [['2026-12-31', 'holiday']], 'calendar.day_outside'],
    [
      'a day twice',
      [
        ['2027-01-01', 'holiday'],
        ['2027-01-01', 'holiday'],
      ],
      'calendar.day_twice',
    ],
    ['a day that does not exist', [['2027-02-29', 'holiday']], 'register.date_invalid'],
  ])('a notice with %s', (_, days, expected) => {
    expect(announce(days)).toBe(expected);
  });

  test('a year has one record: the id is the year’s, another id is refused', () => {
    expect(calendarYearId(2027)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-0{8}2027$/);
    expect(verdict(calendarYear.decide(calendarYear.initial(calendarYearId(2026)), { type: 'announce', year: 2027, noticeNo: 'x', days: [] }, world()))).toBe(
      'calendar.year_invalid',
    );
  });

  test('every year announced so far passes the rules', () => {
    expect(announcedYears.length).toBeGreaterThan(15);
    for (const { year, days } of announcedYears)
      expect(`${year} ${verdict(calendarYear.decide(calendarYear.initial(calendarYearId(year)), { type: 'announce', year, noticeNo: 'x', days }, world()))}`).toBe(
        `${year} ok yearAnnounced`,
      );
  });

  test('a correction replaces the days, and a day taken back is an ordinary one in the table', () => {
    const first = {
      type: 'announce',
      year: 2027,
      noticeNo: 'a',
      days: [
        { date: '2027-01-01', kind: 'holiday', name: '元旦' },
        { date: '2027-01-03', kind: 'makeUp', name: '元旦' },
      ],
    } as const;
    const corrected = { ...first, type: 'correct', reason: '更正', noticeNo: 'b', days: [{ date: '2027-01-01', kind: 'holiday', name: '元旦' }] } as const;
    const state = lived(calendarYear, calendarYearId(2027), [first], [corrected]);
    expect(projectCalendarDays(state)).toEqual([
      { date: '2027-01-01', kind: 'holiday', name: '元旦', year: 2027 },
      { date: '2027-01-03', kind: 'ordinary', name: '', year: 2027 },
    ]);
    expect(verdict(calendarYear.decide(state, corrected, world()))).toBe('ok');
    expect(verdict(calendarYear.decide(state, first, world()))).toBe('register.exists');
    expect(lived(calendarYear, calendarYearId(2027), [first], [corrected], [{ ...first, type: 'correct', reason: '恢复' }]).withdrawn).toEqual([]);
  });
});
