import type { z } from 'zod';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { Moment } from '../../ledger/world.ts';
import { docxType, fileAnswer, xlsxType } from '../documents/answer.ts';
import type { Asker } from '../http/asker.ts';
import type { Language } from '../http/language.ts';
import type { ProblemCode } from '../http/problem.ts';
import { type Route, type RouteContext, route } from '../http/route.ts';
import { renderList } from './document.ts';
import type { ExportTable } from './table.ts';
import { writeWorkbook } from './workbook.ts';

interface Exported<Q extends z.ZodType> {
  /** The list's own path. */
  readonly path: `/api/v1/${string}`;
  readonly tag: string;
  /** What the list is, in both languages, to begin the summaries with. */
  readonly summary: { readonly zh: string; readonly en: string };
  /** The list's filters without its pages. */
  readonly query: Q;
  readonly problems?: readonly ProblemCode[];
}

/** Who asks for the list. */
export interface Exporting {
  readonly asker: Asker;
  readonly moment: Moment;
  readonly language: Language;
}

/** `GET <list>.xlsx` and `GET <list>.docx`: what the list shows this asker with these filters, as files that offices work on. */
export function exportRoutes<Q extends z.ZodType, R>(
  { path, tag, summary, query, problems = [] }: Exported<Q>,
  tableOf: (query: z.output<Q>, exporting: Exporting) => ExportTable<R>,
): readonly Route[] {
  const spec = (ending: 'xlsx' | 'docx', kind: { readonly zh: string; readonly en: string }, most: string) =>
    ({
      method: 'get',
      path: `${path}.${ending}`,
      summary: `${summary.zh}导出 ${summary.en} as a ${kind.en}`,
      description: `The list’s own filters; columns as offices keep them. At most ${most} rows.`,
      tags: [tag],
      query,
      problems,
    }) as const;
  const named = ({ asker, moment, language, query: asked }: Pick<RouteContext<object>, 'asker' | 'moment' | 'language'> & { readonly query: unknown }) => {
    const table = tableOf(asked as z.output<Q>, { asker, moment, language });
    return { table, context: { org: moment.org, now: moment.now, language }, name: `${table.name.zh}${beijingDateOf(moment.now)}` };
  };
  return [
    route({ ...spec('xlsx', { zh: '工作簿', en: 'workbook' }, '20,000'), produces: xlsxType }, async (asked) => {
      const { table, context, name } = named(asked as never);
      return fileAnswer(await writeWorkbook(table, context), `${name}.xlsx`);
    }),
    route({ ...spec('docx', { zh: '文档', en: 'document' }, '2,000'), produces: docxType }, async (asked) => {
      const { table, context, name } = named(asked as never);
      return fileAnswer(await renderList(table, context), `${name}.docx`);
    }),
  ];
}
