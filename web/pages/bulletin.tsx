import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CampaignCrumbs } from '../things/crumbs.tsx';
import { Scans } from '../things/files.tsx';
import { ThingPage } from '../things/thing-page.tsx';
import type { Things } from '../things/things.ts';
import { Line } from '../ui/line.tsx';
import { type Column, TableOf } from '../ui/rows.tsx';
import { Day, Moment } from '../ui/times.tsx';

type Bulletin = Things['bulletins'];

/** A bulletin: its text as it will be or was issued, the figures it rests on, its document and its sealed scan. */
export function Screen() {
  const { t } = useTranslation();
  return (
    <ThingPage
      things="bulletins"
      name={t('bulletins.one')}
      title={({ number, title }) => [number, title].filter(Boolean).join(' ')}
      above={(bulletin) => <CampaignCrumbs campaignId={bulletin?.campaignId} tab="bulletins" name={t('tabs.bulletins')} />}
      lead={({ stageName, kind, from, until }) => (
        <>
          <span className="tag">{stageName}</span> {t(`bulletins.${kind}`)} <Day on={from} /> – <Day on={until} />
        </>
      )}
      actions={(bulletin) => <Document bulletin={bulletin} />}
      file={({ office, draftedAt, signedAt, signedBy, sealedBy, issuedAt, sealed, formerScans, withdrawReason }) => (
        <>
          <Line name={t('campaigns.office')}>{office.name}</Line>
          <Line name={t('bulletins.drafted')}>
            <Moment at={draftedAt} />
          </Line>
          <Line name={t('bulletins.signed')}>
            {signedAt && (
              <>
                <Moment at={signedAt} /> {signedBy?.name}
              </>
            )}
          </Line>
          <Line name={t('bulletins.sealUnit')}>{sealedBy}</Line>
          <Line name={t('bulletins.issued')}>{issuedAt && <Moment at={issuedAt} />}</Line>
          <Line name={t('thing.sealed')}>{sealed && <Scans sealed={sealed} former={formerScans} />}</Line>
          <Line name={t('bulletins.withdrawn')}>{withdrawReason}</Line>
        </>
      )}
    >
      {(bulletin) => (
        <>
          <Text bulletin={bulletin} />
          <Figures bulletin={bulletin} />
        </>
      )}
    </ThingPage>
  );
}

interface PartProps {
  readonly bulletin: Bulletin;
}

function Document({ bulletin: { id, signedAt } }: PartProps) {
  const { t } = useTranslation();
  return (
    <a className="button primary" href={`/api/v1/bulletins/${id}/document?version=${signedAt === null ? 'draft' : 'signed'}`}>
      {t(signedAt === null ? 'bulletins.draftDocument' : 'bulletins.document')}
    </a>
  );
}

function Text({ bulletin: { title, sections, edited } }: PartProps) {
  const { t } = useTranslation();
  return (
    <section className="card paper" aria-labelledby="text">
      <h2 id="text">{title}</h2>
      {sections.map(({ heading, paragraphs }) => (
        <div key={heading}>
          <h3>{heading}</h3>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      ))}
      <p className="hint">{t(edited ? 'bulletins.edited' : 'bulletins.byFigures')}</p>
    </section>
  );
}

function Figures({ bulletin: { figures } }: PartProps) {
  const { t } = useTranslation();
  const units: readonly Column<Bulletin['figures']['units'][number]>[] = [
    { head: t('chasing.unit'), kind: 'text', cell: ({ unit }) => unit.name },
    { head: t('bulletins.tasks'), kind: 'amount', cell: ({ tasks }) => tasks.value },
    { head: t('bulletins.accepted'), kind: 'amount', cell: ({ accepted }) => accepted.value },
    { head: t('campaigns.overdue'), kind: 'amount', cell: ({ overdue }) => overdue.value },
    { head: t('bulletins.share'), kind: 'amount', cell: ({ percent }) => percent !== null && `${percent}%` },
  ];
  const late: readonly Column<Bulletin['figures']['overdue']['items'][number]>[] = [
    {
      head: t('tasks.number'),
      kind: 'number',
      cell: ({ taskId, number }) => (
        <Link to="/tasks/$id" params={{ id: taskId }}>
          {number}
        </Link>
      ),
    },
    {
      head: t('tasks.content'),
      kind: 'text',
      cell: ({ content, unit }) => (
        <>
          {content} <span className="hint">{unit}</span>
        </>
      ),
    },
    { head: t('tasks.due'), cell: ({ due }) => due },
    { head: t('bulletins.daysLate'), kind: 'amount', cell: ({ daysLate }) => daysLate },
  ];
  return (
    <section className="card" aria-labelledby="figures">
      <h2 id="figures">{t('bulletins.figures')}</h2>
      <p className="hint">
        {t('bulletins.asOf')} <Moment at={figures.at} />
      </p>
      <TableOf name={t('bulletins.units')} columns={units} keyOf={({ unit }) => unit.id} rows={figures.units} />
      {figures.overdue.items.length > 0 && (
        <>
          <h3 className="group">{t('bulletins.overdue')}</h3>
          <TableOf name={t('bulletins.overdue')} columns={late} keyOf={({ taskId }) => taskId} rows={figures.overdue.items} />
        </>
      )}
    </section>
  );
}
