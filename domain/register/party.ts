import { accept } from '../process/decision.ts';
import type { ProcessState } from '../process/definition.ts';
import type { FactBase } from '../process/fact.ts';
import { defineRegister, differences } from './register.ts';

/** Kinds of inspected parties (检查对象、当事人). */
export const partyKinds = [
  'pharmacy',
  'clinic',
  'hospital',
  'restaurant',
  'canteen',
  'hotel',
  'shop',
  'market',
  'school',
  'kindergarten',
  'factory',
  'foodProducer',
  'beautySalon',
  'bathhouse',
  'swimmingPool',
  'publicVenue',
  'waterSupplier',
  'person',
  'other',
] as const;
export type PartyKind = (typeof partyKinds)[number];

/** A party to inspect or to hold to account; it may be a natural person, so its name, address and contact stand outside the chain. */
export interface PartyState extends ProcessState {
  readonly name: string;
  readonly kind: PartyKind;
  readonly address: string;
  readonly contact?: string;
  /** 统一社会信用代码. */
  readonly creditCode?: string;
  /** The unit that registered it. */
  readonly unitId?: string;
}

export type PartyCommand =
  | { readonly type: 'register'; readonly name: string; readonly kind: PartyKind; readonly address: string; readonly contact?: string; readonly creditCode?: string }
  | {
      readonly type: 'change';
      readonly name?: string;
      readonly kind?: PartyKind;
      readonly address?: string;
      readonly contact?: string;
      readonly creditCode?: string;
      readonly reason?: string;
    };

interface PartyRegistered extends FactBase {
  readonly type: 'partyRegistered';
  readonly name: string;
  readonly kind: PartyKind;
  readonly address: string;
  readonly contact?: string;
  readonly creditCode?: string;
  readonly unitId?: string;
}
interface PartyChanged extends FactBase {
  readonly type: 'partyChanged';
  readonly name?: string;
  readonly kind?: PartyKind;
  readonly address?: string;
  readonly contact?: string;
  readonly creditCode?: string;
  readonly reason?: string;
}
export type PartyFact = PartyRegistered | PartyChanged;

// A party may be a natural person: whatever identifies it stands outside the chain.
const personal = ['name', 'address', 'contact', 'creditCode'] as const;

/** An inspected party: registered, changed (the old values stay in the facts). */
export const party = defineRegister<PartyState, PartyCommand, PartyFact, 'register'>({
  type: 'party',
  initial: (id) => ({ id, version: 0, stage: '', since: 0, deadlines: [], name: '', kind: 'other', address: '' }),
  participants: (state) => (state.unitId === undefined ? [] : [{ unitId: state.unitId, as: 'lead' }]),
  sealed: { partyRegistered: personal, partyChanged: personal },
  create: {
    type: 'register',
    decide: (_, command, world) => {
      const { type: _type, ...content } = command;
      const unitId = world.actor.unitId;
      return accept([{ type: 'partyRegistered', ...content, ...(unitId === undefined ? {} : { unitId }) }]);
    },
  },
  steps: {
    change: {
      decide: (state, command) => {
        const changed = differences<PartyState, 'name' | 'kind' | 'address' | 'contact' | 'creditCode'>(state, command, ['name', 'kind', 'address', 'contact', 'creditCode']);
        return changed ? accept([{ type: 'partyChanged', ...changed, ...(command.reason === undefined ? {} : { reason: command.reason }) }]) : accept([]);
      },
    },
  },
  evolve: (state, { fact }) => {
    switch (fact.type) {
      case 'partyRegistered': {
        const { type: _, ...content } = fact;
        return { ...state, ...content, stage: 'current' };
      }
      case 'partyChanged': {
        const { type: _, reason: _reason, ...content } = fact;
        return { ...state, ...content };
      }
    }
  },
});
