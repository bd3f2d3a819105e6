import { z } from 'zod';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { Bilingual } from '../../domain/notice/notice.ts';
import { docxType, fileAnswer, xlsxType } from '../documents/answer.ts';
import { pageOf } from '../http/keyset.ts';
import type { ProblemCode } from '../http/problem.ts';
import { type Presentable, type Route, type RouteContext, route } from '../http/route.ts';
import type { Asking, List } from '../list/page.ts';
import { withSpans } from '../list/period.ts';
import { renderList, renderSheets } from './document.ts';
import { type Sheet, writeSheets } from './sheets.ts';
import { type ExportContext, type ExportTable, type Layout, rowsAtOnce } from './table.ts';
import { writeWorkbook } from './workbook.ts';

interface Exported<Q extends z.ZodType, P extends z.ZodType> {
  /** The list's own path. */
  readonly path: `/api/v1/${string}`;
  readonly tag: string;
  /** What the list is, in both languages, to begin the summaries with. */
  readonly summary: Bilingual;
  readonly params?: P;
  /** The list's filters; its pages are left out where it has any. */
  readonly query: Q;
  readonly problems?: readonly ProblemCode[];
}

interface Listed<Q extends z.ZodType, I extends z.ZodType, P extends z.ZodType> extends Exported<Q, P> {
  readonly description?: string;
  readonly item: I;
}

const forms = { xlsx: { en: 'workbook', type: xlsxType, most: '20,000' }, docx: { en: 'document', type: docxType, most: '2,000' } } as const;
type Ending = keyof typeof forms;

const withoutPages = (query: z.ZodType): z.ZodType => (query instanceof z.ZodObject && 'cursor' in query.shape ? query.omit({ cursor: true, limit: true }) : query);

type Taken = Pick<RouteContext<object>, 'asker' | 'moment' | 'language'> & { readonly query: object; readonly params: unknown };
type Made = ReturnType<typeof fileAnswer<Buffer | NodeJS.ReadableStream>>;
const contextOf = ({ moment, language }: Pick<Taken, 'moment' | 'language'>): ExportContext => ({ org: moment.org, now: moment.now, language });

/** The two routes that answer something as files. */
function fileRoutes(
  { path, tag, summary, params, query, problems = [] }: Exported<z.ZodType, z.ZodType>,
  describe: (ending: Ending) => string | undefined,
  make: Readonly<Record<Ending, (taken: Taken) => Promise<Made>>>,
): readonly Route[] {
  return (['xlsx', 'docx'] as const).map((ending) => {
    const description = describe(ending);
    return route(
      {
        method: 'get',
        path: `${path}.${ending}`,
        summary: `${summary.zh}导出 ${summary.en}, as a ${forms[ending].en}`,
        ...(description === undefined ? {} : { description }),
        tags: [tag],
        ...(params ? { params } : {}),
        query: withoutPages(query),
        produces: forms[ending].type,
        problems,
      },
      // The kernel hands over query and params by the schemas that type them.
      (asked) => make[ending](asked as unknown as Taken),
    );
  });
}

/** How a list looks as a file; a function where some see columns that others do not. */
type LayoutFor<R> = Layout<R> | ((asking: Asking) => Layout<R>);
const layoutFor = <R>(layout: LayoutFor<R>, asking: Asking): Layout<R> => (typeof layout === 'function' ? layout(asking) : layout);

/** `GET <list>.xlsx` and `GET <list>.docx`: what the list shows this asker with these filters, as files that offices work on. */
export function exportRoutes<Q extends z.ZodType, R, P extends z.ZodType>(spec: Exported<Q, P>, layout: LayoutFor<R>, list: List<z.output<Q>, R, z.output<P>>): readonly Route[] {
  const tableOf = async ({ query, ...asking }: Taken): Promise<ExportTable<R>> => {
    const page = (cursor: string | undefined) => list({ ...query, limit: rowsAtOnce, cursor } as z.output<Q>, asking as Asking & { readonly params: z.output<P> });
    // The first page is read before anything is answered: what is refused, is refused as the list does.
    const first = await page(undefined);
    return { ...layoutFor(layout, asking), page: async (cursor) => (cursor === undefined ? first : page(cursor)) };
  };
  const nameOf = (taken: Taken, ending: Ending): string => `${layoutFor(layout, taken).name.zh}${beijingDateOf(taken.moment.now)}.${ending}`;
  return fileRoutes(spec, (ending) => `The list’s own filters; columns as offices keep them. At most ${forms[ending].most} rows.`, {
    xlsx: async (taken) => fileAnswer(await writeWorkbook(await tableOf(taken), contextOf(taken)), nameOf(taken, 'xlsx')),
    docx: async (taken) => fileAnswer(await renderList(await tableOf(taken), contextOf(taken)), nameOf(taken, 'docx')),
  });
}

/** `GET <list>`, and the same as .xlsx and .docx; `rows` where a file has columns that the list does not show. */
export function listRoutes<Q extends z.ZodType, I extends z.ZodType, R extends Presentable<z.input<I>>, P extends z.ZodType>(
  spec: Listed<Q, I, P>,
  list: List<z.output<Q>, R, z.output<P>>,
  layout: LayoutFor<R>,
): readonly Route[];
export function listRoutes<Q extends z.ZodType, I extends z.ZodType, R, P extends z.ZodType>(
  spec: Listed<Q, I, P>,
  list: List<z.output<Q>, Presentable<z.input<I>>, z.output<P>>,
  layout: LayoutFor<R>,
  rows: List<z.output<Q>, R, z.output<P>>,
): readonly Route[];
export function listRoutes(
  spec: Listed<z.ZodType, z.ZodType, z.ZodType>,
  list: List<never, unknown, never>,
  layout: LayoutFor<never>,
  rows: List<never, unknown, never> = list,
): readonly Route[] {
  const { path, tag, summary, description, params, query, item, problems = [] } = spec;
  const listed = route(
    {
      method: 'get',
      path,
      summary: `${summary.zh} ${summary.en}`,
      ...(description === undefined ? {} : { description }),
      tags: [tag],
      ...(params ? { params } : {}),
      query: withSpans(query),
      response: pageOf(item),
      problems,
    },
    // The kernel hands over query and params by the schemas that type them.
    async ({ query: asked, params: of, asker, moment, language }) => ({ body: await (list as List<unknown, never>)(asked, { params: of, asker, moment, language }) }),
  );
  const exported = { path, tag, summary, query: withSpans(withoutPages(query)), problems, ...(params ? { params } : {}) };
  return [listed, ...exportRoutes(exported, layout, rows as List<unknown, never>)];
}

/** What a record or a count comes to as sheets; `name` is what the file is called besides its ending. */
export interface Sheets {
  readonly title: string;
  readonly name: string;
  readonly sheets: readonly Sheet[];
  /** The same where paper has less room than a screen. */
  readonly printed?: readonly Sheet[];
}

/** `GET <path>.xlsx` and `GET <path>.docx` of what is no list: a table of one record, or figures. */
export function sheetRoutes<Q extends z.ZodType, P extends z.ZodType>(
  spec: Exported<Q, P> & { readonly description?: string },
  sheetsOf: (query: z.output<Q>, asking: Asking & { readonly params: z.output<P> }) => Promise<Sheets>,
): readonly Route[] {
  const made = ({ query, ...asking }: Taken) => sheetsOf(query as z.output<Q>, asking as Asking & { readonly params: z.output<P> });
  return fileRoutes(spec, () => spec.description, {
    xlsx: async (taken) => {
      const { sheets, name } = await made(taken);
      return fileAnswer(await writeSheets(sheets), `${name}.xlsx`);
    },
    docx: async (taken) => {
      const { title, sheets, printed = sheets, name } = await made(taken);
      return fileAnswer(await renderSheets(title, printed, contextOf(taken)), `${name}.docx`);
    },
  });
}
