import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../api/client.ts';
import { useMayCreate } from '../api/session.ts';
import { AnnounceYear } from '../registers/announce-year.tsx';
import { RegisterTabs } from '../registers/tabs.tsx';
import { Exports } from '../ui/exports.tsx';
import { Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';
import { TableOf } from '../ui/rows.tsx';
import { Empty, Read } from '../ui/states.tsx';
import { beijingDate } from '../ui/time.ts';
import { Day } from '../ui/times.tsx';

/** 工作日历: each year's holidays and make-up days, and whether they are announced. */
export function Screen() {
  const { t } = useTranslation();
  const { year = beijingDate(new Date()).slice(0, 4) }: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const years = useQuery({ queryKey: ['calendar'], queryFn: () => answered(api.GET('/api/v1/calendar/years')) });
  const found = useQuery({ queryKey: ['calendar', year], queryFn: () => answered(api.GET('/api/v1/calendar/years/{year}', { params: { path: { year: Number(year) } } })) });
  const mayAnnounce = useMayCreate('calendarYear');
  const announced = (years.data?.items ?? []).map((one) => one.year);
  // The years to come that a notice may be put in force for.
  const known = [...new Set([...announced, Math.max(Number(beijingDate(new Date()).slice(0, 4)), ...announced) + 1])].sort().map(String);
  return (
    <Page title={t('registers.names.calendar')} above={t('nav.administration')} lead={t('registers.calendarLead')} actions={<Exports address="/api/v1/calendar/years" />}>
      <RegisterTabs current="calendar" />
      <Filters filters={[{ name: 'year', label: t('registers.year'), choices: known.map((one) => [one, one] as const) }]} />
      <Read query={found}>
        {(shown) => (
          <>
            <p>
              <span className={shown.status === 'announced' ? 'tag green' : 'tag yellow'}>{t(`registers.${shown.status}`)}</span> {shown.noticeNo}
            </p>
            {shown.days.length === 0 ? (
              <Empty>{t('year.none')}</Empty>
            ) : (
              <TableOf
                name={`${t('registers.names.calendar')} ${year}`}
                keyOf={({ date }) => date}
                rows={shown.days}
                columns={[
                  { head: t('registers.date'), kind: 'number', cell: ({ date }) => <Day on={date} /> },
                  { head: t('registers.kind'), kind: 'number', cell: ({ kind }) => t(kind === 'holiday' ? 'registers.holiday' : 'registers.makeUp') },
                  { head: t('registers.name'), kind: 'text', cell: ({ name }) => name },
                ]}
              />
            )}
            {mayAnnounce && <AnnounceYear key={`${shown.year} ${shown.version}`} year={shown} />}
          </>
        )}
      </Read>
    </Page>
  );
}
