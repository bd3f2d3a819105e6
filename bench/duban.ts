import { Contender, type Schema } from './contender.ts';
import { field, type Http, signIn } from './http.ts';
import { password, removeFolder, startInstance } from './instance.ts';
import type { Context } from './measure.ts';

const schema: Schema = {
  closed: 'SELECT id FROM case_record WHERE id = ANY($1::uuid[]) AND closed_at IS NOT NULL',
  escalations: `SELECT r.process_id AS case_id, (o.data->>'dueAt')::float8 AS due_at, extract(epoch FROM r.at)::float8 * 1000 AS at
 FROM fact r JOIN fact o ON o.process_id = r.process_id AND o.seq = (r.data->>'deadline')::int
 WHERE r.process_id = ANY($1::uuid[]) AND r.type = 'rungReached' AND r.data->>'rung' = 'overdue' AND o.type = 'rectificationOrdered'`,
  countClosed: 'SELECT count(*)::int AS n FROM case_record WHERE closed_at IS NOT NULL',
  escalated: "SELECT count(*)::int AS n FROM notice WHERE rung = 'overdue' AND deadline_kind = 'rectify'",
  unseen: 'SELECT count(*)::int AS n FROM watch WHERE seen < wanted',
};

const idOf = async (http: Http): Promise<string> => field(await http.get('/api/v1/me'), 'id');

/** A fresh instance of the product with its demo district, an inspector signed in, a party registered. It goes when the measure ends, or sooner by `stop`. */
export async function startDuban(context: Pick<Context, 'workplace' | 'afterwards'>): Promise<Contender> {
  const instance = await startInstance(context);
  const http = await signIn(instance.url, 'inspector-a', password);
  const second = await signIn(instance.url, 'inspector-b', password);
  const officers = [await idOf(http), await idOf(second)];
  second.close();
  const partyId = field(await http.post('/api/v1/parties', { name: '演示测速药店', kind: 'pharmacy', address: '演示区' }), 'id');
  const contender = new Contender({ name: 'Duban', instance, http, schema, partyId, officers });
  context.afterwards(async () => {
    await contender.stop();
    removeFolder(instance.folder);
  });
  return contender;
}
