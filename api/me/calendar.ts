import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { Instant } from '../../domain/process/time.ts';
import { iso } from '../http/time.ts';
import { escapeText, fold } from './ics.ts';

/** One thing that is due. */
export interface Due {
  /** The deadline's process and kind: the same event as long as it is open. */
  readonly processId: string;
  readonly kind: string;
  /** Rises with each change, so that calendars replace what they have. */
  readonly version: number;
  readonly dueAt: Instant;
  readonly dueOn: string | null;
  readonly summary: string;
  readonly description: string;
  readonly movedAt: Instant;
}

/** Something that takes place. */
export interface CalendarEvent extends Due {
  readonly status: 'CONFIRMED' | 'CANCELLED';
  readonly location?: string;
}

const compact = (date: string): string => date.replaceAll('-', '');
/** An instant in universal time: 20261201T010000Z. */
const utc = (at: Instant): string => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
/** An instant on the clock of Beijing: 20261201T090000. */
const local = (at: Instant): string => iso(at).slice(0, 19).replace(/[-:]/g, '');

function eventOf(due: Due | CalendarEvent): readonly string[] {
  // The end of a day is the day itself; an exact moment is a point in time.
  const when =
    due.dueOn === null ? [`DTSTART;TZID=Asia/Shanghai:${local(due.dueAt)}`] : [`DTSTART;VALUE=DATE:${compact(due.dueOn)}`, `DTEND;VALUE=DATE:${compact(addDays(due.dueOn, 1))}`];
  return [
    'BEGIN:VEVENT',
    `UID:${due.processId}.${due.kind}@duban`,
    `DTSTAMP:${utc(due.movedAt)}`,
    `SEQUENCE:${due.version}`,
    ...when,
    `SUMMARY:${escapeText(due.summary)}`,
    `DESCRIPTION:${escapeText(due.description)}`,
    ...('location' in due && due.location !== undefined ? [`LOCATION:${escapeText(due.location)}`] : []),
    // What is due takes nobody's time; what takes place does.
    ...('status' in due ? [`STATUS:${due.status}`, 'TRANSP:OPAQUE'] : ['TRANSP:TRANSPARENT']),
    'END:VEVENT',
  ];
}

/** China has one time zone and has known no summer time since 1991. */
const zone = [
  'BEGIN:VTIMEZONE',
  'TZID:Asia/Shanghai',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/** A calendar after RFC 5545 with an event for each deadline, meeting and visit; `now` names the day in its description. */
export function calendarOf(dues: readonly (Due | CalendarEvent)[], name: string, now: Instant): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//duban//calendar 1//ZH',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escapeText(name)}`,
    `X-WR-CALDESC:${escapeText(`督办时限，${beijingDateOf(now)}`)}`,
    'X-WR-TIMEZONE:Asia/Shanghai',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...zone,
    ...dues.flatMap(eventOf),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}
