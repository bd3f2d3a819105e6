import type pg from 'pg';
import type { CaseState } from '../../domain/case/state.ts';
import { CaseModel } from './case-model.ts';
import { clocksIn, clocksOf } from './case-play.ts';
import { type Heard, type Staff, stepsOf } from './case-terms.ts';
import type { Days } from './days.ts';
import type { Sent } from './ledger-play.ts';
import { type Met, mustAgree } from './met.ts';

interface FactRow {
  readonly seq: number;
  readonly type: string;
  readonly by: string;
  readonly at: number;
  readonly received: number;
  readonly command: string;
  readonly key: string | null;
}

/** Facts of one commit. */
interface Commit {
  readonly facts: readonly FactRow[];
  readonly first: FactRow;
}

async function commitsOf(pool: pg.Pool, id: string): Promise<readonly Commit[]> {
  const { rows } = await pool.query<FactRow>(
    `SELECT f.seq, f.type, f.actor->>'by' AS by, (extract(epoch FROM f.at) * 1000)::float8 AS at, (extract(epoch FROM f.received_at) * 1000)::float8 AS received,
 f.command_id AS command, c.key FROM fact f LEFT JOIN command c ON c.id = f.command_id WHERE f.process_id = $1 ORDER BY f.seq`,
    [id],
  );
  mustAgree(
    'numbers of the facts',
    rows.map((row) => row.seq),
    rows.map((_, index) => index + 1),
  );
  const commits: FactRow[][] = [];
  for (const row of rows) {
    const last = commits.at(-1);
    if (last?.[0]?.command === row.command) last.push(row);
    else commits.push([row]);
  }
  mustAgree('commits whose facts stand together', commits.length, new Set(rows.map((row) => row.command)).size);
  return commits.flatMap((facts) => (facts[0] ? [{ facts, first: facts[0] }] : []));
}

/** The facts of a case, one commit after the other, told to the model: each is a step that was legal there; what was refused was illegal at some point while it was asked. */
export class LinearHistory {
  readonly #pool: pg.Pool;
  readonly #id: string;
  readonly #sent: readonly Sent[];
  readonly #model: CaseModel;
  readonly #commits: readonly Commit[];
  readonly #expected: string[] = [];
  readonly #met: Met;
  /** What the model had against each request at each version at which it may have been decided. */
  readonly #against = new Map<Sent, string[]>();
  readonly #taken = new Map<string, Commit>();

  private constructor(pool: pg.Pool, id: string, sent: readonly Sent[], model: CaseModel, commits: readonly Commit[], met: Met) {
    this.#pool = pool;
    this.#id = id;
    this.#sent = sent.filter((one) => one.on === id);
    this.#model = model;
    this.#commits = commits;
    this.#met = met;
  }

  /** Throws where facts, answers, state or notices cannot be explained. */
  static async explain(pool: pg.Pool, id: string, sent: readonly Sent[], staff: Staff, opener: string, days: Days, met: Met): Promise<void> {
    const commits = await commitsOf(pool, id);
    const opened = commits[0];
    if (opened?.first.type !== 'caseOpened') throw new Error(`case ${id} does not begin with its opening`);
    const history = new LinearHistory(pool, id, sent, new CaseModel(staff, opener, '检查', days, opened.first.at), commits, met);
    history.#replay();
    history.#answers();
    await history.#tables();
  }

  #replay(): void {
    this.#consider(this.#commits[0]?.first.at ?? 0);
    for (const commit of this.#commits.slice(1)) {
      const { first, facts } = commit;
      const where = `${facts.map((fact) => fact.type).join(', ')} (fact ${first.seq})`;
      const before = this.#model.version;
      if (before !== first.seq - 1) throw new Error(`before ${where} the model is at version ${before}`);
      const heard = first.by === 'time' ? this.#ofTime(first, where) : this.#ofPerson(commit, where);
      mustAgree(`version after ${where}`, first.seq + facts.length - 1, this.#model.version);
      for (const one of heard) this.#expected.push(...one.to.map((person) => `${one.deadline ?? first.seq} ${one.rung ?? one.kind} ${one.kind} ${person}`));
      this.#consider(first.at);
    }
  }

  #ofTime(fact: FactRow, where: string): readonly Heard[] {
    this.#met.note(fact.type);
    if (fact.type === 'caseClosed') return this.#model.close();
    if (fact.type !== 'rungReached') throw new Error(`time did ${where}`);
    const wake = this.#model.clocks.wake();
    if (wake === undefined || wake > fact.at) throw new Error(`${where} came early`);
    return this.#model.strike(fact.at);
  }

  #ofPerson(commit: Commit, where: string): readonly Heard[] {
    const { first } = commit;
    const sent = this.#sent.find((one) => one.key === first.key);
    if (!sent) throw new Error(`nobody asked for ${where}`);
    if (this.#taken.has(sent.key)) throw new Error(`${where} had its effect twice`);
    this.#taken.set(sent.key, commit);
    if (sent.expectedVersion !== undefined) mustAgree(`the version that ${where} was asked for`, first.seq - 1, sent.expectedVersion);
    mustAgree(`what the model has against ${where}`, [], this.#model.wrongs(sent.step, sent.who, first.at, first.received));
    if (!stepsOf(sent.who.role).includes(sent.step.type)) throw new Error(`a ${sent.who.role} may not do ${where}`);
    this.#met.note(sent.step.type);
    return this.#model.take(sent.step, sent.who, first.at, first.received);
  }

  /** Notes what speaks against each request at this version, if it may have been decided here. */
  #consider(now: number): void {
    const { version } = this.#model;
    for (const sent of this.#sent) {
      if (version < sent.from || version > sent.until) continue;
      const wrongs = stepsOf(sent.who.role).includes(sent.step.type) ? [...this.#model.wrongs(sent.step, sent.who, now, now)] : ['policy.forbidden'];
      if (sent.expectedVersion !== undefined && sent.expectedVersion !== version) wrongs.push('process.changed_since');
      this.#against.set(sent, [...(this.#against.get(sent) ?? []), ...wrongs]);
    }
  }

  #answers(): void {
    for (const sent of this.#sent) {
      const where = `${sent.step.type} between versions ${sent.from} and ${sent.until}`;
      const texts = new Set(sent.heard.map((outcome) => JSON.stringify(outcome.answer)));
      if (texts.size > 1) throw new Error(`${where} was answered in ${texts.size} ways: ${[...texts].join(' ')}`);
      if (sent.heard.filter((outcome) => !('repeated' in outcome && outcome.repeated)).length > 1) throw new Error(`${where} was decided twice`);
      const [text] = texts;
      const commit = this.#taken.get(sent.key);
      if (text === undefined) {
        this.#met.note('never answered');
        continue;
      }
      const { status, body } = JSON.parse(text) as { readonly status: number; readonly body: { readonly version?: number; readonly code?: string } };
      if (status === 200) {
        if (!commit) throw new Error(`${where} was agreed to and left no fact`);
        mustAgree(`the version answered to ${where}`, body.version, commit.first.seq + commit.facts.length - 1);
      } else {
        if (commit) throw new Error(`${where} was refused with ${body.code} and left facts`);
        const against = this.#against.get(sent) ?? [];
        if (!against.includes(body.code ?? '')) throw new Error(`${where} was refused with ${body.code}; the model has only ${against.join(', ')} against it`);
        this.#met.note(`refused ${body.code}`);
      }
      if (sent.heard.some((outcome) => 'repeated' in outcome && outcome.repeated)) this.#met.note('answered again');
    }
  }

  async #tables(): Promise<void> {
    const { rows } = await this.#pool.query<{ state: CaseState; stage: string; version: number }>('SELECT state, stage, version FROM process WHERE id = $1', [this.#id]);
    const kept = rows[0];
    if (!kept) throw new Error(`no case ${this.#id}`);
    mustAgree(
      'the case at the end',
      { stage: kept.stage, version: kept.version, clocks: clocksOf(kept.state) },
      { stage: this.#model.stage, version: this.#model.version, clocks: clocksIn(this.#model.clocks) },
    );
    const notices = await this.#pool.query<{ told: string }>("SELECT fact_seq || ' ' || rung || ' ' || kind || ' ' || person_id AS told FROM notice WHERE process_id = $1", [
      this.#id,
    ]);
    mustAgree('notices', notices.rows.map((row) => row.told).toSorted(), this.#expected.toSorted());
  }
}
