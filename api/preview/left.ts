import type { CampaignFactOf } from '../../domain/campaign/facts.ts';
import type { LeftAsItIs, Refusal } from '../../domain/process/decision.ts';
import type { FactBase } from '../../domain/process/fact.ts';
import { type UrgedLately, urgedLately } from '../../domain/task/urging.ts';
import type { Language } from '../http/language.ts';
import { problemBody } from '../http/problem.ts';

/** A task, or a phase, that stays as it is, and why. */
export function leftOut(number: string, why: Pick<Refusal, 'code' | 'params'>, language: Language) {
  const { code, detail } = problemBody(why.code, language, '', why);
  return { number, code, detail };
}

/** A task that a bulk command left as it is, with why: a reason of its own, or that it was urged a moment ago. */
export const leftBehind = (one: LeftAsItIs | UrgedLately, language: Language) => leftOut(one.number, 'code' in one ? one : urgedLately([one]), language);

/** What a bulk command leaves as it is, in words: the plan's revision names each task with the refusal, an urging names what was urged a moment ago, and what was chosen and waits for no lead. */
export function leftBy(fact: FactBase, language: Language): readonly { readonly number: string; readonly code: string; readonly detail: string }[] {
  const { left = [] } = fact as CampaignFactOf<'planRevised'> | CampaignFactOf<'tasksUrged'>;
  return left.map((one) => leftBehind(one, language));
}
