import fc from 'fast-check';
import { announcedCalendar } from '../../domain/calendar/announced.ts';
import { addDays, atTime, beijingDateOf, endOfDay } from '../../domain/calendar/beijing.ts';
import type { AnnouncedDay, Calendar, Due } from '../../domain/calendar/calendar.ts';
import { calendarBefore, createCalendar } from '../../domain/calendar/create-calendar.ts';
import { recomputeDeadline } from '../../domain/calendar/recompute.ts';
import { type Deadline, foldDeadlines, nextWake, planDeadline } from '../../domain/chase/deadline.ts';
import type { Ladder } from '../../domain/chase/ladder.ts';
import type { Period } from '../../domain/process/time.ts';

const rule = { zh: '测试规则', en: 'test rule' };
const working = (value: number): Period => ({ value, unit: 'workingDay' });
const at10 = (date: string) => atTime(date, 10);
const ladder: Ladder = [
  { rung: 'reminder', offset: working(-1), to: 'responsible' },
  { rung: 'overdue', offset: working(0), to: 'managerInCharge' },
  { rung: 'again', offset: working(2), to: 'managerInCharge' },
];

// A notice for 2027 as it may read: New Year 1 to 4 January, Sunday the 10th worked.
const notice: readonly AnnouncedDay[] = [
  { date: '2027-01-01', kind: 'holiday', name: '元旦' },
  { date: '2027-01-02', kind: 'holiday', name: '元旦' },
  { date: '2027-01-03', kind: 'holiday', name: '元旦' },
  { date: '2027-01-04', kind: 'holiday', name: '元旦' },
  { date: '2027-01-10', kind: 'makeUp', name: '元旦' },
];
const was = announcedCalendar(1);
const days2026 = Array.from({ length: 365 }, (_, index) => was.dayOf(addDays('2026-01-01', index)) ?? []).flat();
const now = createCalendar({ version: 2, days: [...days2026, ...notice], announcedYears: [2026, 2027] });

const open = (due: Due, calendar: Calendar, at = due.basis.from): Deadline => ({ ...planDeadline('rectify', due, ladder, calendar, at), seq: 3, setAt: at, reached: [] });
const morning = (date: string) => atTime(date, 9);
const moments = (rungs: readonly { readonly rung: string; readonly at: number }[] = []) => rungs.map((step) => [step.rung, step.at]);

describe('the announcement of 2027', () => {
  const deadline = open(was.due(at10('2026-12-30'), working(3), rule), was);

  test('moves a provisional deadline and its rungs as if they had been counted with it from the first', () => {
    expect(deadline).toMatchObject({ dueOn: '2027-01-04', basis: { provisional: true } });
    const moved = recomputeDeadline(deadline, was, now);
    expect(moved?.before).toEqual({ dueOn: '2027-01-04', dueAt: endOfDay('2027-01-04') });
    expect(moved?.after).toEqual(now.due(at10('2026-12-30'), working(3), rule));
    expect(moved?.after.dueOn).toBe('2027-01-06');
    expect(moved?.after.basis.provisional).toBeUndefined();
    expect(moments(moved?.rungs)).toEqual([
      ['reminder', morning('2027-01-05')],
      ['overdue', morning('2027-01-07')],
      ['again', morning('2027-01-10')],
    ]);
  });

  test('asked twice changes nothing the second time', () => {
    const moved = recomputeDeadline(deadline, was, now);
    expect(moved).toBeDefined();
    const applied: Deadline = { ...deadline, ...moved?.after, rungs: moved?.rungs ?? [] };
    expect(recomputeDeadline(applied, was, now)).toBeUndefined();
    expect(recomputeDeadline(applied, now, now)).toBeUndefined();
  });

  test('keeps its number, so that no rung is told twice, and comes back the same from the fact read from the store', () => {
    const moved = recomputeDeadline(JSON.parse(JSON.stringify(deadline)), was, now);
    const fact = { type: 'deadlinesRecomputed', recounts: [{ kind: deadline.kind, ...moved?.after, rungs: moved?.rungs ?? [] }] };
    const [set] = foldDeadlines([deadline], { seq: 9, at: at10('2026-12-31'), receivedAt: at10('2026-12-31'), actor: { by: 'system' }, fact: JSON.parse(JSON.stringify(fact)) });
    expect(set).toMatchObject({ seq: deadline.seq, setAt: deadline.setAt, kind: 'rectify', dueOn: '2027-01-06' });
    expect(set && recomputeDeadline(set, was, now)).toBeUndefined();
  });

  test('leaves a deadline that ends before it as it is, when its rungs lie before it too', () => {
    expect(recomputeDeadline(open(was.due(at10('2026-11-23'), working(5), rule), was), was, now)).toBeUndefined();
  });

  test('moves the rungs of a firm date whose mornings were planned into the holiday', () => {
    const firm = open(was.due(at10('2026-12-28'), working(3), rule), was);
    expect(firm).toMatchObject({ dueOn: '2026-12-31' });
    expect(firm.basis.provisional).toBeUndefined();
    const moved = recomputeDeadline(firm, was, now);
    expect(moved?.after.dueAt).toBe(firm.dueAt);
    expect(moments(moved?.rungs)).toEqual([
      ['reminder', morning('2026-12-30')],
      ['overdue', morning('2027-01-05')],
      ['again', morning('2027-01-07')],
    ]);
  });

  test('keeps a date that a document names, and moves only its rungs', () => {
    const named = open(was.dueOn('2027-01-01', at10('2026-11-23'), rule), was);
    const moved = recomputeDeadline(named, was, now);
    expect(moved?.after).toEqual(was.dueOn('2027-01-01', at10('2026-11-23'), rule));
    expect(moments(moved?.rungs)).toEqual([
      ['reminder', morning('2026-12-31')],
      ['overdue', morning('2027-01-05')],
      ['again', morning('2027-01-07')],
    ]);
  });

  test('makes a provisional date firm even where it does not move', () => {
    const quiet = createCalendar({ version: 2, days: days2026, announcedYears: [2026, 2027] });
    const moved = recomputeDeadline(deadline, was, quiet);
    expect(moved?.after.dueOn).toBe(deadline.dueOn);
    expect(moved?.after.basis.provisional).toBeUndefined();
    expect(moments(moved?.rungs)).toEqual(moments(deadline.rungs));
  });

  test('counts again what the count had left out and rolled', () => {
    const options = { excluded: [{ from: '2027-01-05', until: '2027-01-06' }], rollForward: true };
    const due = was.due(at10('2026-12-30'), { value: 2, unit: 'calendarDay' }, rule, options);
    expect(due.dueOn).toBe('2027-01-01');
    const moved = recomputeDeadline(open(due, was), was, now);
    expect(moved?.after).toEqual(now.due(at10('2026-12-30'), { value: 2, unit: 'calendarDay' }, rule, options));
    expect(moved?.after.dueOn).toBe('2027-01-07');
  });

  test('the calendar of before a year is this one without it', () => {
    expect(recomputeDeadline(deadline, calendarBefore(now, [{ year: 2027 }]), now)).toEqual(recomputeDeadline(deadline, was, now));
  });
});

describe('rungs that are not where they were planned', () => {
  const deadline = open(was.due(at10('2026-12-30'), working(3), rule), was);

  test('reached rungs stay reached: only those to come are planned again', () => {
    const chased: Deadline = { ...deadline, rungs: deadline.rungs.slice(1), reached: [{ rung: 'reminder', at: morning('2026-12-31') }] };
    expect(moments(recomputeDeadline(chased, was, now)?.rungs).map(([rung]) => rung)).toEqual(['overdue', 'again']);
  });

  test('one that an outage moved keeps its shift of days, to the next working morning', () => {
    const planned = deadline.rungs.at(-1)?.at ?? 0;
    expect(planned).toBe(morning('2027-01-07'));
    const late: Deadline = { ...deadline, rungs: deadline.rungs.slice(2).map((step) => ({ ...step, at: morning('2027-01-08') })) };
    // Planned anew for Sunday the 10th, which is worked, and one day later as before.
    expect(moments(recomputeDeadline(late, was, now)?.rungs)).toEqual([['again', morning('2027-01-11')]]);
  });

  test('one that an outage moved on a date that stands goes no further than to the next working morning', () => {
    const named = open(was.dueOn('2026-12-28', at10('2026-11-23'), rule), was);
    const late: Deadline = { ...named, rungs: named.rungs.slice(2).map((step) => ({ ...step, at: morning('2027-01-04') })) };
    const moved = recomputeDeadline(late, was, now);
    expect(moments(moved?.rungs)).toEqual([['again', morning('2027-01-05')]]);
    expect(recomputeDeadline({ ...late, rungs: moved?.rungs ?? [] }, was, now)).toBeUndefined();
  });

  test('one that an outage moved on a date that stands stays where its morning is still a working one, however often it is asked', () => {
    const named = open(was.dueOn('2026-12-31', at10('2026-11-23'), rule), was);
    const late: Deadline = { ...named, rungs: named.rungs.slice(2).map((step) => ({ ...step, at: morning('2027-01-06') })) };
    expect(recomputeDeadline(late, was, now)).toBeUndefined();
  });

  test('days that a suspension added to the due day stay added', () => {
    const suspended: Deadline = { ...deadline, dueOn: '2027-01-14', dueAt: endOfDay('2027-01-14') };
    expect(recomputeDeadline(suspended, was, now)?.after).toMatchObject({ dueOn: '2027-01-16', dueAt: endOfDay('2027-01-16') });
  });

  test('a ladder that stands still is counted too and goes on standing still', () => {
    const paused: Deadline = { ...deadline, pausedAt: at10('2026-12-31') };
    const moved = recomputeDeadline(paused, was, now);
    expect(moved).toEqual(recomputeDeadline(deadline, was, now));
    const recounts = moved ? [{ kind: paused.kind, ...moved.after, rungs: moved.rungs }] : [];
    const [after] = foldDeadlines([paused], { seq: 9, at: at10('2027-01-01'), receivedAt: 0, actor: { by: 'system' }, fact: { type: 'deadlinesRecomputed', recounts } });
    expect(after).toMatchObject({ pausedAt: at10('2026-12-31'), seq: 3, dueOn: '2027-01-06' });
    expect(nextWake(after ? [after] : [])).toBeUndefined();
  });

  test('an exact deadline stands, with its exact rungs', () => {
    const due = was.due(at10('2027-01-01'), { value: 2, unit: 'hour' }, rule);
    const exact: Deadline = {
      ...planDeadline('rectify', due, [{ rung: 'overdue', offset: { value: 0, unit: 'second' }, to: 'managerInCharge' }], was, due.basis.from),
      seq: 1,
      setAt: 0,
      reached: [],
    };
    expect(recomputeDeadline(exact, was, now)).toBeUndefined();
  });
});

test('a rung carries the offset it was planned by', () => {
  expect(open(was.due(at10('2026-11-23'), working(5), rule), was).rungs.map((step) => step.offset)).toEqual(ladder.map((step) => step.offset));
});

describe('for any announcement of 2027', () => {
  const dates2027 = fc.integer({ min: 0, max: 60 }).map((n) => addDays('2027-01-01', n));
  const announced = fc.array(fc.record({ date: dates2027, kind: fc.constantFrom<AnnouncedDay['kind']>('holiday', 'makeUp'), name: fc.constant('元旦') }), { maxLength: 30 });
  const starts = fc.integer({ min: 0, max: 70 }).map((n) => at10(addDays('2026-11-20', n)));

  test('a deadline recomputed is the deadline that would have been planned with it, and recomputing again is nothing', () => {
    fc.assert(
      fc.property(announced, starts, fc.integer({ min: 1, max: 40 }), (days, from, value) => {
        const after = createCalendar({ version: 2, days: [...days2026, ...days], announcedYears: [2026, 2027] });
        const deadline = open(was.due(from, working(value), rule), was, 0);
        const fresh = open(after.due(from, working(value), rule), after, 0);
        const moved = recomputeDeadline(deadline, was, after);
        const applied: Deadline = moved ? { ...deadline, ...moved.after, rungs: moved.rungs } : deadline;
        expect([applied.dueOn, applied.dueAt, moments(applied.rungs)]).toEqual([fresh.dueOn, fresh.dueAt, moments(fresh.rungs)]);
        expect(recomputeDeadline(applied, was, after)).toBeUndefined();
        for (const step of applied.rungs) expect(after.isWorkingDay(beijingDateOf(step.at))).toBe(true);
      }),
    );
  });
});
