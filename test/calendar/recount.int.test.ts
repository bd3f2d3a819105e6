import { randomUUID } from 'node:crypto';
import { CancelledFailure } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createSweepActivities } from '../../activities/sweep.ts';
import { system } from '../../domain/process/actor.ts';
import { calendarYearId } from '../../domain/register/calendar-year.ts';
import { Nudger } from '../../engine/nudger.ts';
import { startApi, type TestApi } from '../api/api.ts';
import { setClock } from '../api/clock.ts';
import { at } from '../campaign/district.ts';

const cases = 5;
let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await setClock(api, at('2026-03-02 10:00'));
  const unitId = await api.unit('卫生监督所', 'enforcementBody');
  const { id: personId, posts } = await api.person('inspector', { unitId, role: 'inspector' });
  const partyId = await api.record('party', { type: 'register', name: '某药店', kind: 'pharmacy', address: '某路1号' });
  const actor = { ref: { by: 'person', personId, postId: posts[0] ?? '', unitId }, role: 'inspector', unitId } as const;
  for (let n = 0; n < cases; n++) {
    const command = { type: 'open', partyId, title: `检查${n}`, source: 'complaint' };
    expect((await api.ledger.execute({ type: 'case', id: randomUUID(), creates: true, command, actor })).ok).toBe(true);
  }
  await sweepCalendar(new MockActivityEnvironment());
  // As an announcement cut short leaves it: the year is there, no deadline is counted by it.
  const announced = { type: 'announce', year: 2026, days: [{ date: '2026-03-04', kind: 'holiday', name: '演示' }], noticeNo: '演示1号' };
  expect((await api.ledger.execute({ type: 'calendarYear', id: calendarYearId(2026), creates: true, command: announced, actor: system })).ok).toBe(true);
});
afterAll(() => api?.close());

const sweepCalendar = (environment: MockActivityEnvironment): Promise<number> =>
  environment.run(createSweepActivities(api.ledger, new Nudger({ client: {} as never, taskQueue: 'none' })).sweepCalendar) as Promise<number>;
const recounted = async (): Promise<number> => (await api.pool.query("SELECT count(*)::int AS n FROM fact WHERE type = 'deadlinesRecomputed'")).rows[0].n;
const isCounted = async (): Promise<boolean> => (await api.pool.query('SELECT counted = calendar AS counted FROM world_version')).rows[0].counted;

describe('counting open deadlines anew', () => {
  test('stops when the server has given the attempt up: no second one works beside it, and the rest is left to the next sweep', async () => {
    const environment = new MockActivityEnvironment();
    let beats = 0;
    // One for the page read, one before each process.
    environment.on('heartbeat', () => {
      if (++beats === 3) environment.cancel();
    });
    await expect(sweepCalendar(environment)).rejects.toThrow(CancelledFailure);
    expect([await recounted(), await isCounted()]).toEqual([1, false]);
  });

  test('tells the server with every page and every process that it lives, and goes on where it was cut short', async () => {
    const environment = new MockActivityEnvironment();
    let beats = 0;
    environment.on('heartbeat', () => beats++);
    expect(await sweepCalendar(environment)).toBe(cases - 1);
    expect([beats, await recounted(), await isCounted()]).toEqual([cases, cases, true]);
  });
});
