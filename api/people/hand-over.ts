import { z } from 'zod';
import { type CaseState, officersOf } from '../../domain/case/state.ts';
import type { Org } from '../../domain/org/org.ts';
import { type RefusalCode, refusals } from '../../domain/refusals.ts';
import type { DelegationState } from '../../domain/register/delegation.ts';
import type { HandOver } from '../../domain/register/hand-over.ts';
import { type PersonState, person } from '../../domain/register/person.ts';
import type { PostState } from '../../domain/register/post.ts';
import type { Rehearsed } from '../../ledger/execute.ts';
import { actorFor, checkScope } from '../http/acting.ts';
import type { Language } from '../http/language.ts';
import { id, idParams } from '../http/params.ts';
import { HttpProblem, type ProblemCode, problemBody } from '../http/problem.ts';
import { personRef, reference } from '../http/reference.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { date, line, type RegisterDeps } from '../register/record.ts';
import { presentPerson } from './presenter.ts';
import { PersonView } from './schema.ts';

/** What a person hands over, and to whom. */
const HandOverBody = z
  .strictObject({
    toPersonId: id.optional().meta({ description: 'Takes over whatever no post’s own successor does' }),
    posts: z
      .array(z.strictObject({ postId: id, toPersonId: id }))
      .max(200)
      .optional()
      .meta({ description: 'Successors of single posts; cases of an enforcement body go with its inspector’s post' }),
    exclude: z.array(id).max(2_000).optional().meta({ description: 'Ids of posts, cases and delegations that stay as they are' }),
    on: date.optional().meta({ description: 'Since when the successors hold the posts: today or an earlier day' }),
    leaves: z.boolean().optional().meta({ description: 'True: the person is deactivated in the same step, and an excluded post falls vacant' }),
    reason: line(500),
  })
  .meta({ id: 'HandOver' });

const item = {
  type: z.enum(['post', 'case', 'delegation']),
  id: z.string(),
  name: z.string().meta({ description: 'The post’s unit and title, the case’s number; a delegation has its post’s' }),
};
/** What a hand-over would do. */
const HandOverPreview = z
  .strictObject({
    refused: z.strictObject({ code: z.string(), detail: z.string() }).nullable().meta({ description: 'Why the hand-over as asked for would be refused now' }),
    items: z.array(z.strictObject({ ...item, before: reference.nullable(), after: reference.nullable().meta({ description: 'Null: vacant, or revoked' }) })),
    stuck: z
      .array(z.strictObject({ ...item, to: reference.nullable(), code: z.string(), detail: z.string() }))
      .meta({ description: 'Items that cannot go over, with why; the rest is shown as it would be without them' }),
    notices: z.array(z.strictObject({ to: reference, title: z.string(), why: z.string() })),
  })
  .meta({ id: 'HandOverPreview' });

type Move = Rehearsed['processes'][number];

function nameOf(type: string, itemId: string, org: Org, number?: string | null): string {
  const post = type === 'post' ? org.post(itemId) : undefined;
  return post ? `${org.unit(post.unitId)?.name ?? ''} ${post.title}` : (number ?? '');
}

type Shown = z.input<typeof HandOverPreview>['items'][number];

function presentMove({ type, id: itemId, before, state }: Move, leaver: string, org: Org): readonly Shown[] {
  if (type === 'post') {
    const [was, is] = [(before as PostState).personId, (state as PostState).personId];
    return [{ type, id: itemId, name: nameOf(type, itemId, org), before: was === undefined ? null : personRef(was, org), after: is === undefined ? null : personRef(is, org) }];
  }
  if (type === 'case') {
    const to = (state as CaseState).successions?.at(-1)?.to;
    const answered = officersOf(before as CaseState).includes(leaver);
    return [{ type, id: itemId, name: (state as CaseState).number, before: answered ? personRef(leaver, org) : null, after: to === undefined ? null : personRef(to, org) }];
  }
  if (type !== 'delegation') return [];
  const { postId, toPersonId } = state as DelegationState;
  return [{ type, id: itemId, name: nameOf('post', postId, org), before: personRef(toPersonId, org), after: null }];
}

interface Stuck {
  readonly type: 'post' | 'case' | 'delegation';
  readonly id: string;
  readonly number: string | null;
  readonly toPersonId: string | null;
  readonly code: RefusalCode;
}

const presentStuck = ({ type, id: itemId, number, toPersonId, code }: Stuck, org: Org, language: Language) => ({
  type,
  id: itemId,
  name: nameOf(type, itemId, org, number),
  to: toPersonId === null ? null : personRef(toPersonId, org),
  code,
  detail: refusals[code][language],
});

const forbidding: readonly ProblemCode[] = ['process.not_found', 'policy.forbidden'];
const present = ({ state, world, asker, language }: Presented) =>
  presentPerson(state as PersonState, world.org, world.now, asker, person.allowed(state as PersonState, world), language);

/** 移交: a leaver's posts, cases and delegations, in one step, whole or not at all. */
export const handOverRoutes = ({ ledger }: Pick<RegisterDeps, 'ledger'>): readonly Route[] => [
  route(
    {
      method: 'post',
      path: '/api/v1/people/{id}/hand-over/preview',
      summary: '移交预览 What a hand-over would do, item by item; writes nothing',
      tags: ['people'],
      params: idParams,
      body: HandOverBody,
      response: HandOverPreview,
      problems: [...forbidding],
    },
    async (context) => {
      const { asker, moment, params, body, language, arrivedAt } = context;
      const rehearse = async (exclude: readonly string[]) => {
        const command: HandOver = { type: 'handOver', ...(body as Omit<HandOver, 'type'>), exclude };
        const asked = { type: 'person' as const, id: params.id, command };
        checkScope(asker, true, command.type);
        return ledger.rehearse({ ...asked, actor: await actorFor(ledger, asker, asked, moment), receivedAt: arrivedAt });
      };
      const excluded = body.exclude ?? [];
      const first = await rehearse(excluded);
      const { refusal } = first;
      if (first.hidden) throw new HttpProblem('process.not_found');
      if (refusal && forbidding.includes(refusal.code)) throw new HttpProblem(refusal.code, refusal);
      const stuck = refusal?.code === 'person.hand_over_blocked' ? ((refusal.items ?? []) as unknown as readonly Stuck[]) : [];
      const { processes, moment: seen } = stuck.length > 0 ? await rehearse([...excluded, ...stuck.map((one) => one.id)]) : first;
      const problem = refusal ? problemBody(refusal.code, language, '', refusal) : undefined;
      return {
        body: {
          refused: problem ? { code: problem.code, detail: problem.detail } : null,
          items: processes.flatMap((process) => presentMove(process, params.id, seen.org)),
          stuck: stuck.map((one) => presentStuck(one, seen.org, language)),
          notices: processes.flatMap(({ notices }) =>
            notices.flatMap(({ draft }) => draft.to.map((to) => ({ to: personRef(to.personId, seen.org), title: draft.title[language], why: draft.why[language] }))),
          ),
        },
      };
    },
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/people/{id}/hand-over',
      summary: '移交 Hand over a leaver’s posts, cases and delegations in one step',
      description: 'All or nothing, 2,000 items at most. Sessions, tokens and the calendar link of the person end with it.',
      tags: ['people'],
      params: idParams,
      body: HandOverBody,
      response: PersonView,
      ifMatch: 'optional',
      problems: [
        'policy.forbidden',
        'process.changed_since',
        'person.hand_over_blocked',
        'person.nothing_to_hand_over',
        'person.too_many_items',
        'person.to_oneself',
        'person.unknown',
        'person.inactive',
        'register.date_in_future',
      ],
    },
    { command: ({ params, body }) => ({ type: 'person', id: params.id, command: { type: 'handOver', ...body } }), present },
  ),
];
