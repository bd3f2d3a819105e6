import { mayCommand, maySee } from '../../domain/policy/policy.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { Participant, ProcessState } from '../../domain/process/definition.ts';
import { participantsAt } from '../../ledger/definitions.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from './asker.ts';
import type { LedgerDoor } from './kernel.ts';
import { HttpProblem } from './problem.ts';
import type { Asked } from './route.ts';

/** Refuses what a token's scope does not cover: 403 `token.scope_missing`. */
export function checkScope(asker: Asker, writes: boolean, command?: string): void {
  if (!writes || asker.scope === 'write') return;
  if (asker.scope !== 'read' && command !== undefined && asker.scope.includes(command)) return;
  throw new HttpProblem('token.scope_missing');
}

/** True when the asker acts in an administrator's post. */
export const administers = ({ actors }: Asker): boolean => actors.some(({ role }) => role === 'administrator');

/** Refuses whoever acts in no administrator's post: 403 `policy.forbidden`, before anything is looked up. */
export function mustAdminister(asker: Asker, command: string): void {
  if (!administers(asker)) throw new HttpProblem('policy.forbidden', { params: { command } });
}

/** The unit that an asker means without naming one: that of the office's post, else that of the first post; empty for whoever holds none. */
export const ownUnit = ({ actors }: Asker): string => (actors.find(({ role }) => role === 'office') ?? actors[0])?.unitId ?? '';

/** The one post of the asker, for writes that are no command. 403 `actor.post_missing`, 422 `actor.post_ambiguous`. */
export function onlyActor(asker: Asker, moment: Moment): Actor {
  const [first, second] = asker.actors;
  if (first === undefined) throw new HttpProblem('actor.post_missing');
  if (second !== undefined) throw ambiguous(asker.actors, moment);
  return first;
}

/**
 * The post in which a command is done: the one named, the only one held, or the only one to which policy grants the command; several: 422 `actor.post_ambiguous`.
 * Where no post has the right, one that at least sees the record, so that the ledger refuses with the true reason.
 */
export async function actorFor(ledger: LedgerDoor, asker: Asker, asked: Asked, moment: Moment): Promise<Actor> {
  const [first, second] = asker.actors;
  if (first === undefined) throw new HttpProblem('actor.post_missing');
  if (second === undefined) return first;
  const participants = asked.creates ? [] : await participantsOf(ledger, asked, moment);
  const granted = asker.actors.filter((actor) => mayCommand(actor, asked.type, asked.command.type, participants, moment.org) === true);
  if (granted.length > 1) throw ambiguous(granted, moment);
  return granted[0] ?? asker.actors.find((actor) => maySee(actor, asked.type, participants, moment.org)) ?? first;
}

async function participantsOf(ledger: LedgerDoor, asked: Asked, { now }: Moment): Promise<readonly Participant[]> {
  const { rows } = await ledger.pool.query<{ state: ProcessState }>({
    name: 'acting',
    text: 'SELECT state FROM process WHERE id = $1 AND type = $2',
    values: [asked.id, asked.type],
  });
  return rows[0] ? participantsAt(asked.type, rows[0].state, now) : [];
}

const ambiguous = (actors: readonly Actor[], { org }: Moment): HttpProblem =>
  new HttpProblem('actor.post_ambiguous', {
    items: actors.map(({ ref }) => ({ postId: ref.postId, title: ref.postId === undefined ? undefined : org.post(ref.postId)?.title, unitId: ref.unitId })),
  });
