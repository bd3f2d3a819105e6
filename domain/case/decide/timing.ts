import { type DeadlineSpec, strike } from '../../chase/deadline.ts';
import { accept } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { CaseFact } from '../facts.ts';
import { chaseUntil, limitFromNow } from '../ladders.ts';
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
    take: (state, _command, world) => {
      const sets = state.deadlines.flatMap((deadline) => recount(deadline, state, world));
      return accept(sets.length === 0 ? [] : [{ type: 'deadlinesRecomputed', calendarVersion: world.calendar.version, sets }]);
    },
  },
};

/** A period that the party let pass: from now on the inspectors' limit to go back runs, unless it does already. */
function missed(state: CaseState, kind: string, world: World): readonly CaseFact[] {
  const base = baseKind(kind);
  if ((base !== 'rectify' && base !== 'suspension') || state.deadlines.some((deadline) => deadline.kind === 'followUp')) return [];
  const measure = state.measures.findLast((item) => item.deadline === kind && item.outcome === undefined);
  return measure ? [{ type: 'rectificationMissed', measure: measure.number, sets: [limitFromNow('followUp', state.chase, world)] }] : [];
}

/** A deadline counted in days, counted anew by the calendar as it is now; nothing when the date stands and is as certain as before. */
function recount(deadline: CaseState['deadlines'][number], state: CaseState, world: World): readonly DeadlineSpec[] {
  const { basis } = deadline;
  if (deadline.dueOn === undefined || !basis.period) return [];
  const due = world.calendar.due(basis.from, basis.period, basis.rule, {
    ...(basis.excluded ? { excluded: basis.excluded } : {}),
    ...(basis.rollForward ? { rollForward: true } : {}),
  });
  if (due.dueOn === deadline.dueOn && due.basis.provisional === basis.provisional) return [];
  const spec = chaseUntil(deadline.kind, due, state.chase, world);
  const reached = new Set(deadline.reached.map((item) => item.rung));
  // Where the date stands and has only become certain, nobody is told twice; a new date chases anew.
  return [due.dueOn === deadline.dueOn ? { ...spec, rungs: spec.rungs.filter((rung) => !reached.has(rung.rung)) } : spec];
}
