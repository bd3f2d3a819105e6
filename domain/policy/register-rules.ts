import type { RegisterType } from '../process/definition.ts';
import type { CalendarYearCommand } from '../register/calendar-year.ts';
import type { DelegationCommand } from '../register/delegation.ts';
import type { OrgImportCommand } from '../register/org-import.ts';
import type { OutletCommand } from '../register/outlet.ts';
import type { PartyCommand } from '../register/party.ts';
import type { PersonCommand } from '../register/person.ts';
import type { PostCommand } from '../register/post.ts';
import type { TemplateCommand } from '../register/template.ts';
import type { UnitCommand } from '../register/unit.ts';
import { type CommandRule, creates, either, people, type TypeRules } from './rule.ts';

const administrators = people(['administrator'], 'any');
const registeredBy = creates(['administrator']);

/** Registers: looked up by all (personal data kept back by the presenter), kept by administrators; parties by inspectors, delegations by whom they concern, outlets and templates by offices for themselves. */
export const registerRules = {
  unit: {
    read: { relations: [], everyone: true },
    commands: {
      register: registeredBy,
      rename: administrators,
      change: administrators,
      move: administrators,
      end: administrators,
      merge: administrators,
      split: administrators,
    } satisfies Record<UnitCommand['type'], CommandRule>,
  },
  person: {
    read: { relations: [], everyone: true },
    commands: {
      register: registeredBy,
      change: administrators,
      setCertificate: administrators,
      issuePassword: administrators,
      handOver: administrators,
      deactivate: administrators,
      reactivate: administrators,
    } satisfies Record<PersonCommand['type'], CommandRule>,
  },
  post: {
    read: { relations: [], everyone: true },
    commands: {
      create: registeredBy,
      assign: administrators,
      vacate: administrators,
      setDeputy: administrators,
      end: administrators,
    } satisfies Record<PostCommand['type'], CommandRule>,
  },
  party: {
    // Besides: the unit that registered it and those above, and whoever sees a case of it.
    read: { relations: ['own', 'below'], roles: ['inspector'], unitKinds: ['enforcementBody'], through: 'case' },
    commands: {
      register: creates(['inspector', 'administrator']),
      change: either(people(['inspector'], 'any'), people(['administrator'], ['own', 'below'])),
    } satisfies Record<PartyCommand['type'], CommandRule>,
  },
  delegation: {
    read: { relations: ['named'], roles: ['administrator'] },
    commands: {
      // Whoever holds the post; that it is theirs, the rule itself sees to.
      grant: creates('any'),
      revoke: either(people('any', ['named']), administrators),
    } satisfies Record<DelegationCommand['type'], CommandRule>,
  },
  orgImport: {
    read: { relations: [], roles: ['administrator'] },
    commands: { import: registeredBy } satisfies Record<OrgImportCommand['type'], CommandRule>,
  },
  calendarYear: {
    read: { relations: [], everyone: true },
    commands: {
      announce: registeredBy,
      correct: administrators,
    } satisfies Record<CalendarYearCommand['type'], CommandRule>,
  },
  outlet: {
    read: { relations: ['own'], roles: ['administrator'] },
    commands: {
      // An office for its own unit; that it is its own, the rule itself sees to.
      register: creates(['administrator', 'office']),
      change: either(administrators, people(['office'], ['own'])),
      end: either(administrators, people(['office'], ['own'])),
    } satisfies Record<OutletCommand['type'], CommandRule>,
  },
  template: {
    read: { relations: ['own'], roles: ['administrator'] },
    commands: {
      // An office for its own unit; that it is its own, the rule itself sees to.
      putInForce: creates(['administrator', 'office']),
      revise: either(administrators, people(['office'], ['own'])),
      retire: either(administrators, people(['office'], ['own'])),
    } satisfies Record<TemplateCommand['type'], CommandRule>,
  },
} as const satisfies Record<RegisterType, TypeRules>;
