import type { Client, SignalDefinition } from '@temporalio/client';
import type { TimedType } from '../domain/process/definition.ts';
import type { Moved, Nudge } from '../ledger/request.ts';

/** Name of a process type's workflow; they differ where the domain's word is a reserved one. */
const workflowNames = {
  campaign: 'campaign',
  task: 'task',
  case: 'enforcementCase',
  meeting: 'meeting',
  supervision: 'supervision',
  indicator: 'indicator',
  survey: 'survey',
  evaluation: 'evaluation',
  assessment: 'assessment',
  consultation: 'consultation',
  bulletin: 'bulletin',
} as const satisfies Record<TimedType, string>;
/** Static summaries, so that Temporal's UI reads well. */
const summaries = {
  campaign: '专项行动 campaign',
  task: '任务 task',
  case: '案件 enforcement case',
  meeting: '会议 meeting',
  supervision: '督导检查 supervision',
  indicator: '指标 indicator',
  survey: '调查 survey',
  evaluation: '考评 evaluation',
  assessment: '单位考评 assessment',
  consultation: '征求意见 consultation',
  bulletin: '通报 bulletin',
} as const satisfies Record<TimedType, string>;

/** The id of a process's workflow. */
export const workflowId = (process: Moved): string => `${process.type}:${process.id}`;

const moved: SignalDefinition<[]> = { type: 'signal', name: 'moved' } as SignalDefinition<[]>;

/** A nudge may take this long; the sweep mends one that was given up. */
const deadlineMs = 2_000;
/** Nudges under way at once. */
const width = 16;
/** Of many told at once, as at a launch, so few at a time: each then finds a worker that waits for it, instead of a place in the server's backlog behind which everybody else's steps wait too. */
const tellWidth = 4;
/** Nudges that may wait; beyond it they are dropped and the sweep mends. */
const mostPending = 10_000;
/**
 * A nudge without haste waits this long for further moves of its process: an inspector's steps come in quick succession, and each look costs the server and the worker
 * several milliseconds. Nothing hangs on it: what must be prompt is urgent.
 */
const gatherMs = 1_000;
/** After so many failures in a row nudges rest for a while: Temporal is away, and the sweep will tell all when it is back. */
const failuresToRest = 5;
const restMs = 5_000;

export interface NudgerOptions {
  readonly client: Client;
  readonly taskQueue: string;
  readonly onFailure?: (error: unknown) => void;
}

/** Tells workflows that their process moved: signal-with-start with a deterministic id. Requests never wait for it. */
export class Nudger {
  readonly #options: NudgerOptions;
  readonly #gathering = new Map<string, Moved>();
  readonly #pending = new Map<string, Moved>();
  #gathered: NodeJS.Timeout | undefined;
  #running = 0;
  #failures = 0;
  #restUntil = 0;

  constructor(options: NudgerOptions) {
    this.#options = options;
  }

  /** Takes note and returns at once; several moves of one process become one nudge. Urgent ones go now, the others with what has gathered in a second. */
  nudge(moves: readonly Nudge[]): void {
    for (const { type, id, noted, urgent } of moves) {
      const key = workflowId({ type, id });
      if (!noted && !this.#gathering.has(key)) continue;
      if (!urgent) this.#gathering.set(key, { type, id });
      else {
        this.#gathering.delete(key);
        this.#hasten(key, { type, id });
      }
    }
    if (this.#gathering.size > 0) this.#gathered ??= setTimeout(() => this.#release(), gatherMs);
    this.#pump();
  }

  /** Sends what has gathered, and waits until nothing is under way; at most as long as one nudge may take. */
  async flush(): Promise<void> {
    this.#release();
    const until = Date.now() + deadlineMs;
    while (this.#running > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  /** Wakes the digests of recipients, beside everything else; the sweep wakes those that could not be told. */
  wake(recipients: readonly { readonly personId: string; readonly channel: string }[]): void {
    if (Date.now() < this.#restUntil) return;
    for (const { personId, channel } of recipients) this.deliver(personId, channel).catch((error: unknown) => this.#options.onFailure?.(error));
  }

  /** Tells all of them and waits until each was told or could not be: that one is left to the sweep, and keeps nobody else from being told. */
  async tell(processes: readonly Moved[]): Promise<void> {
    const queue = [...processes];
    const worker = async (): Promise<void> => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        try {
          await this.#signal(next);
        } catch (error) {
          this.#options.onFailure?.(error);
        }
      }
    };
    await Promise.all(Array.from({ length: tellWidth }, worker));
  }

  /** Ends runs that do not listen and starts new ones in their place; nothing is lost, the facts are in the ledger. Who cannot be replaced now is found again by the next sweep. */
  async replace(processes: readonly Moved[]): Promise<void> {
    for (const process of processes) await this.#replaceOne(process).catch((error: unknown) => this.#options.onFailure?.(error));
  }

  async #replaceOne(process: Moved): Promise<void> {
    await this.#options.client.withDeadline(Date.now() + deadlineMs, () =>
      this.#options.client.workflow.start(workflowNames[process.type as TimedType], {
        workflowId: workflowId(process),
        taskQueue: this.#options.taskQueue,
        args: [{ id: process.id }],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'TERMINATE_EXISTING',
        staticSummary: summaries[process.type as TimedType],
      }),
    );
  }

  /** Wakes the digest of a recipient for a channel. */
  async deliver(personId: string, channel: string): Promise<void> {
    await this.#options.client.withDeadline(Date.now() + deadlineMs, () =>
      this.#options.client.workflow.signalWithStart('digest', {
        workflowId: `digest:${channel}:${personId}`,
        taskQueue: this.#options.taskQueue,
        args: [{ personId, channel }],
        signal: moved,
        signalArgs: [],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        staticSummary: `送达 digest (${channel})`,
      }),
    );
  }

  #hasten(key: string, process: Moved): void {
    if (this.#pending.size < mostPending) this.#pending.set(key, process);
  }

  #release(): void {
    clearTimeout(this.#gathered);
    this.#gathered = undefined;
    for (const [key, process] of this.#gathering) this.#hasten(key, process);
    this.#gathering.clear();
    this.#pump();
  }

  #pump(): void {
    if (Date.now() < this.#restUntil) {
      this.#pending.clear();
      return;
    }
    while (this.#running < width) {
      const next = this.#pending.entries().next();
      if (next.done) return;
      const [key, process] = next.value;
      this.#pending.delete(key);
      this.#running++;
      this.#signal(process)
        .then(
          () => {
            this.#failures = 0;
          },
          (error: unknown) => {
            this.#options.onFailure?.(error);
            this.#failures++;
            if (this.#failures >= failuresToRest) {
              this.#failures = 0;
              this.#restUntil = Date.now() + restMs;
            }
          },
        )
        .finally(() => {
          this.#running--;
          this.#pump();
        });
    }
  }

  async #signal(process: Moved): Promise<void> {
    await this.#options.client.withDeadline(Date.now() + deadlineMs, () =>
      this.#options.client.workflow.signalWithStart(workflowNames[process.type as TimedType], {
        workflowId: workflowId(process),
        taskQueue: this.#options.taskQueue,
        args: [{ id: process.id }],
        signal: moved,
        signalArgs: [],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticSummary: summaries[process.type as TimedType],
      }),
    );
  }
}
