import { useTranslation } from 'react-i18next';
import { CampaignCrumbs } from '../things/crumbs.tsx';
import { FileLinks } from '../things/files.tsx';
import { choicesOf } from '../things/offers.ts';
import { Standing } from '../things/standing.tsx';
import { ThingPage } from '../things/thing-page.tsx';
import type { Things } from '../things/things.ts';
import { alone } from '../ui/alone.ts';
import { Line, namesOf } from '../ui/line.tsx';
import { type Column, TableOf } from '../ui/rows.tsx';
import { Empty } from '../ui/states.tsx';
import { Day, Due, Moment } from '../ui/times.tsx';

type Meeting = Things['meetings'];

/** A meeting: its agenda, who comes, its minutes, and the tasks that its decisions became. */
export function Screen() {
  const { t } = useTranslation();
  return (
    <ThingPage
      things="meetings"
      name={t('meetings.one')}
      title={({ number, title }) => `${number} ${title}`}
      above={(meeting) => <CampaignCrumbs campaignId={meeting?.campaignId} tab="meetings" name={t('tabs.meetings')} />}
      lead={({ stageName, kindName, heldOn, dueOn, dueAt }) => (
        <>
          <span className="tag">{alone(stageName)}</span> {kindName} {heldOn ? <Day on={heldOn} /> : <Due dueOn={dueOn} dueAt={dueAt} />}
        </>
      )}
      actions={({ id, minutes }) =>
        minutes && (
          <a className="button" href={`/api/v1/meetings/${id}/minutes`}>
            {t('meetings.document')}
          </a>
        )
      }
      offer={({ invited, decisions }) => {
        const units = choicesOf(invited.map(({ unit }) => unit));
        const numbers = decisions.map(({ number, content }): readonly [string, string] => [String(number), `${number}. ${content}`]);
        return {
          ...(units.length > 0 ? { 'recordAttendance.present.unitId': units, 'recordAttendance.absent': units } : {}),
          'correctMinutes.decisions.number': numbers,
          'correctMinutes.takenOut': numbers,
        };
      }}
      file={({ kindName, place, office, heldOn, convenedAt, cancelReason }) => (
        <>
          <Line name={t('meetings.kind')}>{kindName}</Line>
          <Line name={t('meetings.heldOn')}>{heldOn && <Day on={heldOn} />}</Line>
          <Line name={t('meetings.place')}>{place}</Line>
          <Line name={t('campaigns.office')}>{office.name}</Line>
          <Line name={t('meetings.convened')}>
            <Moment at={convenedAt} />
          </Line>
          <Line name={t('thing.cancelled')}>{cancelReason}</Line>
        </>
      )}
    >
      {(meeting) => (
        <>
          <Agenda meeting={meeting} />
          <Decisions meeting={meeting} />
          <Minutes meeting={meeting} />
          <Invited meeting={meeting} />
        </>
      )}
    </ThingPage>
  );
}

interface PartProps {
  readonly meeting: Meeting;
}

function Agenda({ meeting: { agenda } }: PartProps) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="agenda">
      <h2 id="agenda">{t('meetings.agenda')}</h2>
      {agenda.length === 0 ? (
        <p className="hint">{t('meetings.noAgenda')}</p>
      ) : (
        <ol className="numbered">
          {agenda.map(({ title, unit }) => (
            <li key={title}>
              {title} {unit && <span className="hint">{unit.name}</span>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Minutes({ meeting: { minutes, formerMinutes } }: PartProps) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="minutes">
      <h2 id="minutes">{t('meetings.minutes')}</h2>
      {minutes ? (
        <>
          <p className="written">{minutes.text}</p>
          <p className="hint">
            <Moment at={minutes.at} /> {minutes.by?.name} {minutes.reason}
          </p>
          <FileLinks files={minutes.evidence.map((id) => ({ id }))} />
        </>
      ) : (
        <p className="hint">{t('meetings.noMinutes')}</p>
      )}
      {formerMinutes.map((former) => (
        <details key={former.at}>
          <summary>
            {t('meetings.formerMinutes')} <Moment at={former.at} />
          </summary>
          <p className="written">{former.text}</p>
        </details>
      ))}
    </section>
  );
}

function Decisions({ meeting: { decisions } }: PartProps) {
  const { t } = useTranslation();
  const columns: readonly Column<Meeting['decisions'][number]>[] = [
    { head: t('meetings.item'), kind: 'amount', cell: ({ number }) => number },
    {
      head: t('tasks.content'),
      kind: 'text',
      cell: ({ content, lead, supporting }) => (
        <>
          {content} <span className="hint">{namesOf([lead, ...supporting])}</span>
        </>
      ),
    },
    { head: t('meetings.task'), kind: 'text', cell: ({ task }) => task && <Standing task={task} /> },
  ];
  return (
    <section className="card" aria-labelledby="decisions">
      <h2 id="decisions">{t('meetings.decisions')}</h2>
      {decisions.length === 0 ? (
        <p className="hint">{t('meetings.noDecisions')}</p>
      ) : (
        <TableOf name={t('meetings.decisions')} columns={columns} keyOf={({ number }) => String(number)} rows={decisions} />
      )}
    </section>
  );
}

function Invited({ meeting: { invited, attendance } }: PartProps) {
  const { t } = useTranslation();
  const came = (unitId: string) => attendance?.present.find(({ unit }) => unit.id === unitId);
  const columns: readonly Column<Meeting['invited'][number]>[] = [
    { head: t('chasing.unit'), kind: 'text', cell: ({ unit }) => unit.name },
    {
      head: t('meetings.reply'),
      kind: 'text',
      cell: ({ reply }) =>
        reply === null ? (
          <span className="tag yellow">{t('meetings.noReply')}</span>
        ) : (
          <>
            <span className={`tag ${reply.attends ? 'green' : ''}`}>{t(reply.attends ? 'meetings.attends' : 'meetings.declines')}</span> {reply.reason}
          </>
        ),
    },
    {
      head: t('meetings.attendance'),
      kind: 'text',
      cell: ({ unit }) => {
        const present = came(unit.id);
        return (
          attendance && (
            <>
              <span className={`tag ${present ? 'green' : 'red'}`}>{t(present ? (present.proxy ? 'meetings.proxy' : 'meetings.present') : 'meetings.absent')}</span>{' '}
              {present?.post?.title}
            </>
          )
        );
      },
    },
  ];
  return (
    <section className="card" aria-labelledby="invited">
      <h2 id="invited">{t('meetings.invited', { n: invited.length })}</h2>
      {invited.length === 0 ? <Empty>{t('meetings.nobody')}</Empty> : <TableOf name={t('meetings.reply')} columns={columns} keyOf={({ unit }) => unit.id} rows={invited} />}
    </section>
  );
}
