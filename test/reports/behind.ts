import type { TestApi } from '../api/api.ts';

/** A number of a report, as its route answers it. */
export interface ShownFigure {
  readonly label: string;
  readonly value: number;
  readonly rows: string;
  readonly list: string;
  readonly field: string | null;
}

const at = (row: unknown, path: string): unknown => path.split('.').reduce((value, name) => (value as Readonly<Record<string, unknown>>)[name], row);

/** What the list behind a number comes to for whoever reads it: rows counted, or a field of them added up, page by page. */
export async function countBehind(read: (path: string) => Promise<Readonly<Record<string, unknown>>>, { rows, list, field }: ShownFigure): Promise<number> {
  const found: unknown[] = [];
  // Few at a time, so that pages are walked.
  const paged = list === 'items' && !/\/figures\//.test(rows) ? `${rows}${rows.includes('?') ? '&' : '?'}limit=7` : rows;
  let cursor: string | null | undefined;
  do {
    const body = await read(cursor ? `${paged}&cursor=${cursor}` : paged);
    found.push(...list.split('.').reduce<unknown[]>((some, name) => some.flatMap((one) => at(one, name) as unknown[]), [body]));
    cursor = list === 'items' ? (body.next as string | null) : undefined;
  } while (cursor);
  return field === null ? found.length : found.reduce<number>((sum, row) => sum + Number(at(row, field)), 0);
}

/** The same over HTTP with a token. */
export const behind = (api: TestApi, token: string, figure: ShownFigure): Promise<number> =>
  countBehind(async (path) => {
    const { status, body } = await api.call('GET', path, { token });
    if (status !== 200) throw new Error(`${path}: ${status} ${body?.code}`);
    return body;
  }, figure);
