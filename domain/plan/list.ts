import type { BeijingDate } from '../process/time.ts';
import { isTaskNumber } from '../task/number.ts';
import type { PhaseKind, TaskKind } from '../task/state.ts';
import { type DateBase, findDates } from './date.ts';
import { type Rhythm, timingOfField } from './deadline.ts';
import { cancelledName, cellText, itemsIn, kindNames, type ListColumn, listColumns, numberKey, phaseNames, rhythmNames, wordIn } from './list-form.ts';
import { setOf } from './set.ts';
import type { SourceRow, SourceTable } from './source.ts';
import type { RawTask } from './task.ts';
import { flat, tight } from './text.ts';
import type { UnitSet } from './unit.ts';
import { type PlanWarning, unfitNumber, warn } from './warning.ts';

/** What a row settles even where its cell is empty; of all else an empty cell says nothing. */
export const settledFields = ['kind', 'supporting', 'evidence'] as const;
export type SettledField = (typeof settledFields)[number];

/** That a task is a row of a list that was given out: its number as written, null where it has none, and what it settles. */
export interface Listed {
  readonly number: string | null;
  readonly settles: readonly SettledField[];
}

/** A list that was given out, as it came back. */
export interface ReadList {
  readonly tasks: readonly RawTask[];
  readonly warnings: readonly PlanWarning[];
}

const titleKey = (text: string): string => tight(flat(text));
const titled = (column: ListColumn): readonly string[] => Object.values(listColumns[column]).map(titleKey);
const titles = new Map((Object.keys(listColumns) as ListColumn[]).flatMap((column) => titled(column).map((title) => [title, column] as const)));
/** Titles of which only a list that was given out has several; the last is that of drafts. */
const telling = new Set([...(['section', 'phase', 'kind', 'rhythm', 'units', 'whole', 'stage'] as const).flatMap(titled), ...['待补内容', 'Lacks'].map(titleKey)]);
const leastTelling = 3;

type Head = ReadonlyMap<ListColumn, number>;

/** The columns of a row that is the head of such a list, or undefined. */
function headOf(row: SourceRow): Head | undefined {
  const head = new Map<ListColumn, number>();
  const texts = row.cells.map((cell) => titleKey(cell.text));
  for (const [index, text] of texts.entries()) {
    const column = titles.get(text);
    if (column !== undefined && !head.has(column)) head.set(column, index);
  }
  const told = new Set(texts.filter((text) => telling.has(text)));
  return head.has('number') && head.has('content') && told.size >= leastTelling ? head : undefined;
}

/** The last line of a list that is longer than its file may be. */
const cutShort = /^(?:只导出前\d{1,6}项|Only the first \d{1,6} are here)/;

const names = (cell: string): readonly string[] => [
  ...new Set(
    cell
      .split(/[、,，;；\n]/)
      .map((name) => name.trim())
      .filter((name) => name.length > 0),
  ),
];

/** The units that each have a share: a set as documents write it, or unit by unit. */
function eachOf(cell: string): (UnitSet & { readonly names?: readonly string[] }) | undefined {
  if (cell.length === 0) return undefined;
  return setOf(cell) ?? { expression: cell.slice(0, 200), kinds: [], members: false, names: names(cell) };
}

interface Paced {
  readonly rhythm: Rhythm | null;
  readonly until: BeijingDate | null;
  /** Words that name no rhythm of the calendar. */
  readonly unread?: string;
}

function paceOf(cell: string, base: DateBase): Paced {
  if (cell.length === 0) return { rhythm: null, until: null };
  const word = cell.split(/[，,]/)[0] ?? '';
  const rhythm = wordIn(rhythmNames, word) ?? timingOfField(word, base).rhythm;
  return { rhythm, until: findDates(cell.slice(word.length), base).at(-1)?.until ?? null, ...(rhythm === null ? { unread: cell.slice(0, 40) } : {}) };
}

/** A moment of a drill: no plan can say it. */
const isMoment = (cell: string): boolean => /^\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?$/.test(cell);

/** What rows left unread, to be told in one word each. */
interface Unread {
  readonly cancelled: string[];
  readonly shares: string[];
  readonly paced: string[];
  readonly moments: string[];
}

const listing = (numbers: readonly string[]): string => numbers.slice(0, 8).join('、') + (numbers.length > 8 ? ' …' : '');

/**
 * Reads a list of tasks that was given out and came back, cell by cell as it stands: nothing is read out of running text. Undefined for any other table. Cancelled tasks and the units’ shares
 * are left out with a word; what the list cannot say, or an emptied cell, stays as it is when a running campaign is re-planned from it.
 */
export function readList(table: SourceTable, base: DateBase): ReadList | undefined {
  const headAt = table.rows.slice(0, 12).findIndex((row) => headOf(row) !== undefined);
  const first = table.rows[headAt];
  const head = first && headOf(first);
  if (!first || !head) return undefined;
  const warnings: PlanWarning[] = [];
  const unread: Unread = { cancelled: [], shares: [], paced: [], moments: [] };
  const rows = table.rows.slice(headAt + 1);
  const cellOf = (row: SourceRow, column: ListColumn): string => cellText(row.cells[head.get(column) ?? -1]?.text ?? '');
  const integers = rows.map((row) => numberKey(cellOf(row, 'number'))).filter((number) => /^\d{1,9}$/.test(number));
  let highest = Math.max(0, ...integers.map(Number));

  const absent = (Object.keys(listColumns) as ListColumn[]).filter((column) => !head.has(column) && column !== 'stage' && column !== 'whole');
  if (absent.length > 0)
    warnings.push(
      warn('plan.columns_absent', first.line, { zh: absent.map((column) => listColumns[column].zh).join('、'), en: absent.map((column) => listColumns[column].en).join(', ') }),
    );

  const read = (row: SourceRow): RawTask | undefined => {
    const cell = (column: ListColumn): string => cellOf(row, column);
    const written = cell('number').replace(/\n/g, ' ');
    const content = cell('content');
    if (written.length + content.length === 0 || row.cells[head.get('content') ?? -1]?.merged === 'down') return undefined;
    if (cutShort.test(written)) {
      warnings.push(warn('plan.truncated', row.line));
      return undefined;
    }
    if (headOf(row) !== undefined) return undefined;
    const stage = cell('stage');
    if (stage === cancelledName.zh || stage === cancelledName.en) return void unread.cancelled.push(written);
    if (cell('whole').length > 0) return void unread.shares.push(written);
    const number = isTaskNumber(written) ? written : String(++highest);
    if (written.length > 0 && number !== written) warnings.push(unfitNumber(written, number, row.line));
    if (written.length === 0) warnings.push(warn('plan.number_given', row.line, { number }));
    if (content.length === 0) warnings.push(warn('plan.content_absent', row.line, { number }));

    const lead = cell('lead');
    const each = eachOf(cell('units')) ?? setOf(lead);
    const pace = paceOf(cell('rhythm'), base);
    if (pace.unread !== undefined) warnings.push(warn('plan.rhythm_unread', row.line, { number, text: pace.unread }));
    const due = cell('due');
    const timing = isMoment(due) ? timingOfField('', base) : timingOfField(due, base);
    const told = wordIn(kindNames, cell('kind'));
    const rhythm = pace.rhythm ?? (told === undefined ? timing.rhythm : null);
    const kind: TaskKind = told ?? (each ? 'eachUnit' : rhythm ? 'recurring' : 'once');
    const paced = kind === 'recurring' || (kind === 'eachUnit' && rhythm !== null);
    if ((told === 'once' && pace.rhythm !== null) || (told !== undefined && told !== 'eachUnit' && cell('units').length > 0))
      warnings.push(warn('plan.kind_contradicted', row.line, { number }));
    // Lists of drafts said the end of a rhythm beside it before they had a column for either.
    const until = pace.rhythm !== null ? pace.until : told === undefined ? timing.dueOn : null;
    if (paced && due.length > 0) unread.paced.push(number);
    if (!paced && isMoment(due)) unread.moments.push(number);

    const phase = cell('phase');
    const phaseKind: PhaseKind | undefined = wordIn(phaseNames, phase);
    if (phase.length > 0 && phaseKind === undefined) warnings.push(warn('plan.phase_unread', row.line, { number, text: phase.slice(0, 40) }));
    const section = cell('section').replace(/\n/g, ' ');
    const weight = Number.parseFloat(flat(cell('weight')));
    const settles: SettledField[] = [
      ...(told !== undefined || each !== undefined || rhythm !== null ? (['kind'] as const) : []),
      ...(head.has('supporting') ? (['supporting'] as const) : []),
      ...(head.has('evidence') ? (['evidence'] as const) : []),
    ];
    return {
      line: row.line,
      lastLine: row.line,
      path: [{ node: undefined, ordinal: 0 }],
      given: number,
      label: written,
      section: section.length === 0 ? undefined : { key: `list:${section}`, title: section, label: '', line: row.line },
      content,
      ...(cell('standard').length === 0 ? {} : { standard: cell('standard') }),
      evidence: itemsIn(cell('evidence')),
      ...(weight >= 0 && weight <= 1_000 ? { weight } : {}),
      leads: setOf(lead) ? [] : names(lead),
      leadAssumed: false,
      supporting: names(cell('supporting')),
      each: kind === 'eachUnit' ? each : undefined,
      kind,
      dueOn: paced ? until : timing.dueOn,
      rhythm: kind === 'once' ? null : rhythm,
      timing: paced ? { dueOn: null, rhythm, several: false } : timing,
      ...(phaseKind === undefined ? {} : { phaseKind }),
      quote: row.cells
        .map((one) => one.text)
        .filter((text) => text.length > 0)
        .join(' | ')
        .slice(0, 2_000),
      mergedRows: 1,
      ...(row.where === undefined ? {} : { where: row.where }),
      listed: { number: number === written ? written : null, settles },
    };
  };

  const tasks = rows.flatMap((row) => read(row) ?? []);
  for (const [code, numbers] of [
    ['plan.cancelled_unread', unread.cancelled],
    ['plan.shares_unread', unread.shares],
    ['plan.paced_dates_unread', unread.paced],
    ['plan.moments_unread', unread.moments],
  ] as const)
    if (numbers.length > 0) warnings.push(warn(code, first.line, { count: numbers.length, numbers: listing(numbers) }));
  return { tasks, warnings };
}
