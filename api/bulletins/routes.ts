import type { z } from 'zod';
import { bulletin } from '../../domain/bulletin/definition.ts';
import type { BulletinState } from '../../domain/bulletin/state.ts';
import { acrossCampaigns } from '../export/campaigns.ts';
import { listRoutes } from '../export/routes.ts';
import type { ProblemCode } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Asking } from '../list/page.ts';
import { createRoute, processRoutes, type Resource, readRoute } from '../process/resource.ts';
import type { RegisterDeps } from '../register/record.ts';
import { bulletinLayout } from './export.ts';
import { listBulletins } from './list.ts';
import { lookUpNow } from './now.ts';
import { discloseFact, presentBulletin, readsAll } from './presenter.ts';
import { BulletinCommandBody, BulletinItem, BulletinQuery, BulletinView, NewBulletin } from './schema.ts';

const problems = [
  'process.not_found',
  'process.changed_since',
  'policy.forbidden',
  'bulletin.not_signed',
  'bulletin.already_signed',
  'bulletin.already_issued',
  'bulletin.suspended',
  'bulletin.withdrawn',
  'bulletin.nothing_changed',
  'bulletin.unit_unknown',
  'evidence.unknown',
  'task.scan_unfit',
  'task.scan_reason_needed',
  'task.nothing_changed',
] as const satisfies readonly ProblemCode[];

const bulletinResource: Resource<BulletinState, typeof BulletinView> = {
  type: 'bulletin',
  name: { zh: '通报', en: 'a bulletin' },
  definition: bulletin,
  view: BulletinView,
  present: presentBulletin,
};

/** Bulletins of campaigns: drafted, signed and issued by the office, read by the units once issued. */
export const bulletinRoutes = (deps: RegisterDeps): readonly Route[] => [
  ...listRoutes(
    { path: '/api/v1/bulletins', summary: { zh: '通报列表', en: 'Bulletins that one sees, newest first' }, tag: 'bulletins', query: BulletinQuery, item: BulletinItem },
    (query, asking) => listBulletins(deps.ledger, query, asking),
    ...acrossCampaigns(deps.ledger, bulletinLayout, (query: z.output<typeof BulletinQuery>, asking: Asking) => listBulletins(deps.ledger, query, asking)),
  ),
  createRoute(bulletinResource, {
    summary: '拟写通报 Draft a bulletin from the records of a campaign',
    body: NewBulletin,
    problems: ['process.not_found', 'policy.forbidden', 'bulletin.dates_disordered', 'campaign.suspended', 'campaign.settled', 'campaign.closed'],
    command: ({ body }) => ({ type: 'draft', ...body }),
  }),
  readRoute(deps.ledger, bulletinResource, { summary: '通报详情 A bulletin' }, async (state, { actors, moment }) =>
    readsAll(state, actors, moment.org) ? lookUpNow(deps.ledger, state) : {},
  ),
  ...processRoutes(deps, bulletinResource, {
    body: BulletinCommandBody,
    description: 'Answers the bulletin as GET does. `allowed` names the steps open to the asker, and why the others are not.',
    problems,
    disclose: (data, { state, actors }, moment) => discloseFact(data, state, actors, moment.org),
  }),
];
