import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy, type SignalDefinition } from '@temporalio/client';
import type pg from 'pg';
import type { Logger } from 'pino';
import { advanceMark, catchUpWithBeacon, type LedgerMark, markRestored, readMark } from '../ledger/beacon.ts';
import { shards } from '../ledger/herd.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { raiseEra } from '../ledger/sweep.ts';
import { type BeaconMemory, beaconId, readBeacon } from './beacon.ts';

/** How often the keeper looks after sweep and beacon. */
const everyMs = 30_000;
/** Seconds between two sweeps: with 30 s of grace for an unseen move, an overlooked process is told within a minute or so. */
const sweepEvery = '30s';
/** Temporal may take this long to hear of the beacon, and as long again for sweep and bells: the next turn is not far. What the ledger does in between has no such limit. */
const deadlineMs = 8_000;
/** A bell turns its page within the hour; one that does not is stuck (a worker that cannot replay it), ends, and is started anew. Meanwhile own timers and the sweep strike. */
const bellRunTimeout = '3h';
/** Of all that waits in the server's queue a bell goes first (1 of 1 to 5, 3 by default): behind the backlog of a busy hour it would strike minutes late. Servers that know no priority take it in its turn. */
const bellPriority = { priorityKey: 1 };
/** One keeper at a time among all APIs and workers of a ledger. */
const lockKey = 0x6475_6261;

const advance: SignalDefinition<[BeaconMemory]> = { type: 'signal', name: 'advance' } as SignalDefinition<[BeaconMemory]>;

export interface KeeperOptions {
  readonly client: Client;
  readonly ledger: Ledger;
  readonly taskQueue: string;
  readonly logger: Logger;
}

/** What the keeper found. */
export type Finding = 'well' | 'temporalBehind' | 'ledgerRestored' | 'notMine';

/**
 * Runs beside each worker. Keeps alive what mends everything else: the sweep's Schedule and the beacon, which live in the store they guard; and the bells. Compares the beacon's memory with the ledger's:
 * a beacon behind (or gone) means that Temporal lost something, and the era is raised; a ledger behind its beacon was restored, and deliveries are held.
 */
export class Keeper {
  readonly #options: KeeperOptions;
  #timer: NodeJS.Timeout | undefined;
  #hasSwept = false;
  /** Own signals in a row to which a slow Temporal gave no answer: the beacon may lack these without having lost anything. */
  #unanswered = 0;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** Looks now and then every half minute, until stopped. Failures are logged; the next turn tries again. */
  start(): void {
    const turn = async (): Promise<void> => {
      try {
        await this.keep();
      } catch (error) {
        this.#options.logger.warn({ err: error }, 'the keeper could not look after sweep, beacon and bells');
      }
      if (this.#timer !== undefined) this.#timer = setTimeout(turn, everyMs);
    };
    this.#timer = setTimeout(turn, 0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** One turn. `notMine`: another process holds the keeper's lock. Throws when the beacon, the sweep or a bell could not be looked after; each was tried. */
  async keep(): Promise<Finding> {
    const holder = await this.#options.ledger.pool.connect();
    let broken: Error | undefined;
    try {
      // Of the session, not of a transaction: one that waits for Temporal, or for a large ledger, would be ended as idle.
      const { rows } = await holder.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [lockKey]);
      if (!rows[0]?.mine) return 'notMine';
      const finding = await this.#turn(holder);
      await holder.query('SELECT pg_advisory_unlock($1)', [lockKey]);
      return finding;
    } catch (error) {
      // The session's end frees the lock.
      broken = error instanceof Error ? error : new Error('the turn failed');
      throw error;
    } finally {
      holder.release(broken);
    }
  }

  async #turn(holder: pg.ClientBase): Promise<Finding> {
    const mark = await readMark(holder);
    let finding: Finding;
    try {
      finding = await this.#compare(holder, mark);
    } finally {
      // A beacon that cannot be told, or an era that cannot be raised, keeps neither from being there.
      await this.#inTime(() => Promise.all([this.#ensureSweep(mark), this.#ensureBells(mark)]));
    }
    // Whoever has not seen the last move, and nothing else, is told by it: after a start or a loss nobody waits for the half minute.
    if (finding !== 'well' || !this.#hasSwept) await this.#inTime(() => this.#sweepNow(mark));
    return finding;
  }

  #inTime<T>(work: () => Promise<T>): Promise<T> {
    return this.#options.client.withDeadline(Date.now() + deadlineMs, work);
  }

  async #compare(holder: pg.ClientBase, mark: LedgerMark): Promise<Finding> {
    const { client, ledger, logger } = this.#options;
    const remembered = await readBeacon(client, mark.ledgerId);
    let finding: Finding = 'well';
    if (remembered !== undefined && remembered.counter > mark.counter) {
      finding = 'ledgerRestored';
      logger.warn({ ledger: mark.counter, beacon: remembered.counter }, 'the ledger is behind its beacon: it was restored; deliveries are held');
      await ledger.transact((transaction) => markRestored(transaction, 'the ledger was restored: it is behind its beacon', remembered.series));
      await raiseEra(holder);
      await catchUpWithBeacon(holder, remembered.counter);
    } else if (mark.counter > 0 && (remembered === undefined || remembered.counter < mark.counter - this.#unanswered)) {
      finding = 'temporalBehind';
      logger.warn({ ledger: mark.counter, beacon: remembered?.counter }, 'Temporal is behind the ledger: every open process is nudged again');
      await raiseEra(holder);
    }
    const { ledgerId, ...next } = await advanceMark(ledger.pool);
    this.#unanswered++;
    await this.#inTime(() =>
      client.workflow.signalWithStart('beacon', {
        workflowId: beaconId(ledgerId),
        taskQueue: this.#options.taskQueue,
        args: [{ mark: next }],
        signal: advance,
        signalArgs: [next],
        memo: { mark: next },
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        staticSummary: '灯塔 beacon: how far the ledger had come',
      }),
    );
    this.#unanswered = 0;
    return finding;
  }

  async #ensureSweep({ ledgerId }: LedgerMark): Promise<void> {
    const { client, taskQueue } = this.#options;
    try {
      await client.schedule.create({
        scheduleId: `sweep:${ledgerId}`,
        spec: { intervals: [{ every: sweepEvery }] },
        action: { type: 'startWorkflow', workflowType: 'sweep', taskQueue, workflowId: `sweep:${ledgerId}`, args: [], staticSummary: '巡查 sweep: nudge what was overlooked' },
        policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1m' },
      });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    }
  }

  async #sweepNow({ ledgerId }: LedgerMark): Promise<void> {
    await this.#options.client.schedule.getHandle(`sweep:${ledgerId}`).trigger();
    this.#hasSwept = true;
  }

  async #ensureBells({ ledgerId }: LedgerMark): Promise<void> {
    const { client, taskQueue } = this.#options;
    const start = (shard: number): Promise<unknown> =>
      client.workflow.start('bell', {
        workflowId: `bell:${ledgerId}:${shard}`,
        taskQueue,
        args: [{ shard }],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowRunTimeout: bellRunTimeout,
        priority: bellPriority,
        staticSummary: '钟 bell: strikes deadlines that fall due together',
      });
    await Promise.all(Array.from({ length: shards }, (_, shard) => start(shard)));
  }
}
