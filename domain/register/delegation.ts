import { beijingDateOf, daysBetween, endOfDay, isBeijingDate, startOfDay } from '../calendar/beijing.ts';
import { accept, refuse } from '../process/decision.ts';
import type { ProcessState, World } from '../process/definition.ts';
import type { FactBase } from '../process/fact.ts';
import type { BeijingDate, Instant } from '../process/time.ts';
import { defineRegister } from './register.ts';

/** Longest delegation in calendar days, both ends included: whoever is away longer is replaced, not stood in for. */
const longestDelegationDays = 92;
/** Longest standing entry: renewed every year, so that none outlives its reason unseen. */
const longestEntryDays = 366;

/**
 * `acting`: B decides in A's stead while A is away. `entry` (录入代办): A decides, B only enters it, as a secretary does; the record says "entered by B for A".
 * What B asked for, B neither decides nor enters a decision on, in whichever post (rules of the task and the case).
 */
export const delegationKinds = ['acting', 'entry'] as const;
export type DelegationKind = (typeof delegationKinds)[number];

/** B may act in A's post for a time; every act names both. */
export interface DelegationState extends ProcessState {
  readonly fromPersonId: string;
  readonly toPersonId: string;
  readonly postId: string;
  /** The post's unit. */
  readonly unitId: string;
  /** First instant of the first day. */
  readonly from: Instant;
  /** Last instant of the last day. */
  readonly until: Instant;
  readonly reason: string;
  readonly kind: DelegationKind;
  readonly revokedAt?: Instant;
}

export type DelegationCommand =
  | {
      readonly type: 'grant';
      readonly toPersonId: string;
      readonly postId: string;
      readonly from: BeijingDate;
      readonly until: BeijingDate;
      readonly reason: string;
      readonly kind?: DelegationKind;
    }
  | { readonly type: 'revoke'; readonly reason?: string };

interface DelegationGranted extends FactBase {
  readonly type: 'delegationGranted';
  readonly fromPersonId: string;
  readonly toPersonId: string;
  readonly postId: string;
  readonly unitId: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly reason: string;
  /** Absent in facts written before there were two kinds: acting. */
  readonly kind?: DelegationKind;
}
interface DelegationRevoked extends FactBase {
  readonly type: 'delegationRevoked';
  readonly reason?: string;
}
export type DelegationFact = DelegationGranted | DelegationRevoked;

/** True when the delegation lets somebody act at a moment: granted, within its period, not revoked. The delegate's and the post's own state are asked elsewhere. */
export const isInForce = (delegation: Pick<DelegationState, 'from' | 'until' | 'revokedAt'>, at: Instant): boolean =>
  delegation.from <= at && at <= delegation.until && (delegation.revokedAt === undefined || at < delegation.revokedAt);

function refusePeriod({ from, until, kind }: Pick<Extract<DelegationCommand, { readonly type: 'grant' }>, 'from' | 'until' | 'kind'>, now: Instant) {
  for (const date of [from, until]) if (!isBeijingDate(date)) return refuse('register.date_invalid', { date });
  if (from > until) return refuse('register.date_order', { from, until });
  if (from < beijingDateOf(now)) return refuse('delegation.in_past', { date: from });
  const longest = kind === 'entry' ? longestEntryDays : longestDelegationDays;
  return daysBetween(from, until) + 1 > longest ? refuse('delegation.too_long', { days: longest }) : undefined;
}

const over = (state: DelegationState, world: World): 'delegation.over' | undefined => (state.revokedAt !== undefined || world.now > state.until ? 'delegation.over' : undefined);

/** A delegation: granted by the post's holder or an administrator for a bounded period, revoked before its end; never to oneself and never passed on. */
export const delegation = defineRegister<DelegationState, DelegationCommand, DelegationFact, 'grant'>({
  type: 'delegation',
  initial: (id) => ({
    id,
    version: 0,
    stage: '',
    since: 0,
    deadlines: [],
    fromPersonId: '',
    toPersonId: '',
    postId: '',
    unitId: '',
    from: 0,
    until: 0,
    reason: '',
    kind: 'acting',
  }),
  participants: (state) => [
    { unitId: state.unitId, as: 'lead', personId: state.fromPersonId },
    { unitId: state.unitId, as: 'addressee', personId: state.toPersonId },
  ],
  create: {
    type: 'grant',
    decide: (_, command, world) => {
      const { actor, org, now } = world;
      // Whoever acts for somebody else would hand on what is not theirs; administrators act for nobody here.
      if (actor.ref.forPersonId !== undefined) return refuse('delegation.chain');
      const post = org.post(command.postId);
      if (!post) return refuse('post.unknown');
      if (post.until !== undefined && post.until <= now) return refuse('post.ended');
      if (post.personId === undefined) return refuse('post.vacant');
      if (actor.ref.by === 'person' && actor.role !== 'administrator' && actor.ref.personId !== post.personId) return refuse('delegation.not_holder');
      if (command.toPersonId === post.personId) return refuse('delegation.to_oneself');
      const delegate = org.person(command.toPersonId);
      if (!delegate) return refuse('person.unknown');
      if (!delegate.active) return refuse('person.inactive');
      const period = refusePeriod(command, now);
      if (period) return period;
      // 行政处罚法第四十二条: only people with a certificate carry out enforcement, whoever they stand in for.
      if (post.role === 'inspector' && (delegate.certificateExpiresOn === undefined || delegate.certificateExpiresOn < command.until))
        return refuse('delegation.needs_certificate');
      return accept([
        {
          type: 'delegationGranted',
          fromPersonId: post.personId,
          toPersonId: command.toPersonId,
          postId: post.id,
          unitId: post.unitId,
          from: startOfDay(command.from),
          until: endOfDay(command.until),
          reason: command.reason,
          ...(command.kind === undefined ? {} : { kind: command.kind }),
        },
      ]);
    },
  },
  steps: {
    revoke: {
      blocked: over,
      decide: (_, command) => accept([{ type: 'delegationRevoked', ...(command.reason === undefined ? {} : { reason: command.reason }) }]),
    },
  },
  evolve: (state, { fact, at }) => {
    switch (fact.type) {
      case 'delegationGranted': {
        const { type: _, ...content } = fact;
        return { ...state, ...content, stage: 'current' };
      }
      case 'delegationRevoked':
        return { ...state, stage: 'ended', revokedAt: at };
    }
  },
});
