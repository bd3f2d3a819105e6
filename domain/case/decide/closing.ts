import { peopleOf } from '../../process/actor.ts';
import { accept, refuse } from '../../process/decision.ts';
import { decideFromNow } from '../ladders.ts';
import { closeAsked, closeRefused } from '../notices.ts';
import { cannotAskTwiceToClose, cannotCloseWithOpenOrder, mustBeAt, mustBeSecondPerson, mustHavePendingClose } from '../rules.ts';
import { decideKinds } from '../state.ts';
import type { Steps } from './step.ts';

const unfinished = ['opened', 'inspected', 'ordered', 'corrected', 'filed'] as const;

/** Closing a case that was opened in error, is a duplicate or whose party is gone: asked by one person, decided by another. */
export const closing: Steps<'close' | 'decideClose'> = {
  close: {
    // Whether an open order stands in the way depends on the ground: a party that is gone cannot be followed up.
    may: (state) => mustBeAt(state, ...unfinished) ?? cannotAskTwiceToClose(state),
    take: (state, command, world) => {
      const ground = command.ground ?? 'openedInError';
      if (ground === 'duplicate' && command.duplicateOf === undefined) return refuse('case.duplicate_of_needed');
      return (
        cannotCloseWithOpenOrder(state, ground) ??
        accept(
          [
            {
              type: 'closingRequested',
              ground,
              reason: command.reason,
              ...(command.duplicateOf === undefined ? {} : { duplicateOf: command.duplicateOf }),
              sets: [decideFromNow('close', state.chase, world)],
            },
          ],
          { notices: [closeAsked(state, ground, peopleOf(world.actor.ref), world)] },
        )
      );
    },
  },
  decideClose: {
    may: (state, world) => mustBeAt(state, ...unfinished) ?? mustHavePendingClose(state) ?? mustBeSecondPerson(state.closeRequest?.askedBy ?? [], world),
    take: (state, command, world) => {
      const request = state.closeRequest;
      if (!request) return refuse('case.no_close_pending');
      if (!command.approve) {
        return accept([{ type: 'closingRefused', reason: command.reason, clears: [decideKinds.close] }], { notices: [closeRefused(state, request.askedBy, world)] });
      }
      return (
        cannotCloseWithOpenOrder(state, request.ground) ??
        accept([{ type: 'closingApproved', ground: request.ground, reason: command.reason, clears: state.deadlines.map((deadline) => deadline.kind) }])
      );
    },
  },
};
