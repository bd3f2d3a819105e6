import { strike } from '../../chase/deadline.ts';
import { recomputed } from '../../chase/recount.ts';
import { accept } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { CaseFact } from '../facts.ts';
import { limitFromNow } from '../ladders.ts';
import { caseClosedNotice, rungNotice } from '../notices.ts';
import { baseKind, type CaseState, episodeOf } from '../state.ts';
import type { Steps } from './step.ts';

const always = (): undefined => undefined;

/** What time and the system do. Each is harmless when repeated, early or late: then nothing happens. */
export const timing: Steps<'strike' | 'closeCase' | 'recompute'> = {
  strike: {
    may: always,
    take: (state, _command, world) => {
      const struck = strike(state.deadlines, world.now, world.calendar);
      if (!struck) return accept([]);
      if (struck.silent) return accept([struck.fact]);
      const facts: readonly CaseFact[] = struck.rung.before ? [struck.fact] : [struck.fact, ...missed(state, struck.deadline.kind, world)];
      return accept(facts, { notices: [rungNotice(state, struck, world)] });
    },
  },
  closeCase: {
    may: always,
    take: (state, _command, world) => {
      const outcome = state.episodes.at(-1)?.outcome;
      if (state.stage !== 'settled' || outcome === undefined) return accept([]);
      return accept([{ type: 'caseClosed', episode: episodeOf(state), outcome, clears: state.deadlines.map((deadline) => deadline.kind) }], {
        notices: [caseClosedNotice(state, world)],
      });
    },
  },
  recompute: {
    may: always,
    take: recomputed,
  },
};

/** A period that the party let pass: from now on the inspectors' limit to go back runs, unless it does already. */
function missed(state: CaseState, kind: string, world: World): readonly CaseFact[] {
  const base = baseKind(kind);
  if ((base !== 'rectify' && base !== 'suspension') || state.deadlines.some((deadline) => deadline.kind === 'followUp')) return [];
  const measure = state.measures.findLast((item) => item.deadline === kind && item.outcome === undefined);
  return measure ? [{ type: 'rectificationMissed', measure: measure.number, sets: [limitFromNow('followUp', state.chase, world)] }] : [];
}
