import { z } from 'zod';
import type { Sight } from '../http/sight.ts';

/** Latest moment that a place can tell: the end of the year 9999. */
const latest = 253_402_300_799_999;

/** A cursor of a list: the place and the id of the last record shown or looked at. */
export const placeCursor = z.tuple([z.int().min(-latest).max(latest), z.uuid()]);
/** Where a record stands in a list: by place (a task's order, the negative moment at which any other began), then by id. */
export type Place = z.output<typeof placeCursor>;

/** Takes a value into a query; answers its name there. */
export type Bind = (value: unknown) => string;
export const binder =
  (values: unknown[]): Bind =>
  (value) =>
    `$${values.push(value)}`;

/** Records in order of place and id, as SQL with the columns `place` and `process_id`, read only as far as they are asked for. */
export type Source = (bind: Bind, after: Place | undefined) => string;

// Tasks stand from 0 on, registers at -1, all others at negative moments: one index of participations serves them all.
const moments = 'v.place < -1';
const ranges = {
  task: 'v.place >= 0',
  case: moments,
  campaign: moments,
  meeting: moments,
  supervision: moments,
  indicator: moments,
  survey: moments,
  consultation: moments,
  bulletin: moments,
} as const;
export type Listed = keyof typeof ranges;

const ordered = 'ORDER BY v.place, v.process_id';
const later = (bind: Bind, after: Place | undefined): string => (after === undefined ? '' : ` AND (v.place, v.process_id) > (${bind(after[0])}::bigint, ${bind(after[1])}::uuid)`);

/** Everything in which one of these units takes part, each record once: the ordered participations of each unit, merged. */
const participations =
  (type: Listed, of: readonly { readonly relation: string; readonly unitId: string }[]): Source =>
  (bind, after) => {
    if (of.length === 0) return 'SELECT 0::bigint AS place, NULL::uuid AS process_id WHERE false';
    const branches = of.map(
      ({ relation, unitId }) =>
        `(SELECT v.place, v.process_id FROM participation v WHERE v.unit_id = ${bind(unitId)}::uuid AND v.relation = ${bind(relation)} AND ${ranges[type]}${later(bind, after)} ${ordered})`,
    );
    return `SELECT v.place, v.process_id FROM (${branches.join(' UNION ALL ')}) v GROUP BY v.place, v.process_id ${ordered}`;
  };

/** All that the asker sees. A sight of everything is nobody's: no rule of these types opens a whole list (domain/policy). */
export function ofSight(type: Listed, sight: Sight): Source {
  if (sight.all) throw new Error(`a list of every ${type} is not walked by unit`);
  return participations(
    type,
    sight.units.flatMap(({ relation, unitIds }) => unitIds.map((unitId) => ({ relation, unitId }))),
  );
}

/** Tasks that this unit leads; who sees them is still to be asked. */
export const ofLead = (unitId: string): Source => participations('task', [{ relation: 'lead', unitId }]);

/** The tasks, or other records, of a campaign in their order; who sees them is still to be asked. */
export const ofCampaign =
  (campaignId: string, table: 'task_record' | 'indicator_record' = 'task_record'): Source =>
  (bind, after) =>
    `SELECT t."order"::bigint AS place, t.id AS process_id FROM ${table} t WHERE t.campaign_id = ${bind(campaignId)}::uuid${
      after === undefined ? '' : ` AND (t."order", t.id) > (${bind(after[0])}::int, ${bind(after[1])}::uuid)`
    } ORDER BY t."order", t.id`;
