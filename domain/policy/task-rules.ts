import type { TaskCommand } from '../task/commands.ts';
import { type CommandRule, creates, either, people, type TypeRules } from './rule.ts';

const unitRoles = ['liaisonOfficer', 'unitLeader', 'managerInCharge'] as const;
const leadUnit = people(unitRoles, ['own']);
const office = people(['office'], ['office']);
/** Shares of a task that its lead broke down are decided on by that unit; the office still may. */
const decides = either(office, people(unitRoles, ['assigner']));

/**
 * Tasks: the lead unit works on them, the campaign's office decides on them. Units above the lead see them, and exactly the units that take part:
 * supporting units, the section's group lead and its members, the unit that broke the whole down, the office, the leading group, an addressee.
 */
export const taskRules = {
  read: { relations: ['own', 'below', 'supporting', 'groupLead', 'groupMember', 'assigner', 'office', 'leadingGroup', 'addressee'] },
  commands: {
    sign: leadUnit,
    return: leadUnit,
    report: leadUnit,
    submit: leadUnit,
    breakDown: leadUnit,
    planNodes: either(leadUnit, office),
    completeNode: leadUnit,
    requestExtension: leadUnit,
    accept: decides,
    sendBack: decides,
    relapse: decides,
    withdrawAcceptance: decides,
    decideExtension: decides,
    reassign: decides,
    correctField: decides,
    cancel: decides,
    signUrgingNotice: office,
    declineUrgingNotice: office,
    assign: creates(['office']),
    attachSealedNotice: office,
    answerUrgingNotice: leadUnit,
    // Whoever may take one of the steps that may be withdrawn; that it was the asker's own, the rule of the task itself sees to.
    withdrawStep: either(leadUnit, decides),
    urge: decides,
    urgeAlong: 'internal',
    strike: 'time',
    issue: 'internal',
    addShares: 'internal',
    setLadders: 'internal',
    suspend: 'internal',
    resume: 'internal',
    conclude: 'internal',
    regroup: 'internal',
    recompute: 'internal',
  } satisfies Record<TaskCommand['type'], CommandRule>,
} as const satisfies TypeRules;
