import type { CampaignCommand } from '../../domain/campaign/commands.ts';
import type { MeetingCommand } from '../../domain/meeting/commands.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import { at, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

const id = 'meeting-1';
const decision = { content: '整治背街小巷', leadUnitId: 'finance', dueOn: '2026-12-15' };
const minutes = (decisions: readonly (typeof decision)[] = []): MeetingCommand => ({ type: 'recordMinutes', minutes: '纪要', decisions });
const ask = (run: Rehearsal, command: MeetingCommand) => {
  const answer = run.ask('meeting', id, command, office);
  return 'ok' in answer ? answer.code : 'accepted';
};
const stateOf = (run: Rehearsal): MeetingState => run.stateOf<MeetingState>('meeting', id);
const deadlines = (run: Rehearsal) => stateOf(run).deadlines.map(({ kind, dueOn }) => [kind, dueOn]);
const cancelled: CampaignCommand = { type: 'cancel', reason: '工作调整' };

/** A leading-group meeting of Wednesday, 8 April 2026, at this moment of its campaign. */
function convened(moment: string): Rehearsal {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.does(plan([planned('4')]), office);
  ask(run, { type: 'convene', campaignId: 'campaign', kind: 'leadingGroup', title: '半年会议', heldOn: '2026-04-08', agenda: [], unitIds: ['education', 'finance'] });
  run.passTo(at(moment));
  return run;
}
/** Held, who was there recorded, the minutes missing. */
function held(): Rehearsal {
  const run = convened('2026-04-08 15:00');
  ask(run, { type: 'recordAttendance', present: [{ unitId: 'finance' }] });
  return run;
}

describe('a meeting whose campaign ends', () => {
  test('stays held where it was held: its minutes are owed by their date, chased and recorded', () => {
    const run = held();
    const before = stateOf(run);
    run.does(cancelled, office);
    expect([run.campaign.stage, stateOf(run)]).toEqual(['closed', before]);
    run.passTo(at('2026-04-16 10:00'));
    expect(deadlines(run)).toEqual([['minutes', '2026-04-15']]);
    expect(run.rungs(id).at(-1)).toBe('2026-04-16 09:00 minutesOverdue → office@office');
    const campaign = run.campaign;
    expect(ask(run, minutes())).toBe('accepted');
    const { stage, attendance, minutes: kept } = stateOf(run);
    expect([stage, attendance?.present, kept?.text, deadlines(run)]).toEqual(['recorded', [{ unitId: 'finance' }], '纪要', []]);
    expect(run.campaign).toEqual(campaign);
  });

  test('takes no decision that would become a task: the campaign has none any more', () => {
    const run = held();
    run.does(cancelled, office);
    expect(ask(run, minutes([decision]))).toBe('campaign.closed');
  });

  test('held before a standstill in which the campaign ends, it goes on with the date that it had', () => {
    const run = held();
    run.does({ type: 'suspend', reason: '汛期' }, office);
    run.passTo(at('2026-04-13 10:00'));
    run.does(cancelled, office);
    expect([stateOf(run).stage, stateOf(run).suspendedFrom, deadlines(run)]).toEqual(['held', undefined, [['minutes', '2026-04-15']]]);
    run.passTo(at('2026-04-16 10:00'));
    expect(run.rungs(id).at(-1)).toBe('2026-04-16 09:00 minutesOverdue → office@office');
    expect(ask(run, minutes())).toBe('accepted');
  });

  test('still to come is dropped', () => {
    for (const moment of ['2026-04-07 10:00', '2026-04-08 10:00']) {
      const run = convened(moment);
      run.does(cancelled, office);
      expect([stateOf(run).stage, stateOf(run).cancelReason, deadlines(run)]).toEqual(['cancelled', 'campaignCancelled', []]);
    }
  });
});
