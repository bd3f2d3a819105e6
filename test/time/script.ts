import { randomUUID } from 'node:crypto';
import type { CampaignPersonCommand, LaunchCampaign } from '../../domain/campaign/commands.ts';
import type { ConveneMeeting, MeetingPersonCommand } from '../../domain/meeting/commands.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { Instant } from '../../domain/process/time.ts';
import type { TaskPersonCommand } from '../../domain/task/commands.ts';
import { at } from '../campaign/district.ts';
import type { SkippingStack } from '../harness/stack.ts';
import { type Outline, outline, type StoredFact } from './outline.ts';

/** What a person does in a campaign's story. */
export interface Step {
  /**
   * Beijing time: `2026-03-02 10:00`. Not whole weeks after what moved the process last: it looks then by itself, and the time-skipping server loses a run whose timer
   * and nudge come in one instant ("invalid history builder state"); the real server does not.
   */
  readonly at: string;
  /** Login in whose post it is done. */
  readonly by: string;
  /** Number of a task; the campaign itself when neither this nor a meeting is named. */
  readonly task?: string;
  /** Number of a meeting; the one that it gets when it is convened. */
  readonly meeting?: string;
  readonly command: CampaignPersonCommand | TaskPersonCommand | MeetingPersonCommand | ConveneMeeting;
}

/** A campaign's story: its launch by the office, and what people do after it, in order of time. */
export interface Script {
  readonly launchedAt: string;
  readonly launch: LaunchCampaign;
  readonly steps: readonly Step[];
  /** Until when it is played. */
  readonly until: string;
}

/** A moment to the minute, in Beijing. */
export const minute = (moment: Instant): string => new Date(moment + 28_800_000).toISOString().slice(0, 16).replace('T', ' ');

/** Who acts under a login. */
export interface Cast {
  readonly acting: { readonly actor: (login: string) => Actor };
}

/** Steps after which the campaign has more below it. */
const growing = new Set<Step['command']['type']>(['addTask', 'replan', 'convene', 'recordMinutes']);

/** A script as it runs on the real engine in skipped time. */
export class Run {
  readonly id = randomUUID();
  readonly script: Script;
  /** Refused steps: when, what, and the code. */
  readonly refused: string[] = [];
  readonly #stack: SkippingStack;
  readonly #district: Cast;
  /** What the campaign has below it, by number. */
  readonly #known = new Map<string, string>();

  constructor(stack: SkippingStack, district: Cast, script: Script) {
    this.#stack = stack;
    this.#district = district;
    this.script = script;
  }

  async launch(): Promise<void> {
    const { launch } = this.script;
    const outcome = await this.#stack.ledger.execute({ type: 'campaign', id: this.id, command: launch, actor: this.#district.acting.actor('office'), creates: true });
    if (!outcome.ok) throw new Error(`the launch was refused: ${outcome.code} ${JSON.stringify(outcome.items ?? [])}`);
    await this.#learn();
  }

  async #learn(): Promise<void> {
    const { rows } = await this.#stack.pool.query<{ id: string; number: string }>("SELECT id, state->>'number' AS number FROM process WHERE parent_id = $1", [this.id]);
    for (const row of rows) this.#known.set(row.number, row.id);
  }

  async take(step: Step): Promise<void> {
    const type = step.task !== undefined ? 'task' : step.meeting !== undefined ? 'meeting' : 'campaign';
    const creates = step.command.type === 'convene';
    const id = creates ? randomUUID() : this.idOf(step.task ?? step.meeting);
    const outcome = await this.#stack.ledger.execute({ type, id, command: step.command, actor: this.#district.acting.actor(step.by), creates });
    if (!outcome.ok) this.refused.push(refusal(step, outcome.code));
    if (growing.has(step.command.type)) await this.#learn();
  }

  /** The id of the campaign, or of a task or a meeting by its number. */
  idOf(number?: string): string {
    const id = number === undefined ? this.id : this.#known.get(number);
    if (id === undefined) throw new Error(`nothing has the number ${number}`);
    return id;
  }

  /** The state of the campaign, or of a task or a meeting by its number. */
  async state<S>(number?: string): Promise<S> {
    const { rows } = await this.#stack.pool.query<{ state: S }>('SELECT state FROM process WHERE id = $1', [this.idOf(number)]);
    const state = rows[0]?.state;
    if (!state) throw new Error(`no process ${number ?? this.id}`);
    return state;
  }

  /** Notices of rungs, as `day time rung → login`: of the campaign, or of a task or a meeting by its number. */
  async rungs(number?: string): Promise<readonly string[]> {
    const { rows } = await this.#stack.pool.query<{ at: number; rung: string; to: string }>(
      `SELECT (extract(epoch FROM n.created_at) * 1000)::float8 AS at, n.rung, p.username AS "to" FROM notice n JOIN person_record p ON p.id = n.person_id
 WHERE n.process_id = $1 AND n.is_rung ORDER BY n.created_at, p.username`,
      [this.idOf(number)],
    );
    return rows.map((row) => `${minute(row.at)} ${row.rung} → ${row.to}`);
  }

  /** How many notices the campaign and its tasks gave, by rung or kind, one for each reader. */
  async counts(): Promise<Readonly<Record<string, number>>> {
    const { rows } = await this.#stack.pool.query<{ what: string; n: number }>(
      `SELECT CASE WHEN n.is_rung THEN n.rung ELSE n.kind END AS what, count(*)::int AS n FROM notice n JOIN process p ON p.id = n.process_id
 WHERE p.id = $1 OR p.parent_id = $1 GROUP BY 1 ORDER BY 1`,
      [this.id],
    );
    return Object.fromEntries(rows.map((row) => [row.what, row.n]));
  }

  /** The fact streams of the campaign and its tasks, without ids and exact times. */
  async streams(): Promise<Readonly<Record<string, readonly Outline[]>>> {
    const { rows } = await this.#stack.pool.query<StoredFact & { readonly name: string }>(
      `SELECT COALESCE(p.state->>'number', '') AS number, p.type AS process, f.type, f.data, f.actor,
 CASE WHEN p.type = 'campaign' THEN 'campaign' ELSE p.state->>'number' END AS name
 FROM fact f JOIN process p ON p.id = f.process_id WHERE p.id = $1 OR p.parent_id = $1 ORDER BY 6, f.seq`,
      [this.id],
    );
    const streams: Record<string, Outline[]> = {};
    for (const row of rows) streams[row.name] = [...(streams[row.name] ?? []), outline({ type: row.type, data: row.data, actor: row.actor })];
    return streams;
  }
}

/** How a refused step is noted. */
export const refusal = (step: Step, code: string): string => `${step.at} ${step.task ?? step.meeting ?? 'campaign'} ${step.command.type}: ${code}`;

/** Plays scripts beside each other on one engine: time passes to each step in turn, whatever is due before it done. */
export async function play(stack: SkippingStack, district: Cast, scripts: readonly Script[]): Promise<readonly Run[]> {
  const runs = scripts.map((script) => new Run(stack, district, script));
  const moments = runs.flatMap((run) => [
    { at: at(run.script.launchedAt), act: () => run.launch() },
    ...run.script.steps.map((step) => ({ at: at(step.at), act: () => run.take(step) })),
    { at: at(run.script.until), act: async () => undefined },
  ]);
  for (const moment of moments.toSorted((a, b) => a.at - b.at)) {
    await passTo(stack, moment.at);
    await moment.act();
  }
  return runs;
}

/** Lets time pass to a moment; one that lies behind is now. */
export async function passTo(stack: SkippingStack, moment: Instant): Promise<void> {
  const ms = moment - (await stack.now());
  if (ms > 0) await stack.pass(Math.ceil(ms));
}
