import { periodText } from '../../domain/calendar/period-text.ts';
import { type CampaignLadders, defaultCampaignLadders, type Every } from '../../domain/campaign/ladders.ts';
import type { Bilingual } from '../../domain/notice/notice.ts';
import { isSamePeriod, type Period } from '../../domain/process/time.ts';
import { defaultUrgingLadders } from '../../domain/task/ladders.ts';
import type { Language } from '../http/language.ts';

type LimitName = keyof CampaignLadders['limits'];
type EveryName = keyof CampaignLadders['every'];

/** What people call the limits of a campaign that no plan names. */
const limitNames = {
  sign: { zh: '签收时限', en: 'to sign for a task' },
  review: { zh: '验收时限', en: 'to decide on a submission' },
  urgingNotice: { zh: '督办通知书签发时限', en: 'to sign a formal urging notice' },
  relapse: { zh: '反弹事项整改时限', en: 'to put a relapse right' },
} as const satisfies Readonly<Record<LimitName, Bilingual>>;
const everyNames = {
  meeting: { zh: '领导小组会议周期', en: 'meetings of the leading group' },
  supervision: { zh: '督导检查周期', en: 'supervision visits' },
  bulletin: { zh: '通报周期', en: 'bulletins' },
} as const satisfies Readonly<Record<EveryName, Bilingual>>;

function everyText({ months, period }: Every, language: Language): string {
  if (period) return language === 'zh' ? `每${periodText(period).zh}` : `every ${periodText(period).en}`;
  return language === 'zh' ? `每${months}个月` : `every ${months} month${months === 1 ? '' : 's'}`;
}

const limitOf = ({ limits }: Pick<CampaignLadders, 'limits'>, name: LimitName): Period => limits[name] ?? defaultUrgingLadders.limit;
const isSameEvery = (one: Every | undefined, other: Every | undefined): boolean => one?.months === other?.months && isSamePeriod(one?.period, other?.period);

/** A limit or an interval of a campaign: its place in the ladders, its name, and how long it is in words; undefined where it is not set. */
export interface NamedLimit {
  readonly field: string;
  readonly name: Bilingual;
  readonly text: (ladders: Pick<CampaignLadders, 'limits' | 'every'>, language: Language) => string | undefined;
}

/** All of them, in the order in which they are shown. */
export const namedLimits: readonly NamedLimit[] = [
  ...(Object.keys(limitNames) as LimitName[]).map(
    (name): NamedLimit => ({ field: `limits.${name}`, name: limitNames[name], text: (ladders, language) => periodText(limitOf(ladders, name))[language] }),
  ),
  ...(Object.keys(everyNames) as EveryName[]).map(
    (name): NamedLimit => ({
      field: `every.${name}`,
      name: everyNames[name],
      text: ({ every: { [name]: interval } }, language) => interval && everyText(interval, language),
    }),
  ),
];

/** The limits and intervals of a campaign in words. */
export function presentLimits({ limits, every }: CampaignLadders, language: Language) {
  const { limits: usual, every: usualEvery } = defaultCampaignLadders;
  return [
    ...(Object.keys(limitNames) as LimitName[]).map((name) => {
      const period = limitOf({ limits }, name);
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
    ...(Object.keys(everyNames) as EveryName[]).flatMap((name) => {
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
          isDefault: isSameEvery(interval, usualEvery[name]),
        },
      ];
    }),
  ];
}
