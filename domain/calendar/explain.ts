import type { Bilingual } from '../notice/notice.ts';
import { type BeijingDate, type Instant, isExact, type Period } from '../process/time.ts';
import { addDays, beijingDateOf, dayMs, startOfDay, weekdayOf, yearOf } from './beijing.ts';
import type { Due, DueBasis, SkippedDay } from './calendar.ts';
import { periodText } from './period-text.ts';

const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;
// Notices name the festivals in Chinese; one not listed here is quoted as it stands.
const festivals: Readonly<Record<string, string>> = {
  元旦: 'New Year',
  春节: 'Spring Festival',
  清明: 'Tomb-sweeping Day',
  清明节: 'Tomb-sweeping Day',
  劳动节: 'Labour Day',
  端午: 'Dragon Boat Festival',
  端午节: 'Dragon Boat Festival',
  中秋: 'Mid-autumn Festival',
  中秋节: 'Mid-autumn Festival',
  国庆节: 'National Day',
};

const monthOf = (date: BeijingDate): number => Number(date.slice(5, 7));
const dayOf = (date: BeijingDate): number => Number(date.slice(8));
const dateText = (date: BeijingDate): Bilingual => ({
  zh: `${yearOf(date)}年${monthOf(date)}月${dayOf(date)}日`,
  en: `${dayOf(date)} ${months[monthOf(date) - 1]} ${yearOf(date)}`,
});
const weekdayText = (date: BeijingDate): Bilingual => ({ zh: weekdays.zh[weekdayOf(date)] ?? '', en: weekdays.en[weekdayOf(date)] ?? '' });
const withWeekday = (date: BeijingDate): Bilingual => ({ zh: `${dateText(date).zh}（${weekdayText(date).zh}）`, en: `${weekdayText(date).en} ${dateText(date).en}` });

function momentText(at: Instant): Bilingual {
  const date = beijingDateOf(at);
  const seconds = Math.floor((at - startOfDay(date)) / 1_000);
  const clock = [seconds / 3_600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
  return { zh: `${dateText(date).zh}${clock}`, en: `${clock} on ${dateText(date).en} (Beijing)` };
}

/** A run of days: `2026年10月1日至7日`, `1–7 October 2026`. */
function runText(first: BeijingDate, last: BeijingDate): Bilingual {
  const [from, to] = [dateText(first), dateText(last)];
  if (first === last) return from;
  if (first.slice(0, 7) === last.slice(0, 7)) return { zh: `${from.zh}至${dayOf(last)}日`, en: `${dayOf(first)}–${to.en}` };
  if (yearOf(first) === yearOf(last)) return { zh: `${from.zh}至${monthOf(last)}月${dayOf(last)}日`, en: `${dayOf(first)} ${months[monthOf(first) - 1]} – ${to.en}` };
  return { zh: `${from.zh}至${to.zh}`, en: `${from.en} – ${to.en}` };
}

interface Run<K> {
  readonly first: BeijingDate;
  last: BeijingDate;
  readonly key: K;
}

function runs<T, K>(days: readonly T[], dateOf: (day: T) => BeijingDate, keyOf: (day: T) => K): readonly Run<K>[] {
  const found: Run<K>[] = [];
  for (const day of days) {
    const [date, key] = [dateOf(day), keyOf(day)];
    const run = found.at(-1);
    if (run && run.key === key && addDays(run.last, 1) === date) run.last = date;
    else found.push({ first: date, last: date, key });
  }
  return found;
}

const joined = (texts: readonly Bilingual[]): Bilingual => ({ zh: texts.map((text) => text.zh).join('、'), en: texts.map((text) => text.en).join(', ') });
const festival = (name: string): Bilingual => ({
  zh: name,
  en: name
    .split(/[、，]/)
    .map((part) => festivals[part] ?? part)
    .join(' and '),
});
// Against 工作日 a day of a period is said to be one of the calendar.
const spanText = (period: Period): Bilingual => {
  const { zh, en } = periodText(period);
  return { zh: period.unit === 'calendarDay' ? `${zh}（自然日）` : zh, en };
};
const days = (count: number): string => `${count} day${count === 1 ? '' : 's'}`;

function reasonText({ why, name }: Pick<SkippedDay, 'why' | 'name'>): Bilingual {
  if (why === 'excluded') return { zh: '依法不计入期限', en: 'excluded from the period' };
  if (why === 'weekend') return { zh: '周末', en: 'weekend' };
  return name === undefined ? { zh: '放假', en: 'holiday' } : { zh: `${name}放假`, en: `${festival(name).en} holiday` };
}

function countedText(counted: readonly BeijingDate[], makeUp: NonNullable<DueBasis['makeUp']>): Bilingual {
  const listed = joined(
    runs(
      counted,
      (date) => date,
      () => '',
    ).map((run) => runText(run.first, run.last)),
  );
  const worked = joined(
    makeUp.map(({ date, name }) => ({ zh: `${dateText(date).zh}为${name}调休上班`, en: `${dateText(date).en} is worked in exchange for ${festival(name).en}` })),
  );
  return {
    zh: `计入${counted.length}天：${listed.zh}${makeUp.length ? `（其中${worked.zh}）` : ''}。`,
    en: `Counted, ${days(counted.length)}: ${listed.en}${makeUp.length ? ` (${worked.en})` : ''}.`,
  };
}

function skippedText(skipped: readonly SkippedDay[]): Bilingual {
  const listed = joined(
    runs(
      skipped,
      (day) => day.date,
      (day) => `${day.why} ${day.name ?? ''}`,
    ).map((run) => {
      const day = skipped.find((one) => one.date === run.first);
      const [span, reason] = [runText(run.first, run.last), reasonText(day ?? { why: 'weekend' })];
      return { zh: `${span.zh}（${reason.zh}）`, en: `${span.en} (${reason.en})` };
    }),
  );
  return { zh: `不计${skipped.length}天：${listed.zh}。`, en: `Not counted, ${days(skipped.length)}: ${listed.en}.` };
}

function provisionalText(basis: DueBasis, last: BeijingDate): Bilingual {
  const year = yearOf(last);
  // Days that all count cannot move the end, only the mornings on which reminders go out.
  if (basis.period?.unit === 'calendarDay' && basis.rollForward === undefined)
    return {
      zh: `暂定：${year}年放假安排尚未公布；按自然日计算的到期日不受影响，催办日期公布后重新计算。`,
      en: `Provisional: the holidays of ${year} are not announced yet; the due day stands, being counted in calendar days, and the dates of reminders are computed anew once they are.`,
    };
  return {
    zh: `暂定：${year}年放假安排尚未公布，目前只扣除周末，公布后重新计算。`,
    en: `Provisional: the holidays of ${year} are not announced yet, so only weekends are left out; the date is computed anew once they are.`,
  };
}

/**
 * "Why this date?": the rule, the start, the days counted and skipped with the reason of each, where it ends, and whether that is provisional (暂定).
 * Runs of days are drawn together. Given the basis alone, the end is the last day counted; given the whole deadline, a day added by a suspension is told too.
 */
export function explainDue(of: Due | DueBasis): Bilingual {
  const due = 'basis' in of ? of : undefined;
  const basis = 'basis' in of ? of.basis : of;
  const { period, counted = [], skipped = [] } = basis;
  const start = beijingDateOf(basis.from);
  const told: Bilingual[] = [{ zh: `依据：${basis.rule.zh}。`, en: `Rule: ${basis.rule.en}.` }];
  const ends = (date: BeijingDate): Bilingual => ({
    zh: `到期日为${withWeekday(date).zh}，至当日24时止。`,
    en: `Due on ${withWeekday(date).en}, until the end of that day in Beijing.`,
  });
  if (period === undefined) {
    if (due?.dueOn !== undefined) told.push({ zh: '日期由文件直接规定，不经推算。', en: 'The document names the date itself; nothing is counted.' }, ends(due.dueOn));
  } else if (isExact(period)) {
    const from = momentText(basis.from);
    told.push({ zh: `自${from.zh}起${spanText(period).zh}。`, en: `${spanText(period).en} from ${from.en}.` });
    if (due) told.push({ zh: `于${momentText(due.dueAt).zh}届满。`, en: `Ends at ${momentText(due.dueAt).en}.` });
  } else {
    const span = spanText(period);
    told.push({ zh: `期限${span.zh}，自${withWeekday(start).zh}起算，起算当日不计入。`, en: `${span.en}, starting on ${withWeekday(start).en}; the start day does not count.` });
    if (counted.length) told.push(countedText(counted, basis.makeUp ?? []));
    if (skipped.length) told.push(skippedText(skipped));
    const last = counted.at(-1) ?? due?.dueOn ?? start;
    told.push(ends(last));
    const dueOn = due?.dueOn;
    if (dueOn !== undefined && dueOn !== last) {
      const moved = Math.round((startOfDay(dueOn) - startOfDay(last)) / dayMs);
      told.push({ zh: `因中止顺延${moved}天，至${withWeekday(dueOn).zh}。`, en: `Moved by ${days(moved)} for the time it stood still, to ${withWeekday(dueOn).en}.` });
    }
    if (basis.provisional) told.push(provisionalText(basis, [last, skipped.at(-1)?.date ?? last].sort().at(-1) ?? last));
  }
  return { zh: told.map((text) => text.zh).join(''), en: told.map((text) => text.en).join(' ') };
}
