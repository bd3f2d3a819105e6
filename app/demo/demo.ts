import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { StartFailure } from '../failure.ts';
import { Acting } from './acting.ts';
import { playAround } from './around.ts';
import { playCampaign } from './campaign.ts';
import { playCases } from './cases.ts';
import { playDraft } from './draft.ts';
import { playEvaluation } from './evaluation.ts';
import { loadDistrict } from './load.ts';

/** The demo that `DUBAN_DEMO` may name. */
const demoName = 'lianyun';

/** Whether a demo is loaded, its loading was cut short (nobody can have used it: start afresh), the ledger serves something else, or is empty. */
export async function demoState(ledger: Ledger): Promise<'loaded' | 'cutShort' | 'inUse' | 'empty'> {
  const { rows } = await ledger.pool.query<{ demo: string | null; drill: boolean; used: boolean }>(
    "SELECT demo, drill, EXISTS (SELECT 1 FROM process WHERE type <> 'calendarYear') AS used FROM ledger_state WHERE id = 1",
  );
  const row = rows[0];
  if (row?.demo) return 'loaded';
  if (row?.drill) return 'cutShort';
  return row?.used ? 'inUse' : 'empty';
}

/**
 * Loads the demo district through the ledger when the ledger is empty: units, posts, parties, a running campaign with tasks in every state and what else it has, cases in every stage.
 * From then on periods in hours, minutes and seconds are accepted. Answers whether it loaded; a ledger in use is left alone. Throws StartFailure for a load cut short.
 */
export async function loadDemo({
  ledger,
  password,
  progress,
}: {
  readonly ledger: Ledger;
  readonly password: string;
  readonly progress: (text: string) => void;
}): Promise<boolean> {
  const state = await demoState(ledger);
  if (state === 'cutShort')
    throw new StartFailure('The demo was cut short while it was being loaded.', 'Nobody can have used it yet, so nothing is lost by starting afresh.', 'npm start -- --reset');
  if (state !== 'empty') return false;
  await ledger.pool.query('UPDATE ledger_state SET drill = true WHERE id = 1');
  const { now } = await ledger.moment();
  const ids = await loadDistrict(ledger, password, now, progress);
  const acting = new Acting(ledger, ids);
  progress('a campaign with tasks in every state');
  const today = beijingDateOf(now);
  const campaignId = await playCampaign(ledger, acting, ids, today);
  progress('indicators, a survey, an evaluation, a meeting and a visit to come, a bulletin to sign');
  await playAround(acting, ids, campaignId, today);
  await playEvaluation(acting, ids, campaignId, today);
  progress('a draft plan that units are asked about');
  await playDraft(ledger, acting, ids, today);
  progress('cases in every stage');
  await playCases(acting, ids);
  await ledger.pool.query('UPDATE ledger_state SET demo = $1 WHERE id = 1', [demoName]);
  return true;
}
