import { mayCommand } from '../../domain/policy/policy.ts';
import type { Actor } from '../../domain/process/actor.ts';
import { keepsFor } from '../../domain/register/keeping.ts';
import { type DocumentKind, refusePlaceholders } from '../../domain/register/placeholders.ts';
import { type TemplateState, template, templateId } from '../../domain/register/template.ts';
import type { Moment } from '../../ledger/world.ts';
import { visibleAttachment } from '../attachments/store.ts';
import { docxAnswer, docxType, fileAnswer } from '../documents/answer.ts';
import { renderOfficial } from '../documents/official.ts';
import type { DocumentDeps } from '../documents/routes.ts';
import { samples, starter } from '../documents/samples.ts';
import { placeholdersOfFile, templateFile, writeInto } from '../documents/template.ts';
import { listRoutes } from '../export/routes.ts';
import { ownUnit } from '../http/acting.ts';
import type { Asker } from '../http/asker.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem, type ProblemCode } from '../http/problem.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { stepsFor } from '../http/steps.ts';
import { fileRefusals } from '../plans/reading/refused.ts';
import { factsRoutes } from '../process/facts.ts';
import { kinds, templateLayout } from './export.ts';
import { listTemplates } from './list.ts';
import { presentTemplate } from './presenter.ts';
import { NewTemplate, SampleQuery, starterParams, TemplateCommandBody, TemplateItem, TemplateQuery, TemplateTrial, TemplateView } from './schema.ts';

const present = ({ state, world, language }: Presented) => presentTemplate(state as TemplateState, world.org, template.allowed(state as TemplateState, world), language);

/** What a file may be refused for. */
const fileProblems = [
  'attachment.not_found',
  'attachment.content_missing',
  'evidence.unknown',
  'template.not_docx',
  'template.content_refused',
  'template.placeholder_unknown',
  'template.placeholder_not_alone',
  'template.placeholder_missing',
  'template.too_many_placeholders',
  ...fileRefusals,
] as const satisfies readonly ProblemCode[];

/** The posts in which the asker may put a template in force; 403 `policy.forbidden` where none is: files are looked through for nobody else. */
function keepers({ actors }: Asker, { org }: Moment): readonly Actor[] {
  const keeping = actors.filter((actor) => mayCommand(actor, 'template', 'putInForce', [], org) === true);
  if (keeping.length === 0) throw new HttpProblem('policy.forbidden', { params: { command: 'putInForce' } });
  return keeping;
}

/** Templates of official documents: an office's own files for what Duban writes. */
export const templateRoutes = ({ ledger, storage }: DocumentDeps): readonly Route[] => {
  /** The file of an attachment that the asker may see, checked for what does not belong in it, and the names in braces in it. */
  const read = async (asker: Asker, moment: Moment, attachment: string) => {
    const { sha256, media_type: found } = await visibleAttachment(ledger, asker, moment, attachment);
    if (found !== docxType) throw new HttpProblem('template.not_docx', { params: { found } });
    const file = await templateFile(storage, sha256);
    return { file, placeholders: await placeholdersOfFile(file) };
  };
  const sample = async (file: Buffer, kind: DocumentKind) => docxAnswer(await writeInto(file, samples[kind]), samples[kind], '样张');
  return [
    ...listRoutes(
      {
        path: '/api/v1/templates',
        summary: { zh: '公文模板列表', en: 'Templates of one’s unit; for administrators all' },
        tag: 'templates',
        query: TemplateQuery,
        item: TemplateItem,
      },
      (query, asking) => listTemplates(ledger, query, asking),
      templateLayout,
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/templates/starter/{kind}',
        summary: '模板起草稿 Our own layout with the placeholders in it, as a .docx to begin a template with',
        tags: ['templates'],
        params: starterParams,
        produces: docxType,
      },
      async ({ params }) => fileAnswer(await renderOfficial(starter(params.kind)), `${kinds[params.kind].zh}模板.docx`),
    ),
    route(
      {
        method: 'post',
        path: '/api/v1/templates/sample',
        summary: '模板试排 Check an uploaded file and see it with invented data; writes nothing',
        tags: ['templates'],
        body: TemplateTrial,
        produces: docxType,
        problems: ['policy.forbidden', ...fileProblems],
      },
      async ({ asker, body, moment }) => {
        keepers(asker, moment);
        const { file, placeholders } = await read(asker, moment, body.attachment);
        const refused = refusePlaceholders(body.kind, placeholders);
        if (refused) throw new HttpProblem(refused.code, refused);
        return sample(file, body.kind);
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/templates/{id}',
        summary: '公文模板详情 A template',
        tags: ['templates'],
        params: idParams,
        response: TemplateView,
        problems: ['process.not_found'],
      },
      async ({ asker, params, moment, language }) => {
        const { state, actors } = await readProcess<TemplateState>(ledger, asker, moment, 'template', params.id);
        return { body: presentTemplate(state, moment.org, stepsFor(template, { state, actors }, moment), language), version: state.version };
      },
    ),
    ...factsRoutes<TemplateState>(ledger, { type: 'template', things: 'templates', summary: { zh: '公文模板事实', en: 'The facts of a template, oldest first' } }),
    route(
      {
        method: 'get',
        path: '/api/v1/templates/{id}/sample.docx',
        summary: '模板样张 An edition of a template with invented data',
        tags: ['templates'],
        params: idParams,
        query: SampleQuery,
        produces: docxType,
        problems: ['process.not_found', 'document.absent', 'attachment.content_missing'],
      },
      async ({ asker, params, query, moment }) => {
        const { state } = await readProcess<TemplateState>(ledger, asker, moment, 'template', params.id);
        const wanted = query.edition === undefined ? state.editions.at(-1) : state.editions.find(({ edition }) => edition === query.edition);
        if (!wanted) throw new HttpProblem('document.absent');
        return sample(await templateFile(storage, wanted.sha256), state.kind);
      },
    ),
    commandRoute(
      {
        method: 'post',
        path: '/api/v1/templates',
        summary: '启用公文模板 Put a template in force for one kind of document',
        description: 'One is in force of each kind in a unit. Documents signed from now on are written with it, and stay so; its placeholders: docs/api.md.',
        tags: ['templates'],
        body: NewTemplate,
        response: TemplateView,
        status: 201,
        location: '/api/v1/templates/{id}',
        problems: ['policy.forbidden', 'template.not_your_unit', 'template.in_force', 'unit.unknown', ...fileProblems],
      },
      {
        command: async ({ body, asker, moment }) => {
          const { unitId = ownUnit(asker), kind, name, attachment } = body;
          // Before the record is looked for: whether another unit has a template is nobody else's business.
          if (!keepers(asker, moment).some((actor) => keepsFor(actor, unitId))) throw new HttpProblem('template.not_your_unit');
          const { placeholders } = await read(asker, moment, attachment);
          const command = { type: 'putInForce', unitId, kind, name, evidence: attachment, placeholders };
          return { type: 'template', id: templateId(unitId, kind), creates: true, command };
        },
        present,
      },
    ),
    commandRoute(
      {
        method: 'post',
        path: '/api/v1/templates/{id}/commands',
        summary: '修订、停用公文模板 Revise or retire a template',
        tags: ['templates'],
        params: idParams,
        body: TemplateCommandBody,
        response: TemplateView,
        ifMatch: 'required',
        problems: ['policy.forbidden', 'process.not_found', 'process.changed_since', 'template.retired', 'template.unchanged', ...fileProblems],
      },
      {
        command: async ({ params, body, asker, moment }) => {
          const asked = { type: 'template', id: params.id } as const;
          if (body.type === 'retire') return { ...asked, command: body };
          await readProcess(ledger, asker, moment, 'template', params.id);
          const { placeholders } = await read(asker, moment, body.attachment);
          const { type, reason, attachment } = body;
          return { ...asked, command: { type, reason, evidence: attachment, placeholders } as { type: string } };
        },
        present,
      },
    ),
  ];
};
