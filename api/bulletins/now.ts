import { countedFields } from '../../domain/bulletin/figures.ts';
import type { BulletinState } from '../../domain/bulletin/state.ts';
import type { Attached, ProcessState } from '../../domain/process/definition.ts';
import type { Looked } from '../../ledger/world.ts';
import type { LedgerDoor } from '../http/kernel.ts';

const counted = countedFields.map((field) => `'${field}', state -> '${field}'`).join(', ');

/** The campaign of a bulletin and what its figures are counted from: of two thousand tasks a few fields each, once for the one bulletin that is read. */
export async function lookUpNow({ pool }: Pick<LedgerDoor, 'pool'>, { campaignId }: BulletinState): Promise<Pick<Looked, 'parent' | 'siblings'>> {
  const [campaign, tasks] = await Promise.all([
    pool.query<{ state: ProcessState }>({ name: 'read-process', text: 'SELECT state FROM process WHERE id = $1 AND type = $2', values: [campaignId, 'campaign'] }),
    pool.query<Attached>({
      name: 'counted-tasks',
      text: `SELECT type, jsonb_strip_nulls(jsonb_build_object(${counted})) AS state FROM process WHERE parent_id = $1 AND type = 'task' ORDER BY id`,
      values: [campaignId],
    }),
  ]);
  const parent = campaign.rows[0]?.state;
  return parent ? { parent, siblings: tasks.rows } : {};
}
