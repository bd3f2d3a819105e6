import type { UnitKind } from '../org/org.ts';
import type { BeijingDate } from '../process/time.ts';
import { taskNumberLimit } from '../task/number.ts';
import { chapterKind } from './chapter.ts';
import { contentsLines } from './contents.ts';
import type { Rhythm } from './deadline.ts';
import { documentKind, readHeading, readPeriod } from './heading.ts';
import { findIndicators, type PlanIndicator } from './indicator.ts';
import { type Listed, readList } from './list.ts';
import { markerOf } from './marker.ts';
import { findMembers } from './member.ts';
import { type Node, type Outline, outlineOf } from './outline.ts';
import { annexOf } from './page.ts';
import { findPhases, type PhaseKind, type PlanPhase } from './phase.ts';
import { prepare } from './prepare.ts';
import { setOf } from './set.ts';
import type { PlanSource, SourceLine, SourceTable } from './source.ts';
import { readTable, textTables } from './table.ts';
import { type RawTask, tasksOfRows, tasksOfText } from './task.ts';
import { fittingNumbers, numbersOf } from './task-number.ts';
import { flat, tight } from './text.ts';
import { type NamedUnit, type PlanUnit, unitFinder } from './unit.ts';
import { type PlanWarning, unfitNumber, warn } from './warning.ts';

export type TaskKind = 'once' | 'recurring' | 'eachUnit';

export interface PlanSection {
  readonly id: string;
  readonly title: string;
  /** The number as written: 一、 or （一）. */
  readonly label: string;
  readonly line: number;
}

/** A unit that supports a task; `kinds` is set where the name stands for a set of units. */
export interface SupportingUnit extends NamedUnit {
  readonly kinds?: readonly UnitKind[];
}

/** The set whose every unit has the task: one child task each. `members`: all members of the leading group. */
export interface EachOf {
  readonly expression: string;
  readonly kinds: readonly UnitKind[];
  readonly members: boolean;
  /** The units one by one, where the document names them so. */
  readonly units?: readonly NamedUnit[];
}

export interface PlanTask {
  /** Unique in the draft: the document's own number where it is unique, otherwise the numbers from the section inward (1.2.1). */
  readonly number: string;
  /** The number as written, with those of its headings: 三、（一）2.（1）. */
  readonly label: string;
  readonly order: number;
  /** Id of its section; null where it stands under none. */
  readonly section: string | null;
  readonly content: string;
  readonly title: string | null;
  readonly standard: string | null;
  readonly lead: NamedUnit | null;
  readonly supporting: readonly SupportingUnit[];
  readonly each: EachOf | null;
  readonly kind: TaskKind;
  readonly dueOn: BeijingDate | null;
  readonly rhythm: Rhythm | null;
  readonly phase: PhaseKind | null;
  readonly evidence: readonly string[];
  readonly weight: number | null;
  readonly line: number;
  /** Set where it is a row of a task list that was given out. */
  readonly listed?: Listed;
  readonly quote: { readonly fromLine: number; readonly toLine: number; readonly text: string; readonly where?: string };
}

/** A plan as read, before anybody filled it in. JSON; what the text does not say is null or empty. */
export interface PlanDraft {
  readonly title: string;
  readonly documentNumber: string | null;
  readonly issuingBody: string | null;
  readonly issuedOn: BeijingDate | null;
  readonly period: { readonly startsOn: BeijingDate | null; readonly endsOn: BeijingDate | null };
  readonly phases: readonly PlanPhase[];
  readonly sections: readonly PlanSection[];
  readonly tasks: readonly PlanTask[];
  readonly indicators: readonly PlanIndicator[];
  readonly memberUnits: readonly (NamedUnit & { readonly line: number })[];
  readonly memberSets: readonly (EachOf & { readonly line: number })[];
  readonly unknownUnits: readonly string[];
  readonly warnings: readonly PlanWarning[];
  readonly sourceHash: string | null;
}

export interface PlanContext {
  readonly units: readonly PlanUnit[];
}

const emptyDraft = (source: PlanSource, warnings: readonly PlanWarning[]): PlanDraft => ({
  title: '',
  documentNumber: null,
  issuingBody: null,
  issuedOn: null,
  period: { startsOn: null, endsOn: null },
  phases: [],
  sections: [],
  tasks: [],
  indicators: [],
  memberUnits: [],
  memberSets: [],
  unknownUnits: [],
  warnings,
  sourceHash: source.hash ?? null,
});

/**
 * Reads a plan: title, number, body, date, phases, sections, tasks, indicators, member units, and doubts as warnings that point at lines. Never throws, runs in linear time, and keeps no contact of a
 * person. Text that is no plan (a press conference, a report of work done) gives an empty draft with a warning.
 */
export function parsePlan(source: PlanSource, context: PlanContext): PlanDraft {
  const { lines, tables: given, truncated, masked } = prepare(source);
  const warnings: PlanWarning[] = [];
  if (truncated) warnings.push(warn('plan.truncated', 0));
  for (const line of masked.slice(0, 50)) warnings.push(warn('plan.contact_masked', line));
  const inText = textTables(lines);
  const tables = [...given, ...inText.tables].sort((a, b) => a.line - b.line);
  const contents = contentsLines(lines);
  const prose = lines.filter((line) => !inText.used.has(line.line) && !contents.has(line.line));
  // The first rows of a sheet may be its title: they are lines as well.
  const proseLines = new Set(prose.map((line) => line.line));
  const firstRow = tables[0]?.rows.find((row) => !proseLines.has(row.line))?.line;
  const firstItem = prose.find((line) => markerOf(line.text) && !annexOf(line.text))?.line ?? firstRow ?? Number.POSITIVE_INFINITY;
  const heading = readHeading(
    [...prose, ...tables.flatMap((table) => (table.title ? [{ line: table.line, text: table.title }] : []))].sort((a, b) => a.line - b.line),
    firstItem,
  );
  const kind = documentKind(prose, heading.title);
  if (kind !== 'plan') {
    const first = prose.find((line) => line.text.trim().length > 0)?.line ?? 0;
    return emptyDraft(source, [warn(kind === 'pressConference' ? 'plan.press_conference' : 'plan.report', first), ...warnings]);
  }
  const { base } = heading;
  const outline = outlineOf(prose);
  if (heading.title.length === 0) warnings.push(warn('plan.title_absent', 1));
  if (heading.damagedDate) warnings.push(warn('plan.date_damaged', heading.damagedDate.line, { text: heading.damagedDate.text }));

  const { tasks: raw, unread } = tasksOfText(outline, base);
  for (const { line, title, count } of unread) warnings.push(warn('plan.chapter_unread', line, { title, count }));
  const fromTables: RawTask[] = [];
  for (const table of tables) {
    const list = readList(table, base);
    const rows = list ? undefined : readTable(table);
    if (list) {
      fromTables.push(...list.tasks);
      warnings.push(...list.warnings);
    } else if (rows) fromTables.push(...tasksOfRows(rows, table.title, base));
    else if (table.rows.length > 2) warnings.push(warn('plan.table_unread', table.line));
  }
  const joined = joinTables(raw, fromTables);
  if (raw.length > 0 && fromTables.length > 0) warnings.push(warn('plan.table_and_text', fromTables[0]?.line ?? 0));

  const stepChapters = chaptersOf(outline).filter((node) => chapterKind(node.head, true) === 'phases');
  const phases = findPhases(outline.body, stepChapters, base);
  if (phases.length === 0) warnings.push(warn('plan.phases_absent', 0));
  else if (new Set(phases.map((phase) => phase.kind)).size !== phases.length || phases.length !== 3)
    warnings.push(warn('plan.phases_unmatched', phases[0]?.line ?? 0, { count: phases.length }));
  for (const phase of phases) if (phase.startsOn === null && phase.endsOn === null) warnings.push(warn('plan.phase_dates_absent', phase.line, { name: phase.name }));

  const { indicators, conflicts, partly } = findIndicators(indicatorLines(outline, tables, joined));
  for (const conflict of conflicts) warnings.push(warn('plan.indicator_conflict', conflict.line, conflict));
  for (const one of partly) warnings.push(warn('plan.indicator_partly', one.line, one));

  const names = nameBook(context, warnings);
  const { sections, tasks } = finish(joined, names, phases, warnings);
  const members = findMembers(outline.body);
  const memberUnits = members.units.map((member) => ({ ...names.look(member.name, member.line), line: member.line }));
  const memberSets = members.sets.flatMap((set) => {
    const of = setOf(set.expression);
    return of ? [{ ...of, line: set.line }] : [];
  });

  const presentCount = outline.present.length;
  if (presentCount === 0) for (const annex of outline.listed) warnings.push(warn('plan.annex_absent', annex.line, { title: annex.title }));
  else
    for (const annex of outline.listed)
      if (
        annex.number !== undefined &&
        outline.listed.length > presentCount &&
        !outline.present.some((there) => there.number === annex.number || tight(there.title) === tight(annex.title))
      )
        warnings.push(warn('plan.annex_absent', annex.line, { title: annex.title }));

  if (tasks.length === 0) warnings.unshift(warn('plan.no_tasks', 0));
  const leadless = tasks.filter((task) => task.lead === null && task.each === null);
  if (leadless.length > 0) warnings.push(warn('plan.leads_absent', leadless[0]?.line ?? 0, { count: leadless.length }));
  const dateless = tasks.filter((task) => task.dueOn === null && task.rhythm === null);
  if (dateless.length > 0) warnings.push(warn('plan.deadlines_absent', dateless[0]?.line ?? 0, { count: dateless.length }));

  return {
    title: heading.title,
    documentNumber: heading.documentNumber,
    issuingBody: heading.issuingBody,
    issuedOn: heading.issuedOn,
    period: readPeriod(heading.title, outline.body, phases, base),
    phases,
    sections,
    tasks,
    indicators: tasks.length === 0 && heading.title.length === 0 ? [] : indicators,
    memberUnits,
    memberSets,
    unknownUnits: names.unknown(),
    warnings,
    sourceHash: source.hash ?? null,
  };
}

const chaptersOf = (outline: Outline): readonly Node[] => outline.root.children.flatMap((node) => (node.annex || node.marker?.style === 'part' ? node.children : [node]));

/** Lines that may state targets: everything numbered, save steps, background and safeguards. */
function indicatorLines(outline: Outline, tables: readonly SourceTable[], tasks: readonly RawTask[]): readonly SourceLine[] {
  const found: SourceLine[] = [];
  const walk = (node: Node, top: boolean): void => {
    const kind = node.marker && node.marker.style !== 'part' ? chapterKind(node.head, top) : 'open';
    if (kind === 'phases' || kind === 'background' || (kind === 'none' && !/要求|实施/.test(node.head.slice(0, 40)))) return;
    if (node.head.length > 0) found.push({ line: node.line, text: node.head });
    found.push(...node.paragraphs);
    for (const child of node.children) walk(child, top && (node.annex === true || node.marker?.style === 'part'));
  };
  for (const node of outline.root.children) walk(node, true);
  const tableLines = new Set(tables.flatMap((table) => table.rows.map((row) => row.line)));
  for (const task of tasks) {
    if (!tableLines.has(task.line)) continue;
    found.push({ line: task.line, text: task.content });
    if (task.standard !== undefined) found.push({ line: task.line, text: task.standard });
  }
  return found.sort((a, b) => a.line - b.line);
}

const contentKey = (text: string): string =>
  tight(flat(text))
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 24);

/** Rows of a table that say the same as an item of the text give it their units and dates; the others are added. */
function joinTables(text: readonly RawTask[], rows: readonly RawTask[]): readonly RawTask[] {
  if (text.length === 0 || rows.length === 0) return [...text, ...rows].sort((a, b) => a.line - b.line);
  const byKey = new Map(text.map((task) => [contentKey(task.content), task]));
  const byTitle = new Map(text.flatMap((task) => (task.title === undefined ? [] : [[contentKey(task.title), task] as const])));
  const merged = new Map<RawTask, RawTask>();
  const added: RawTask[] = [];
  for (const row of rows) {
    const key = contentKey(row.content);
    const known = byKey.get(key) ?? byTitle.get(key) ?? (row.title === undefined ? undefined : byTitle.get(contentKey(row.title)));
    if (!known || merged.has(known) || key.length < 4) {
      added.push(row);
      continue;
    }
    merged.set(known, {
      ...known,
      leads: known.leads.length > 0 ? known.leads : row.leads,
      leadAssumed: known.leads.length > 0 ? known.leadAssumed : row.leadAssumed,
      supporting: known.supporting.length > 0 ? known.supporting : row.supporting,
      each: known.each ?? row.each,
      dueOn: known.dueOn ?? row.dueOn,
      rhythm: known.rhythm ?? row.rhythm,
      evidence: known.evidence.length > 0 ? known.evidence : row.evidence,
      ...(known.standard === undefined && row.standard !== undefined ? { standard: row.standard } : {}),
      ...(known.weight === undefined && row.weight !== undefined ? { weight: row.weight } : {}),
    });
  }
  return [...text.map((task) => merged.get(task) ?? task), ...added];
}

interface NameBook {
  readonly look: (name: string, line: number) => NamedUnit;
  readonly unknown: () => readonly string[];
}

function nameBook(context: PlanContext, warnings: PlanWarning[]): NameBook {
  const finder = unitFinder(context.units);
  const unknown = new Set<string>();
  const told = new Set<string>();
  return {
    look: (raw, line) => {
      const name = raw.trim();
      const match = finder.find(name);
      if (match.unitId === null) {
        unknown.add(name);
        if (!told.has(name)) {
          told.add(name);
          warnings.push(
            match.candidates ? warn('plan.unit_ambiguous', line, { name, candidates: match.candidates.slice(0, 6).join('、') }) : warn('plan.unit_unknown', line, { name }),
          );
        }
      }
      return { name, unitId: match.unitId };
    },
    unknown: () => [...unknown],
  };
}

/** The set as the draft keeps it, units named one by one looked up. */
const eachOf = ({ names, ...set }: NonNullable<RawTask['each']>, look: (name: string) => NamedUnit): EachOf => ({ ...set, ...(names ? { units: names.map(look) } : {}) });

function finish(
  raw: readonly RawTask[],
  names: NameBook,
  phases: readonly PlanPhase[],
  warnings: PlanWarning[],
): { readonly sections: readonly PlanSection[]; readonly tasks: readonly PlanTask[] } {
  const sections = new Map<string, PlanSection>();
  const used = new Set<string>();
  const copies = new Map<string, number>();
  const wanted = numbersOf(raw);
  const fitting = fittingNumbers(wanted);
  const numberOfNode = new Map<Node, string>();
  const tasks = raw.map((task, index): PlanTask => {
    const { section } = task;
    if (section && !sections.has(section.key))
      sections.set(section.key, { id: `s${sections.size + 1}`, title: section.title.slice(0, 200), label: section.label, line: section.line });
    const plainNumber = fitting[index] ?? '';
    if (wanted[index] && wanted[index] !== plainNumber) warnings.push(unfitNumber(wanted[index], plainNumber, task.line));
    let number = plainNumber;
    while (used.has(number)) {
      const copy = (copies.get(plainNumber) ?? 1) + 1;
      copies.set(plainNumber, copy);
      // Cut where the whole would be too long for a number.
      number = `${plainNumber.slice(0, taskNumberLimit - 5)}-${copy}`;
    }
    used.add(number);
    if (number !== plainNumber) warnings.push(warn('plan.number_repeated', task.line, { number: plainNumber, given: number }));
    const node = task.path.at(-1)?.node;
    if (node) numberOfNode.set(node, number);
    const beforeOnLine = task.sharesWith ?? (task.inlineAfter ? numberOfNode.get(task.inlineAfter) : undefined);
    if (beforeOnLine !== undefined) warnings.push(warn('plan.items_share_line', task.line, { first: beforeOnLine, second: number }));
    if (task.mergedRows > 1) warnings.push(warn('plan.rows_merged', task.line, { number }));
    const leadName = task.leads[0];
    if (leadName !== undefined && task.leads.length > 1) warnings.push(warn('plan.several_leads', task.line, { number, name: leadName }));
    if (leadName !== undefined && task.leadAssumed) warnings.push(warn('plan.lead_assumed', task.line, { number, name: leadName }));
    const { timing } = task;
    if (timing.several && timing.dueOn) warnings.push(warn('plan.several_deadlines', task.line, { number, date: timing.dueOn }));
    if (timing.invalid !== undefined) warnings.push(warn('plan.date_invalid', task.line, { text: timing.invalid }));
    if (timing.assumed) warnings.push(warn('plan.year_assumed', task.line, timing.assumed));
    if (timing.dayUnread !== undefined) warnings.push(warn('plan.rhythm_day_unread', task.line, { text: timing.dayUnread }));
    if (timing.open !== undefined) warnings.push(warn('plan.deadline_open', task.line, { text: timing.open }));
    const supporting = [...task.leads.slice(1), ...task.supporting].map((name): SupportingUnit => {
      const set = setOf(name);
      return set ? { name, unitId: null, kinds: set.kinds } : names.look(name, task.line);
    });
    const lead = leadName === undefined ? null : names.look(leadName, task.line);
    const each = task.each && eachOf(task.each, (name) => names.look(name, task.line));
    const phaseText = task.phase;
    const phase = phaseText === undefined ? undefined : phases.find((candidate) => phaseText.includes(candidate.name) || candidate.name.includes(phaseText));
    return {
      number,
      label: task.label,
      order: index + 1,
      section: section ? (sections.get(section.key)?.id ?? null) : null,
      content: task.content,
      title: task.title ?? null,
      standard: task.standard ?? null,
      lead,
      supporting: supporting.filter((unit) => unit.unitId === null || unit.unitId !== lead?.unitId),
      each: each ?? null,
      kind: task.kind ?? (task.each ? 'eachUnit' : task.rhythm ? 'recurring' : 'once'),
      dueOn: task.dueOn,
      rhythm: task.rhythm,
      phase: task.phaseKind ?? phase?.kind ?? null,
      evidence: task.evidence,
      weight: task.weight ?? null,
      line: task.line,
      ...(task.listed ? { listed: task.listed } : {}),
      quote: { fromLine: task.line, toLine: task.lastLine, text: task.quote, ...(task.where === undefined ? {} : { where: task.where }) },
    };
  });
  const own = tasks.map((task) => Number(task.number)).filter((value) => Number.isInteger(value));
  // A list that was given out has its gaps where tasks were cancelled.
  if (own.length === tasks.length && tasks.every((task) => task.listed === undefined)) {
    own.forEach((value, index) => {
      const before = own[index - 1];
      const line = tasks[index]?.line ?? 0;
      if (before === undefined && value > 1) warnings.push(warn('plan.number_begins', line, { number: value }));
      if (before !== undefined && value > before + 1) warnings.push(warn('plan.number_gap', line, { from: before, to: value }));
    });
  }
  return { sections: [...sections.values()], tasks };
}
