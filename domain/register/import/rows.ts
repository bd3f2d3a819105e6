import { isBeijingDate } from '../../calendar/beijing.ts';
import type { Bilingual } from '../../notice/notice.ts';
import type { UnitKind } from '../../org/org.ts';
import type { PlanSource, SourceTable } from '../../plan/source.ts';
import type { Role } from '../../process/actor.ts';
import type { RefusalCode } from '../../refusals.ts';
import { partyKindNames, roleNames, unitKindNames } from '../names.ts';
import type { PartyKind } from '../party.ts';
import { type ImportColumn, type ImportSheet, importColumns, importSheetNames, importSheets, mostImportRows } from './columns.ts';

/** Where a row stands in the workbook, as the spreadsheet numbers it. */
interface Placed {
  readonly row: number;
}
export interface UnitRow extends Placed {
  readonly name: string;
  readonly parent?: string;
  readonly kind: UnitKind;
  readonly shortName?: string;
  readonly aliases?: readonly string[];
}
export interface PersonRow extends Placed {
  readonly name: string;
  readonly username: string;
  readonly mail?: string;
  readonly certificate?: { readonly number: string; readonly expiresOn: string };
}
export interface PostRow extends Placed {
  readonly unit: string;
  readonly title: string;
  readonly role: Role;
  readonly username?: string;
}
export interface PartyRow extends Placed {
  readonly name: string;
  readonly kind: PartyKind;
  readonly address: string;
  readonly contact?: string;
  readonly creditCode?: string;
}

/** What a workbook holds, cell by cell understood. */
export interface ImportRows {
  readonly units: readonly UnitRow[];
  readonly people: readonly PersonRow[];
  readonly posts: readonly PostRow[];
  readonly parties: readonly PartyRow[];
}

/** One thing wrong with a workbook: where, and a stable code. */
export interface ImportProblem {
  /** Empty where the workbook as a whole is meant. */
  readonly sheet: string;
  /** 0 where the sheet as a whole is meant. */
  readonly row: number;
  readonly column: string;
  readonly code: RefusalCode;
}

type Texts = Readonly<Record<string, string>>;
type Read<R> = { readonly row: R } | { readonly wrong: readonly (readonly [key: string, code: RefusalCode])[] };

const codeNamed = <K extends string>(names: Readonly<Record<K, Bilingual>>, text: string): K | undefined =>
  (Object.keys(names) as K[]).find((code) => code === text || names[code].zh === text || names[code].en === text);

const usernamePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{1,59}$/;
const mailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const creditCodePattern = /^[0-9A-Z]{8,20}$/;
const wrong = (key: string, code: RefusalCode): { readonly wrong: readonly (readonly [string, RefusalCode])[] } => ({ wrong: [[key, code]] });
/** A field that is there, or nothing. */
const given = <K extends string>(key: K, text: string | undefined): { readonly [P in K]?: string } => (text ? ({ [key]: text } as { readonly [P in K]?: string }) : {});

const readers: { readonly [S in ImportSheet]: (texts: Texts, row: number) => Read<ImportRows[S][number]> } = {
  units: (texts, row) => {
    const kind = codeNamed(unitKindNames, texts.kind ?? '');
    if (!kind) return wrong('kind', 'import.kind_unknown');
    const aliases = (texts.aliases ?? '')
      .split(/[、，,;；]/)
      .map((alias) => alias.trim())
      .filter((alias) => alias !== '');
    if (aliases.length > 20) return wrong('aliases', 'import.text_too_long');
    const more = { ...given('parent', texts.parent), ...given('shortName', texts.shortName), ...(aliases.length > 0 ? { aliases } : {}) };
    return texts.name?.includes('/') ? wrong('name', 'import.name_invalid') : { row: { row, name: texts.name ?? '', kind, ...more } };
  },
  people: (texts, row) => {
    const { name = '', username = '', mail, certificateNumber: number = '', certificateExpiresOn: written = '' } = texts;
    const expiresOn = written.replace(/^(\d{4})[年/.](\d{1,2})[月/.](\d{1,2})日?$/, (_, year, month, day) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    if (!usernamePattern.test(username)) return wrong('username', 'import.username_invalid');
    if (mail && !mailPattern.test(mail)) return wrong('mail', 'import.mail_invalid');
    if ((number === '') !== (expiresOn === '')) return wrong(number === '' ? 'certificateNumber' : 'certificateExpiresOn', 'import.required');
    if (expiresOn !== '' && !isBeijingDate(expiresOn)) return wrong('certificateExpiresOn', 'register.date_invalid');
    return { row: { row, name, username, ...given('mail', mail), ...(number === '' ? {} : { certificate: { number, expiresOn } }) } };
  },
  posts: (texts, row) => {
    const role = codeNamed(roleNames, texts.role ?? '');
    return role ? { row: { row, unit: texts.unit ?? '', title: texts.title ?? '', role, ...given('username', texts.username) } } : wrong('role', 'import.kind_unknown');
  },
  parties: (texts, row) => {
    const kind = codeNamed(partyKindNames, texts.kind ?? '');
    if (!kind) return wrong('kind', 'import.kind_unknown');
    if (texts.creditCode && !creditCodePattern.test(texts.creditCode)) return wrong('creditCode', 'import.credit_code_invalid');
    return { row: { row, name: texts.name ?? '', kind, address: texts.address ?? '', ...given('contact', texts.contact), ...given('creditCode', texts.creditCode) } };
  },
};

const rowNumber = (where: string | undefined, fallback: number): number => Number(/(\d{1,7})$/.exec(where ?? '')?.[1] ?? fallback);

function readSheet<S extends ImportSheet>(sheet: S, table: SourceTable): { readonly rows: readonly ImportRows[S][number][]; readonly problems: readonly ImportProblem[] } {
  const columns: readonly ImportColumn[] = importColumns[sheet];
  const name = importSheetNames[sheet];
  const [head, ...body] = table.rows;
  const at = new Map((head?.cells ?? []).map((cell, index) => [cell.text.replace(/[\s*＊]/g, ''), index]));
  const missing = columns.filter((one) => one.required && !at.has(one.title));
  if (missing.length > 0) return { rows: [], problems: missing.map(({ title }) => ({ sheet: name, row: 0, column: title, code: 'import.column_missing' })) };
  const rows: ImportRows[S][number][] = [];
  const problems: ImportProblem[] = [];
  for (const { cells, where, line } of body) {
    const row = rowNumber(where, line);
    const texts = Object.fromEntries(columns.map(({ key, title }) => [key, (cells[at.get(title) ?? -1]?.text ?? '').trim()]));
    if (Object.values(texts).every((text) => text === '')) continue;
    const inCells = columns.flatMap(({ key, title, required, most }): readonly ImportProblem[] => {
      const text = texts[key] ?? '';
      if (required && text === '') return [{ sheet: name, row, column: title, code: 'import.required' }];
      return [...text].length > most ? [{ sheet: name, row, column: title, code: 'import.text_too_long' }] : [];
    });
    problems.push(...inCells);
    if (inCells.length > 0) continue;
    const read: Read<ImportRows[S][number]> = readers[sheet](texts, row);
    if ('row' in read) rows.push(read.row);
    else for (const [key, code] of read.wrong) problems.push({ sheet: name, row, column: columns.find((one) => one.key === key)?.title ?? '', code });
  }
  return { rows, problems };
}

/** The rows of a workbook's sheets, found by their names; sheets and columns that it does not know are passed over. Every cell that cannot be taken is named. One of which a part was not read is refused as a whole. */
export function readImport({ tables, truncated = false }: PlanSource): { readonly rows: ImportRows; readonly problems: readonly ImportProblem[] } {
  const problems: ImportProblem[] = [];
  const rowsOf = <S extends ImportSheet>(sheet: S): readonly ImportRows[S][number][] => {
    const table = tables.find(({ title }) => title === importSheetNames[sheet]);
    if (!table) return [];
    const read = readSheet(sheet, table);
    problems.push(...read.problems);
    return read.rows;
  };
  const rows = { units: rowsOf('units'), people: rowsOf('people'), posts: rowsOf('posts'), parties: rowsOf('parties') };
  const count = importSheets.reduce((sum, sheet) => sum + rows[sheet].length, 0);
  const ofWhole = (code: RefusalCode): ImportProblem => ({ sheet: '', row: 0, column: '', code });
  if (count > mostImportRows) problems.unshift(ofWhole('import.too_many_rows'));
  if (truncated) problems.unshift(ofWhole('import.not_read_whole'));
  if (count === 0 && problems.length === 0) problems.push(ofWhole('import.nothing'));
  return { rows, problems };
}
