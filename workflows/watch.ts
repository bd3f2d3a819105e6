import { condition, defineSignal, isCancellation, log, makeContinueAsNewFunc, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { LookActivities, View } from '../activities/look.ts';
import type { ProcessInput } from './messages.ts';

/** A command of time: done through the ledger's one door, harmless when repeated; answers the fresh view. */
export type Step = (id: string) => Promise<View>;

export interface Doing {
  /** Done once on entering the stage; tried again with patience while it fails. */
  readonly onEntry?: Step;
  /** Done whenever the stage's deadline asks for it: one step for all, or one for each kind of deadline. */
  readonly onDeadline?: Step | Readonly<Record<string, Step>>;
}

/** Also said by messages.ts for those who send it; this file is bundled and frozen on its own. */
const moved = defineSignal('moved');

/** Every workflow looks at least this often, so that a sweep can tell a living one from a lost one. */
const weekMs = 7 * 24 * 3_600_000;
/** Longest wait between two tries of something that is due and does not take. */
const longestPatienceMs = 600_000;
/** Events after which a run turns its page; far below the server's 51,200 and cheap to replay. */
const pageLength = 2_000;

const { look } = proxyLocalActivities<LookActivities>({
  // A look is one indexed query. After 5 s of local retries it waits on the server's timer instead and gives its slot back; it never gives up.
  startToCloseTimeout: '5s',
  localRetryThreshold: '5s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
  summary: 'look at the ledger',
});

/** Begins to watch a process: the ledger decides, the workflow waits and acts. */
export async function watch(id: string): Promise<Watch> {
  const watched = new Watch(id);
  await watched.look();
  return watched;
}

/**
 * One process as its workflow sees it. Frozen: a change of the order or kind of timers, activities or continue-as-new here breaks the replay of every
 * running process, so a change is a new edition beside this one (docs/decisions).
 */
export class Watch {
  readonly #id: string;
  #view: View = { stage: '', since: 0, version: -1, closed: false };
  /** Set by a nudge, cleared before each look: a nudge during a look causes another look. */
  #nudged = false;
  /** Whether this turn of the story knew the stage. */
  #narrated = true;
  /** Tries that changed nothing although something was due; each doubles the wait. */
  #fruitless = 0;

  constructor(id: string) {
    this.#id = id;
    setHandler(moved, () => {
      this.#nudged = true;
    });
  }

  /**
   * True while the process lives. A turn in which no stage was known waits here, so a story can never spin.
   * False only when the last look said closed and no nudge is unread; the caller returns in the same workflow task, so that a later nudge starts a new run.
   */
  async open(): Promise<boolean> {
    if (!this.#narrated && !this.#view.closed) {
      log.warn('the stage is unknown to this edition of the workflow', { stage: this.#view.stage });
      this.#fruitless++;
      await this.#pause();
    }
    this.#narrated = false;
    while (this.#nudged) await this.look();
    return !this.#view.closed;
  }

  /** One stage of the story: on entry do this, at its deadlines do that, until the facts say that the stage is over or entered anew. */
  async during(stage: string, doing: Doing = {}): Promise<void> {
    const { since } = this.#view;
    const here = (): boolean => this.#view.stage === stage && this.#view.since === since && !this.#view.closed;
    if (!here()) return;
    this.#narrated = true;
    let entered = await this.#enter(doing.onEntry);
    while (here()) {
      await this.#pause();
      if (!here()) return;
      const step = this.#stepDue(doing);
      if (step) await this.#act(step);
      else if (this.#isDue) this.#fruitless++;
      else if (!entered) entered = await this.#enter(doing.onEntry);
    }
  }

  /** Reads the process anew. */
  async look(): Promise<void> {
    this.#nudged = false;
    this.#accept(await look(this.#id));
  }

  get #isDue(): boolean {
    return this.#view.wakeInMs !== undefined && this.#view.wakeInMs <= 0;
  }

  #stepDue({ onDeadline }: Doing): Step | undefined {
    if (!this.#isDue || onDeadline === undefined) return undefined;
    return typeof onDeadline === 'function' ? onDeadline : onDeadline[this.#view.wakeKind ?? ''];
  }

  #accept(view: View): void {
    if (view.version !== this.#view.version) this.#fruitless = 0;
    this.#view = view;
  }

  /** True when the stage's first step was answered (or there is none): starting what runs already moves nothing and is no reason to do it again. */
  async #enter(step: Step | undefined): Promise<boolean> {
    if (step === undefined) return true;
    const entered = await this.#act(step);
    if (entered) this.#fruitless = 0;
    return entered;
  }

  /** True when the step was answered, whatever it found. */
  async #act(step: Step): Promise<boolean> {
    const before = this.#view.version;
    let answered = true;
    this.#nudged = false;
    try {
      this.#accept(await step(this.#id));
    } catch (error) {
      if (isCancellation(error)) throw error;
      log.error('a step of time failed; the story goes on and tries again', { error: String(error) });
      answered = false;
      await this.look();
    }
    if (this.#view.version === before) this.#fruitless++;
    return answered;
  }

  /** Waits for the next nudge, the next deadline or a week, then looks. Here alone, where nothing is in hand, a long run turns its page. */
  async #pause(): Promise<void> {
    const info = workflowInfo();
    if (info.continueAsNewSuggested || info.targetWorkerDeploymentVersionChanged || info.historyLength > pageLength) {
      await makeContinueAsNewFunc<(input: ProcessInput) => Promise<void>>({ initialVersioningBehavior: 'AUTO_UPGRADE' })({ id: this.#id });
    }
    const untilDue = Math.min(this.#view.wakeInMs ?? weekMs, weekMs);
    const patience = Math.min(longestPatienceMs, 1_000 * 2 ** Math.min(this.#fruitless, 16));
    const wait = this.#fruitless === 0 ? untilDue : untilDue > 0 ? Math.min(untilDue, patience) : patience;
    if (wait > 0 && !this.#nudged) await condition(() => this.#nudged, wait, { summary: this.#view.wakeKind ?? 'next move' });
    await this.look();
  }
}
