import { z } from 'zod';
import { readStandard } from '../../domain/evaluation/reading.ts';
import { StandardItem } from '../evaluations/schema.ts';
import type { ProblemCode } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { readFile } from '../plans/reading/file.ts';
import { fileRefusals } from '../plans/reading/refused.ts';
import { planLimit, planMediaTypes } from '../plans/schema.ts';
import { officeActor } from '../plans/store.ts';

/** A standard as it was read. */
const StandardDraftView = z
  .strictObject({
    title: z.string().nullable(),
    items: z.array(StandardItem.extend({ evidenceRequired: z.array(z.string()) }).strict()),
    total: z.number().meta({ description: 'Sum of all points' }),
    warnings: z
      .array(z.strictObject({ code: z.string(), line: z.int(), message: z.string() }))
      .meta({ description: 'Doubts, with the line each rests on; line 0 speaks of the whole' }),
  })
  .meta({ id: 'StandardDraft' });

const problems = ['policy.forbidden', 'plan.empty', 'plan.unsupported_type', ...fileRefusals] as const satisfies readonly ProblemCode[];

/** Standards: read from the superior's file by an office; nothing is kept, the items are handed back when an evaluation begins. */
export const standardRoutes = (): readonly Route[] => [
  route(
    {
      method: 'post',
      path: '/api/v1/standards/import',
      summary: '导入考评标准 Read a standard from .xlsx, .docx or separated text',
      description: 'Answers the items with doubts: repeated numbers, points that do not sum, merged cells. Writes nothing: post the items with the evaluation that they are for.',
      tags: ['standards'],
      bytes: { limit: planLimit, mediaTypes: [...planMediaTypes, 'text/csv'] },
      response: StandardDraftView,
      problems: [...problems],
    },
    async ({ asker, bytes, mediaType, language }) => {
      officeActor(asker, 'import');
      const source = await readFile(bytes, mediaType === undefined || mediaType === 'text/csv' ? 'text/plain' : mediaType);
      const { title, items, total, warnings } = readStandard(source);
      return { body: { title: title ?? null, items, total, warnings: warnings.map((warning) => ({ code: warning.code, line: warning.line, message: warning[language] })) } };
    },
  ),
];
