import { beijingDateOf, isBeijingDate } from '../calendar/beijing.ts';
import { accept, refuse } from '../process/decision.ts';
import type { ProcessState, World } from '../process/definition.ts';
import type { FactBase } from '../process/fact.ts';
import type { BeijingDate } from '../process/time.ts';
import { type HandOver, handOver, type PersonHandedOver } from './hand-over.ts';
import { isLastAdministrator } from './post.ts';
import { defineRegister, differences } from './register.ts';

/** A person who may hold posts. Name, user name, mail and certificate number are personal data and stand outside the chain. */
export interface PersonState extends ProcessState {
  readonly name: string;
  readonly username: string;
  readonly mail?: string;
  readonly active: boolean;
  readonly certificateNumber?: string;
  /** Last day on which the inspector's certificate is valid. */
  readonly certificateExpiresOn?: BeijingDate;
}

export type PersonCommand =
  | { readonly type: 'register'; readonly name: string; readonly username: string; readonly mail?: string }
  | { readonly type: 'change'; readonly name?: string; readonly username?: string; readonly mail?: string }
  | { readonly type: 'setCertificate'; readonly number: string; readonly expiresOn: BeijingDate }
  | { readonly type: 'issuePassword' /** Others who are handed one in the same step, whole or not at all. */; readonly others?: readonly string[] }
  | HandOver
  | { readonly type: 'deactivate'; readonly reason: string }
  | { readonly type: 'reactivate'; readonly reason: string };

interface PersonRegistered extends FactBase {
  readonly type: 'personRegistered';
  readonly name: string;
  readonly username: string;
  readonly mail?: string;
}
interface PersonChanged extends FactBase {
  readonly type: 'personChanged';
  readonly name?: string;
  readonly username?: string;
  readonly mail?: string;
}
interface CertificateSet extends FactBase {
  readonly type: 'certificateSet';
  readonly number: string;
  readonly expiresOn: BeijingDate;
}
/** A new first password was handed out; the password itself stands nowhere. */
interface PasswordIssued extends FactBase {
  readonly type: 'passwordIssued';
}
interface PersonDeactivated extends FactBase {
  readonly type: 'personDeactivated';
  readonly reason: string;
}
interface PersonReactivated extends FactBase {
  readonly type: 'personReactivated';
  readonly reason: string;
}
export type PersonFact = PersonRegistered | PersonChanged | CertificateSet | PasswordIssued | PersonHandedOver | PersonDeactivated | PersonReactivated;

const inactive = (state: PersonState): 'person.inactive' | undefined => (state.active ? undefined : 'person.inactive');

function isUsernameTaken(username: string, self: string, world: World): boolean {
  const holder = world.org.personNamed(username);
  return holder !== undefined && holder.id !== self;
}

/** A person: registered, changed, certified, handed over (all that names them goes to others in the same transaction), deactivated (their posts fall vacant in it). */
export const person = defineRegister<PersonState, PersonCommand, PersonFact, 'register'>({
  type: 'person',
  initial: (id) => ({ id, version: 0, stage: '', since: 0, deadlines: [], name: '', username: '', active: false }),
  participants: () => [],
  needs: (command, state) => (command.type === 'handOver' ? { naming: state.id } : {}),
  sealed: { personRegistered: ['name', 'username', 'mail'], personChanged: ['name', 'username', 'mail'], certificateSet: ['number'] },
  create: {
    type: 'register',
    decide: (state, command, world) => {
      if (isUsernameTaken(command.username, state.id, world)) return refuse('person.username_taken', { username: command.username });
      const { type: _, ...content } = command;
      return accept([{ type: 'personRegistered', ...content }]);
    },
  },
  steps: {
    change: {
      blocked: inactive,
      decide: (state, command, world) => {
        const changed = differences<PersonState, 'name' | 'username' | 'mail'>(state, command, ['name', 'username', 'mail']);
        if (!changed) return accept([]);
        if (changed.username !== undefined && isUsernameTaken(changed.username, state.id, world)) return refuse('person.username_taken', { username: changed.username });
        return accept([{ type: 'personChanged', ...changed }]);
      },
    },
    setCertificate: {
      blocked: inactive,
      decide: (_, command, world) => {
        if (!isBeijingDate(command.expiresOn)) return refuse('register.date_invalid', { date: command.expiresOn });
        if (command.expiresOn < beijingDateOf(world.now)) return refuse('person.certificate_expired', { date: command.expiresOn });
        return accept([{ type: 'certificateSet', number: command.number, expiresOn: command.expiresOn }]);
      },
    },
    issuePassword: {
      blocked: inactive,
      decide: (_, { others = [] }) => accept([{ type: 'passwordIssued' }], { also: others.map((id) => ({ type: 'person', id, command: { type: 'issuePassword' } })) }),
    },
    handOver: {
      blocked: inactive,
      decide: (state, command, world) => {
        const decided = handOver(state.id, command, world);
        if (!decided.ok || !command.leaves) return decided;
        return { ...decided, facts: [...decided.facts, { type: 'personDeactivated', reason: command.reason }] };
      },
    },
    deactivate: {
      blocked: (state, world) =>
        inactive(state) ?? (world.org.postsOf(state.id, world.now).some((post) => isLastAdministrator(post.id, world, state.id)) ? 'post.last_administrator' : undefined),
      decide: (state, command, world) =>
        accept([{ type: 'personDeactivated', reason: command.reason }], {
          also: world.org.postsOf(state.id, world.now).map((post) => ({ type: 'post', id: post.id, command: { type: 'vacate', reason: command.reason } })),
        }),
    },
    reactivate: {
      blocked: (state) => (state.active ? 'person.active' : undefined),
      decide: (_, command) => accept([{ type: 'personReactivated', reason: command.reason }]),
    },
  },
  evolve: (state, { fact }) => {
    switch (fact.type) {
      case 'personRegistered': {
        const { type: _, ...content } = fact;
        return { ...state, ...content, stage: 'current', active: true };
      }
      case 'personChanged': {
        const { type: _, ...content } = fact;
        return { ...state, ...content };
      }
      case 'certificateSet':
        return { ...state, certificateNumber: fact.number, certificateExpiresOn: fact.expiresOn };
      case 'passwordIssued':
      case 'personHandedOver':
        return state;
      case 'personDeactivated':
        return { ...state, stage: 'ended', active: false };
      case 'personReactivated':
        return { ...state, stage: 'current', active: true };
    }
  },
});
