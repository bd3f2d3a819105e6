import fc from 'fast-check';
import { calendarOf } from '../../api/me/calendar.ts';
import { escapeText, fold } from '../../api/me/ics.ts';
import { startOfDay } from '../../domain/calendar/beijing.ts';

/** Reads a folded and escaped value again, written apart from the writer. */
const unfold = (text: string): string => text.replaceAll('\r\n ', '');
const unescaped = (text: string): string => text.replace(/\\([\\;,nN])/g, (_, character) => (character === 'n' || character === 'N' ? '\n' : character));

describe('iCalendar', () => {
  test('no line has more than 75 octets, no character is cut in two, and the text is read again as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const clean = text.replace(/\r\n|[\n\r\u2028\u2029]/g, '\n').replace(/(?![\t\n])\p{Cc}/gu, '');
        const folded = fold(`SUMMARY:${escapeText(text)}`);
        for (const line of folded.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(folded.replace(/\r\n /g, '')).not.toMatch(/[\r\n]/);
        expect(unescaped(unfold(folded))).toBe(`SUMMARY:${clean}`);
      }),
    );
  });

  test('a date is a whole day, a moment a point on Beijing’s clock; the UID stays as long as the deadline', () => {
    const due = {
      processId: 'p',
      kind: 'task',
      version: 3,
      dueAt: startOfDay('2026-12-02') - 1,
      movedAt: startOfDay('2026-12-01'),
      summary: '完成时限：1 一,二;三',
      description: '一\n二',
    };
    const text = calendarOf(
      [
        { ...due, dueOn: '2026-12-31' },
        { ...due, kind: 'sign', dueOn: null },
      ],
      '督办',
      startOfDay('2026-12-01'),
    );
    expect(text.split('\r\n')).toEqual(
      expect.arrayContaining([
        'DTSTART;VALUE=DATE:20261231',
        'DTEND;VALUE=DATE:20270101',
        'DTSTART;TZID=Asia/Shanghai:20261201T235959',
        'DTSTAMP:20261130T160000Z',
        'UID:p.task@duban',
        'UID:p.sign@duban',
        'SEQUENCE:3',
        'SUMMARY:完成时限：1 一\\,二\\;三',
        'DESCRIPTION:一\\n二',
      ]),
    );
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });
});
