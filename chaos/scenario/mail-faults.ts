import type { Manner } from '../../test/notice/smtp-server.ts';
import { sleep, until } from '../stack/until.ts';
import { exceeding, type Scenario, underLoad } from './scenario.ts';
import type { World } from './world.ts';

/** A digest that could not be sent waits two minutes after its first failure, four after its second, eight after its third. */
const allMailedMs = 900_000;
/** A notice stands in the list at once, whatever becomes of its mail: the fact and its notice are one commit. */
const noticeLimitMs = 1_000;

const unsent = async ({ pool }: World): Promise<number> => {
  const { rows } = await pool.query<{ n: number }>("SELECT count(*)::int AS n FROM delivery WHERE channel = 'mail' AND state NOT IN ('sent', 'dropped')");
  return rows[0]?.n ?? 0;
};

/** F11: the mail server refuses, is silent for longer than anybody waits, takes messages and drops the line; then it is well again. */
export const mailFaults: Scenario = {
  name: 'F11',
  title: 'the mail server refuses, is silent, accepts and drops',
  run: async (world, random) => {
    const { mail, options, pool } = world;
    const span = options.loadSeconds * 330;
    const since = Date.now();
    const before = mail.received.length;
    await underLoad(world, random, async () => {
      for (const manner of ['refuseContent', 'silent', 'acceptThenDrop'] as const satisfies readonly Manner[]) {
        mail.manner = manner;
        await sleep(Math.max(12_000, span));
      }
    });
    mail.manner = 'accept';
    const waiting = await unsent(world);
    const { rows } = await pool.query<{ late: number }>(
      `SELECT (extract(epoch FROM max(n.created_at - f.at)) * 1000)::float8 AS late FROM notice n JOIN fact f ON f.process_id = n.process_id AND f.at <= n.created_at AND f.seq = (SELECT max(seq) FROM fact g WHERE g.process_id = n.process_id AND g.at <= n.created_at) WHERE n.created_at > to_timestamp($1::float8 / 1000)`,
      [since],
    );
    const tookMs = await until(async () => (await unsent(world)) === 0, allMailedMs, 1_000);
    const { rows: failed } = await pool.query<{ n: number; tries: number }>("SELECT count(*) FILTER (WHERE state = 'failed')::int AS n, max(attempts)::int AS tries FROM digest");
    return {
      figures: [
        `${waiting} notices unsent when the server was well again; all sent ${tookMs === undefined ? 'not in time' : `${Math.round(tookMs / 1000)} s later`}; ${mail.received.length - before} messages taken, at most ${failed[0]?.tries ?? 0} failed tries of one`,
      ],
      faults: [
        ...(waiting === 0 ? ['no notice waited: the mail server was not missed'] : []),
        ...(tookMs === undefined ? [`${await unsent(world)} notices were not mailed ${allMailedMs / 1000} s after the server was well`] : []),
        ...(failed[0]?.n ? [`${failed[0].n} messages were parked after minutes`] : []),
        ...exceeding(
          'a notice came later than its fact',
          [rows[0]?.late ?? Number.NaN].filter((late) => !(late <= noticeLimitMs)),
          noticeLimitMs,
        ),
      ],
    };
  },
};
