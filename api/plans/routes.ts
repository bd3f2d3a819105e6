import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { DatesChoice } from '../../domain/campaign/commands.ts';
import { completePhases } from '../../domain/campaign/decide/launch.ts';
import { phasesOf, plannedTasks } from '../../domain/campaign/launch.ts';
import { previewDates } from '../../domain/campaign/preview.ts';
import { editDraft, fillDraft } from '../../domain/plan/fill.ts';
import { warn } from '../../domain/plan/warning.ts';
import type { Refusal } from '../../domain/process/decision.ts';
import { exportRoutes, listRoutes } from '../export/routes.ts';
import { cursorMoment, decodeCursor, limitOf, page } from '../http/keyset.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem, type ProblemCode } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import type { RegisterDeps } from '../register/record.ts';
import { draftOf, launchOf, unitsOf } from './draft.ts';
import { draftedTasks, draftLayout, planLayout } from './export.ts';
import { LaunchPreviewView, presentLaunch } from './launch-preview.ts';
import { presentDates, presentPlan, presentPlanItem } from './presenter.ts';
import { readFile } from './reading/file.ts';
import { fileRefusals } from './reading/refused.ts';
import { DatesQuery, DatesView, PlanFill, PlanItem, PlanQuery, PlanSourceView, PlanView, planLimit, planMediaTypes } from './schema.ts';
import { insertPlan, listPlans, officeActor, readPlan, sameSource, updatePlan } from './store.ts';

/** What the routes of plans need. */
export type PlanDeps = RegisterDeps;

const listCursor = z.tuple([cursorMoment, z.uuid()]);

/** A refusal of a rule as a problem. */
const refused = ({ code, params, items }: Refusal): HttpProblem => new HttpProblem(code, { ...(params ? { params } : {}), ...(items ? { items } : {}) });

/** The choice of dates that a query means. */
const choiceOf = ({ mode, days, startsOn, past }: z.output<typeof DatesQuery>): DatesChoice | undefined =>
  mode === 'shift'
    ? { mode, ...(days === undefined ? {} : { days }), ...(startsOn === undefined ? {} : { startsOn }) }
    : mode === 'backfill'
      ? { mode, ...(past === undefined ? {} : { past }) }
      : mode === 'asPlanned'
        ? { mode }
        : undefined;

const fillProblems = [
  'process.not_found',
  'process.changed_since',
  'policy.forbidden',
  'plan.already_launched',
  'plan.task_unknown',
  'plan.task_number_taken',
  'task.number_unfit',
  'plan.section_unknown',
  'plan.nothing_selected',
  'plan.unit_unknown',
  'plan.unit_twice',
  'plan.date_invalid',
  'plan.period_dates',
  'plan.weight_invalid',
  'plan.kind_needs',
  'period.invalid',
] as const satisfies readonly ProblemCode[];

/** Plans: read from a document, filled by the office that imported them, launched as campaigns. Seen by that office only. */
export const planRoutes = ({ ledger }: PlanDeps): readonly Route[] => [
  route(
    {
      method: 'post',
      path: '/api/v1/plans/import',
      summary: '导入方案 Read a plan from text, .docx or .xlsx',
      description: 'Answers a draft: what the text does not say stays empty, and warnings point at lines. The same text again gives another draft with a warning.',
      tags: ['plans'],
      bytes: { limit: planLimit, mediaTypes: planMediaTypes },
      transaction: true,
      response: PlanView,
      status: 201,
      location: '/api/v1/plans/{id}',
      problems: ['policy.forbidden', 'plan.empty', 'plan.unsupported_type', ...fileRefusals],
    },
    async ({ asker, bytes, mediaType, moment, transaction, language }) => {
      const actor = officeActor(asker, 'import');
      const source = await readFile(bytes, mediaType ?? 'text/plain');
      const sourceHash = source.hash ?? createHash('sha256').update(bytes).digest('hex');
      const read = draftOf({ ...source, hash: sourceHash }, moment);
      const earlier = await sameSource(transaction, actor.unitId, sourceHash);
      const content = earlier.length === 0 ? read : { ...read, warnings: [warn('plan.imported_before', 0), ...read.warnings] };
      const plan = await insertPlan(transaction, { id: randomUUID(), unitId: actor.unitId, content, sourceHash, personId: asker.personId });
      return { status: 201, body: presentPlan(plan, language), version: plan.version };
    },
  ),
  ...listRoutes(
    { path: '/api/v1/plans', summary: { zh: '方案草案', en: 'Drafts of one’s office, newest first' }, tag: 'plans', query: PlanQuery, item: PlanItem },
    async (query, { asker }) => {
      const limit = limitOf(query);
      const rows = await listPlans(ledger.pool, asker, decodeCursor(query.cursor, listCursor), limit + 1);
      return page(rows, limit, (plan) => [plan.createdAt.getTime(), plan.id], presentPlanItem);
    },
    planLayout,
  ),
  route(
    { method: 'get', path: '/api/v1/plans/{id}', summary: '方案草案详情 A draft', tags: ['plans'], params: idParams, response: PlanView, problems: ['process.not_found'] },
    async ({ asker, params, language }) => {
      const plan = await readPlan(ledger.pool, params.id, asker);
      return { body: presentPlan(plan, language), version: plan.version };
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/plans/{id}/source',
      summary: '方案原文 The text a draft was read from, line by line, contacts of persons hidden',
      tags: ['plans'],
      params: idParams,
      response: PlanSourceView,
      problems: ['process.not_found'],
    },
    async ({ asker, params }) => ({ body: { lines: (await readPlan(ledger.pool, params.id, asker)).content.source ?? [] } }),
  ),
  ...exportRoutes(
    {
      path: '/api/v1/plans/{id}/tasks',
      summary: { zh: '任务分解表', en: 'The tasks of a draft, which the import reads again' },
      tag: 'plans',
      params: idParams,
      query: z.strictObject({}),
      problems: ['process.not_found'],
    },
    draftLayout,
    async (_query, { asker, params }) => ({ items: draftedTasks(await readPlan(ledger.pool, params.id, asker)), next: null }),
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/plans/{id}/fill',
      summary: '填写方案 Fill a draft by selection, section or as a whole',
      description: 'All or nothing. With If-Match only the version read is filled.',
      tags: ['plans'],
      params: idParams,
      body: PlanFill,
      ifMatch: 'optional',
      transaction: true,
      response: PlanView,
      problems: fillProblems,
    },
    async ({ asker, params, body, expectedVersion, moment, transaction, language }) => {
      officeActor(asker, 'fill');
      const plan = await readPlan(transaction, params.id, asker, true);
      if (plan.launchedAs !== null) throw new HttpProblem('plan.already_launched');
      if (expectedVersion !== undefined && expectedVersion !== plan.version) throw new HttpProblem('process.changed_since', { params: { version: plan.version } });
      const context = { units: unitsOf(moment) };
      const edited = body.edit ? editDraft(plan.content, body.edit, context) : { ok: true as const, draft: plan.content };
      if (!edited.ok) throw refused(edited);
      const filled = body.changes ? fillDraft(edited.draft, body.changes, context) : edited;
      if (!filled.ok) throw refused(filled);
      const kept = await updatePlan(transaction, plan.id, filled.draft);
      return { body: presentPlan(kept, language), version: kept.version };
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/plans/{id}/dates',
      summary: '日期预览 What shifting or backfilling the dates would do',
      description: '`refused` says why a launch with this choice would be refused, such as dates that would still lie in the past.',
      tags: ['plans'],
      params: idParams,
      query: DatesQuery,
      response: DatesView,
      problems: ['process.not_found'],
    },
    async ({ asker, params, query, moment, language }) => {
      const { content, unitId } = await readPlan(ledger.pool, params.id, asker);
      const choice = choiceOf(query);
      const phases = completePhases(phasesOf(content));
      const preview = previewDates({ phases, tasks: plannedTasks(content, unitId, moment.org, moment.now, phases) }, choice, beijingDateOf(moment.now));
      return { body: presentDates(preview, choice, language) };
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/plans/{id}/launch',
      summary: '启动预览 What a launch would begin; writes nothing',
      description: 'Decided by the rules of the launch: tasks and notices of each unit, and how they will be chased. `refused` says why it would not be launched now.',
      tags: ['plans'],
      params: idParams,
      query: DatesQuery,
      response: LaunchPreviewView,
      problems: ['process.not_found', 'policy.forbidden'],
    },
    async ({ asker, params, query, moment, language, arrivedAt }) => {
      const { content } = await readPlan(ledger.pool, params.id, asker);
      const actor = officeActor(asker, 'launch');
      const dates = choiceOf(query);
      const launch = launchOf(params.id, content, dates ? { dates } : {}, { org: moment.org, now: moment.now, actor });
      return { body: presentLaunch(await ledger.rehearse({ type: 'campaign', ...launch, creates: true, actor, receivedAt: arrivedAt }), language) };
    },
  ),
];
