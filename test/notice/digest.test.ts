import { planDigest, type WaitingNotice } from '../../domain/notice/digest.ts';
import { officeHours } from '../../domain/notice/quiet-hours.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const everyDay = { isWorkingDay: () => true };
const day = at('2026-12-01T10:00:00');
const night = at('2026-12-01T23:00:00');
const reached = { active: true, address: 'one@example.org' };
const text = { zh: '字', en: 'text' };
const waiting = (deliveryId: string, more: Partial<WaitingNotice> = {}): WaitingNotice => ({
  deliveryId,
  kind: 'overdueNotice',
  process: { type: 'task', id: 'task', number: null },
  title: text,
  why: text,
  rule: text,
  stops: text,
  urgent: false,
  createdAt: day,
  ...more,
});
const ids = (notices: readonly WaitingNotice[]): string[] => notices.map((one) => one.deliveryId);

describe('what leaves for a recipient', () => {
  test('a rung leaves while its deadline is open, and is dropped once it was cleared or stands still', () => {
    const plan = planDigest(
      reached,
      [waiting('open', { deadline: 'open' }), waiting('cleared', { deadline: 'cleared' }), waiting('paused', { deadline: 'paused' }), waiting('event')],
      day,
      everyDay,
      officeHours,
    );
    expect(ids(plan.sent)).toEqual(['event', 'open']);
    expect(plan.dropped).toEqual([
      { deliveryId: 'cleared', reason: 'deadlineCleared' },
      { deliveryId: 'paused', reason: 'deadlinePaused' },
    ]);
    expect(plan.opensAt).toBeUndefined();
  });

  test('nothing leaves for somebody who is not active any more or has no address, and the reason is kept', () => {
    expect(planDigest({ active: false, address: 'one@example.org' }, [waiting('a')], day, everyDay, officeHours).dropped).toEqual([
      { deliveryId: 'a', reason: 'recipientInactive' },
    ]);
    expect(planDigest({ active: true }, [waiting('a')], night, everyDay, officeHours).dropped).toEqual([{ deliveryId: 'a', reason: 'noAddress' }]);
  });

  test('in quiet hours urgent notices leave alone and the others wait for 08:00', () => {
    const plan = planDigest(reached, [waiting('calm'), waiting('urgent', { urgent: true })], night, everyDay, officeHours);
    expect(ids(plan.sent)).toEqual(['urgent']);
    expect(ids(plan.keptBack)).toEqual(['calm']);
    expect(plan.opensAt).toBe(at('2026-12-02T08:00:00'));
  });

  test('without a window there are no quiet hours', () => {
    expect(ids(planDigest(reached, [waiting('calm')], night, everyDay, undefined).sent)).toEqual(['calm']);
  });

  test('urgent notices stand first, then the earliest due, then the oldest', () => {
    const plan = planDigest(
      reached,
      [waiting('old', { createdAt: 1 }), waiting('young', { createdAt: 2 }), waiting('late', { dueAt: 20 }), waiting('soon', { dueAt: 10 }), waiting('urgent', { urgent: true })],
      day,
      everyDay,
      officeHours,
    );
    expect(ids(plan.sent)).toEqual(['urgent', 'soon', 'late', 'old', 'young']);
  });
});
