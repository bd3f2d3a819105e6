import { strike as strikeNext } from '../../chase/deadline.ts';
import { recounted } from '../../chase/recount.ts';
import { accept, type Decision } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { ConsultationCommandOf } from '../commands.ts';
import { opinionsDue } from '../deadlines.ts';
import type { ConsultationFact } from '../facts.ts';
import { rungNotice } from '../notices.ts';
import type { ConsultationState } from '../state.ts';

/** Time climbs the next rung that is due: it tells the units that are silent, or the office that has not answered. Harmless when early or repeated. */
export function strike(state: ConsultationState, world: World): Decision<ConsultationFact> {
  const struck = strikeNext(state.deadlines, world.now, world.calendar);
  if (!struck) return accept([]);
  return accept([struck.fact], struck.silent ? {} : { notices: rungNotice(state, struck, world) });
}

/** The calendar of a year has changed: open deadlines counted anew, with a fact that says so. */
export function recompute(state: ConsultationState, command: ConsultationCommandOf<'recompute'>, world: World): Decision<ConsultationFact> {
  const recounts = recounted(state.deadlines, command.former ?? [], world.calendar);
  if (recounts.length === 0) return accept([]);
  const own = recounts.find(({ kind }) => kind === 'opinions');
  return accept([{ type: 'deadlinesRecomputed', calendarVersion: world.calendar.version, recounts, ...(own ? { due: opinionsDue(own) } : {}) }]);
}
