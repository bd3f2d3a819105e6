import type { BulletinCommand } from '../bulletin/commands.ts';
import { type CommandRule, creates, people, type TypeRules } from './rule.ts';

const office = people(['office'], ['office']);

/** Bulletins: the office's own, seen by the leading group too; once issued by the units that it is for. */
export const bulletinRules = {
  read: { relations: ['office', 'leadingGroup', 'member'] },
  commands: {
    draft: creates(['office']),
    edit: office,
    refresh: office,
    sign: office,
    attachSealed: office,
    issue: office,
    withdraw: office,
    strike: 'time',
    suspend: 'internal',
    resume: 'internal',
    conclude: 'internal',
    recompute: 'internal',
  } satisfies Record<BulletinCommand['type'], CommandRule>,
} as const satisfies TypeRules;
