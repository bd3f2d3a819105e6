import { beijingDateOf } from '../../calendar/beijing.ts';
import { periodText } from '../../calendar/period-text.ts';
import { periodsRefused } from '../../chase/periods.ts';
import { peopleOf } from '../../process/actor.ts';
import { accept, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { SubmitRectification } from '../commands.ts';
import { caseRules, chaseUntil, decideFromNow, limitFromNow } from '../ladders.ts';
import { extensionAsked, extensionDecided } from '../notices.ts';
import {
  cannotAskTwiceForTime,
  cannotAvoidFiling,
  extendableOrders,
  mustBeAt,
  mustBeSecondPerson,
  mustHaveOpenOrderWhenFiled,
  mustHavePendingExtension,
  mustHaveSomethingToExtend,
  mustOwnEvidence,
} from '../rules.ts';
import { baseKind, type CaseState, decideKinds, dueOf, type Extension, openOrders, overtakenRequests, pendingExtension } from '../state.ts';
import type { Steps } from './step.ts';

/** Late against the latest due moment of the orders that stand, or where business was only suspended, of the suspensions: by the moment of arrival, or by the day on a paper submission. */
function isLate(state: CaseState, command: SubmitRectification, world: World): boolean {
  const open = openOrders(state);
  const orders = open.filter((measure) => measure.kind === 'order');
  const dues = (orders.length > 0 ? orders : open).flatMap(({ dueAt }) => dueAt ?? []);
  if (dues.length === 0) return false;
  const last = Math.max(...dues);
  return command.submittedOn === undefined ? world.receivedAt > last : command.submittedOn > beijingDateOf(last);
}

/** The due moment that an extension moves, and the kind of its deadline. */
function target(state: CaseState, extension: Pick<Extension, 'of' | 'measure'>): { readonly kind: string; readonly dueAt: number; readonly dueOn?: string } | undefined {
  if (extension.of === 'filing') {
    const clock = state.deadlines.find((deadline) => deadline.kind === 'conclude');
    return clock && { kind: clock.kind, ...dueOf(clock) };
  }
  const order = state.measures.find((measure) => measure.number === extension.measure);
  return order?.deadline === undefined || order.dueAt === undefined ? undefined : { kind: order.deadline, ...dueOf({ ...order, dueAt: order.dueAt }) };
}

/** The kind under which an extended order is chased: its old one, unless an order issued since then has taken that name; then with its own number. */
const freeKind = (state: CaseState, kind: string, number: number | undefined): string =>
  number !== undefined && openOrders(state).some((measure) => measure.number !== number && measure.deadline === kind) ? `${baseKind(kind)}.${number}` : kind;

/** What the party hands in, and more time asked for and decided. */
export const rectifying: Steps<'submitRectification' | 'requestExtension' | 'decideExtension'> = {
  submitRectification: {
    may: (state) => mustBeAt(state, 'ordered', 'filed') ?? mustHaveOpenOrderWhenFiled(state),
    take: (state, command, world) => {
      const { submittedOn } = command;
      const refused = mustOwnEvidence(state, command.evidence ?? [], world);
      if (refused) return refused;
      const issuedOn = openOrders(state)[0]?.issuedAt;
      if (submittedOn !== undefined && submittedOn > beijingDateOf(world.receivedAt)) return refuse('case.date_in_future', { date: submittedOn });
      if (submittedOn !== undefined && issuedOn !== undefined && submittedOn < beijingDateOf(issuedOn)) return refuse('case.date_too_early', { date: submittedOn });
      const lapses = overtakenRequests(state);
      return accept([
        {
          type: 'rectificationSubmitted',
          description: command.description,
          evidence: command.evidence ?? [],
          ...(submittedOn === undefined ? {} : { submittedOn }),
          late: isLate(state, command, world),
          lapses,
          // A suspension ends by its own date whatever the party says.
          clears: [...state.deadlines.map((deadline) => deadline.kind).filter((kind) => baseKind(kind) === 'rectify'), ...(lapses.length > 0 ? [decideKinds.extension] : [])],
          sets: [limitFromNow('followUp', state.chase, world)],
        },
      ]);
    },
  },
  requestExtension: {
    may: (state) => mustBeAt(state, 'inspected', 'ordered', 'filed') ?? cannotAvoidFiling(state) ?? mustHaveSomethingToExtend(state) ?? cannotAskTwiceForTime(state),
    take: (state, command, world) => {
      const refused = periodsRefused([command.period], world);
      if (refused) return refused;
      const filing = state.stage === 'filed' && command.measure === undefined;
      const order = filing ? undefined : extendableOrders(state).findLast((measure) => command.measure === undefined || measure.number === command.measure);
      if (!filing && !order) return refuse('case.measure_unknown', { measure: command.measure ?? 0 });
      const of = order ? 'order' : 'filing';
      const due = target(state, { of, ...(order ? { measure: order.number } : {}) });
      return accept(
        [
          {
            type: 'extensionRequested',
            extension: state.extensions.length + 1,
            of,
            ...(order ? { measure: order.number } : {}),
            reason: command.reason,
            period: command.period,
            late: due !== undefined && world.receivedAt > due.dueAt,
            sets: [decideFromNow('extension', state.chase, world)],
          },
        ],
        { notices: [extensionAsked(state, periodText(command.period), peopleOf(world.actor.ref), world)] },
      );
    },
  },
  decideExtension: {
    may: (state, world) => {
      const wrong = mustBeAt(state, 'inspected', 'ordered', 'filed') ?? mustHavePendingExtension(state);
      return wrong ?? mustBeSecondPerson(pendingExtension(state)?.askedBy ?? [], world);
    },
    take: (state, command, world) => {
      const extension = pendingExtension(state);
      const former = extension && target(state, extension);
      if (!extension || !former) return refuse('case.no_extension_pending');
      const { number, askedBy } = extension;
      if (!command.approve) {
        return accept([{ type: 'extensionRefused', extension: number, reason: command.reason, clears: [decideKinds.extension] }], {
          notices: [extensionDecided(state, false, undefined, askedBy, world)],
        });
      }
      const kind = freeKind(state, former.kind, extension.measure);
      // More time runs on from the old date while that lies ahead, else from the decision.
      const from = Math.max(former.dueAt, world.now);
      const spec = chaseUntil(kind, world.calendar.due(from, extension.period, caseRules[baseKind(kind)]), state.chase, world);
      const overdueElsewhere = openOrders(state).some((measure) => measure.number !== extension.measure && (measure.dueAt ?? Number.POSITIVE_INFINITY) < world.now);
      return accept(
        [
          {
            type: 'extensionApproved',
            extension: number,
            reason: command.reason,
            formerDueAt: former.dueAt,
            ...(former.dueOn === undefined ? {} : { formerDueOn: former.dueOn }),
            deadline: kind,
            ...dueOf(spec),
            clears: [decideKinds.extension, ...(extension.of !== 'order' ? [] : overdueElsewhere ? ['measure'] : ['measure', 'followUp'])],
            sets: [spec],
          },
        ],
        { notices: [extensionDecided(state, true, spec.dueAt, askedBy, world)] },
      );
    },
  },
};
