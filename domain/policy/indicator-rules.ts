import type { IndicatorCommand } from '../indicator/commands.ts';
import { type CommandRule, creates, either, people, type TypeRules } from './rule.ts';

const unitRoles = ['liaisonOfficer', 'unitLeader', 'managerInCharge'] as const;
const office = people(['office'], ['office']);
// The office itself may be the unit that gives an indicator's values.
const owner = people([...unitRoles, 'office'], ['own']);
/** Of a rolled-up indicator each unit gives its own value. */
const givers = either(owner, people(unitRoles, ['supporting']));
const officeOrOwner = either(office, owner);

/** Indicators: seen by whoever sees the campaign, by their owner and by the units that give values; steered by the office, measured by the owner and the units, each for itself. */
export const indicatorRules = {
  read: { relations: ['own', 'supporting', 'office', 'leadingGroup', 'member', 'groupLead'] },
  commands: {
    establish: creates(['office']),
    setBaseline: officeOrOwner,
    correctBaseline: officeOrOwner,
    recordValue: givers,
    correctValue: either(givers, office),
    publishReference: officeOrOwner,
    assignOwner: office,
    setTarget: office,
    setSchedule: office,
    setWarning: office,
    clearWarning: office,
    cancel: office,
    strike: 'time',
    suspend: 'internal',
    resume: 'internal',
    conclude: 'internal',
    setMembers: 'internal',
    setLadder: 'internal',
    recompute: 'internal',
  } satisfies Record<IndicatorCommand['type'], CommandRule>,
} as const satisfies TypeRules;
