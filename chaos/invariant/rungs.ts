import { type Finding, finding } from './finding.ts';
import { byProcess, type Evidence, type FactRow, type NoticeRow } from './rows.ts';

interface Step {
  readonly rung: string;
  readonly at: number;
  readonly before?: boolean;
  readonly to?: string;
}

interface Open {
  readonly seq: number;
  readonly graceMs: number;
  readonly rungs: readonly Step[];
  readonly paused: boolean;
}

interface Content {
  readonly sets?: readonly { readonly kind: string; readonly graceMs: number; readonly rungs: readonly Step[] }[];
  readonly clears?: readonly string[];
  readonly pauses?: readonly string[];
  readonly resumes?: readonly { readonly kind: string; readonly rungs: readonly Step[] }[];
  readonly recounts?: readonly { readonly kind: string; readonly rungs: readonly Step[] }[];
  readonly deadline?: number;
  readonly kind?: string;
  readonly rung?: string;
  readonly skipped?: readonly string[];
  readonly moved?: readonly Step[];
}

/** Rungs that are told to posts which the demo district has filled in every unit concerned. */
const alwaysHeard = new Set(['responsible', 'managerInCharge', 'office']);

/** One process's ladders as its facts tell them, read again by a checker that shares nothing with the decider. */
class Ladders {
  readonly faults: string[] = [];
  readonly reached = new Map<string, { readonly fact: FactRow; readonly to: string | undefined; readonly silent: boolean }>();
  readonly #name: string;
  #open = new Map<string, Open>();
  /** As it was before the last fact, which may be withdrawn. */
  #former = new Map<string, Open>();

  constructor(name: string) {
    this.#name = name;
  }

  take(fact: FactRow): void {
    if (fact.type === 'stepWithdrawn') this.#open = this.#former;
    this.#former = new Map(this.#open);
    // Facts are JSON of the ledger's own making; what is not there stays absent.
    const data = fact.data as Content;
    if (fact.type === 'rungReached') this.#reach(fact, data);
    for (const kind of data.clears ?? []) this.#open.delete(kind);
    for (const kind of data.pauses ?? []) this.#change(kind, (open) => ({ ...open, paused: true }));
    for (const { kind, rungs } of data.resumes ?? []) this.#change(kind, (open) => ({ ...open, paused: false, rungs: moved(open.rungs, rungs) }));
    for (const { kind, rungs } of data.recounts ?? []) this.#change(kind, (open) => ({ ...open, rungs }));
    for (const { kind, graceMs, rungs } of data.sets ?? []) this.#open.set(kind, { seq: fact.seq, graceMs, rungs, paused: false });
  }

  #change(kind: string, change: (open: Open) => Open): void {
    const open = this.#open.get(kind);
    if (open) this.#open.set(kind, change(open));
  }

  #reach(fact: FactRow, { deadline, kind = '', rung = '', skipped = [], moved: later = [] }: Content): void {
    const say = (what: string): void => void this.faults.push(`${this.#name}: fact ${fact.seq}, rung ${rung} of ${kind}: ${what}`);
    const key = `${deadline} ${kind} ${rung}`;
    if (this.reached.has(key)) say('reached a second time');
    const open = this.#open.get(kind);
    const silent = skipped.includes(rung);
    const step = open?.rungs.find((one) => one.rung === rung);
    this.reached.set(key, { fact, to: step?.to, silent });
    if (!open || open.seq !== deadline) {
      say('its deadline is not open');
      return;
    }
    if (open.paused) say('its ladder stands still');
    if (!step) {
      say('the ladder has no such rung left');
      return;
    }
    const passedOver = open.rungs.slice(0, open.rungs.indexOf(step)).filter((one) => !skipped.includes(one.rung));
    if (passedOver.length > 0) say(`before ${passedOver.map((one) => one.rung).join(', ')}`);
    if (fact.at < step.at + open.graceMs) say(`${step.at + open.graceMs - fact.at} ms early`);
    const lost = open.rungs.filter((one) => skipped.includes(one.rung) && one.before !== true);
    if (lost.length > 0) say(`drops ${lost.map((one) => one.rung).join(', ')}, which is no reminder`);
    const rest = open.rungs.filter((one) => one.rung !== rung && !skipped.includes(one.rung));
    if (later.some((one) => one.at < (rest.find((left) => left.rung === one.rung)?.at ?? 0))) say('moves a later rung forward');
    this.#open.set(kind, { ...open, rungs: moved(rest, later) });
  }

  /** Rungs whose moment has passed by more than `slackMs` without anybody noting it. */
  overdue(now: number, slackMs: number): readonly string[] {
    return [...this.#open].flatMap(([kind, { paused, rungs, graceMs }]) => {
      const first = paused ? undefined : rungs[0];
      return first && first.at + graceMs + slackMs < now
        ? [`${this.#name}: rung ${first.rung} of ${kind} was due ${Math.round((now - first.at - graceMs) / 1000)} s ago and is not noted`]
        : [];
    });
  }

  get count(): number {
    return this.reached.size;
  }
}

const moved = (rungs: readonly Step[], later: readonly Step[]): readonly Step[] => rungs.map((one) => ({ ...one, at: later.find((step) => step.rung === one.rung)?.at ?? one.at }));

/**
 * I5: each rung once, in order, never before its moment, none after its deadline was cleared; each told to somebody, and no notice of a rung without it.
 * `slackMs`: how late a rung may be noted; absent while faults are still under way.
 */
export function rungs({ facts, notices, now }: Pick<Evidence, 'facts' | 'notices' | 'now'>, slackMs?: number): Finding {
  const faults: string[] = [];
  let checked = 0;
  const told = new Map<string, NoticeRow[]>();
  for (const notice of notices) if (notice.isRung) told.set(notice.processId, [...(told.get(notice.processId) ?? []), notice]);
  for (const [id, list] of byProcess(facts)) {
    const ladders = new Ladders(`${list[0]?.processType} ${id}`);
    for (const fact of list) ladders.take(fact);
    checked += ladders.count;
    faults.push(...ladders.faults, ...(slackMs === undefined ? [] : ladders.overdue(now, slackMs)), ...compared(id, ladders.reached, told.get(id) ?? []));
    told.delete(id);
  }
  for (const [id, list] of told) faults.push(`${id}: ${list.length} notices of a process without facts`);
  return finding('I5', checked, faults);
}

/** Notices and rungs belong together; each person hears a rung once. */
function compared(id: string, reached: Ladders['reached'], notices: readonly NoticeRow[]): readonly string[] {
  const faults: string[] = [];
  const heard = new Set<string>();
  const spoken = new Set<string>();
  for (const notice of notices) {
    const key = `${notice.factSeq} ${notice.deadlineKind} ${notice.rung}`;
    const rung = reached.get(key);
    if (!rung || rung.silent) faults.push(`${id}: the notice ${notice.id} tells of the rung ${notice.rung} of ${notice.deadlineKind}, which was never reached`);
    else if (notice.createdAt < rung.fact.at) faults.push(`${id}: the notice ${notice.id} is older than its rung ${notice.rung}`);
    if (heard.has(`${key} ${notice.personId}`)) faults.push(`${id}: ${notice.personId} was told twice of the rung ${notice.rung} of ${notice.deadlineKind}`);
    heard.add(`${key} ${notice.personId}`);
    spoken.add(key);
  }
  for (const [key, { silent, to }] of reached) if (!silent && to !== undefined && alwaysHeard.has(to) && !spoken.has(key)) faults.push(`${id}: nobody was told of the rung ${key}`);
  return faults;
}
