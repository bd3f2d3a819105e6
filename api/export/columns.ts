import type { Bilingual } from '../../domain/notice/notice.ts';
import { say } from '../http/language.ts';
import { type Column, type ExportContext, lightColours, lights } from './table.ts';
import { dateWidth } from './widths.ts';

/** What a cell shows; nothing where nothing is known. */
type Shown<T> = T | null | undefined;
type Named = { readonly name: string | null };

/** 序号: the row's place in the file. */
export const ordinal: Column<unknown> = { title: { zh: '序号', en: 'No.' }, width: 6, value: (_row, _context, index) => index + 1 };

/** A text, or a number that one counts with. */
export const column = <R>(zh: string, en: string, width: number, value: (row: R, context: ExportContext) => Shown<string | number>): Column<R> => ({
  title: { zh, en },
  width,
  value: (row, context) => value(row, context) ?? '',
});

/** A word of a closed list, in the reader's language. */
export const word = <R, K extends string>(zh: string, en: string, width: number, words: Readonly<Record<K, Bilingual>>, value: (row: R) => Shown<K>): Column<R> =>
  column(zh, en, width, (row, { language }) => {
    const key = value(row);
    return key == null ? '' : say(words[key], language);
  });

/** A Beijing date, of a date or of a moment as the API writes it. */
export const day = <R>(zh: string, en: string, value: (row: R) => Shown<string>): Column<R> => ({
  ...column<R>(zh, en, dateWidth, (row) => value(row)?.slice(0, 10)),
  narrowest: dateWidth,
  date: true,
});

/** A moment to the minute, Beijing time, of a moment as the API writes it. */
export const minute = <R>(zh: string, en: string, value: (row: R) => Shown<string>): Column<R> => ({
  ...column<R>(zh, en, 18, (row) => value(row)?.slice(0, 16).replace('T', ' ')),
  narrowest: dateWidth,
});

/** 时限: the date, or the moment where it was counted in hours. */
export const due = <R>(zh: string, en: string, value: (row: R) => Shown<{ readonly dueOn: string | null; readonly dueAt: string | null }>): Column<R> => ({
  ...column<R>(zh, en, 16, (row) => {
    const { dueOn, dueAt } = value(row) ?? {};
    return dueOn ?? dueAt?.slice(0, 16).replace('T', ' ');
  }),
  narrowest: dateWidth,
  date: true,
});

/** A unit, a person, a post or a campaign, by name. */
export const named = <R>(zh: string, en: string, width: number, value: (row: R) => Shown<Named>): Column<R> => column(zh, en, width, (row) => value(row)?.name);

/** 是 or nothing: what is so stands out. */
export const flag = <R>(zh: string, en: string, value: (row: R) => boolean): Column<R> =>
  column(zh, en, 8, (row, { language }) => (value(row) ? say({ zh: '是', en: 'yes' }, language) : ''));

/** 亮灯, in its colour. */
export const light = <R>(value: (row: R, context: ExportContext) => keyof typeof lights): Column<R> => ({
  title: { zh: '亮灯', en: 'Light' },
  width: 12,
  value: (row, context) => say(lights[value(row, context)], context.language),
  colour: (row, context) => lightColours[value(row, context)],
});
