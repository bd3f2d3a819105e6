import { beganOn } from '../../web/things/began.ts';
import { shareText } from '../../web/ui/share.ts';

const phases = (...days: readonly (string | null)[]) => days.map((startsOn) => ({ startsOn }));

test('a campaign counts from its launch on, or from before where its plan or a phase began before', () => {
  // Half past midnight in Beijing, still the day before elsewhere.
  const launchedAt = '2026-07-01T00:30:00+08:00';
  expect(beganOn({ launchedAt, issuedOn: null, phases: phases(null, null) })).toBe('2026-07-01');
  expect(beganOn({ launchedAt, issuedOn: '2026-06-20', phases: phases('2026-07-05', '2026-10-01') })).toBe('2026-06-20');
  expect(beganOn({ launchedAt: '2026-12-01T01:00:00.000Z', issuedOn: null, phases: phases(null, '2026-03-01', '2026-10-01') })).toBe('2026-03-01');
});

test('a share stands to one decimal, so that one late task of many is seen', () => {
  expect([249 / 250, 1, 0, 2 / 3].map(shareText)).toEqual(['99.6%', '100%', '0%', '66.7%']);
});
