import { randomUUID } from 'node:crypto';
import type { Attempt, Write } from '../../chaos/history.ts';
import { markerOf } from '../../chaos/invariant/once.ts';
import type { Evidence, FactRow } from '../../chaos/invariant/rows.ts';
import { chainHash, genesis } from '../../ledger/chain.ts';

const began = Date.UTC(2026, 10, 2, 1);
/** Moment of a fact, so many milliseconds into the story. */
export const at = (ms: number): number => began + ms;

type Told = Pick<FactRow, 'type' | 'data'> & { readonly ms: number; readonly commandId?: string };

/** A process's facts, numbered and chained as the ledger does it. */
export function factsOf(processType: string, told: readonly Told[], processId: string = randomUUID()): readonly FactRow[] {
  let prev: Buffer = genesis;
  return told.map(({ type, data, ms, commandId = randomUUID() }, index) => {
    const fact = { processId, processType, seq: index + 1, type, data, actor: { by: 'system' as const }, at: at(ms), receivedAt: at(ms), commandId };
    const hash = chainHash(prev, fact);
    const row = { ...fact, prev, hash };
    prev = hash;
    return row;
  });
}

/** Evidence of a ledger that holds these facts and stands at this stage. */
export function evidenceOf(facts: readonly FactRow[], stage: string, more: Partial<Evidence> = {}): Evidence {
  const last = facts.at(-1);
  return {
    now: at(3_600_000),
    commands: [],
    facts,
    processes: last ? [{ id: last.processId, type: last.processType, stage, version: last.seq, head: last.hash, closed: stage === 'closed', timed: true }] : [],
    sealed: [],
    series: [],
    voids: [],
    notices: [],
    deliveries: [],
    digests: [],
    attachments: [],
    ...more,
  };
}

/** A write that was tried and ended so. */
export function written(attempts: readonly Pick<Attempt, 'known' | 'status' | 'text'>[], key: string = randomUUID()): Write {
  return {
    key,
    personId: 'inspector',
    type: 'issueOrder',
    path: '/api/v1/cases/c/commands',
    marker: markerOf(key),
    attempts: attempts.map((attempt) => ({ ...attempt, sentAt: began, endedAt: began + 5 })),
  };
}

const seconds = (ms: number) => ({ rung: '', at: at(ms) });

/** A deadline as a fact sets it, with the moments of its rungs in milliseconds. */
export const deadline = (kind: string, rungs: Readonly<Record<string, number>>) => ({
  kind,
  graceMs: 0,
  rungs: Object.entries(rungs).map(([rung, ms]) => ({ ...seconds(ms), rung, before: rung.startsWith('reminder'), to: 'managerInCharge' })),
});
