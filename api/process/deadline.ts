import { z } from 'zod';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { Calendar, Due } from '../../domain/calendar/calendar.ts';
import { explainDue } from '../../domain/calendar/explain.ts';
import type { Deadline } from '../../domain/chase/deadline.ts';
import { type RungTarget, rungTargets } from '../../domain/chase/ladder.ts';
import { owingOf } from '../../domain/chase/owing.ts';
import { rungName, spokenName } from '../../domain/chase/rungs.ts';
import type { Bilingual } from '../../domain/notice/notice.ts';
import type { TimedType } from '../../domain/process/definition.ts';
import type { Instant } from '../../domain/process/time.ts';
import { type Language, say } from '../http/language.ts';
import { iso } from '../http/time.ts';

const time = z.string().meta({ format: 'date-time' });

/** Deadlines that nobody owes: the end of something. */
const ends: Readonly<Partial<Record<TimedType, Readonly<Record<string, Bilingual>>>>> = {
  meeting: { day: { zh: '会议召开日', en: 'day of the meeting' } },
  evaluation: { visit: { zh: '现场考评结束', en: 'end of the visits' } },
  supervision: { objections: { zh: '异议期满', en: 'end of the time for objections' } },
};

/** What a deadline of a process of this type is called; with the stage at which the process stands, what it is called there. */
export function deadlineName(type: TimedType, kind: string, language: Language, stage?: string): string {
  const owing = owingOf(type, kind);
  const name = (stage === undefined ? undefined : owing?.at?.[stage]) ?? owing?.name ?? ends[type]?.[kind];
  return name ? say(name, language) : kind;
}

/** Whom a rung tells, in words. */
const addresseeNames: Readonly<Record<RungTarget, Bilingual>> = {
  responsible: { zh: '承办人', en: 'whoever is responsible' },
  liaisonOfficer: { zh: '联络员', en: 'the liaison officer' },
  managerInCharge: { zh: '分管领导', en: 'the manager in charge' },
  unitLeader: { zh: '主要负责人', en: 'the unit’s leader' },
  office: { zh: '办公室', en: 'the office' },
  urgingNotice: { zh: '督办通知书', en: 'a formal urging notice' },
  groupDeputy: { zh: '领导小组副组长', en: 'the deputy head of the leading group' },
  leadingGroup: { zh: '领导小组', en: 'the leading group' },
};

/** Whom a rung tells, in one language. */
export const targetName = (to: RungTarget, language: Language): string => say(addresseeNames[to], language);

/** What a deadline is shown with: now, the calendar by which days are counted, and the reader’s language. */
export interface Counting {
  readonly now: Instant;
  readonly calendar: Pick<Calendar, 'workingDaysTo'>;
  readonly language: Language;
}

/** How far a moment is away in working days, as a field. */
export const workingDaysField = z.int().meta({ description: 'Working days from today to that day: 0 today, negative once it is over' });
/** Working days from today to the day of a moment. */
export const workingDaysUntil = (at: Instant, { now, calendar }: Omit<Counting, 'language'>): number => calendar.workingDaysTo(beijingDateOf(now), beijingDateOf(at));

/** The ladder of a deadline as every process shows it. */
export const ladderFields = {
  reached: z.array(z.strictObject({ rung: z.string(), name: z.string().meta({ description: 'The rung in words' }), at: time })),
  toCome: z.array(
    z.strictObject({
      rung: z.string(),
      name: z.string().meta({ description: 'The rung in words' }),
      to: z.enum(rungTargets),
      toName: z.string().meta({ description: 'Whom it tells, in words' }),
      at: time,
      workingDays: workingDaysField,
    }),
  ),
};

/** Rungs reached and to come, each in words. */
export const presentLadder = ({ reached, rungs }: Pick<Deadline, 'reached' | 'rungs'>, counting: Counting) => ({
  reached: reached.map(({ rung, at }) => ({ rung, name: rungName(rung)[counting.language], at: iso(at) })),
  toCome: rungs.map((planned) => {
    const { rung, to, at } = planned;
    const { language } = counting;
    return { rung, name: say(spokenName(planned), language), to, toName: targetName(to, language), at: iso(at), workingDays: workingDaysUntil(at, counting) };
  }),
});

/** Why this date, in a paragraph; it stands beside the days counted. */
export const explained = { text: z.string().meta({ description: 'Why this date, in words' }) };
export const explain = (due: Due, language: Language) => ({ text: say(explainDue(due), language) });
