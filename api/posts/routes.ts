import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { roles } from '../../domain/process/actor.ts';
import { type PostState, post } from '../../domain/register/post.ts';
import { listRoutes } from '../export/routes.ts';
import { decodeCursor, limitOf, pageQuery } from '../http/keyset.ts';
import { id, idParams } from '../http/params.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { readProcess, sightOf } from '../http/sight.ts';
import { stepsFor } from '../http/steps.ts';
import { after, pageOfRecords, type RegisterDeps, textCursor } from '../register/record.ts';
import { postLayout } from './export.ts';
import { presentPost, presentPostItem } from './presenter.ts';
import { NewPost, PostCommandBody, PostItem, PostView } from './schema.ts';

const flag = z.enum(['true', 'false']).optional();
const ListQuery = z.strictObject({ ...pageQuery, unitId: id.optional(), personId: id.optional(), role: z.enum(roles).optional(), vacant: flag, living: flag });

const present = ({ state, world, language }: Presented) => presentPost(state as PostState, world.org, world.now, post.allowed(state as PostState, world), language);

/** Posts: read by everyone signed in, kept by administrators. */
export const postRoutes = ({ ledger, prisma }: RegisterDeps): readonly Route[] => [
  ...listRoutes(
    { path: '/api/v1/posts', summary: { zh: '岗位', en: 'Posts' }, tag: 'posts', query: ListQuery, item: PostItem },
    async (query, { asker, moment }) => {
      const limit = limitOf(query);
      const now = new Date(moment.now);
      const rows = sightOf(asker, 'post', moment).all
        ? await prisma.postRecord.findMany({
            where: {
              AND: [
                query.unitId === undefined ? {} : { unitId: query.unitId },
                query.personId === undefined ? {} : { personId: query.personId },
                query.role === undefined ? {} : { role: query.role },
                query.vacant === undefined ? {} : { personId: query.vacant === 'true' ? null : { not: null } },
                query.living === undefined ? {} : query.living === 'true' ? { OR: [{ until: null }, { until: { gt: now } }] } : { until: { lte: now } },
                after('title', decodeCursor(query.cursor, textCursor)),
              ],
            },
            orderBy: [{ title: 'asc' }, { id: 'asc' }],
            take: limit + 1,
            select: { id: true, title: true },
          })
        : [];
      return pageOfRecords(
        prisma,
        rows,
        limit,
        (row) => [row.title, row.id],
        (state: PostState) => presentPostItem(state, moment.org, moment.now),
      );
    },
    postLayout,
  ),
  route(
    { method: 'get', path: '/api/v1/posts/{id}', summary: '岗位详情 A post', tags: ['posts'], params: idParams, response: PostView, problems: ['process.not_found'] },
    async ({ asker, params, moment, language }) => {
      const { state } = await readProcess<PostState>(ledger, asker, moment, 'post', params.id);
      return { body: presentPost(state, moment.org, moment.now, stepsFor(post, { state, actors: asker.actors }, moment), language), version: state.version };
    },
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/posts',
      summary: '设立岗位 Create a post',
      tags: ['posts'],
      body: NewPost,
      response: PostView,
      status: 201,
      location: '/api/v1/posts/{id}',
      problems: ['policy.forbidden', 'unit.unknown', 'unit.ended', 'person.unknown', 'person.inactive', 'post.role_not_of_unit'],
    },
    { command: ({ body }) => ({ type: 'post', id: randomUUID(), creates: true, command: { type: 'create', ...body } }), present },
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/posts/{id}/commands',
      summary: '任职变更 Assign, vacate, set a deputy for or end a post',
      tags: ['posts'],
      params: idParams,
      body: PostCommandBody,
      response: PostView,
      ifMatch: 'required',
      problems: [
        'policy.forbidden',
        'process.changed_since',
        'post.ended',
        'post.vacant',
        'post.already_held',
        'post.unknown',
        'post.deputy_cycle',
        'post.last_administrator',
        'person.inactive',
      ],
    },
    { command: ({ params, body }) => ({ type: 'post', id: params.id, command: body }), present },
  ),
];
