/** A day that differs from its weekday. */
export interface YearDay {
  readonly date: string;
  readonly kind: 'holiday' | 'makeUp';
  readonly name: string;
}

const kinds: Readonly<Record<string, YearDay['kind']>> = { 放假: 'holiday', holiday: 'holiday', 调休上班: 'makeUp', 调休: 'makeUp', 上班: 'makeUp', makeup: 'makeUp' };

/** A year's days as lines that people write and paste: `2028-01-01 放假 元旦`; and the numbers of the lines that say no such thing. */
export function daysOf(text: string): { readonly days: readonly YearDay[]; readonly wrong: readonly number[] } {
  const days: YearDay[] = [];
  const wrong: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const [date = '', word = '', ...name] = line.trim().split(/[\s,，\t]+/);
    if (date === '') continue;
    const kind = kinds[word.toLowerCase()];
    if (/^\d{4}-\d{2}-\d{2}$/.test(date) && kind !== undefined && name.length > 0) days.push({ date, kind, name: name.join(' ') });
    else wrong.push(index + 1);
  }
  return { days, wrong };
}

/** The same days as lines. */
export const linesOf = (days: readonly YearDay[]): string => days.map(({ date, kind, name }) => `${date} ${kind === 'holiday' ? '放假' : '调休上班'} ${name}`).join('\n');
