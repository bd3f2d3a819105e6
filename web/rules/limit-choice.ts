import type { components } from '../api/types.ts';
import type { Fields } from '../steps/values.ts';

type Limit = components['schemas']['CampaignRules']['limits'][number];
type Unit = components['schemas']['Period']['unit'];

/** What the office makes of a limit or an interval: so many days of a kind, or calendar months. */
export interface LimitChosen {
  readonly value: number;
  readonly unit: Unit | 'month';
}

/** Choices by limit; what is not in it stays as it is. */
export type LimitChoice = Readonly<Record<string, LimitChosen>>;

export const limitPlace = ({ part, limit }: Pick<Limit, 'part' | 'limit'>): string => `${part} ${limit}`;

/** Those that are set with the rules; the rhythm of bulletins has a step of its own. */
export const settable = (limits: readonly Limit[]): readonly Limit[] => limits.filter(({ part, limit }) => !(part === 'every' && limit === 'bulletin'));

/** What holds for a limit; without a choice it stays as it is. */
export const limitChosen = (choice: LimitChoice, one: Limit): LimitChosen => choice[limitPlace(one)] ?? one.period ?? { value: one.months ?? 1, unit: 'month' };

/** In which units a limit may be set: an interval of months stays one; exact ones are for drills alone. */
export const unitsOf = ({ period }: Limit): readonly LimitChosen['unit'][] =>
  period === null ? ['month'] : [...new Set<Unit>([...(period.unit === 'workingDay' || period.unit === 'calendarDay' ? [] : [period.unit]), 'workingDay', 'calendarDay'])];

/** The limits and intervals that are others by this choice, as the step takes them; nothing where all stay as they are. */
export function limitsOf(limits: readonly Limit[], choice: LimitChoice): Fields {
  const changed = settable(limits).flatMap((one) => {
    const { value, unit } = limitChosen(choice, one);
    const isSame = unit === 'month' ? value === one.months : value === one.period?.value && unit === one.period.unit;
    return isSame ? [] : [{ ...one, to: unit === 'month' ? { months: value } : one.part === 'every' ? { period: { value, unit } } : { value, unit } }];
  });
  const of = (part: Limit['part']) => changed.filter((one) => one.part === part).map(({ limit, to }) => [limit, to] as const);
  return Object.fromEntries((['limits', 'every'] as const).flatMap((part) => (of(part).length > 0 ? [[part, Object.fromEntries(of(part))]] : [])));
}
