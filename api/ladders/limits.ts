import { periodText } from '../../domain/calendar/period-text.ts';
import { type CampaignLadders, defaultCampaignLadders, type Every } from '../../domain/campaign/ladders.ts';
import type { Bilingual } from '../../domain/notice/notice.ts';
import { isSamePeriod } from '../../domain/process/time.ts';
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

const isSame = (one: Every | undefined, other: Every | undefined): boolean => one?.months === other?.months && isSamePeriod(one?.period, other?.period);

type Ladders = Pick<CampaignLadders, 'limits' | 'every'>;

/** A limit or an interval of a campaign: where it stands in the ladders, what it is called, how long it is. */
interface NamedLimit {
  readonly part: 'limits' | 'every';
  readonly limit: LimitName | EveryName;
  readonly name: Bilingual;
  /** Undefined where none is set. */
  readonly of: (ladders: Ladders) => Every | undefined;
}

/** All of them, in the order in which they are shown. */
const namedLimits: readonly NamedLimit[] = [
  ...(Object.keys(limitNames) as LimitName[]).map(
    (limit): NamedLimit => ({ part: 'limits', limit, name: limitNames[limit], of: ({ limits }) => ({ period: limits[limit] ?? defaultUrgingLadders.limit }) }),
  ),
  ...(Object.keys(everyNames) as EveryName[]).map((limit): NamedLimit => ({ part: 'every', limit, name: everyNames[limit], of: ({ every }) => every[limit] })),
];

const textOf = ({ part }: NamedLimit, span: Every, language: Language): string =>
  part === 'limits' && span.period ? periodText(span.period)[language] : everyText(span, language);

/** Each limit and interval of a campaign as a field of its ladders, in words; its text is undefined where none is set. */
export const limitFields = namedLimits.map((one) => ({
  field: `ladders.${one.part}.${one.limit}`,
  name: one.name,
  text: (ladders: Ladders, language: Language): string | undefined => {
    const span = one.of(ladders);
    return span && textOf(one, span, language);
  },
}));

/** The limits and intervals of a campaign in words. */
export const presentLimits = (ladders: CampaignLadders, language: Language) =>
  namedLimits.flatMap((one) => {
    const span = one.of(ladders);
    if (!span) return [];
    const { part, limit, name } = one;
    const { months = null, period = null } = span;
    return [{ part, limit, name: name[language], period, months, text: textOf(one, span, language), isDefault: isSame(span, one.of(defaultCampaignLadders)) }];
  });
