import { randomUUID } from 'node:crypto';
import { addDays, beijingDateOf, weekdayOf, yearOf } from '../../domain/calendar/beijing.ts';
import type { Deadline } from '../../domain/chase/deadline.ts';
import { system } from '../../domain/process/actor.ts';
import { calendarYearId } from '../../domain/register/calendar-year.ts';
import { recountAfterAnnouncement } from '../../ledger/org-recompute.ts';
import { startApi, type TestApi } from '../api/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const open = async (id: string): Promise<Deadline> => {
  const { rows } = await api.pool.query<{ deadlines: readonly Deadline[] }>(`SELECT state->'deadlines' AS deadlines FROM process WHERE id = $1`, [id]);
  const [deadline] = rows[0]?.deadlines ?? [];
  if (!deadline) throw new Error('no deadline');
  return deadline;
};

describe('a year announced by a transaction after which the process died', () => {
  test('is made up for by the sweep, as if every deadline had been planned by it: dates, rungs, and the number by which notices are told once', async () => {
    const unitId = await api.unit('卫生监督所', 'enforcementBody');
    const { id: personId, posts } = await api.person('inspector', { unitId, role: 'inspector' });
    const partyId = await api.record('party', { type: 'register', name: '某药店', kind: 'pharmacy', address: '某路1号' });
    const caseId = randomUUID();
    const command = { type: 'open', partyId, title: '检查', source: 'complaint' };
    const actor = { ref: { by: 'person', personId, postId: posts[0] ?? '', unitId }, role: 'inspector', unitId } as const;
    expect((await api.ledger.execute({ type: 'case', id: caseId, creates: true, command, actor })).ok).toBe(true);
    await recountAfterAnnouncement(api.ledger);
    const before = await open(caseId);

    const tomorrow = addDays(beijingDateOf((await api.ledger.moment()).now), 1);
    const year = yearOf(tomorrow);
    const days = Array.from({ length: 9 }, (_, index) => addDays(tomorrow, index))
      .filter((date) => yearOf(date) === year && weekdayOf(date) % 6 !== 0)
      .slice(0, 2)
      .map((date) => ({ date, kind: 'holiday', name: '演示' }));
    const announced = { type: 'announce', year, days, noticeNo: '演示1号' };
    expect((await api.ledger.execute({ type: 'calendarYear', id: calendarYearId(year), creates: true, command: announced, actor: system })).ok).toBe(true);
    expect((await open(caseId)).dueOn).toBe(before.dueOn);

    expect(await recountAfterAnnouncement(api.ledger)).toBe(1);
    const after = await open(caseId);
    const { calendar } = await api.ledger.moment();
    const planned = calendar.due(before.basis.from, { value: 15, unit: 'workingDay' }, before.basis.rule);
    expect([after.dueOn, after.seq, after.setAt]).toEqual([planned.dueOn, before.seq, before.setAt]);
    if (days.length > 0) expect(after.dueOn).not.toBe(before.dueOn);
    expect(after.rungs.map((rung) => [rung.rung, rung.at])).toEqual(before.rungs.map((rung) => [rung.rung, calendar.rungAt(planned, rung.offset)]));
    expect(await recountAfterAnnouncement(api.ledger)).toBe(0);
  });
});
