import { periodText } from '../../domain/calendar/period-text.ts';
import { type CampaignLadders, defaultCampaignLadders, everyLadder } from '../../domain/campaign/ladders.ts';
import { caseLadders, caseLimits, caseRules } from '../../domain/case/ladders.ts';
import { type DeadlineKind, deadlineKinds } from '../../domain/case/state.ts';
import { isSameLadder, type Ladder, type Rung } from '../../domain/chase/ladder.ts';
import { rungWords } from '../../domain/chase/rungs.ts';
import type { TimedType } from '../../domain/process/definition.ts';
import type { Language } from '../http/language.ts';
import { deadlineName, targetName } from '../process/deadline.ts';
import { presentLimits } from './limits.ts';

type LadderName = keyof ReturnType<typeof everyLadder>;

/** Which deadline each ladder of a campaign chases, in the order in which a task and its campaign meet them. */
const chased: readonly (readonly [LadderName, TimedType, string])[] = [
  ['sign', 'task', 'sign'],
  ['task', 'task', 'task'],
  ['node', 'task', 'node'],
  ['review', 'task', 'review'],
  ['urgingNotice', 'task', 'urgingNotice'],
  ['urgingAnswer', 'task', 'urgingAnswer'],
  ['value', 'indicator', 'value'],
  ['phase', 'campaign', 'phaseEnd'],
  ['meeting', 'campaign', 'meeting'],
  ['supervision', 'campaign', 'supervision'],
  ['bulletin', 'campaign', 'bulletin'],
  ['liaison', 'campaign', 'liaison'],
];

/** A rung of a ladder that is not set yet: what it is, when it comes and whom it tells. */
function presentRung(rung: Rung, language: Language) {
  const { name, moment } = rungWords(rung);
  return { ...rung, name: name[language], when: moment[language], toName: targetName(rung.to, language) };
}

const inWords = (ladder: Ladder, language: Language) => ladder.map((rung) => presentRung(rung, language));

/** Ladders of a campaign in words, those asked for. */
export const presentLadders = (ladders: CampaignLadders, language: Language, names: readonly LadderName[] = chased.map(([name]) => name)) =>
  chased
    .filter(([name]) => names.includes(name))
    .map(([ladder, type, kind]) => ({ ladder, name: deadlineName(type, kind, language), rungs: inWords(everyLadder(ladders)[ladder], language) }));

const hasLimit = (kind: DeadlineKind): kind is keyof typeof caseLimits => kind in caseLimits;

/** The rules that hold where nobody has chosen others. */
export const presentDefaults = (language: Language) => ({
  campaign: presentLadders(defaultCampaignLadders, language),
  limits: presentLimits(defaultCampaignLadders, language),
  cases: deadlineKinds.map((kind) => ({
    ladder: kind,
    name: deadlineName('case', kind, language),
    rungs: inWords(caseLadders[kind], language),
    limit: hasLimit(kind) ? periodText(caseLimits[kind])[language] : null,
    rule: caseRules[kind][language],
  })),
});

/** A campaign's rules: how each differs from the default one. */
export function presentCampaignRules(ladders: CampaignLadders, language: Language) {
  const [own, usual] = [everyLadder(ladders), everyLadder(defaultCampaignLadders)];
  return {
    ladders: presentLadders(ladders, language).map((view) => ({
      ...view,
      isDefault: isSameLadder(own[view.ladder], usual[view.ladder]),
      leftOut: inWords(
        usual[view.ladder].filter(({ rung }) => !own[view.ladder].some((one) => one.rung === rung)),
        language,
      ),
    })),
    limits: presentLimits(ladders, language),
  };
}
