import type { Bilingual } from '../notice/notice.ts';
import type { Period, PeriodUnit } from '../process/time.ts';

const units: Readonly<Record<PeriodUnit, Bilingual>> = {
  workingDay: { zh: '个工作日', en: 'working day' },
  calendarDay: { zh: '日', en: 'calendar day' },
  hour: { zh: '小时', en: 'hour' },
  minute: { zh: '分钟', en: 'minute' },
  second: { zh: '秒', en: 'second' },
};

/** A period in words: 5个工作日, 5 working days. */
export const periodText = ({ value, unit }: Period): Bilingual => ({ zh: `${value}${units[unit].zh}`, en: `${value} ${units[unit].en}${value === 1 ? '' : 's'}` });
