import { accept } from '../../process/decision.ts';
import { mustHaveValidCertificate, mustHoldInspectorPost } from '../rules.ts';
import { officersOf } from '../state.ts';
import type { Steps } from './step.ts';

/** Another officer takes the place of one who leaves: certified, and of a body that acts here. Harmless where the case is over or the leaver does not answer for it. */
export const succeeding: Steps<'changeOfficer'> = {
  changeOfficer: {
    may: () => undefined,
    take: (state, { from, to, reason }, world) => {
      if (state.stage === 'closed' || from === to || !officersOf(state).includes(from)) return accept([]);
      const refused = mustHoldInspectorPost(state, [to], world.now, world) ?? mustHaveValidCertificate([to], world.now, world);
      return refused ?? accept([{ type: 'officerChanged', from, to, reason }]);
    },
  },
};
