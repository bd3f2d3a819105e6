import { accept } from '../../process/decision.ts';
import { limitFromNow } from '../ladders.ts';
import { cannotCloseWithOpenOrder, mustBeAt } from '../rules.ts';
import { decideKinds, openOrders } from '../state.ts';
import type { Steps } from './step.ts';

/** Filing a case (立案) and concluding it with a decision. Measures already taken stand on and are followed up meanwhile. */
export const filing: Steps<'fileCase' | 'concludeFiled'> = {
  fileCase: {
    may: (state) => mustBeAt(state, 'inspected', 'ordered', 'corrected'),
    take: (state, command, world) =>
      accept([
        {
          type: 'caseFiled',
          reason: command.reason,
          clears: [...(openOrders(state).length === 0 ? ['measure', 'followUp'] : ['measure']), decideKinds.extension],
          sets: [limitFromNow('conclude', state.chase, world)],
        },
      ]),
  },
  concludeFiled: {
    may: (state) => mustBeAt(state, 'filed') ?? cannotCloseWithOpenOrder(state),
    take: (state, command) =>
      accept([
        {
          type: 'filedCaseConcluded',
          decision: command.decision,
          ...(command.penaltyFen === undefined ? {} : { penaltyFen: command.penaltyFen }),
          ...(command.decisionNumber === undefined ? {} : { decisionNumber: command.decisionNumber }),
          clears: state.deadlines.map((deadline) => deadline.kind),
        },
      ]),
  },
};
