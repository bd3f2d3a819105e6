import { z } from 'zod';
import type { LedgerDoor } from '../http/kernel.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { iso, isoOrNull } from '../http/time.ts';
import { calendarOf } from './calendar.ts';
import { duesOf, endOf, extensionsOf, unitsFor } from './calendar-dues.ts';
import { eventsOf } from './calendar-events.ts';
import { type CalendarLink, dropLink, makeLink, personOfLink, readLink } from './calendar-link.ts';

const time = z.string().meta({ format: 'date-time' });
const shown = { createdAt: time, lastUsedAt: time.nullable() };
const LinkView = z.strictObject({ link: z.strictObject(shown).nullable() }).meta({ id: 'CalendarLink' });
const MadeLink = z
  .strictObject({ ...shown, path: z.string().meta({ description: 'The feed’s address below the service’s own, shown this once; whoever has it reads the feed' }) })
  .meta({ id: 'MadeCalendarLink' });

const presentLink = ({ createdAt, lastUsedAt }: CalendarLink) => ({ createdAt: iso(createdAt.getTime()), lastUsedAt: isoOrNull(lastUsedAt?.getTime()) });

/** 日历订阅: what one's units owe and attend, read by a calendar program through an address of its own. */
export const calendarFeedRoutes = ({ ledger }: { readonly ledger: LedgerDoor }): readonly Route[] => [
  route(
    { method: 'get', path: '/api/v1/me/calendar', summary: '日历订阅 Whether I have a calendar link, and when it was used', tags: ['me'], auth: 'session', response: LinkView },
    async ({ asker }) => {
      const link = await readLink(ledger.pool, asker.personId);
      return { body: { link: link ? presentLink(link) : null } };
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/me/calendar',
      summary: '生成订阅地址 Make my calendar link; a former one opens nothing any more',
      tags: ['me'],
      auth: 'session',
      response: MadeLink,
      status: 201,
    },
    async ({ asker }) => {
      const { link, secret } = await makeLink(ledger.pool, asker.personId);
      return { body: { ...presentLink(link), path: `/api/v1/me/calendar.ics?token=${secret}` } };
    },
  ),
  route({ method: 'delete', path: '/api/v1/me/calendar', summary: '撤销订阅地址 Take my calendar link away', tags: ['me'], auth: 'session', status: 204 }, async ({ asker }) => {
    await dropLink(ledger.pool, asker.personId);
    return { body: undefined };
  }),
  route(
    {
      method: 'get',
      path: '/api/v1/me/calendar.ics',
      summary: '日历 What my units owe and attend, as iCalendar; the secret in the address opens this and nothing else',
      description:
        'RFC 5545: whole days for dates, Asia/Shanghai for moments. Every deadline that a unit of mine owes from a month ago to a year ahead, of more than 500 those nearest to today and an entry that says so on the last day shown; meetings it is invited to and visits it knows of, for the office all. An event keeps its UID while its deadline is open or its day ahead, and changes with it; a deadline that ended is gone, a meeting or visit called off is CANCELLED until its day.',
      tags: ['me'],
      auth: 'public',
      query: z.strictObject({ token: z.string().max(200) }),
      produces: 'text/calendar',
      problems: ['session.invalid'],
    },
    async ({ query, language }) => {
      const personId = await personOfLink(ledger.pool, query.token);
      const moment = await ledger.moment();
      const { org, now } = moment;
      // Asked anew on every request: who left or was deactivated is out at once.
      if (personId === undefined || org.person(personId)?.active !== true) throw new HttpProblem('session.invalid');
      const units = unitsFor(
        org.postsOf(personId, now).map(({ unitId }) => unitId),
        moment,
      );
      const [{ dues, isCut }, extensions, events] = await Promise.all([
        duesOf(ledger, units, moment, language),
        extensionsOf(ledger, units, language),
        eventsOf(ledger, { units, personId }, moment, language),
      ]);
      return {
        body: undefined,
        content: calendarOf(
          [...dues, ...extensions, ...events, ...(isCut ? [endOf(dues, personId, moment, language)] : [])],
          language === 'zh' ? '督办时限' : 'Duban deadlines',
          now,
        ),
        headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'private, no-store' },
      };
    },
  ),
];
