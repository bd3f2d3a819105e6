import { beijingDateOf } from '../calendar/beijing.ts';
import type { Post, Tenure, UnitKind } from '../org/org.ts';
import type { Role } from '../process/actor.ts';
import { accept, refuse } from '../process/decision.ts';
import type { ProcessState, World } from '../process/definition.ts';
import type { FactBase } from '../process/fact.ts';
import type { BeijingDate, Instant } from '../process/time.ts';
import { effective } from './day.ts';
import { defineRegister } from './register.ts';

export interface PostState extends ProcessState {
  readonly unitId: string;
  readonly role: Role;
  readonly title: string;
  readonly personId?: string;
  readonly deputyPostId?: string;
  readonly from: Instant;
  readonly until?: Instant;
  readonly tenures: readonly Tenure[];
}

export type PostCommand =
  | { readonly type: 'create'; readonly unitId: string; readonly role: Role; readonly title: string; readonly from?: BeijingDate; readonly personId?: string }
  | { readonly type: 'assign'; readonly personId: string; readonly from?: BeijingDate }
  | { readonly type: 'vacate'; readonly on?: BeijingDate; readonly reason?: string }
  | { readonly type: 'setDeputy'; readonly deputyPostId: string | null }
  | { readonly type: 'end'; readonly on?: BeijingDate };

interface PostCreated extends FactBase {
  readonly type: 'postCreated';
  readonly unitId: string;
  readonly role: Role;
  readonly title: string;
  readonly from: Instant;
}
interface PostAssigned extends FactBase {
  readonly type: 'postAssigned';
  readonly personId: string;
  readonly from: Instant;
}
interface PostVacated extends FactBase {
  readonly type: 'postVacated';
  readonly until: Instant;
  readonly reason?: string;
}
interface DeputySet extends FactBase {
  readonly type: 'deputySet';
  readonly deputyPostId: string | null;
}
interface PostEnded extends FactBase {
  readonly type: 'postEnded';
  readonly until: Instant;
}
export type PostFact = PostCreated | PostAssigned | PostVacated | DeputySet | PostEnded;

// A coordinating body inspects nobody (国办发〔2024〕54号; features.md, trap 1): inspectors stand in enforcement bodies only.
const homeOf: Partial<Record<Role, UnitKind>> = { inspector: 'enforcementBody', office: 'office', groupLeader: 'leadingGroup', groupDeputy: 'leadingGroup' };

/** True when an active person holds a post of an administrator that `counts`. */
export const hasAdministrator = (world: World, counts: (post: Post) => boolean): boolean =>
  world.org
    .units()
    .flatMap((unit) => world.org.postsIn(unit.id, 'administrator', world.now))
    .some((post) => post.personId !== undefined && world.org.person(post.personId)?.active === true && counts(post));

/** True when without this post (and, when one is named, without the posts of a person who leaves) nobody would administer the product any more. */
export const isLastAdministrator = (postId: string, world: World, leaver?: string): boolean =>
  world.org.post(postId)?.role === 'administrator' && !hasAdministrator(world, (post) => post.id !== postId && post.personId !== leaver);

const ended = (state: PostState): 'post.ended' | undefined => (state.until === undefined ? undefined : 'post.ended');
const leavesNoAdministrator = (state: PostState, world: World): 'post.last_administrator' | undefined =>
  state.personId !== undefined && isLastAdministrator(state.id, world) ? 'post.last_administrator' : undefined;

function refusePerson(personId: string, world: World): 'person.unknown' | 'person.inactive' | undefined {
  const person = world.org.person(personId);
  if (!person) return 'person.unknown';
  return person.active ? undefined : 'person.inactive';
}

/** True when following deputies from `from` comes to `self`. */
function leadsTo(self: string, from: string, world: World): boolean {
  const seen = new Set<string>();
  for (let id: string | undefined = from; id !== undefined && !seen.has(id); id = world.org.post(id)?.deputyPostId) {
    if (id === self) return true;
    seen.add(id);
  }
  return false;
}

const closeTenure = (state: PostState, until: Instant): readonly Tenure[] =>
  state.tenures.map((tenure) => (tenure.until === undefined ? { ...tenure, until: Math.max(tenure.from, until) } : tenure));

/** A post: one role in one unit, held by one person or vacant; who held it when stays on record. */
export const post = defineRegister<PostState, PostCommand, PostFact, 'create'>({
  type: 'post',
  initial: (id) => ({ id, version: 0, stage: '', since: 0, deadlines: [], unitId: '', role: 'expert', title: '', from: 0, tenures: [] }),
  participants: () => [],
  create: {
    type: 'create',
    decide: (_, command, world) => {
      const from = effective(command.from, world.now);
      if (typeof from !== 'number') return from;
      const unit = world.org.unit(command.unitId);
      if (!unit) return refuse('unit.unknown');
      if (unit.until !== undefined && unit.until <= world.now) return refuse('unit.ended');
      const home = homeOf[command.role];
      if (home !== undefined && home !== unit.kind) return refuse('post.role_not_of_unit', { role: command.role, kind: unit.kind });
      const created: PostFact = { type: 'postCreated', unitId: command.unitId, role: command.role, title: command.title, from };
      if (command.personId === undefined) return accept([created]);
      const against = refusePerson(command.personId, world);
      return against ? refuse(against) : accept([created, { type: 'postAssigned', personId: command.personId, from }]);
    },
  },
  steps: {
    assign: {
      blocked: ended,
      decide: (state, command, world) => {
        const from = effective(command.from, world.now);
        if (typeof from !== 'number') return from;
        const earliest = state.tenures.at(-1)?.until ?? state.tenures.at(-1)?.from ?? state.from;
        if (from < earliest) return refuse('register.date_order', { from: beijingDateOf(earliest), until: beijingDateOf(from) });
        const against = refusePerson(command.personId, world);
        if (against) return refuse(against);
        if (command.personId === state.personId) return refuse('post.already_held');
        return accept([{ type: 'postAssigned', personId: command.personId, from }]);
      },
    },
    vacate: {
      blocked: (state, world) => ended(state) ?? (state.personId === undefined ? 'post.vacant' : leavesNoAdministrator(state, world)),
      decide: (state, command, world) => {
        const until = effective(command.on, world.now);
        if (typeof until !== 'number') return until;
        const since = state.tenures.at(-1)?.from ?? state.from;
        if (until < since) return refuse('register.date_order', { from: beijingDateOf(since), until: beijingDateOf(until) });
        return accept([{ type: 'postVacated', until, ...(command.reason === undefined ? {} : { reason: command.reason }) }]);
      },
    },
    setDeputy: {
      blocked: ended,
      decide: (state, command, world) => {
        if ((state.deputyPostId ?? null) === command.deputyPostId) return accept([]);
        if (command.deputyPostId !== null) {
          const deputy = world.org.post(command.deputyPostId);
          if (!deputy) return refuse('post.unknown');
          if (deputy.until !== undefined && deputy.until <= world.now) return refuse('post.ended');
          if (leadsTo(state.id, command.deputyPostId, world)) return refuse('post.deputy_cycle');
        }
        return accept([{ type: 'deputySet', deputyPostId: command.deputyPostId }]);
      },
    },
    end: {
      blocked: (state, world) => ended(state) ?? leavesNoAdministrator(state, world),
      decide: (state, command, world) => {
        const until = effective(command.on, world.now);
        if (typeof until !== 'number') return until;
        const since = state.tenures.at(-1)?.from ?? state.from;
        if (until < since) return refuse('register.date_order', { from: beijingDateOf(since), until: beijingDateOf(until) });
        return accept([{ type: 'postEnded', until }]);
      },
    },
  },
  evolve: (state, { fact }) => {
    switch (fact.type) {
      case 'postCreated': {
        const { type: _, ...content } = fact;
        return { ...state, ...content, stage: 'current' };
      }
      case 'postAssigned':
        return { ...state, personId: fact.personId, tenures: [...closeTenure(state, fact.from), { personId: fact.personId, from: fact.from }] };
      case 'postVacated': {
        const { personId: _, ...vacant } = state;
        return { ...vacant, tenures: closeTenure(state, fact.until) };
      }
      case 'deputySet': {
        const { deputyPostId: _, ...alone } = state;
        return fact.deputyPostId === null ? alone : { ...alone, deputyPostId: fact.deputyPostId };
      }
      case 'postEnded': {
        const { personId: _, ...vacant } = state;
        return { ...vacant, stage: 'ended', until: fact.until, tenures: closeTenure(state, fact.until) };
      }
    }
  },
});
