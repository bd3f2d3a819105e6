import { growingOrg, type OrgChange } from '../../org/growing.ts';
import { isLiving, type Org, successorOf, type Unit } from '../../org/org.ts';
import { system } from '../../process/actor.ts';
import type { Follow, Refusal } from '../../process/decision.ts';
import { refuse } from '../../process/decision.ts';
import type { Definition, ProcessState, RegisterType, World } from '../../process/definition.ts';
import type { FactBase } from '../../process/fact.ts';
import { fold } from '../../process/fold.ts';
import type { RefusalCode } from '../../refusals.ts';
import { type PartyState, party } from '../party.ts';
import { type PersonState, person } from '../person.ts';
import { type PostState, post } from '../post.ts';
import { differences } from '../register.ts';
import { type UnitState, unit } from '../unit.ts';
import { type ImportSheet, importColumns, importSheetNames } from './columns.ts';
import { type NamedPost, postSteps } from './posts.ts';
import type { ImportProblem, ImportRows, PartyRow, PersonRow, PostRow, UnitRow } from './rows.ts';

/** A row that names a unit as it was called, or one that ended into another: what it is now. */
export interface ImportNote {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  /** As the cell has it. */
  readonly named: string;
  readonly unitId: string;
  readonly how: 'renamed' | 'succeeded';
}

/** What is made and changed by an import, row by row, or what is wrong with its rows. */
export interface ImportSteps {
  readonly follows: readonly Follow[];
  readonly problems: readonly ImportProblem[];
  readonly notes: readonly ImportNote[];
  /** Records made, changed, and left as they are, of each sheet. */
  readonly counts: Readonly<Record<ImportSheet, { readonly made: number; readonly changed: number; readonly same: number }>>;
}

/** A workbook's rows, and what the ledger knows of them: the parties there are already by name and address, ids for the people who are new by user name. */
export interface ImportContent {
  readonly rows: ImportRows;
  readonly partyIds: Readonly<Record<string, string>>;
  readonly personIds: Readonly<Record<string, string>>;
}

/** By what a party of a workbook is known again. */
export const partyKey = ({ name, address }: Pick<PartyRow, 'name' | 'address'>): string => `${name}\n${address}`;

/** Whether a unit bears a name, or bore it once. */
const bore = ({ name, names }: Unit, asked: string): boolean => name === asked || names?.some((dated) => dated.name === asked) === true;

/** The living unit that does the work of one: itself, or the successor of its successors; undefined where nobody does. */
function heirOf({ id }: Unit, org: Org, now: number): Unit | undefined {
  const heir = successorOf(id, org, now);
  return isLiving(heir, org, now) ? org.unit(heir) : undefined;
}

/** The unit that a cell names: by its path from the top, or by a name that one living unit alone has; with `formerToo` also by what it was called, or what ended into it was. */
function unitNamed(text: string, org: Org, now: number, formerToo: boolean): Unit | RefusalCode {
  const path = text
    .split(/[/／]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const fits = (found: Unit, bears: (unit: Unit, name: string) => boolean): boolean => {
    let at: Unit | undefined = found;
    for (const name of [...path].reverse()) {
      if (at === undefined || !bears(at, name)) return false;
      at = at.parentId === undefined ? undefined : org.unit(at.parentId);
    }
    return path.length > 0 && (path.length === 1 || at === undefined);
  };
  const living = org.units().filter((one) => isLiving(one.id, org, now) && fits(one, ({ name }, asked) => name === asked));
  const found = living.length > 0 || !formerToo ? living : [...new Set(org.units().flatMap((one) => (fits(one, bore) ? (heirOf(one, org, now) ?? []) : [])))];
  if (found.length > 1) return 'import.unit_ambiguous';
  return found[0] ?? 'import.unit_unknown';
}

/** Works through the rows on an org that grows with them, each decided by the very rule that will decide it again when it is done. */
class Importing {
  readonly follows: Follow[] = [];
  readonly problems: ImportProblem[] = [];
  readonly notes: ImportNote[] = [];
  readonly counts = { units: fresh(), people: fresh(), posts: fresh(), parties: fresh() };
  readonly #world: World;
  readonly #content: ImportContent;
  readonly #growing;
  #org: Org;

  constructor(world: World, content: ImportContent) {
    this.#world = world;
    this.#content = content;
    this.#growing = growingOrg(world.org);
    this.#org = world.org;
  }

  run(): void {
    const { rows } = this.#content;
    this.#units(rows.units);
    this.#each(
      'people',
      rows.people,
      (row) => row.username,
      'username',
      (row) => this.#person(row),
    );
    this.#posts(rows.posts);
    this.#each('parties', rows.parties, partyKey, 'name', (row) => this.#party(row));
  }

  /** A unit may stand above its parent in the sheet: rows are taken as soon as their parent is there. */
  #units(rows: readonly UnitRow[]): void {
    let left = this.#once('units', rows, (row) => `${row.parent ?? ''}\n${row.name}`, 'name');
    // Former names come last: what the sheet itself makes, or what bears the name today, is meant before them.
    for (const formerToo of [false, true])
      for (let before = -1; left.length > 0 && left.length !== before; ) {
        before = left.length;
        left = left.filter((row) => {
          const parent = row.parent === undefined ? undefined : unitNamed(row.parent, this.#org, this.#world.now, formerToo);
          if (typeof parent === 'string') return true;
          this.#unit(row, parent?.id);
          return false;
        });
      }
    for (const row of left) {
      const parent = unitNamed(row.parent ?? '', this.#org, this.#world.now, true);
      if (typeof parent === 'string') this.#wrong('units', row.row, 'parent', parent);
    }
  }

  #unit({ row, name, kind, shortName, aliases }: UnitRow, parentId: string | undefined): void {
    const optional = { ...(shortName === undefined ? {} : { shortName }), ...(aliases === undefined ? {} : { aliases }) };
    const known = this.#org.units().find((one) => one.name === name && one.parentId === parentId && isLiving(one.id, this.#org, this.#world.now));
    const former = known ? undefined : this.#formerly(name, parentId);
    if (former) {
      this.#noted('units', row, 'name', name, former);
      this.counts.units.same += 1;
      return;
    }
    if (known && known.kind !== kind) {
      this.#wrong('units', row, 'kind', 'import.kind_differs');
      return;
    }
    if (known) {
      // Names that the unit bears besides, from a former name or another list, stay.
      const joined = { ...optional, ...(aliases === undefined ? {} : { aliases: [...new Set([...known.aliases, ...aliases])] }) };
      const differs = differences<Unit, 'shortName' | 'aliases'>(known, joined, ['shortName', 'aliases']);
      this.#change('units', row, 'name', unit, known.id, differs ? [{ type: 'change', ...differs }] : [], undefined);
      return;
    }
    this.#make('units', row, 'name', unit, { type: 'register', name, kind, ...(parentId === undefined ? {} : { parentId }), ...optional });
  }

  /** The unit that bore a name below this parent, or that took over the work of one that ended there. */
  #formerly(name: string, parentId: string | undefined): Unit | undefined {
    const { now } = this.#world;
    const isBelow = (one: Unit): boolean => one.parentId === parentId || (one.parentId !== undefined && successorOf(one.parentId, this.#org, now) === parentId);
    return this.#org
      .units()
      .filter((one) => bore(one, name) && isBelow(one))
      .map((one) => heirOf(one, this.#org, now))
      .find((heir) => heir !== undefined);
  }

  #person({ row, name, username, mail, certificate }: PersonRow): void {
    const known = this.#org.personNamed(username);
    const given = { name, username, ...(mail === undefined ? {} : { mail }) };
    const isNewCertificate = certificate !== undefined && (known?.certificateNumber !== certificate.number || known.certificateExpiresOn !== certificate.expiresOn);
    const certify = isNewCertificate ? [{ type: 'setCertificate' as const, ...certificate }] : [];
    if (known) {
      this.#change('people', row, 'username', person, known.id, [{ type: 'change', ...given }, ...certify], this.#state<PersonState>(known.id));
      return;
    }
    const id = this.#content.personIds[username] ?? this.#world.newId();
    const made = this.#make('people', row, 'username', person, { type: 'register', ...given }, id);
    if (made && certify.length > 0) this.#more('people', row, 'certificateExpiresOn', person, made, certify);
  }

  /** Which of several posts a row means depends on what the other rows of the sheet take. */
  #posts(rows: readonly PostRow[]): void {
    const named = this.#once('posts', rows, (row) => `${row.unit}\n${row.title}\n${row.role}\n${row.username ?? ''}`, 'title').flatMap((row) => this.#named(row) ?? []);
    const steps = postSteps(
      named,
      this.#world.org.posts().filter((one) => one.until === undefined),
    );
    for (const one of named) {
      const { row, unitId, role, title, personId } = one;
      const step = steps.get(one);
      if (step === 'make') this.#make('posts', row, 'role', post, { type: 'create', unitId, role, title, ...(personId === undefined ? {} : { personId }) });
      else if (step === 'ambiguous') this.#wrong('posts', row, 'username', 'import.post_ambiguous');
      else if (typeof step === 'object') this.#change('posts', row, 'username', post, step.postId, [{ type: 'assign', personId: step.personId }], undefined);
      else this.counts.posts.same += 1;
    }
  }

  /** A row of the posts with the unit and the person that it names; undefined where one of them cannot be meant. */
  #named({ row, unit: named, title, role, username }: PostRow): NamedPost | undefined {
    const home = unitNamed(named, this.#org, this.#world.now, true);
    if (typeof home === 'string') {
      this.#wrong('posts', row, 'unit', home);
      return undefined;
    }
    const isFormer = typeof unitNamed(named, this.#org, this.#world.now, false) === 'string';
    if (isFormer) this.#noted('posts', row, 'unit', named, home);
    const holder = username === undefined ? undefined : this.#org.personNamed(username);
    if (username !== undefined && holder?.active !== true) {
      this.#wrong('posts', row, 'username', holder ? 'person.inactive' : 'person.unknown');
      return undefined;
    }
    return { row, unitId: home.id, role, title, isFormer, ...(holder ? { personId: holder.id } : {}) };
  }

  #party({ row, ...content }: PartyRow): void {
    const known = this.#content.partyIds[partyKey(content)];
    if (known === undefined) this.#make('parties', row, 'name', party, { type: 'register', ...content });
    else this.#change('parties', row, 'name', party, known, [{ type: 'change', ...content }], this.#state<PartyState>(known));
  }

  #state<S extends ProcessState>(id: string): S | undefined {
    return this.#world.processes.get(id) as S | undefined;
  }

  /** Rows that stand in the sheet once; each further one is named. */
  #once<R extends { readonly row: number }>(sheet: ImportSheet, rows: readonly R[], keyOf: (row: R) => string, key: string): readonly R[] {
    const seen = new Set<string>();
    return rows.filter((row) => {
      const isNew = !seen.has(keyOf(row));
      if (isNew) seen.add(keyOf(row));
      else this.#wrong(sheet, row.row, key, 'import.row_twice');
      return isNew;
    });
  }

  #each<R extends { readonly row: number }>(sheet: ImportSheet, rows: readonly R[], keyOf: (row: R) => string, key: string, work: (row: R) => void): void {
    for (const row of this.#once(sheet, rows, keyOf, key)) work(row);
  }

  #wrong(sheet: ImportSheet, row: number, key: string, code: RefusalCode): void {
    this.problems.push({ sheet: importSheetNames[sheet], row, column: titleOf(sheet, key), code });
  }

  #noted(sheet: ImportSheet, row: number, key: string, named: string, unitNow: Unit): void {
    const last = named.split(/[/／]/).at(-1)?.trim() ?? '';
    const how = bore(unitNow, last) ? 'renamed' : 'succeeded';
    this.notes.push({ sheet: importSheetNames[sheet], row, column: titleOf(sheet, key), named, unitId: unitNow.id, how });
  }

  #make<S extends ProcessState, C extends { readonly type: string }, F extends FactBase>(
    sheet: ImportSheet,
    row: number,
    key: string,
    definition: Definition<S, C, F>,
    command: C,
    id: string = this.#world.newId(),
  ): S | undefined {
    const state = this.#decide(definition, definition.initial(id), command);
    if ('code' in state) {
      this.#wrong(sheet, row, key, state.code);
      return undefined;
    }
    this.follows.push({ type: definition.type, id, command });
    this.counts[sheet].made += 1;
    return state;
  }

  #more<S extends ProcessState, C extends { readonly type: string }, F extends FactBase>(
    sheet: ImportSheet,
    row: number,
    key: string,
    definition: Definition<S, C, F>,
    made: S,
    commands: readonly C[],
  ): void {
    let state = made;
    for (const command of commands) {
      const next = this.#decide(definition, state, command);
      if ('code' in next) {
        this.#wrong(sheet, row, key, next.code);
        return;
      }
      state = next;
      this.follows.push({ type: definition.type, id: made.id, command });
    }
  }

  /** Steps on a record that is there. Where its state is at hand, a step that changes nothing is left out. */
  #change<S extends ProcessState, C extends { readonly type: string }, F extends FactBase>(
    sheet: ImportSheet,
    row: number,
    key: string,
    definition: Definition<S, C, F>,
    id: string,
    commands: readonly C[],
    known: S | undefined,
  ): void {
    let state = known;
    let isChanged = false;
    for (const command of commands) {
      if (state) {
        const next: S | Refusal = this.#decide(definition, state, command);
        if ('code' in next) {
          this.#wrong(sheet, row, key, next.code);
          return;
        }
        if (next === state) continue;
        state = next;
      }
      isChanged = true;
      this.follows.push({ type: definition.type, id, command });
    }
    this.counts[sheet][isChanged ? 'changed' : 'same'] += 1;
  }

  /** The state after a step, with what it means for the org; the same state where nothing happens. */
  #decide<S extends ProcessState, C extends { readonly type: string }, F extends FactBase>(definition: Definition<S, C, F>, before: S, command: C): S | Refusal {
    const { now } = this.#world;
    const decided = definition.decide(before, command, { ...this.#world, org: this.#org });
    if (!decided.ok) return decided;
    const state = decided.facts.reduce((held, fact) => fold(definition, held, { seq: held.version + 1, at: now, receivedAt: now, actor: system.ref, fact }), before);
    const change = state === before ? undefined : changeOf(definition.type as RegisterType, state);
    if (change) this.#org = this.#growing.with(change);
    return state;
  }
}

const titleOf = (sheet: ImportSheet, key: string): string => importColumns[sheet].find((one) => one.key === key)?.title ?? '';

const fresh = () => ({ made: 0, changed: 0, same: 0 });

function changeOf(type: RegisterType, state: ProcessState): OrgChange | undefined {
  // Each state has what the org keeps of it.
  if (type === 'unit') return { unit: state as UnitState };
  if (type === 'post') return { post: state as PostState };
  return type === 'person' ? { person: state as PersonState } : undefined;
}

/** What an import does to the registers as they stand, or every row that it cannot take. Writes nothing. */
export function importSteps(content: ImportContent, world: World): ImportSteps {
  const importing = new Importing(world, content);
  importing.run();
  return importing;
}

/** The refusal of a workbook with something wrong in it: each row named with column and code. */
export const refuseRows = (problems: readonly ImportProblem[]): Refusal =>
  refuse(
    'import.rows_refused',
    { count: problems.length },
    problems.map((problem) => ({ ...problem })),
  );
