import { useTranslation } from 'react-i18next';
import { language } from '../../i18n/index.ts';
import type { TaskItem } from '../../things/tasks.tsx';
import type { Things } from '../../things/things.ts';
import { beijingDate, dayText, monthText } from '../../ui/time.ts';

const dayMs = 86_400_000;
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs;

/** The days that are shown and how wide one is. */
export interface Axis {
  /** First and last day, counted from 1970. */
  readonly first: number;
  readonly last: number;
  readonly today: number;
  readonly dayWidth: number;
  /** The first day of each phase that has one. */
  readonly begins: Readonly<Record<string, string | null>>;
  readonly launchedOn: string;
}

const dueOf = ({ dueOn, dueAt }: Pick<TaskItem, 'dueOn' | 'dueAt'>): string | undefined => dueOn ?? (dueAt === null ? undefined : beijingDate(new Date(dueAt)));

/** Whole months around the phases, the due days and today; wide enough to be read, and no wider than needed. */
export function axisOf(campaign: Things['campaigns'], tasks: readonly TaskItem[]): Axis {
  const today = dayOf(beijingDate(new Date()));
  const launchedOn = beijingDate(new Date(campaign.launchedAt));
  const days = [
    ...tasks.flatMap((task) => dueOf(task) ?? []),
    ...campaign.phases.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn].filter((on): on is string => on !== null)),
    launchedOn,
  ].map(dayOf);
  const [first, last] = [firstOfMonth(Math.min(today, ...days)), firstOfMonth(Math.max(today, ...days) + 31)];
  return {
    first,
    last,
    today,
    dayWidth: Math.min(8, Math.max(1.5, 900 / (last - first))),
    begins: Object.fromEntries(campaign.phases.map(({ kind, startsOn }) => [kind, startsOn])),
    launchedOn,
  };
}

const firstOfMonth = (day: number): number => dayOf(`${new Date(day * dayMs).toISOString().slice(0, 7)}-01`);

const xOf = (axis: Axis, day: number): number => (day - axis.first) * axis.dayWidth;
const widthOf = (axis: Axis): number => Math.ceil(xOf(axis, axis.last));

/** How far today is from the left. */
export const todayX = (axis: Axis): number => xOf(axis, axis.today);

/** The first days of the months that are shown. */
function monthsOf({ first, last }: Axis): readonly number[] {
  const months: number[] = [];
  for (let day = first; day < last; day = firstOfMonth(day + 31)) months.push(day);
  return months;
}

/** The narrowest month that still holds its name. */
const narrowest = 44;

/** The months above the bars, and today. */
export function Months({ axis }: { readonly axis: Axis }) {
  const { t } = useTranslation();
  const months = monthsOf(axis);
  const every = Math.ceil(narrowest / (31 * axis.dayWidth));
  return (
    <svg className="axis" width={widthOf(axis)} height={40} aria-hidden="true">
      {months.map((day, index) => (
        <g key={day}>
          <line x1={xOf(axis, day)} x2={xOf(axis, day)} y1={22} y2={40} />
          {index % every === 0 && (
            <text x={xOf(axis, day) + 4} y={36}>
              {monthText(new Date(day * dayMs), language())}
            </text>
          )}
        </g>
      ))}
      <line className="today" x1={xOf(axis, axis.today)} x2={xOf(axis, axis.today)} y1={16} y2={40} />
      <text className="today" x={xOf(axis, axis.today)} y={12} textAnchor="middle">
        {t('gantt.today')}
      </text>
    </svg>
  );
}

interface BarProps {
  readonly axis: Axis;
  readonly task: TaskItem;
  /** The days it was due before, the first of them at the top. */
  readonly former: readonly (Pick<TaskItem, 'dueOn' | 'dueAt'> & { readonly replacedAt: string })[];
}

/** A task's bar to its due day in the colour of its light; lighter below it, what the due day was before. */
export function Bar({ axis, task, former }: BarProps) {
  const { t } = useTranslation();
  const due = dueOf(task);
  const begin = dayOf(axis.begins[task.phase] ?? axis.launchedOn);
  const bar = (on: string) => {
    const end = xOf(axis, dayOf(on) + 1);
    const from = Math.min(xOf(axis, begin), end - 6);
    return { x: Math.max(0, from), width: end - Math.max(0, from) };
  };
  return (
    <svg
      className="bars"
      width={widthOf(axis)}
      role="img"
      aria-label={due === undefined ? t('due.none') : t('gantt.bar', { on: dayText(due, language()), light: t(`light.${task.light.cause}`) })}
    >
      {monthsOf(axis).map((day) => (
        <line key={day} x1={xOf(axis, day)} x2={xOf(axis, day)} y1={0} y2="100%" />
      ))}
      {due !== undefined && <rect className={task.stage === 'accepted' ? 'accepted' : task.light.colour} {...bar(due)} y={10} height={12} rx={3} />}
      {former.map((was, index) => {
        const on = dueOf(was);
        return on === undefined ? null : <rect key={was.replacedAt} className="former" {...bar(on)} y={26 + index * 9} height={6} rx={3} />;
      })}
      <line className="today" x1={xOf(axis, axis.today)} x2={xOf(axis, axis.today)} y1={0} y2="100%" />
    </svg>
  );
}
