import { z } from 'zod';
import { type PeriodUnit, periodUnits } from '../../domain/process/time.ts';
import { allowedField, date, line } from '../register/record.ts';

const day = z.strictObject({ date, kind: z.enum(['holiday', 'makeUp']).meta({ description: 'holiday 放假, makeUp 调休上班' }), name: line(40) });
const notice = {
  days: z.array(day).max(366),
  noticeNo: line(100).meta({ description: 'Number of the notice, such as 国办发明电〔2026〕7号' }),
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
};

export const yearParams = z.strictObject({
  year: z
    .string()
    .regex(/^(19|20)\d{2}$/)
    .transform(Number)
    .meta({ override: { type: 'integer', pattern: undefined } }),
});

/** A year's notice, to preview or to announce. */
export const Announcement = z.strictObject(notice).meta({ id: 'CalendarAnnouncement' });
/** A corrected notice. */
export const Correction = z.strictObject({ ...notice, reason: line(500) }).meta({ id: 'CalendarCorrection' });

const yearFields = {
  id: z.string(),
  year: z.int(),
  status: z.enum(['announced', 'provisional']).meta({ description: 'provisional: only weekends are known, deadlines that reach into it are marked' }),
  version: z.int(),
  noticeNo: z.string().nullable(),
  url: z.string().nullable(),
};
export const YearItem = z.strictObject({ ...yearFields, days: z.int().meta({ description: 'How many days the notice names' }) }).meta({ id: 'CalendarYearItem' });
export const YearView = z.strictObject({ ...yearFields, days: z.array(day), ...allowedField }).meta({ id: 'CalendarYear' });

const dueFields = { dueOn: z.string().nullable(), dueAt: z.string() };
const move = z.strictObject({
  process: z.strictObject({ type: z.string(), id: z.string(), number: z.string().nullable() }),
  kind: z.string(),
  before: z.strictObject(dueFields),
  after: z.strictObject(dueFields),
  rungs: z.array(z.strictObject({ rung: z.string(), before: z.string().nullable(), after: z.string() })),
});
/** Which open deadlines move, old and new. */
export const MovesView = z
  .strictObject({
    year: z.int(),
    processes: z.int().meta({ description: 'Processes with a deadline that moves' }),
    deadlines: z.int().meta({ description: 'Deadlines whose due date or later rungs move' }),
    byType: z.record(z.string(), z.int()),
    moves: z.array(move).meta({ description: 'Those of records that you may see, at most 500' }),
  })
  .meta({ id: 'CalendarMoves' });

/** An announcement in force, and how many deadlines it moves. */
export const AnnouncedView = z
  .strictObject({ ...yearFields, days: z.array(day), ...allowedField, moved: z.strictObject({ processes: z.int(), deadlines: z.int() }) })
  .meta({ id: 'CalendarAnnounced' });

const dayUnits = periodUnits.filter((unit): unit is Extract<PeriodUnit, 'workingDay' | 'calendarDay'> => unit === 'workingDay' || unit === 'calendarDay');
const yes = z.enum(['true', 'false']).optional();
export const ExplainQuery = z.strictObject({
  from: date.meta({ description: 'The day from which the period is counted; it does not count itself' }),
  value: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .refine((text) => Number(text) <= 3_660)
    .transform(Number)
    .meta({ override: { type: 'integer', minimum: 1, maximum: 3_660, pattern: undefined } }),
  unit: z.enum(dayUnits),
  rollForward: yes.meta({ description: 'A last day on a day off moves to the next working day' }),
});
/** Why a date is the date it is. */
export const ExplainView = z
  .strictObject({
    from: z.string(),
    period: z.strictObject({ value: z.int(), unit: z.enum(dayUnits) }),
    ...dueFields,
    provisional: z.boolean(),
    counted: z.array(z.string()),
    skipped: z.array(z.strictObject({ date: z.string(), why: z.enum(['weekend', 'holiday', 'excluded']), name: z.string().nullable() })),
    text: z.string().meta({ description: 'The same in words, in the language asked for' }),
  })
  .meta({ id: 'DueExplained' });
