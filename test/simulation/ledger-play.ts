import { randomUUID } from 'node:crypto';
import type { CaseState } from '../../domain/case/state.ts';
import { type Actor, time } from '../../domain/process/actor.ts';
import { LedgerUnavailable } from '../../ledger/execute.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { CommandRequest, Outcome } from '../../ledger/request.ts';
import { type LedgerBench, moveClock } from '../ledger/fixture.ts';
import type { Relay } from '../ledger/relay.ts';
import { commandOf } from './case-play.ts';
import type { Asker, CaseStep } from './case-terms.ts';

/** Logins of the acting body. */
export const logins = ['inspector-a', 'inspector-b', 'manager', 'leader-health-inspection'] as const;
export type Login = (typeof logins)[number];

/** One thing that a client does. */
export interface ClientMove {
  readonly on: number;
  readonly who: Login;
  /** Which of the steps that the stage just read suggests. */
  readonly choice: number;
  /** How many copies of the request travel at once. */
  readonly copies: number;
  /** The version asked for: none, the one just read, or one that is not there any more. */
  readonly match: 'none' | 'read' | 'stale';
  /** Whether the client asks again after an answer that it never heard. */
  readonly persists: boolean;
  /** Whether they at once try to withdraw what they have done. */
  readonly takesBack: boolean;
}

export type Mishap = { readonly cut: 'unheard' | 'answered'; readonly message: number } | { readonly commit: true } | { readonly terminated: true } | { readonly hours: number };

export interface LedgerHistory {
  /** What each client does, one thing after the other; the clients work at the same time. */
  readonly clients: readonly (readonly ClientMove[])[];
  /** What happens meanwhile: connections cut, the clock going on, time striking. */
  readonly mishaps: readonly Mishap[];
}

/** A request as its client saw it. */
export interface Sent {
  readonly on: string;
  readonly step: CaseStep;
  readonly who: Asker;
  readonly key: string;
  readonly expectedVersion?: number;
  /** Versions read before sending and after the last answer: in between it was decided. */
  readonly from: number;
  until: number;
  /** Answers of all copies; those never heard are missing. */
  readonly heard: Outcome[];
}

export interface Played {
  readonly cases: readonly string[];
  readonly sent: readonly Sent[];
  readonly unheard: number;
}

const span = (value: number, unit: 'workingDay' | 'calendarDay' | 'hour') => ({ value, unit });

/** Steps that a stage suggests, now and then one out of place. */
function suggested(stage: string, officers: readonly string[]): readonly CaseStep[] {
  const visit = (result: 'clean' | 'violation'): CaseStep => ({ type: 'recordInspection', officers, result });
  const back = (result: 'rectified' | 'partly' | 'not'): CaseStep => ({ type: 'recordFollowUp', officers, result });
  const measures: readonly CaseStep[] = [
    { type: 'issueOrder', period: span(3, 'workingDay') },
    { type: 'suspendBusiness', period: span(2, 'calendarDay') },
    { type: 'summonForTalk' },
  ];
  const requests: readonly CaseStep[] = [
    { type: 'requestExtension', period: span(4, 'workingDay') },
    { type: 'decideExtension', approve: true },
    { type: 'decideExtension', approve: false },
    { type: 'close', ground: 'partyGone' },
    { type: 'decideClose', approve: false },
  ];
  switch (stage) {
    case 'opened':
      return [
        visit('violation'),
        visit('violation'),
        visit('violation'),
        visit('clean'),
        { type: 'recordInspection', officers: officers.slice(0, 1), result: 'clean' },
        ...requests.slice(3),
      ];
    case 'inspected':
      return [...measures, ...measures, { type: 'fileCase' }, ...requests];
    case 'ordered':
      return [
        ...measures,
        { type: 'submitRectification' },
        { type: 'submitRectification' },
        back('partly'),
        back('rectified'),
        back('not'),
        back('rectified'),
        { type: 'withdrawMeasure', measure: 1 },
        ...requests,
      ];
    case 'corrected':
      return [
        back('partly'),
        back('rectified'),
        back('not'),
        back('rectified'),
        { type: 'fileCase' },
        { type: 'withdrawMeasure', measure: 1 },
        { type: 'withdrawStep' },
        ...requests,
      ];
    case 'filed':
      return [{ type: 'concludeFiled' }, { type: 'submitRectification' }, back('rectified'), ...requests];
    default:
      return [{ type: 'reopen' }, visit('violation'), { type: 'correctField', value: '改名' }];
  }
}

const answer: NonNullable<CommandRequest['answer']> = (decided, { state }) => ({
  status: decided.ok ? 200 : 422,
  body: decided.ok ? { version: state.version, stage: state.stage } : { code: decided.code },
});

/** Clients, time and mishaps on real PostgreSQL, all at once. */
export class LedgerPlay {
  readonly #bench: LedgerBench;
  readonly #ledger: Ledger;
  readonly #relay: Relay;
  readonly #sent: Sent[] = [];
  #cases: readonly string[] = [];
  #unheard = 0;

  constructor(bench: LedgerBench, ledger: Ledger, relay: Relay) {
    this.#bench = bench;
    this.#ledger = ledger;
    this.#relay = relay;
  }

  async play(history: LedgerHistory): Promise<Played> {
    await this.#bench.pool.query('UPDATE ledger_clock SET offset_ms = 0');
    this.#cases = await Promise.all([this.#open(), this.#open()]);
    await Promise.all([this.#meanwhile(history.mishaps), ...history.clients.map((moves) => this.#client(moves))]);
    // What is settled by now is closed, as its workflow would.
    await this.#strike();
    return { cases: this.#cases, sent: this.#sent, unheard: this.#unheard };
  }

  #actor(login: Login): Actor {
    return this.#bench.district.acting.actor(login);
  }

  async #open(): Promise<string> {
    const id = randomUUID();
    const command = { type: 'open', partyId: this.#bench.district.ids.party('clinic'), title: '检查', source: 'complaint' };
    const outcome = await this.#bench.ledger.execute({ type: 'case', id, creates: true, command, actor: this.#actor('inspector-a') });
    if (!outcome.ok) throw new Error(`opening was refused: ${outcome.code}`);
    return id;
  }

  async #read(id: string): Promise<CaseState> {
    const { rows } = await this.#bench.pool.query<{ state: CaseState }>('SELECT state FROM process WHERE id = $1', [id]);
    const state = rows[0]?.state;
    if (!state) throw new Error(`no case ${id}`);
    return state;
  }

  async #client(moves: readonly ClientMove[]): Promise<void> {
    for (const move of moves) {
      await this.#move(move);
      if (move.takesBack) await this.#move(move, { type: 'withdrawStep' });
    }
  }

  /** One of the steps that the stage suggests, or the one given. */
  async #move(move: ClientMove, given?: CaseStep): Promise<void> {
    const id = this.#cases[move.on % this.#cases.length] ?? '';
    const { stage, version } = await this.#read(id);
    const steps = suggested(stage, this.#bench.district.officers);
    const step = given ?? steps[move.choice % steps.length];
    if (!step) return;
    const personId = this.#bench.district.ids.person(move.who);
    const actor = this.#actor(move.who);
    const expectedVersion = move.match === 'none' ? undefined : move.match === 'read' ? version : Math.max(1, version - 1);
    const key = randomUUID();
    const sent: Sent = {
      on: id,
      step,
      who: { id: personId, role: actor.role as Asker['role'] },
      key,
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
      from: version,
      until: version,
      heard: [],
    };
    this.#sent.push(sent);
    const request: CommandRequest = {
      type: 'case',
      id,
      actor,
      command: commandOf(step),
      key: { personId, key, digest: JSON.stringify(step) },
      answer,
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
    };
    await Promise.all(Array.from({ length: move.copies }, () => this.#send(request, sent, move.persists)));
    sent.until = (await this.#read(id)).version;
  }

  /** Sends a request; who persists sends it again under the same key until it is answered. */
  async #send(request: CommandRequest, sent: Sent, persists: boolean): Promise<void> {
    for (let attempt = 0; attempt < 20; attempt++) {
      try {
        sent.heard.push(await this.#ledger.execute(request));
        return;
      } catch (error) {
        if (!(error instanceof LedgerUnavailable)) throw error;
        this.#unheard += 1;
        if (!persists) return;
      }
    }
    throw new Error(`${request.command.type} was not answered in twenty attempts`);
  }

  async #meanwhile(mishaps: readonly Mishap[]): Promise<void> {
    for (const mishap of mishaps) {
      if ('cut' in mishap) this.#relay.cutNth(mishap.message, mishap.cut);
      else if ('commit' in mishap) this.#relay.cutAfter('COMMIT');
      else if ('terminated' in mishap)
        await this.#bench.admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'duban-simulated' LIMIT 1");
      else await moveClock(this.#bench.pool, mishap.hours * 3_600_000);
      await this.#strike();
    }
  }

  /** Time strikes every case twice at once, as two workers that both believe that it is theirs to do, and closes what is settled. */
  async #strike(): Promise<void> {
    const commands = this.#cases.flatMap((id) => ['strike', 'strike', 'closeCase'].map((type): CommandRequest => ({ type: 'case', id, command: { type }, actor: time })));
    await Promise.all(
      commands.map(async (request) => {
        try {
          const outcome = await this.#ledger.execute(request);
          if (!outcome.ok) throw new Error(`time was refused: ${outcome.code}`);
        } catch (error) {
          if (!(error instanceof LedgerUnavailable)) throw error;
          this.#unheard += 1;
        }
      }),
    );
  }
}
