import type { MeetingCommand } from '../meeting/commands.ts';
import { type CommandRule, creates, people, type TypeRules } from './rule.ts';

const office = people(['office'], ['office']);

/** Meetings: the office convenes and records them, units invited reply; seen by these and the leading group. That it is the campaign's own office, the rule itself sees to. */
export const meetingRules = {
  read: { relations: ['office', 'leadingGroup', 'addressee'] },
  commands: {
    convene: creates(['office']),
    changeMeeting: office,
    reply: people(['liaisonOfficer', 'unitLeader', 'managerInCharge'], ['addressee']),
    recordAttendance: office,
    recordMinutes: office,
    correctMinutes: office,
    cancel: office,
    strike: 'time',
    suspend: 'internal',
    resume: 'internal',
    conclude: 'internal',
    recompute: 'internal',
  } satisfies Record<MeetingCommand['type'], CommandRule>,
} as const satisfies TypeRules;
