import { useTranslation } from 'react-i18next';
import { CampaignCrumbs } from '../things/crumbs.tsx';
import { Scans } from '../things/files.tsx';
import { ThingPage } from '../things/thing-page.tsx';
import type { Things } from '../things/things.ts';
import { alone } from '../ui/alone.ts';
import { Line } from '../ui/line.tsx';
import { beijingDate } from '../ui/time.ts';
import { Day, Moment } from '../ui/times.tsx';
import { Figures } from './bulletin/figures.tsx';

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
          <span className="tag">{alone(stageName)}</span> {t(`bulletins.${kind}`)} <Day on={from} /> – <Day on={until} />
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

/** What it says. In print it stands alone, with its number, and by whom and when it was signed; a draft says that it is one. */
function Text({ bulletin: { title, number, stageName, office, signedAt, sections, edited } }: PartProps) {
  const { t } = useTranslation();
  return (
    <section className="card paper" aria-labelledby="text">
      <h2 id="text">{title}</h2>
      <p className="in-print">{number ?? alone(stageName)}</p>
      {sections.map(({ heading, paragraphs }) => (
        <div key={heading}>
          <h3>{heading}</h3>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      ))}
      {signedAt && (
        <p className="in-print signature">
          {office.name}
          <br />
          <Day on={beijingDate(new Date(signedAt))} />
        </p>
      )}
      <p className="hint">{t(edited ? 'bulletins.edited' : 'bulletins.byFigures')}</p>
    </section>
  );
}
