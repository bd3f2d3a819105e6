import type { CaseCommand } from '../case/commands.ts';
import { type CommandRule, creates, people, type TypeRules } from './rule.ts';

const inspectors = people(['inspector'], ['actingBody']);
const body = people(['inspector', 'managerInCharge', 'unitLeader'], ['actingBody']);
const superiors = people(['managerInCharge', 'unitLeader'], ['actingBody']);

/**
 * Enforcement cases belong to exactly their body: not to the unit above it, not to units below it, never to the leading-group office
 * (which has its figures and overdue steps from routes of their own). A joint body and an addressee see; the acting body acts.
 */
export const caseRules = {
  read: { relations: ['actingBody', 'jointBody', 'addressee'] },
  commands: {
    open: creates(['inspector']),
    recordInspection: inspectors,
    issueOrder: inspectors,
    suspendBusiness: inspectors,
    summonForTalk: body,
    withdrawMeasure: body,
    submitRectification: inspectors,
    recordFollowUp: inspectors,
    requestExtension: inspectors,
    decideExtension: superiors,
    fileCase: body,
    concludeFiled: body,
    correctDecision: body,
    close: body,
    // A second person's approval; that it is another person than who asked, the rule of the case itself sees to.
    decideClose: body,
    reopen: body,
    correctField: body,
    // That it was the asker's own step, the rule of the case itself sees to.
    withdrawStep: body,
    strike: 'time',
    closeCase: 'time',
    recompute: 'internal',
    changeOfficer: 'internal',
  } satisfies Record<CaseCommand['type'], CommandRule>,
} as const satisfies TypeRules;
