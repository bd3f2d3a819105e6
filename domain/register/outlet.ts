import { isLiving } from '../org/org.ts';
import { accept, refuse } from '../process/decision.ts';
import type { ProcessState, World } from '../process/definition.ts';
import type { FactBase } from '../process/fact.ts';
import { keepsFor } from './keeping.ts';
import { defineRegister } from './register.ts';

/** Ways out of the building besides mail: a program of the unit's own (webhook), or the robot of a chat group. */
export const outletKinds = ['webhook', 'wecom', 'dingtalk', 'feishu'] as const;
export type OutletKind = (typeof outletKinds)[number];

/** 外发渠道: where a unit's notices go besides to the people they are for. Its address and secret are in no state: only the channel that sends reads them, from the erasable store. */
export interface OutletState extends ProcessState {
  readonly unitId: string;
  readonly kind: OutletKind;
  readonly name: string;
  /** Host of the address: all that is ever shown of it. */
  readonly host: string;
  /** Messages are signed. */
  readonly signed: boolean;
}

export type OutletCommand =
  | { readonly type: 'register'; readonly unitId: string; readonly kind: OutletKind; readonly name: string; readonly url: string; readonly secret?: string }
  | { readonly type: 'change'; readonly name?: string; readonly url?: string; readonly secret?: string; readonly reason?: string }
  | { readonly type: 'end'; readonly reason: string };

interface OutletRegistered extends FactBase {
  readonly type: 'outletRegistered';
  readonly unitId: string;
  readonly kind: OutletKind;
  readonly name: string;
  readonly host: string;
  readonly url: string;
  readonly secret?: string;
}
interface OutletChanged extends FactBase {
  readonly type: 'outletChanged';
  readonly name?: string;
  readonly host?: string;
  readonly url?: string;
  readonly secret?: string;
  readonly reason?: string;
}
interface OutletEnded extends FactBase {
  readonly type: 'outletEnded';
  readonly reason: string;
}
export type OutletFact = OutletRegistered | OutletChanged | OutletEnded;

/** The host of an address that messages may go to: HTTPS (HTTP too in drills), without user and password; undefined for any other text. */
function hostOf(url: string, drill: boolean): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, username, password, host } = new URL(url);
  const isSafe = protocol === 'https:' || (drill && protocol === 'http:');
  return isSafe && username === '' && password === '' && host !== '' ? host : undefined;
}

// The address of a robot is a secret in itself: whoever has it writes into the group.
const secrets = ['url', 'secret'] as const;

const ended = (state: OutletState): 'outlet.ended' | undefined => (state.stage === 'ended' ? 'outlet.ended' : undefined);

/** An outlet: registered by an administrator or by an office for itself, changed, ended. */
export const outlet = defineRegister<OutletState, OutletCommand, OutletFact, 'register'>({
  type: 'outlet',
  initial: (id) => ({ id, version: 0, stage: '', since: 0, deadlines: [], unitId: '', kind: 'webhook', name: '', host: '', signed: false }),
  participants: (state) => [{ unitId: state.unitId, as: 'lead' }],
  sealed: { outletRegistered: secrets, outletChanged: secrets },
  create: {
    type: 'register',
    decide: (_, command, world: World) => {
      const { type: _type, ...content } = command;
      const { actor, org, now, drill } = world;
      if (!isLiving(command.unitId, org, now)) return refuse('unit.unknown');
      if (!keepsFor(actor, command.unitId)) return refuse('outlet.not_your_unit');
      const host = hostOf(command.url, drill);
      if (host === undefined) return refuse('outlet.url_refused');
      // Whoever receives a webhook must be able to tell ours from anybody's.
      if (command.kind === 'webhook' && command.secret === undefined) return refuse('outlet.secret_needed');
      return accept([{ type: 'outletRegistered', ...content, host }]);
    },
  },
  steps: {
    change: {
      blocked: ended,
      decide: (state, command, world) => {
        const { type: _type, reason, ...given } = command;
        const host = given.url === undefined ? undefined : hostOf(given.url, world.drill);
        if (given.url !== undefined && host === undefined) return refuse('outlet.url_refused');
        if (given.url === undefined && given.secret === undefined && (given.name === undefined || given.name === state.name)) return accept([]);
        return accept([{ type: 'outletChanged', ...given, ...(host === undefined ? {} : { host }), ...(reason === undefined ? {} : { reason }) }]);
      },
    },
    end: { blocked: ended, decide: (_, command) => accept([{ type: 'outletEnded', reason: command.reason }]) },
  },
  evolve: (state, { fact }) => {
    switch (fact.type) {
      case 'outletRegistered': {
        const { unitId, kind, name, host, secret } = fact;
        return { ...state, unitId, kind, name, host, signed: secret !== undefined, stage: 'current' };
      }
      case 'outletChanged': {
        const { name = state.name, host = state.host, secret } = fact;
        return { ...state, name, host, signed: state.signed || secret !== undefined };
      }
      case 'outletEnded':
        return { ...state, stage: 'ended' };
    }
  },
});
