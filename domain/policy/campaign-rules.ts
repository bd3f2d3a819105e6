import type { CampaignCommand } from '../campaign/commands.ts';
import { type CommandRule, creates, either, people, type TypeRules } from './rule.ts';

const office = people(['office'], ['office']);
const officeOrGroup = either(office, people(['groupLeader', 'groupDeputy'], ['leadingGroup']));

/**
 * Campaigns: seen by exactly the units that take part (a unit above a member is no member), steered by the office;
 * a member unit names its own liaison officer; whether the whole stands still, goes on or ends, the leading group may decide too.
 */
export const campaignRules = {
  read: { relations: ['office', 'leadingGroup', 'member', 'groupLead', 'groupMember'] },
  commands: {
    launch: creates(['office']),
    confirmCondition: office,
    withdrawConfirmation: office,
    recordApproval: office,
    setComposition: office,
    setWorkingGroup: office,
    askLiaisonOfficers: office,
    nameLiaisonOfficer: people(['unitLeader', 'managerInCharge'], ['member']),
    overrideCondition: office,
    closePhase: office,
    recordResult: office,
    recordMeeting: office,
    recordSupervision: office,
    addTask: office,
    urge: office,
    replan: office,
    shiftDates: office,
    reassignTasks: office,
    setBulletinRhythm: office,
    setLadders: office,
    correctField: office,
    suspend: officeOrGroup,
    resume: officeOrGroup,
    cancel: officeOrGroup,
    endPhase: 'time',
    strike: 'time',
    closeCampaign: 'time',
    noteVisits: 'internal',
    countIndicator: 'internal',
    noteBulletin: 'internal',
    recompute: 'internal',
  } satisfies Record<CampaignCommand['type'], CommandRule>,
} as const satisfies TypeRules;
