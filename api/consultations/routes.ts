import { z } from 'zod';
import { consultation } from '../../domain/consultation/definition.ts';
import { unitsNamed } from '../../domain/consultation/draft.ts';
import { type ConsultationState, mostRounds } from '../../domain/consultation/state.ts';
import { mayCommand } from '../../domain/policy/policy.ts';
import type { Moment } from '../../ledger/world.ts';
import { listRoutes, sheetRoutes } from '../export/routes.ts';
import type { Asker } from '../http/asker.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem, type ProblemCode } from '../http/problem.ts';
import { commandRoute, type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { officeActor, readPlan, roundIdsOf } from '../plans/store.ts';
import { answerOf, processRoutes, type Resource, readRoute } from '../process/resource.ts';
import type { RegisterDeps } from '../register/record.ts';
import { consultationLayout, summarySheets } from './export.ts';
import { listConsultations } from './list.ts';
import { openingOf } from './opening.ts';
import { discloseFact, presentConsultation, presentSummary } from './presenter.ts';
import { ConsultationCommandBody, ConsultationItem, ConsultationQuery, ConsultationSummary, ConsultationView, NewConsultation } from './schema.ts';

const openingProblems = [
  'process.not_found',
  'policy.forbidden',
  'plan.already_launched',
  'consultation.round_open',
  'consultation.rounds_used',
  'consultation.no_tasks',
  'consultation.no_units',
  'consultation.unit_unknown',
  'consultation.office_asked',
  'consultation.date_past',
  'period.invalid',
  'period.unit_refused',
] as const satisfies readonly ProblemCode[];

const commandProblems = [
  'process.not_found',
  'process.changed_since',
  'policy.forbidden',
  'consultation.task_unknown',
  'consultation.already_agreed',
  'consultation.commented',
  'consultation.too_many_comments',
  'consultation.collecting_over',
  'consultation.still_collecting',
  'consultation.comment_unknown',
  'consultation.reason_needed',
  'consultation.answer_unchanged',
  'consultation.no_comments',
  'consultation.comments_open',
  'consultation.due_needed',
  'consultation.date_past',
  'consultation.not_later',
  'consultation.closed',
  'consultation.cancelled',
  'period.invalid',
  'period.unit_refused',
] as const satisfies readonly ProblemCode[];

const consultationResource: Resource<ConsultationState, typeof ConsultationView> = {
  type: 'consultation',
  name: { zh: '征求意见', en: 'a consultation' },
  definition: consultation,
  view: ConsultationView,
  present: (state, { world, language, actors, steps }) => presentConsultation(state, { ...world, language, actors, steps }),
};

/** Consultations: an office asks units about a draft of its own; seen by it and by the units asked. */
export function consultationRoutes({ ledger }: Pick<RegisterDeps, 'ledger'>): readonly Route[] {
  /** The next round of a plan: the first whose id no process has. */
  const nextRound = async (roundIds: readonly string[]): Promise<number> => {
    const { rows } = await ledger.pool.query<{ id: string }>({ name: 'rounds', text: 'SELECT id FROM process WHERE id = ANY($1::uuid[])', values: [roundIds] });
    const held = new Set(rows.map((row) => row.id));
    const free = roundIds.findIndex((id) => !held.has(id));
    if (free < 0) throw new HttpProblem('consultation.rounds_used', { params: { limit: mostRounds } });
    return free + 1;
  };
  /** The round, for those who may draw up its summary: the office that asks. */
  const summarised = async (asker: Asker, moment: Moment, id: string): Promise<ConsultationState> => {
    const { state, actors } = await readProcess<ConsultationState>(ledger, asker, moment, 'consultation', id);
    const isOffice = actors.some((actor) => mayCommand(actor, 'consultation', 'close', consultation.participants(state), moment.org) === true);
    if (!isOffice) throw new HttpProblem('policy.forbidden', { params: { command: 'summary' } });
    return state;
  };
  return [
    ...listRoutes(
      {
        path: '/api/v1/consultations',
        summary: { zh: '征求意见列表', en: 'Consultations that one sees, newest first' },
        tag: 'consultations',
        query: ConsultationQuery,
        item: ConsultationItem,
      },
      (query, asking) => listConsultations(ledger, query, asking),
      consultationLayout,
    ),
    commandRoute(
      {
        method: 'post',
        path: '/api/v1/consultations',
        summary: '征求意见 Ask units about a draft plan',
        description: 'Freezes what is asked: later edits of the draft change nothing in it. One round of a plan is open at a time, and the plan is not launched meanwhile.',
        tags: ['consultations'],
        body: NewConsultation,
        response: ConsultationView,
        status: 201,
        location: '/api/v1/consultations/{id}',
        problems: openingProblems,
      },
      {
        command: async ({ body, asker, moment }) => {
          const actor = officeActor(asker, 'open');
          const { planId, unitIds, ...choice } = body;
          const plan = await readPlan(ledger.pool, planId, asker);
          const round = await nextRound(roundIdsOf(planId));
          const asked = unitIds ?? unitsNamed(plan.content, plan.unitId, { org: moment.org, now: moment.now, actor });
          return { type: 'consultation', ...openingOf(plan, round, { ...choice, unitIds: asked } as Parameters<typeof openingOf>[2]), creates: true };
        },
        present: answerOf(consultationResource),
      },
    ),
    readRoute(ledger, consultationResource, { summary: '征求意见详情 A consultation', description: 'The office reads every comment, a unit its own.' }),
    route(
      {
        method: 'get',
        path: '/api/v1/consultations/{id}/summary',
        summary: '意见汇总 How units answered and what became of their comments, for the office',
        tags: ['consultations'],
        params: idParams,
        response: ConsultationSummary,
        problems: ['process.not_found', 'policy.forbidden'],
      },
      async ({ asker, params, moment }) => ({ body: presentSummary(await summarised(asker, moment, params.id), moment.org) }),
    ),
    ...sheetRoutes(
      {
        path: '/api/v1/consultations/{id}/summary',
        summary: { zh: '意见汇总表', en: 'The same, comment by comment and unit by unit' },
        tag: 'consultations',
        params: idParams,
        query: z.strictObject({}),
        problems: ['process.not_found', 'policy.forbidden'],
      },
      async (_query, { asker, params, moment, language }) => {
        const state = await summarised(asker, moment, params.id);
        return {
          title: language === 'zh' ? `${state.title}意见汇总表` : `${state.title}: comments`,
          name: `意见汇总表（第${state.round}轮）`,
          sheets: summarySheets(state, { ...moment, language }),
        };
      },
    ),
    ...processRoutes({ ledger }, consultationResource, {
      body: ConsultationCommandBody,
      description: 'Answers the consultation as GET does. Units comment or agree; the office answers each comment, gives more time, closes or cancels.',
      problems: commandProblems,
      disclose: (data, { state, actors }, moment) => discloseFact(data, state, actors, moment.org),
    }),
  ];
}
