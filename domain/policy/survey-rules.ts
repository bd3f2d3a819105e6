import type { SurveyCommand } from '../survey/commands.ts';
import { type CommandRule, creates, either, people, type TypeRules } from './rule.ts';

const unitRoles = ['liaisonOfficer', 'unitLeader', 'managerInCharge'] as const;
const office = people(['office'], ['office']);
/** The office, or the unit that it asked to run the survey. */
const runs = either(office, people(unitRoles, ['own']));

/** Surveys: seen by whoever sees the campaign and by the units of their points, each of which records its own progress; run by the office or the unit that it asked. */
export const surveyRules = {
  read: { relations: ['own', 'supporting', 'office', 'leadingGroup', 'member', 'groupLead'] },
  commands: {
    begin: creates(['office']),
    recordProgress: either(runs, people(unitRoles, ['supporting'])),
    recordQualityCheck: runs,
    complete: runs,
    cancel: office,
    strike: 'time',
    suspend: 'internal',
    resume: 'internal',
    conclude: 'internal',
    setMembers: 'internal',
    recompute: 'internal',
  } satisfies Record<SurveyCommand['type'], CommandRule>,
} as const satisfies TypeRules;
