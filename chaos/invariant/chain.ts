import { chainHash, genesis } from '../../ledger/chain.ts';
import { type Finding, finding } from './finding.ts';
import { byProcess, type Evidence } from './rows.ts';

/** I7: every fact carries the hash of the one before it and of its own content; the process carries the last. */
export function chains({ facts, processes }: Pick<Evidence, 'facts' | 'processes'>): Finding {
  const faults: string[] = [];
  const lists = byProcess(facts);
  const heads = new Map(processes.map((process) => [process.id, process]));
  for (const [id, list] of lists) {
    let prev: Uint8Array = genesis;
    for (const fact of list) {
      const { processId, processType, seq, type, data, at, receivedAt, commandId } = fact;
      // The actor is JSON of the ledger's own making.
      const actor = fact.actor as unknown as Parameters<typeof chainHash>[1]['actor'];
      const hash = chainHash(prev, { processId, processType, seq, type, data, actor, at, receivedAt, commandId });
      if (!fact.prev.equals(prev)) faults.push(`${processType} ${id}: fact ${seq} does not follow the one before it`);
      else if (!fact.hash.equals(hash)) faults.push(`${processType} ${id}: fact ${seq} (${type}) does not match its hash`);
      prev = fact.hash;
    }
    if (heads.get(id)?.head.equals(prev) !== true) faults.push(`${id}: the process does not carry the hash of its last fact`);
  }
  for (const { id, version } of processes) if ((lists.get(id)?.length ?? 0) !== version) faults.push(`${id}: ${lists.get(id)?.length ?? 0} facts, version ${version}`);
  return finding('I7', facts.length, faults);
}
