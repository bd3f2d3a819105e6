import type { CampaignPersonCommand } from '../../domain/campaign/commands.ts';
import { at, office } from './district.ts';
import { plan, planned } from './plan.ts';
import { Rehearsal } from './rehearsal.ts';

/** A campaign of 2 March in its intervention since 10 March: a meeting is due by 2 September, a visit by 10 June. */
function intervening(): Rehearsal {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.does(plan([planned('1', { phase: 'evaluation', dueOn: '2027-01-29' })]), office);
  run.passTo(at('2026-03-10 10:00'));
  for (const condition of ['publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting'] as const)
    run.does({ type: 'overrideCondition', condition, reason: '已完成' }, office);
  run.does({ type: 'closePhase' }, office);
  return run;
}
const meeting = (heldOn: string): CampaignPersonCommand => ({ type: 'recordMeeting', heldOn, minutes: '听取进展' });
const visit = (heldOn: string): CampaignPersonCommand => ({ type: 'recordSupervision', heldOn, note: '督导' });
const due = (run: Rehearsal, kind: string): string | undefined => run.campaign.deadlines.find((deadline) => deadline.kind === kind)?.dueOn;
const told = (run: Rehearsal, of: string): readonly string[] => run.rungs(run.campaignId).filter((line) => line.includes(` ${of}`));

describe('a meeting or a visit of long ago, recorded now', () => {
  test.each([
    ['meeting', meeting('2025-06-30'), '2026-09-02', '2026-08-19 09:00 meetingReminder → office@office'],
    ['supervision', visit('2025-11-20'), '2026-06-10', '2026-06-03 09:00 supervisionReminder → office@office'],
  ])('a %s from before the open date was set leaves that date and its ladder as they are', (kind, command, dueOn, first) => {
    const run = intervening();
    run.does(command, office);
    expect(due(run, kind)).toBe(dueOn);
    run.passTo(at('2026-12-30 10:00'));
    expect(told(run, kind)[0]).toBe(first);
  });

  test('one that was held since, by shorter intervals, is followed by an earlier date', () => {
    const run = intervening();
    run.does({ type: 'setLadders', ladders: { every: { meeting: { months: 3 } } }, reason: '加密调度' }, office);
    run.passTo(at('2026-03-16 10:00'));
    run.does(meeting('2026-03-16'), office);
    expect(due(run, 'meeting')).toBe('2026-06-16');
  });

  test('recorded so late that the next one is overdue too, that is chased from now on', () => {
    const run = intervening();
    run.passTo(at('2026-12-01 10:00'));
    run.does(visit('2026-08-20'), office);
    expect(due(run, 'supervision')).toBe('2026-11-20');
    run.told.length = 0;
    run.passTo(at('2026-12-30 10:00'));
    expect(told(run, 'supervision')).toEqual(['2026-12-02 09:00 supervisionOverdue → office@office', '2026-12-16 09:00 supervisionEscalation → groupDeputy@group']);
  });
});
