import { foldDeadlines, nextWake, planDeadline, strike } from '../../domain/chase/deadline.ts';
import type { Recorded } from '../../domain/process/fact.ts';
import { defaultTaskLadders } from '../../domain/task/ladders.ts';
import { at, calendar } from '../campaign/district.ts';

const actor = { by: 'time' } as const;
const launched = at('2026-03-02 10:00');
const due = calendar.dueOn('2026-05-04', launched, { zh: '计划', en: 'plan' });
const [deadline] = foldDeadlines([], {
  seq: 1,
  at: launched,
  receivedAt: launched,
  actor,
  fact: { type: 'taskIssued', sets: [planDeadline('task', due, defaultTaskLadders.task, calendar, launched)] },
});

describe('a reminder whose due moment has passed before its turn came', () => {
  test('drops out in silence while the overdue notice is still to come, and time then waits for that notice', () => {
    if (!deadline) throw new Error('the fact sets a deadline');
    // The night after the due day, when an outage ends: the reminder was missed, the overdue notice comes at nine.
    const now = at('2026-05-05 02:00');
    const struck = strike([deadline], now, calendar);
    expect(struck).toMatchObject({ silent: true, fact: { rung: 'reminder', skipped: ['reminder'] } });
    if (!struck) throw new Error('something is due');
    const recorded: Recorded = { seq: 2, at: now, receivedAt: now, actor, fact: struck.fact };
    const after = foldDeadlines([deadline], recorded);
    expect(after[0]?.reached).toEqual([]);
    expect(nextWake(after)).toBe(at('2026-05-06 09:00') + deadline.graceMs);
    expect(strike(after, now, calendar)).toBeUndefined();
    expect(strike(after, at('2026-05-06 09:01'), calendar)).toMatchObject({ silent: false, fact: { rung: 'overdueNotice' } });
  });
});
