import { z } from 'zod';
import { normalText } from './json.ts';
import { HttpProblem } from './problem.ts';

/** Most items a page has. */
const largestPage = 200;
const defaultPage = 50;

/** The fields of every list's query: spread into its strict object. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .refine((text) => Number(text) <= largestPage)
    .transform(Number)
    .optional()
    .meta({
      description: `Items on a page, 1 to ${largestPage}; default ${defaultPage}`,
      override: { type: 'integer', minimum: 1, maximum: largestPage, default: defaultPage, pattern: undefined },
    }),
  cursor: z.string().min(1).max(1_000).optional().meta({ description: 'Where the page begins: `next` of the page before' }),
};

/** A page: `next` is the cursor of the page after it, null on the last. */
export const pageOf = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item), next: z.string().nullable() });

/** A moment within a cursor, in milliseconds, to the end of the year 9999: what a database can tell. */
export const cursorMoment = z.int().min(0).max(253_402_300_799_999);

/** Limit asked for. */
export const limitOf = (query: { readonly limit?: number | undefined }): number => query.limit ?? defaultPage;

/** An opaque cursor: the sort key of the last item shown. */
export const encodeCursor = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Texts as every other input has them; one that no query could take is refused. */
const plain = (_name: string, value: unknown): unknown => (typeof value === 'string' ? normalText(value) : value);

/**
 * The sort key in a cursor, checked by its schema; undefined without a cursor. A forged or foreign one is 400 `request.cursor_invalid`:
 * a cursor holds no right, it only says where to go on, so the check is of its shape.
 */
export function decodeCursor<T extends z.ZodType>(cursor: string | undefined, schema: T): z.output<T> | undefined {
  if (cursor === undefined) return undefined;
  if (!/^[A-Za-z0-9_-]+$/.test(cursor)) throw new HttpProblem('request.cursor_invalid');
  let key: unknown;
  try {
    key = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(cursor, 'base64url')), plain);
  } catch {
    throw new HttpProblem('request.cursor_invalid');
  }
  const parsed = schema.safeParse(key);
  if (!parsed.success) throw new HttpProblem('request.cursor_invalid');
  return parsed.data;
}

/** Cuts a page from `limit + 1` rows and gives the cursor to the next. */
export function page<T, V>(rows: readonly T[], limit: number, keyOf: (row: T) => unknown, present: (row: T) => V): { readonly items: readonly V[]; readonly next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(present), next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}
