import type { LastTaken } from './last-taken.ts';
import { type HeardOf, isOver, placesOf, type TaskPlan, type TaskStep, type Unplayed, whyNot } from './task-terms.ts';
import type { UrgingModel } from './urging-model.ts';

/** What of a task stands in the way of steps. */
interface Barred {
  readonly stage: string;
  readonly plan: TaskPlan;
  readonly urging: UrgingModel;
  /** Who asked for an extension that is not decided, and who submitted. */
  readonly asker: string | undefined;
  readonly submitter: string | undefined;
  /** It has a date of its own that is chased. */
  readonly isChased: boolean;
  readonly last: LastTaken<HeardOf>;
  readonly version: number;
}

/** What stands in a step's way whatever it says. */
export function barring(task: Barred, type: TaskStep['type'] | Unplayed, who: string, campaign: string): readonly string[] {
  const { stage, plan, urging, asker, isChased, last, version } = task;
  const only = (...stages: readonly string[]): readonly string[] => (stages.includes(stage) ? [] : [whyNot[stage] ?? '']);
  const places = placesOf[type];
  if (places) return only(...places);
  switch (type) {
    case 'breakDown':
      if (plan.kind !== 'once') return ['task.not_divisible'];
      if (stage !== 'signed') return only('signed');
      // No unit of these histories has one below it.
      return [['suspended', 'settled', 'closed'].includes(campaign) ? 'task.campaign_closed' : 'task.no_unit_below'];
    case 'completeNode':
      return stage === 'signed' ? ['task.no_open_node'] : only('signed');
    case 'accept':
      return barredFromAcceptance(task, who);
    case 'sendBack':
      if (stage === 'issued' || stage === 'signed') return ['task.not_submitted'];
      return only('submitted', 'returned');
    case 'relapse':
    case 'withdrawAcceptance':
      if (stage !== 'accepted') return [stage === 'cancelled' ? 'task.cancelled' : 'task.not_accepted'];
      return ['suspended', 'settled', 'closed'].includes(campaign) ? ['task.campaign_closed'] : [];
    case 'requestExtension': {
      const wrong = only('issued', 'signed');
      if (wrong.length > 0) return wrong;
      return [...(asker !== undefined ? ['task.extension_pending'] : []), ...(isChased ? [] : ['task.no_deadline'])];
    }
    case 'decideExtension':
      if (isOver(stage) || stage === 'suspended') return only();
      if (asker === undefined) return ['task.extension_absent'];
      return asker === who ? ['task.same_person'] : [];
    case 'attachSealedNotice':
    case 'answerUrgingNotice':
    case 'signUrgingNotice':
    case 'declineUrgingNotice':
      return urging.barred(type, stage);
    case 'urge':
      return ['task.of_campaign'];
    case 'withdrawStep':
      return last.wrongs(who, version);
    default:
      throw new Error(`nothing is known of ${type}`);
  }
}

/** An accepting hand is not the one that submitted; the whole waits for its shares. */
function barredFromAcceptance({ plan, stage, submitter }: Barred, who: string): readonly string[] {
  const open = (plan.shares ?? []).some((share) => share.plan.optional !== true && !isOver(share.stage)) ? ['task.children_open'] : [];
  if (stage === 'issued' || stage === 'signed') return plan.kind === 'eachUnit' ? open : ['task.not_submitted'];
  if (stage !== 'submitted') return [whyNot[stage] ?? ''];
  return [...open, ...(submitter === who ? ['task.same_person'] : [])];
}
