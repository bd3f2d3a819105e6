import type { ConsultationCommand } from '../consultation/commands.ts';
import { type CommandRule, creates, people, type TypeRules } from './rule.ts';

const office = people(['office'], ['office']);
const asked = people(['liaisonOfficer', 'unitLeader', 'managerInCharge'], ['addressee']);

/** Consultations: seen by the office that asks and by exactly the units that are asked; what a unit said, the other units do not read (the presenter keeps it back). */
export const consultationRules = {
  read: { relations: ['office', 'addressee'] },
  commands: {
    open: creates(['office']),
    comment: asked,
    agree: asked,
    answerComment: office,
    extend: office,
    endCollecting: office,
    close: office,
    cancel: office,
    strike: 'time',
    recompute: 'internal',
  } satisfies Record<ConsultationCommand['type'], CommandRule>,
} as const satisfies TypeRules;
