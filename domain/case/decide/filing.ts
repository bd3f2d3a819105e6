import { accept, refuse } from '../../process/decision.ts';
import { limitFromNow } from '../ladders.ts';
import { cannotCloseWithOpenOrder, mustBeAt } from '../rules.ts';
import { decideKinds, openOrders } from '../state.ts';
import type { Steps } from './step.ts';

/** Filing a case (立案), concluding it with a decision, and putting right a slip in it. Measures already taken stand on and are followed up meanwhile. */
export const filing: Steps<'fileCase' | 'concludeFiled' | 'correctDecision'> = {
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
  correctDecision: {
    may: (state) => (state.filings.at(-1)?.concludedAt === undefined ? refuse('case.decision_missing') : undefined),
    take: (state, { decision, penaltyFen, decisionNumber, reason }) => {
      const stands = state.filings.at(-1);
      const changes = {
        ...(decision === undefined || decision === stands?.decision ? {} : { decision }),
        ...(penaltyFen === undefined || penaltyFen === stands?.penaltyFen ? {} : { penaltyFen }),
        ...(decisionNumber === undefined || decisionNumber === stands?.decisionNumber ? {} : { decisionNumber }),
      };
      return Object.keys(changes).length === 0 ? refuse('case.field_unchanged') : accept([{ type: 'decisionCorrected', ...changes, reason }]);
    },
  },
};
