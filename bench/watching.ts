import type { Contender } from './contender.ts';

/** A workflow that has not looked by then has been lost; the sweep mends what a nudge missed within a minute. */
const limitMs = 300_000;

/** Processes of a kind that run, and those of them whose workflow has seen the newest version. */
export interface Watched {
  readonly all: number;
  readonly seen: number;
}

/** Waits until the workflows of all processes that a query names (`$1`: the id) have seen their newest version. Answers how many there are. */
export async function allSeen(contender: Contender, ids: string, id: string, told: (watched: Watched) => void = () => undefined): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { rows } = await contender.pool.query<Watched>(
      `SELECT count(*)::int AS all, (count(*) FILTER (WHERE seen >= wanted))::int AS seen FROM watch WHERE process_id IN (${ids})`,
      [id],
    );
    const watched = rows[0] ?? { all: 0, seen: 0 };
    if (watched.all > 0 && watched.seen === watched.all) return watched.all;
    if (performance.now() - began > limitMs) throw new Error(`${watched.seen} of ${watched.all} workflows had looked after ${limitMs / 1_000} s`);
    told(watched);
    await new Promise((resolve) => setTimeout(resolve, watched.all > 10 ? 100 : 10));
  }
}

/** The campaign and all its tasks and shares. */
export const ofCampaign = 'SELECT $1::uuid UNION ALL SELECT id FROM task_record WHERE campaign_id = $1::uuid';
/** One process. */
export const ofProcess = 'SELECT $1::uuid';
