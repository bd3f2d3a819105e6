import { textLimit } from '../../../domain/plan/text.ts';

/** Largest file, in bytes: the longest plan seen, scanned annexes included, has 3 MB. */
export const fileLimit = 10 * 1024 * 1024;
/** Most entries of a .docx or .xlsx; ordinary ones have under 100. */
export const entryLimit = 1_000;
/** Most bytes that a file may claim to unpack to. */
export const unpackedLimit = 100 * 1024 * 1024;
/** Unpacked to packed size beyond which a file is a bomb; office documents stay under 30. */
export const ratioLimit = 100;
/** Most bytes of one part that are really inflated, whatever the file claims. */
export const partLimit = 24 * 1024 * 1024;
/** Most rows of a sheet or table, columns of a row, sheets of a workbook and characters of a cell that are read. */
export const rowLimit = 5_000;
export const columnLimit = 64;
export const sheetLimit = 30;
export const cellLimit = 20_000;
/** Most characters of a file that are read. A text that many cells share or that a merged cell repeats counts each time; a line or cell counts one more. Twice what is parsed: lines keep their numbers. */
export const charactersLimit = textLimit * 2;
/** Most paragraphs of a document that are read. */
export const paragraphLimit = 50_000;
/** Longest time for one file, in milliseconds: ordinary ones take under 200. */
export const timeLimitMs = 10_000;
/** Longest name of a sheet that is told; spreadsheets allow 31 characters. */
export const sheetNameLimit = 100;
/** Deepest nesting of elements; Word's own stays under 40. */
export const depthLimit = 200;
