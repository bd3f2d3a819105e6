import type { SupervisionCommand } from '../supervision/commands.ts';
import { type CommandRule, creates, either, people, type TypeRules } from './rule.ts';

const office = people(['office'], ['office']);

/**
 * Supervision: the office plans and records it, visited units object, the office or the leading group decides on that; that it is somebody who was not involved, the rule itself sees to.
 * Seen by these and by the units of the team; by a visited unit only once it may know of it.
 */
export const supervisionRules = {
  read: { relations: ['office', 'leadingGroup', 'supporting', 'addressee'] },
  commands: {
    plan: creates(['office']),
    postpone: office,
    recordVisit: office,
    object: people(['liaisonOfficer', 'unitLeader', 'managerInCharge'], ['addressee']),
    reviewObjection: either(office, people(['groupLeader', 'groupDeputy'], ['leadingGroup'])),
    close: office,
    cancel: office,
    strike: 'time',
    suspend: 'internal',
    resume: 'internal',
    conclude: 'internal',
    recompute: 'internal',
  } satisfies Record<SupervisionCommand['type'], CommandRule>,
} as const satisfies TypeRules;
