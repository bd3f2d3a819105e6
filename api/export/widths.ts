/** A column as far as its width goes, in characters of a spreadsheet (a Chinese one counts twice). */
interface Wide {
  readonly width: number;
  /** Below it what stands in the column would be torn: a date. */
  readonly narrowest?: number;
}

/** What a date or a moment takes, which is never torn. */
export const dateWidth = 14;
/** Other columns keep room for a word of three characters. */
const least = 7;

/** The columns' widths in `room` characters: all is shared out in proportion, but no date is torn and no column a single character wide. */
export function sharedOut(columns: readonly Wide[], room: number): readonly number[] {
  const floors = columns.map(({ width, narrowest = least }) => Math.min(width, narrowest));
  const free = Math.max(0, room - floors.reduce((sum, one) => sum + one, 0));
  const more = columns.map(({ width }, index) => width - (floors[index] ?? 0));
  const wanted = more.reduce((sum, one) => sum + one, 0);
  const shared = floors.map((floor, index) => floor + (wanted === 0 ? 0 : (free * (more[index] ?? 0)) / wanted));
  const whole = shared.reduce((sum, one) => sum + one, 0);
  // Wherever the floors alone are too much, or nothing wants more, all give or take alike.
  return shared.map((one) => (one * room) / whole);
}

/** Width in those characters. */
const charactersIn = (text: string): number => [...text].reduce((sum, one) => sum + (/[ -~]/.test(one) ? 1 : 2), 0);
/** Points of a line of 11 pt type. */
const lineHeight = 16;
/** How high a row must be to show its texts whole, in points: programs differ in whether they find out. Undefined for a row of one line. */
export function rowHeight(values: readonly unknown[], widths: readonly number[]): number | undefined {
  const lines = values.map((value, index) => {
    const room = Math.max(2, (widths[index] ?? 0) - 1);
    return typeof value === 'string' ? value.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(charactersIn(line) / room)), 0) : 1;
  });
  const most = Math.max(1, ...lines);
  return most === 1 ? undefined : most * lineHeight;
}

/** Widths of a workbook's columns as they are where its rows are legible on a page that lies across, else shared out. */
const sheetRoom = 190;
export const sheetWidths = (columns: readonly Wide[]): readonly number[] =>
  columns.reduce((sum, { width }) => sum + width, 0) <= sheetRoom ? columns.map(({ width }) => width) : sharedOut(columns, sheetRoom).map((width) => Math.round(width));
