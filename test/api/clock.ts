import { startOfDay } from '../../domain/calendar/beijing.ts';
import { time } from '../../domain/process/actor.ts';
import type { TimedType } from '../../domain/process/definition.ts';
import type { Instant } from '../../domain/process/time.ts';
import type { TestApi } from './api.ts';

/** Sets the ledger's clock. */
export const setClock = (api: TestApi, at: Instant) =>
  api.pool.query(
    `INSERT INTO ledger_clock (id, offset_ms) VALUES (1, round($1::float8 - extract(epoch FROM clock_timestamp()) * 1000))
 ON CONFLICT (id) DO UPDATE SET offset_ms = round($1::float8 - extract(epoch FROM clock_timestamp()) * 1000)`,
    [at],
  );

/** Lets the ledger's clock go on to 10:00 in Beijing of a day; on the way time takes each step of this process at its moment, as its workflow would. */
export async function passTo(api: TestApi, type: TimedType, id: string, day: string): Promise<void> {
  const until = startOfDay(day) + 10 * 3_600_000;
  for (;;) {
    const { rows } = await api.pool.query<{ at: number | null }>('SELECT (extract(epoch FROM wake_at) * 1000)::float8 AS at FROM process WHERE id = $1 AND NOT closed', [id]);
    const at = rows[0]?.at;
    if (at === undefined || at === null || at > until) break;
    const { now } = await api.ledger.moment();
    if (at > now) await setClock(api, at);
    const outcome = await api.ledger.execute({ type, id, command: { type: 'strike' }, actor: time });
    if (!outcome.ok || outcome.repeated || outcome.facts.length === 0) throw new Error(`time found nothing to do on ${type} ${id}`);
  }
  await setClock(api, until);
}
