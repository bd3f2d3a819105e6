import { accept } from '../../process/decision.ts';
import { cannotWithdraw, withdrawalOf } from '../../process/withdrawing.ts';
import type { CasePersonCommand } from '../commands.ts';
import { requestWithdrawn } from '../notices.ts';
import { mustBeAt } from '../rules.ts';
import { caseStages } from '../state.ts';
import type { Steps } from './step.ts';

/** Steps on a case that may be withdrawn: by none of them a document goes out, and of `close` only the request that waits for a second person. */
export const withdrawableSteps = ['submitRectification', 'requestExtension', 'close'] as const satisfies readonly CasePersonCommand['type'][];

/** 撤回: the last step is undone, and whoever was to decide on it is told so. */
export const withdrawing: Steps<'withdrawStep'> = {
  withdrawStep: {
    may: (state, world) => mustBeAt(state, ...caseStages) ?? cannotWithdraw(state, world),
    take: (state, { reason }, world) => {
      const { lastStep } = state;
      return lastStep ? accept([withdrawalOf(lastStep, reason)], { notices: requestWithdrawn(lastStep, state, world) }) : accept([]);
    },
  },
};
