import { enforcementCase } from '../../domain/case/definition.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { listRoutes } from '../export/routes.ts';
import type { Route } from '../http/route.ts';
import { createRoute, processRoutes, type Resource, readRoute } from '../process/resource.ts';
import type { RegisterDeps } from '../register/record.ts';
import { caseLayout } from './export.ts';
import { listCases, partiesOf } from './list.ts';
import { discloseFact, isOfBody, presentCase } from './presenter.ts';
import { CaseCommandBody, CaseItem, CaseQuery, CaseView, NewCase } from './schema.ts';

const caseResource: Resource<CaseState, typeof CaseView> = {
  type: 'case',
  name: { zh: '案件', en: 'a case' },
  definition: enforcementCase,
  view: CaseView,
  present: (state, { world, language, actors, steps }) => presentCase(state, { ...world, party: world.parties.get(state.partyId), language, actors, steps }),
};

/** Enforcement cases: opened and worked by their body, seen by it and its joint bodies, by nobody else. */
export const caseRoutes = ({ ledger }: Pick<RegisterDeps, 'ledger'>): readonly Route[] => [
  ...listRoutes(
    { path: '/api/v1/cases', summary: { zh: '案件列表', en: 'Cases, newest first' }, tag: 'cases', query: CaseQuery, item: CaseItem },
    (query, asking) => listCases(ledger, query, asking),
    caseLayout,
  ),
  readRoute(ledger, caseResource, { summary: '案件详情 A case' }, async (state) => ({ parties: await partiesOf(ledger.pool, [state]) })),
  createRoute(caseResource, {
    summary: '立档 Open a case',
    body: NewCase,
    problems: [
      'policy.forbidden',
      'case.body_not_enforcement',
      'case.not_your_body',
      'case.party_unknown',
      'case.task_unknown',
      'case.ladder_invalid',
      'case.ladder_target_refused',
      'evidence.unknown',
      'period.invalid',
      'period.unit_refused',
    ],
    command: ({ body }) => ({ type: 'open', ...body }),
  }),
  ...processRoutes({ ledger }, caseResource, {
    body: CaseCommandBody,
    description: 'Answers the case as GET does. `allowed` of the case names the steps open to the asker, and why the others are not.',
    problems: [
      'process.not_found',
      'process.changed_since',
      'process.nothing_to_withdraw',
      'process.step_of_another',
      'policy.forbidden',
      'case.stage_wrong',
      'case.closed',
      'case.same_inspector_twice',
      'case.two_inspectors_needed',
      'case.not_an_inspector',
      'case.certificate_expired',
      'case.date_in_future',
      'case.date_too_early',
      'case.date_in_past',
      'case.measure_unknown',
      'case.must_file',
      'case.no_open_order',
      'case.extension_pending',
      'case.no_extension_pending',
      'case.order_still_open',
      'case.close_pending',
      'case.no_close_pending',
      'case.second_person_needed',
      'case.duplicate_of_needed',
      'case.decision_missing',
      'case.field_unchanged',
      'case.source_unknown',
      'evidence.unknown',
      'period.invalid',
      'period.unit_refused',
    ],
    disclose: (data, { state, actors }, moment) => discloseFact(data, isOfBody(state, actors, moment.org)),
  }),
];
