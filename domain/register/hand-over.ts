import { enforcementCase } from '../case/definition.ts';
import { type CaseState, officersOf } from '../case/state.ts';
import { growingOrg } from '../org/growing.ts';
import type { Org } from '../org/org.ts';
import { standsFor } from '../policy/relation.ts';
import { accept, type Decision, type Follow, refuse } from '../process/decision.ts';
import type { Naming, World } from '../process/definition.ts';
import type { FactBase, Json } from '../process/fact.ts';
import type { BeijingDate } from '../process/time.ts';
import { effective } from './day.ts';
import { type DelegationState, delegation } from './delegation.ts';
import { handedOverNotices } from './hand-over-notices.ts';
import { type PostState, post } from './post.ts';

/** 移交: everything that names a person goes to others in one step, whole or not at all. */
export interface HandOver {
  readonly type: 'handOver';
  /** Takes over whatever no post's own successor does. */
  readonly toPersonId?: string;
  readonly posts?: readonly { readonly postId: string; readonly toPersonId: string }[];
  /** Posts, cases and delegations that stay as they are. */
  readonly exclude?: readonly string[];
  /** Since when the successors hold the posts; without it from now on. */
  readonly on?: BeijingDate;
  /** The person leaves for good: deactivated in the same step; a post left out falls vacant. */
  readonly leaves?: boolean;
  readonly reason: string;
}

/** The person's own fact of it; what each item became stands in the item's facts, under the same command. */
export interface PersonHandedOver extends FactBase {
  readonly type: 'personHandedOver';
  readonly to: readonly string[];
  readonly posts: number;
  readonly cases: number;
  readonly delegations: number;
  readonly reason: string;
}

/** Items of one hand-over: what one transaction bears. */
const mostItems = 2_000;

/** One item: what becomes of it, and who takes it over. */
export interface HandedItem {
  readonly type: 'post' | 'case' | 'delegation';
  readonly id: string;
  readonly follow: Follow;
  readonly to?: string;
}

/** Who is to take over: the successor named for the post, else the one named for all. */
function successors(self: string, command: HandOver, naming: readonly Naming[], org: Org) {
  const ofPost = (id: string): string | undefined => command.posts?.find(({ postId }) => postId === id)?.toPersonId ?? command.toPersonId;
  const inspectorPosts = naming.flatMap(({ type, state }) => (type === 'post' && (state as PostState).role === 'inspector' ? [state as PostState] : []));
  // A case goes with the inspector's post in its body, or in the one that took its work over: whoever takes that post over works on.
  const ofCase = ({ bodyUnitId, jointBodies }: CaseState): string | undefined => {
    const held = inspectorPosts.find(({ unitId }) => standsFor(unitId, org).some((id) => id === bodyUnitId || jointBodies.includes(id)));
    const to = held === undefined || command.exclude?.includes(held.id) ? command.toPersonId : ofPost(held.id);
    return to === self ? undefined : to;
  };
  return { ofPost, ofCase };
}

/** What names the person, and what the command makes of each: posts first, for whoever takes over a case must hold one. */
function itemsOf(self: string, command: HandOver, world: World): readonly HandedItem[] {
  const naming = (world.naming ?? []).filter(({ state }) => command.leaves === true || !command.exclude?.includes(state.id));
  const { ofPost, ofCase } = successors(self, command, naming, world.org);
  const isExcluded = (id: string): boolean => command.exclude?.includes(id) === true;
  const posts = naming.flatMap(({ type, state }): readonly HandedItem[] => {
    if (type !== 'post') return [];
    if (isExcluded(state.id)) return [{ type, id: state.id, follow: { type, id: state.id, command: step({ type: 'vacate', reason: command.reason }) } }];
    const to = ofPost(state.id);
    const assign = step({ type: 'assign', personId: to ?? '', ...(command.on === undefined ? {} : { from: command.on }) });
    return [{ type, id: state.id, follow: { type, id: state.id, command: assign }, ...(to === undefined ? {} : { to }) }];
  });
  const cases = naming.flatMap(({ type, state }): readonly HandedItem[] => {
    if (type !== 'case' || isExcluded(state.id) || !officersOf(state as CaseState).includes(self)) return [];
    const to = ofCase(state as CaseState);
    const change = step({ type: 'changeOfficer', from: self, to: to ?? '', reason: command.reason });
    return [{ type, id: state.id, follow: { type, id: state.id, command: change }, ...(to === undefined ? {} : { to }) }];
  });
  const delegations = naming.flatMap(({ type, state }): readonly HandedItem[] =>
    type === 'delegation' && !isExcluded(state.id) && (state as DelegationState).until >= world.now
      ? [{ type, id: state.id, follow: { type, id: state.id, command: step({ type: 'revoke', reason: command.reason }) } }]
      : [],
  );
  return [...posts, ...cases, ...delegations];
}

const step = <C extends { readonly type: string }>(command: C): C => command;

/** The org once the posts have gone over; a successor who is not known leaves it as it was. */
function orgAfter(items: readonly HandedItem[], world: World): Org {
  const growing = growingOrg(world.org);
  return items.reduce((org, item) => {
    const held = item.type === 'post' ? world.org.post(item.id) : undefined;
    return held && item.to !== undefined ? growing.with({ post: { ...held, personId: item.to, tenures: [{ personId: item.to, from: world.now }] } }) : org;
  }, world.org);
}

/** What stands against an item, by its own rule; undefined when nothing does. */
function against({ type, to, follow }: HandedItem, state: Naming['state'], world: World): { readonly code: string; readonly params?: Readonly<Record<string, Json>> } | undefined {
  if (type !== 'delegation' && to === undefined && follow.command.type !== 'vacate') return { code: 'person.successor_missing' };
  const decided: Decision<FactBase> =
    type === 'post'
      ? post.decide(state as PostState, follow.command as Parameters<typeof post.decide>[1], world)
      : type === 'case'
        ? enforcementCase.decide(state as CaseState, follow.command as Parameters<typeof enforcementCase.decide>[1], world)
        : delegation.decide(state as DelegationState, follow.command as Parameters<typeof delegation.decide>[1], world);
  return decided.ok ? undefined : decided;
}

/**
 * Hands over: each item decides for itself, and a single one that cannot go refuses all, named with why; `exclude` leaves it where it is.
 * Sessions and tokens of the person end with the fact (ledger/write.ts).
 */
export function handOver(self: string, command: HandOver, world: World): Decision<PersonHandedOver> {
  const from = effective(command.on, world.now);
  if (typeof from !== 'number') return from;
  const named = [command.toPersonId, ...(command.posts ?? []).map(({ toPersonId }) => toPersonId)].filter((id) => id !== undefined);
  if (named.includes(self)) return refuse('person.to_oneself');
  for (const id of named) {
    const successor = world.org.person(id);
    if (!successor) return refuse('person.unknown');
    if (!successor.active) return refuse('person.inactive');
  }
  const items = itemsOf(self, command, world);
  if (items.length > mostItems) return refuse('person.too_many_items', { count: items.length, limit: mostItems });
  if (items.length === 0 && !command.leaves) return refuse('person.nothing_to_hand_over');
  const states = new Map((world.naming ?? []).map(({ state }) => [state.id, state]));
  const org = orgAfter(items, world);
  const stuck = items.flatMap((item) => {
    const state = states.get(item.id);
    // A post is decided on the org as it was, a case on the org in which its new officer holds the post.
    const why = state && against(item, state, item.type === 'case' ? { ...world, org } : world);
    return why ? [{ type: item.type, id: item.id, number: (state as { readonly number?: string }).number ?? null, toPersonId: item.to ?? null, code: why.code }] : [];
  });
  if (stuck.length > 0) return refuse('person.hand_over_blocked', { count: stuck.length }, stuck);
  const count = (type: HandedItem['type']): number => items.filter((item) => item.type === type).length;
  const to = [...new Set(items.flatMap((item) => item.to ?? []))];
  return accept([{ type: 'personHandedOver', to, posts: count('post'), cases: count('case'), delegations: count('delegation'), reason: command.reason }], {
    also: items.map((item) => item.follow),
    notices: handedOverNotices(self, items, command.reason, { ...world, org }),
  });
}
