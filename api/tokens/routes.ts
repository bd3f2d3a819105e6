import { z } from 'zod';
import type { LedgerDoor } from '../http/kernel.ts';
import { cursorMoment, decodeCursor, limitOf, page, pageOf, pageQuery } from '../http/keyset.ts';
import { digestOf, once } from '../http/once.ts';
import { id, idParams } from '../http/params.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { presentToken } from './presenter.ts';
import { MadeToken, NewToken, TokenView } from './schema.ts';
import { countTokens, listTokens, makeToken, revokeToken } from './store.ts';

/** Valid tokens a person may have at once. */
const mostTokens = 50;
const cursor = z.tuple([cursorMoment, id]);

/** API tokens of the person signed in. A token cannot make or revoke tokens. */
export const tokenRoutes = ({ ledger }: { readonly ledger: LedgerDoor }): readonly Route[] => [
  route(
    { method: 'get', path: '/api/v1/tokens', summary: '我的令牌 My API tokens', tags: ['tokens'], auth: 'session', query: z.strictObject(pageQuery), response: pageOf(TokenView) },
    async ({ asker, query }) => {
      const limit = limitOf(query);
      const after = decodeCursor(query.cursor, cursor);
      const rows = await listTokens(ledger.pool, asker.personId, limit + 1, after && { at: after[0], id: after[1] });
      return { body: page(rows, limit, (token) => [token.createdAt.getTime(), token.id], presentToken) };
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/tokens',
      summary: '新建令牌 Make an API token; its secret is shown once',
      tags: ['tokens'],
      auth: 'session',
      body: NewToken,
      response: MadeToken,
      status: 201,
      problems: ['token.too_many', 'command.key_reused'],
    },
    async ({ asker, body, idempotencyKey, request }) => {
      const made = await ledger.transact(async (client) => {
        let secret: string | undefined;
        const work = async () => {
          if ((await countTokens(client, asker.personId)) >= mostTokens) throw new HttpProblem('token.too_many', { params: { limit: mostTokens } });
          const { record, secret: fresh } = await makeToken(client, asker.personId, body.name, body.scope, body.days);
          secret = fresh;
          // The answer kept under the key is the one without the secret: secrets are stored nowhere.
          return { status: 201, body: { ...presentToken(record), token: null } };
        };
        const key = idempotencyKey === undefined ? undefined : { personId: asker.personId, key: idempotencyKey, digest: digestOf(request.method, request.originalUrl, body) };
        const answer = key ? (await once(client, key, work)).answer : await work();
        return { kept: MadeToken.parse(answer.body), secret };
      });
      return { body: { ...made.kept, token: made.secret ?? null } };
    },
  ),
  route(
    {
      method: 'delete',
      path: '/api/v1/tokens/{id}',
      summary: '撤销令牌 Revoke an API token',
      tags: ['tokens'],
      auth: 'session',
      params: idParams,
      status: 204,
      problems: ['token.not_found'],
    },
    async ({ asker, params }) => {
      if (!(await revokeToken(ledger.pool, asker.personId, params.id))) throw new HttpProblem('token.not_found');
      return { body: undefined };
    },
  ),
];
