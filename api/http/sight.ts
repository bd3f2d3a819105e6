import { maySee, visibility } from '../../domain/policy/policy.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { Participant, ProcessState, ProcessType } from '../../domain/process/definition.ts';
import { participantsAt } from '../../ledger/definitions.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from './asker.ts';
import type { LedgerDoor } from './kernel.ts';
import { HttpProblem } from './problem.ts';

/** The posts of the asker that see a record with these participants. */
const seers = (asker: Asker, type: ProcessType, participants: readonly Participant[], moment: Moment): readonly Actor[] =>
  asker.actors.filter((actor) => maySee(actor, type, participants, moment.org));

/** Whether the asker sees a record, in one post or another. */
export const sees = (asker: Asker, type: ProcessType, state: ProcessState, moment: Moment): boolean =>
  seers(asker, type, participantsAt(type, state, moment.now), moment).length > 0;

/** A record as the asker may see it, with the posts that let the asker see it. */
export interface Seen<S extends ProcessState> {
  readonly state: S;
  readonly actors: readonly [Actor, ...Actor[]];
}

/** Reads one process. One that does not exist and one that may not be seen are told apart by nothing: 404 `process.not_found`. */
export async function readProcess<S extends ProcessState = ProcessState>(
  ledger: Pick<LedgerDoor, 'pool'>,
  asker: Asker,
  moment: Moment,
  type: ProcessType,
  id: string,
): Promise<Seen<S>> {
  const { rows } = await ledger.pool.query<{ state: S }>({ name: 'read-process', text: 'SELECT state FROM process WHERE id = $1 AND type = $2', values: [id, type] });
  const state = rows[0]?.state;
  const [first, ...others] = state === undefined ? [] : seers(asker, type, participantsAt(type, state, moment.now), moment);
  if (state === undefined || first === undefined) throw new HttpProblem('process.not_found');
  return { state, actors: [first, ...others] };
}

/** What the asker sees of a type, over all posts: everything, or records with one of these participations of these units, or records that name the person. */
export interface Sight {
  readonly all: boolean;
  readonly units: readonly { readonly relation: string; readonly unitIds: readonly string[] }[];
  readonly personId?: string;
}

/** The reading rule of a type over all posts of the asker, for a query. */
export function sightOf(asker: Asker, type: ProcessType, moment: Moment): Sight {
  const each = asker.actors.map((actor) => visibility(actor, type, moment.org));
  const units = new Map<string, Set<string>>();
  for (const { units: filters } of each) {
    for (const { participation, unitIds } of filters) {
      const known = units.get(participation) ?? new Set<string>();
      for (const unitId of unitIds) known.add(unitId);
      units.set(participation, known);
    }
  }
  const personId = each.find((one) => one.personId !== undefined)?.personId;
  return {
    all: each.some((one) => one.all),
    units: [...units].map(([relation, unitIds]) => ({ relation, unitIds: [...unitIds] })),
    ...(personId === undefined ? {} : { personId }),
  };
}
