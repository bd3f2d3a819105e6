import { visibleSql } from '../../ledger/org-visibility.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import { binder } from '../list/source.ts';
import { lightSql } from '../tasks/light.ts';
import { counted } from '../tasks/list.ts';

/** How the tasks stand that a unit leads in a campaign. */
export interface UnitLights {
  readonly unit: string;
  readonly tasks: number;
  readonly green: number;
  readonly yellow: number;
  readonly red: number;
  readonly accepted: number;
}

/** The units that lead tasks of the campaign which the asker sees, by the lights of these: most red first, then most yellow. Cancelled tasks count nowhere, and of an each-unit task its shares alone. */
export async function readLights(pool: LedgerDoor['pool'], asker: Asker, moment: Moment, campaignId: string): Promise<readonly UnitLights[]> {
  const values: unknown[] = [];
  const bind = binder(values);
  const light = lightSql(moment.now, bind);
  const seen = visibleSql(sightOf(asker, 'task', moment), 'r.id', values);
  const of = (colour: string) => `(count(*) FILTER (WHERE light = '${colour}'))::int AS ${colour}`;
  const { rows } = await pool.query<UnitLights>(
    `SELECT unit, count(*)::int AS tasks, ${['green', 'yellow', 'red'].map(of).join(', ')}, (count(*) FILTER (WHERE stage = 'accepted'))::int AS accepted
 FROM (SELECT r.lead_unit_id AS unit, r.stage, ${light} AS light FROM task_record r WHERE r.campaign_id = ${bind(campaignId)}::uuid AND ${counted('r')} AND ${seen}) t
 GROUP BY unit ORDER BY red DESC, yellow DESC, unit`,
    values,
  );
  return rows;
}
