import type { LedgerDoor } from '../http/kernel.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { accountOfPerson } from '../session/store.ts';
import { type DelegationRow, presentMe } from './presenter.ts';
import { Me } from './schema.ts';

/** Who am I, in which posts, for whom may I act. */
export const meRoutes = ({ ledger }: { readonly ledger: LedgerDoor }): readonly Route[] => [
  route(
    { method: 'get', path: '/api/v1/me', summary: '我 The person signed in: posts, roles, delegations', tags: ['me'], response: Me, beforePasswordChange: true },
    async ({ asker, moment }) => {
      const account = await accountOfPerson(ledger.pool, asker.personId);
      if (!account) throw new HttpProblem('session.invalid');
      const { rows } = await ledger.pool.query<DelegationRow>({
        name: 'my-delegations',
        text: `SELECT id, from_person_id AS "fromPersonId", to_person_id AS "toPersonId", post_id AS "postId", "from", until, reason, kind FROM delegation_record
               WHERE (to_person_id = $1 OR from_person_id = $1) AND revoked_at IS NULL AND until > to_timestamp($2 / 1000.0) ORDER BY "from", id LIMIT 200`,
        values: [asker.personId, moment.now],
      });
      return { body: presentMe(asker, account, rows, moment) };
    },
  ),
];
