import { periodText } from '../../domain/calendar/period-text.ts';
import { type CampaignLadders, defaultCampaignLadders, type Every, everyLadder } from '../../domain/campaign/ladders.ts';
import { caseLadders, caseLimits, caseRules } from '../../domain/case/ladders.ts';
import { type DeadlineKind, deadlineKinds } from '../../domain/case/state.ts';
import { isSameLadder, type Ladder, type Rung } from '../../domain/chase/ladder.ts';
import { rungWords } from '../../domain/chase/rungs.ts';
import type { Bilingual } from '../../domain/notice/notice.ts';
import type { TimedType } from '../../domain/process/definition.ts';
import { isSamePeriod, type Period } from '../../domain/process/time.ts';
import { defaultUrgingLadders } from '../../domain/task/ladders.ts';
import type { Language } from '../http/language.ts';
import { deadlineName, targetName } from '../process/deadline.ts';

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

const limitNames = {
  sign: { zh: '签收时限', en: 'to sign for a task' },
  review: { zh: '验收时限', en: 'to decide on a submission' },
  urgingNotice: { zh: '督办通知书签发时限', en: 'to sign a formal urging notice' },
  relapse: { zh: '反弹事项整改时限', en: 'to put a relapse right' },
} as const satisfies Readonly<Record<keyof CampaignLadders['limits'], Bilingual>>;
const everyNames = {
  meeting: { zh: '领导小组会议周期', en: 'meetings of the leading group' },
  supervision: { zh: '督导检查周期', en: 'supervision visits' },
  bulletin: { zh: '通报周期', en: 'bulletins' },
} as const satisfies Readonly<Record<keyof CampaignLadders['every'], Bilingual>>;

function everyText({ months, period }: Every, language: Language): string {
  if (period) return language === 'zh' ? `每${periodText(period).zh}` : `every ${periodText(period).en}`;
  return language === 'zh' ? `每${months}个月` : `every ${months} month${months === 1 ? '' : 's'}`;
}

/** The limits and intervals of a campaign in words. */
function presentLimits({ limits, every }: CampaignLadders, language: Language) {
  const { limits: usual, every: usualEvery } = defaultCampaignLadders;
  const isSame = (one: Every | undefined, other: Every | undefined): boolean => one?.months === other?.months && isSamePeriod(one?.period, other?.period);
  return [
    ...(Object.keys(limitNames) as (keyof typeof limitNames)[]).map((name) => {
      const period: Period = limits[name] ?? defaultUrgingLadders.limit;
      return {
        part: 'limits' as const,
        limit: name,
        name: limitNames[name][language],
        period,
        months: null,
        text: periodText(period)[language],
        isDefault: isSamePeriod(period, usual[name]),
      };
    }),
    ...(Object.keys(everyNames) as (keyof typeof everyNames)[]).flatMap((name) => {
      const interval = every[name];
      if (!interval) return [];
      const { months = null, period = null } = interval;
      return [
        {
          part: 'every' as const,
          limit: name,
          name: everyNames[name][language],
          period,
          months,
          text: everyText(interval, language),
          isDefault: isSame(interval, usualEvery[name]),
        },
      ];
    }),
  ];
}

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
