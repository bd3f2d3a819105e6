import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CampaignCrumbs } from '../things/crumbs.tsx';
import { FileLinks } from '../things/files.tsx';
import { choicesOf, tasksOf } from '../things/offers.ts';
import { Standing } from '../things/standing.tsx';
import { ThingPage } from '../things/thing-page.tsx';
import type { Things } from '../things/things.ts';
import { alone } from '../ui/alone.ts';
import { CardHead } from '../ui/card-head.tsx';
import { Line, namesOf } from '../ui/line.tsx';
import { Empty } from '../ui/states.tsx';
import { Day, Due } from '../ui/times.tsx';

type Supervision = Things['supervisions'];
type Finding = Supervision['findings'][number];

/** A supervision: where and what, what was found at each unit, objections, and the tasks that problems became. */
export function Screen() {
  const { t } = useTranslation();
  return (
    <ThingPage
      things="supervisions"
      name={t('supervisions.one')}
      title={({ number, title }) => `${number} ${title}`}
      above={(supervision) => <CampaignCrumbs campaignId={supervision?.campaignId} tab="meetings" name={t('tabs.meetings')} />}
      lead={({ stageName, kindName, visitedOn, dueOn, dueAt }) => (
        <>
          <span className="tag">{alone(stageName)}</span> {kindName} {visitedOn ? <Day on={visitedOn} /> : <Due dueOn={dueOn} dueAt={dueAt} />}
        </>
      )}
      offer={({ findings, units }) => ({
        finding: findings.map(({ number, unit, content }) => [String(number), `${number}. ${unit.name ?? ''}：${content}`]),
        'recordVisit.findings.unitId': choicesOf(units),
      })}
      file={({ scope, units, team, office, reason, followUpOf, objectionUntil, cancelReason }) => (
        <>
          <Line name={t('supervisions.scope')}>{scope}</Line>
          <Line name={t('supervisions.units')}>{namesOf(units)}</Line>
          <Line name={t('supervisions.team')}>{namesOf(team)}</Line>
          <Line name={t('campaigns.office')}>{office.name}</Line>
          <Line name={t('supervisions.reason')}>{reason}</Line>
          <Line name={t('supervisions.followUpOf')}>
            {followUpOf && (
              <Link to="/supervisions/$id" params={{ id: followUpOf }}>
                {t('supervisions.former')}
              </Link>
            )}
          </Line>
          <Line name={t('supervisions.objectionUntil')}>{objectionUntil && <Due dueOn={objectionUntil.dueOn} dueAt={objectionUntil.dueAt} />}</Line>
          <Line name={t('thing.cancelled')}>{cancelReason}</Line>
        </>
      )}
    >
      {(supervision) => (
        <>
          {supervision.visit && (
            <section className="card" aria-labelledby="visit">
              <h2 id="visit">{t('supervisions.visit')}</h2>
              <p className="written">{supervision.visit.note}</p>
              <p className="hint">
                <Day on={supervision.visit.on} /> {supervision.visit.by?.name}
              </p>
            </section>
          )}
          {supervision.taskIds.length > 0 && <Tasks supervision={supervision} />}
          <Findings supervision={supervision} />
        </>
      )}
    </ThingPage>
  );
}

/** The tasks that the visit looks at, by number. */
function Tasks({ supervision: { campaignId, taskIds } }: { readonly supervision: Supervision }) {
  const { t } = useTranslation();
  const { queryKey, queryFn } = tasksOf(campaignId);
  const names = new Map(useQuery({ queryKey, queryFn, staleTime: 60_000 }).data);
  return (
    <section className="card" aria-labelledby="visited-tasks">
      <h2 id="visited-tasks">{t('supervisions.tasks')}</h2>
      <ul>
        {taskIds.map((id) => (
          <li key={id}>
            <Link to="/tasks/$id" params={{ id }}>
              {names.get(id) ?? t('supervisions.task')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Findings({ supervision: { id, findings, stage } }: { readonly supervision: Supervision }) {
  const { t } = useTranslation();
  return (
    <section className="card list-card" aria-labelledby="findings">
      <CardHead
        id="findings"
        title={t('supervisions.found', { n: findings.length })}
        files={findings.length > 0 ? { address: `/api/v1/supervisions/${id}/findings` } : undefined}
      />
      {findings.length === 0 ? (
        <Empty>{t(stage === 'planned' ? 'supervisions.notVisited' : 'supervisions.clean')}</Empty>
      ) : (
        <ol className="list">
          {findings.map((finding) => (
            <Found key={finding.number} finding={finding} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Found({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation();
  const { number, unit, kind, content, requirement, dueOn, evidence, former, objection, open, task } = finding;
  return (
    <li>
      <div>
        <p className="title">
          {number}. {unit.name} <span className={`tag ${kind === 'praise' ? 'green' : 'red'}`}>{t(`findings.${kind}`)}</span>{' '}
          {kind === 'problem' && <span className="tag">{t(open ? 'findings.open' : 'findings.settled')}</span>}
        </p>
        <p>{content}</p>
        <dl className="facts-of">
          <Line name={t('findings.requirement')}>{requirement}</Line>
          <Line name={t('tasks.due')}>{dueOn && <Day on={dueOn} />}</Line>
          <Line name={t('findings.former')}>
            {former && (
              <>
                {former.content} {former.dueOn && <Day on={former.dueOn} />}
              </>
            )}
          </Line>
          <Line name={t('findings.task')}>{task && <Standing task={task} />}</Line>
          <Line name={t('findings.objection')}>
            {objection && (
              <>
                {objection.reason} <span className="tag yellow">{t(objection.decision === null ? 'findings.undecided' : `findings.${objection.decision}`)}</span>{' '}
                {objection.decisionReason}
                <FileLinks files={objection.evidence.map((file) => ({ id: file }))} />
              </>
            )}
          </Line>
          <Line name={t('tasks.evidence')}>{evidence.length > 0 && <FileLinks files={evidence.map((file) => ({ id: file }))} />}</Line>
        </dl>
      </div>
    </li>
  );
}
