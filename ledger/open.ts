import type pg from 'pg';
import type { PartyRecord, ProcessState, ProcessType } from '../domain/process/definition.ts';
import type { StoredAnswer } from './request.ts';
import type { MomentRow } from './world.ts';

/** What a command asks for before it is decided. */
export interface Opening {
  readonly key?: { readonly personId: string; readonly key: string };
  readonly processId: string;
  readonly type: ProcessType;
  /** Rules of the org look at all of it (a name taken, the last administrator): its changes come one after the other. */
  readonly locksOrg: boolean;
  /** The parent before the process: FOR SHARE for what can falsify its exit condition, FOR UPDATE for what moves it too. */
  readonly parentLock?: 'share' | 'update';
  /** The parent of a process that is to begin; else it is the process's own. */
  readonly namedParent?: string | undefined;
  /** Parties named by the command; that of the state is answered besides. */
  readonly partyIds: readonly string[];
}

/** A process as it stands, locked. */
export interface LockedProcess {
  readonly state: ProcessState;
  readonly head: Buffer;
  readonly movedAt: Date;
}

export interface Opened {
  /** What the key has answered before; nothing else was looked up then. */
  readonly earlier?: { readonly digest: string; readonly erased: boolean; readonly answer?: StoredAnswer };
  readonly process?: LockedProcess;
  readonly parties: ReadonlyMap<string, PartyRecord>;
  /** The clock after the locks, and the versions of the world. */
  readonly moment: MomentRow;
}

interface Row extends MomentRow {
  readonly answered: boolean;
  readonly digest: string;
  readonly status: number | null;
  readonly body: StoredAnswer['body'];
  readonly erased: boolean;
  readonly state: ProcessState | null;
  readonly head: Buffer;
  readonly moved_at: Date;
  readonly parties: readonly PartyRecord[] | null;
}

/**
 * In one call and in this order: the idempotency key (a request still running under it is waited for), the locks on org, parent and process, the clock after them.
 * The database's function `open_command` does it.
 */
export async function openCommand(client: pg.ClientBase, { key, processId, type, locksOrg, parentLock, namedParent, partyIds }: Opening): Promise<Opened> {
  const { rows } = await client.query<Row>({
    name: 'open',
    text: 'SELECT * FROM open_command($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [key?.personId, key?.key, processId, type, locksOrg, parentLock, namedParent, partyIds],
  });
  const [row] = rows;
  if (!row) throw new Error('the ledger did not open');
  return {
    ...(row.answered ? { earlier: { digest: row.digest, erased: row.erased, ...(row.status === null ? {} : { answer: { status: row.status, body: row.body } }) } } : {}),
    ...(row.state === null ? {} : { process: { state: row.state, head: row.head, movedAt: row.moved_at } }),
    parties: new Map((row.parties ?? []).map((party) => [party.id, party])),
    moment: row,
  };
}
