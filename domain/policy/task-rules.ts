import type { TaskCommand } from '../task/commands.ts';
import { type CommandRule, people, type TypeRules } from './rule.ts';

const leadUnit = people(['liaisonOfficer', 'unitLeader', 'managerInCharge'], ['own']);
const office = people(['office'], ['office']);

/**
 * Tasks: the lead unit works on them, the campaign's office decides on them. Units above the lead see them, and exactly the units that take part:
 * supporting units, the section's group lead, the office, the leading group, an addressee.
 */
export const taskRules = {
  read: { relations: ['own', 'below', 'supporting', 'groupLead', 'office', 'leadingGroup', 'addressee'] },
  commands: {
    sign: leadUnit,
    return: leadUnit,
    report: leadUnit,
    submit: leadUnit,
    requestExtension: leadUnit,
    accept: office,
    sendBack: office,
    relapse: office,
    withdrawAcceptance: office,
    decideExtension: office,
    reassign: office,
    correctField: office,
    cancel: office,
    signUrgingNotice: office,
    declineUrgingNotice: office,
    strike: 'time',
    issue: 'internal',
    addShares: 'internal',
    suspend: 'internal',
    resume: 'internal',
    conclude: 'internal',
    recompute: 'internal',
  } satisfies Record<TaskCommand['type'], CommandRule>,
} as const satisfies TypeRules;
