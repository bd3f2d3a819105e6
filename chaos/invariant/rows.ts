/** Rows of the ledger's tables as the checks read them: no type of the product between table and check. Times are milliseconds. */
export interface CommandRow {
  readonly personId: string;
  readonly key: string;
  readonly id: string;
  readonly processId: string;
  readonly status: number | null;
  /** The stored answer to the letter. */
  readonly body: string | null;
}

export interface FactRow {
  readonly processId: string;
  readonly processType: string;
  readonly seq: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly actor: Readonly<Record<string, unknown>>;
  readonly at: number;
  readonly receivedAt: number;
  readonly commandId: string;
  readonly prev: Buffer;
  readonly hash: Buffer;
}

export interface ProcessRow {
  readonly id: string;
  readonly type: string;
  readonly stage: string;
  readonly version: number;
  readonly head: Buffer;
  readonly closed: boolean;
  readonly timed: boolean;
}

/** A text kept outside its fact. */
export interface SealedRow {
  readonly processId: string;
  readonly seq: number;
  readonly value: unknown;
}

export interface SeriesRow {
  readonly name: string;
  readonly year: number;
  readonly last: number;
}

export interface VoidRow {
  readonly name: string;
  readonly year: number;
  readonly from: number;
  readonly until: number;
}

export interface NoticeRow {
  readonly id: string;
  readonly processId: string;
  readonly factSeq: number;
  readonly deadlineKind: string;
  readonly rung: string;
  readonly isRung: boolean;
  readonly personId: string;
  readonly createdAt: number;
}

export interface DeliveryRow {
  readonly noticeId: string;
  readonly personId: string;
  readonly channel: string;
  readonly state: string;
  readonly digestId: string | null;
}

export interface DigestRow {
  readonly id: string;
  readonly address: string;
  readonly messageId: string;
  readonly state: string;
}

export interface AttachmentRow {
  readonly id: string;
  readonly sha256: string;
}

/** All that the checks read, at one moment. */
export interface Evidence {
  readonly now: number;
  readonly commands: readonly CommandRow[];
  readonly facts: readonly FactRow[];
  readonly processes: readonly ProcessRow[];
  readonly sealed: readonly SealedRow[];
  readonly series: readonly SeriesRow[];
  readonly voids: readonly VoidRow[];
  readonly notices: readonly NoticeRow[];
  readonly deliveries: readonly DeliveryRow[];
  readonly digests: readonly DigestRow[];
  readonly attachments: readonly AttachmentRow[];
}

/** Facts by process, in order of number. */
export function byProcess(facts: readonly FactRow[]): ReadonlyMap<string, readonly FactRow[]> {
  const found = new Map<string, FactRow[]>();
  for (const fact of facts) {
    const known = found.get(fact.processId);
    if (known) known.push(fact);
    else found.set(fact.processId, [fact]);
  }
  for (const list of found.values()) list.sort((a, b) => a.seq - b.seq);
  return found;
}
