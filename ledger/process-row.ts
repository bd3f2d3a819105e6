import { nextKind, nextWake } from '../domain/chase/deadline.ts';
import type { ProcessState, ProcessType } from '../domain/process/definition.ts';
import type { Instant } from '../domain/process/time.ts';
import { definitionOf, isTimed } from './definitions.ts';
import { instantText } from './projection/instant.ts';

/** The columns of a process's row that follow from its facts: what lists, the sweep and `look` go by. Instants are ISO texts. */
export function processColumns(type: ProcessType, state: ProcessState, openedAt: Instant, movedAt: Instant) {
  const definition = definitionOf(type);
  const wake = nextWake(state.deadlines);
  return {
    type,
    number: definition.number?.(state) ?? null,
    stage: state.stage,
    since: state.since,
    version: state.version,
    parent_id: definition.parentId?.(state) ?? null,
    wake_at: wake === undefined ? null : instantText(wake),
    wake_kind: nextKind(state.deadlines) ?? null,
    settled: definition.settled(state),
    closed: definition.closed(state),
    timed: isTimed(type),
    opened_at: instantText(openedAt),
    moved_at: instantText(movedAt),
  };
}
