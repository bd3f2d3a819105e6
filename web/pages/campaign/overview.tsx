import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { OfferedChoices } from '../../steps/offered.tsx';
import { StepsPanel } from '../../steps/panel.tsx';
import { beganOn } from '../../things/began.ts';
import { plansOf, tasksOf } from '../../things/offers.ts';
import type { Things } from '../../things/things.ts';
import { UnitRanking } from '../../things/unit-ranking.tsx';
import { colon, Line } from '../../ui/line.tsx';
import { Money } from '../../ui/money.tsx';
import { Day, Span } from '../../ui/times.tsx';
import type { TabProps } from '../campaign.tsx';
import { Conditions } from './conditions.tsx';
import { UnitLights } from './unit-lights.tsx';

type Campaign = Things['campaigns'];

/** Steps that are taken here; how tasks are chased is changed beside the rules that stand (record.tsx). */
const inPanel = (allowed: Campaign['allowed']): Campaign['allowed'] => allowed.filter(({ type }) => type !== 'setLadders');

/** 概览: the three phases, what still blocks them, the units' standing and the next steps. */
export function Tab({ campaign }: TabProps) {
  const { t } = useTranslation();
  const sections = campaign.sections.map(({ name }): readonly [string, string] => [name, name]);
  return (
    <div className="columns two aside">
      <div>
        <section className="card" aria-labelledby="phases">
          <h2 id="phases">{t('campaigns.phases')}</h2>
          <ol className="phases">
            {campaign.phases.map((phase) => (
              <Phase key={phase.kind} phase={phase} />
            ))}
          </ol>
        </section>
        <Conditions campaign={campaign} />
      </div>
      <div>
        <OfferedChoices value={{ taskIds: tasksOf(campaign.id), taskId: tasksOf(campaign.id), planId: plansOf(), ...(sections.length > 0 ? { section: sections } : {}) }}>
          <StepsPanel things="campaigns" command="CampaignCommand" id={campaign.id} title={campaign.title} version={campaign.version} allowed={inPanel(campaign.allowed)} />
        </OfferedChoices>
        <Figures campaign={campaign} />
      </div>
      <div>
        <UnitLights campaignId={campaign.id} />
        <UnitRanking query={{ campaignId: campaign.id, from: beganOn(campaign) }} />
      </div>
    </div>
  );
}

function Phase({ phase }: { readonly phase: Campaign['phases'][number] }) {
  const { t } = useTranslation();
  const state = phase.state === 'open' ? 'now' : phase.state === 'closed' ? 'done' : '';
  return (
    <li className={state} aria-current={phase.state === 'open' ? 'step' : undefined}>
      <h3>
        {phase.name} {phase.state === 'open' && <span className="tag green">{t('campaigns.current')}</span>}
      </h3>
      <p>
        {t('campaigns.planned')}
        {colon()}
        {phase.startsOn || phase.endsOn ? <Span from={phase.startsOn} until={phase.endsOn} /> : t('plans.noDates')}
      </p>
      {phase.openedAt && <Actual name={t('campaigns.actualStart')} at={phase.openedAt} />}
      {phase.closedAt && <Actual name={t('campaigns.actualEnd')} at={phase.closedAt} />}
    </li>
  );
}

function Actual({ name, at }: { readonly name: string; readonly at: string }) {
  return (
    <p>
      {name}
      {colon()}
      <Day on={at.slice(0, 10)} />
    </p>
  );
}

function Figures({ campaign }: { readonly campaign: Campaign }) {
  const { t } = useTranslation();
  const { tasks, light } = campaign.figures;
  return (
    <section className="card" aria-labelledby="figures">
      <h2 id="figures">{t('campaigns.figures')}</h2>
      <dl className="facts-of">
        <dt>{t('campaigns.tasks')}</dt>
        <dd>
          <Tasks campaignId={campaign.id} count={tasks} />
        </dd>
        {(['green', 'yellow', 'red'] as const).map((colour) => (
          <Fragment key={colour}>
            <dt>{t(`lights.${colour}`)}</dt>
            <dd>
              <Tasks campaignId={campaign.id} count={light[colour]} light={colour} />
            </dd>
          </Fragment>
        ))}
        <Line name={t('campaigns.budget')}>{campaign.budgetFen !== null && <Money fen={campaign.budgetFen} />}</Line>
      </dl>
      {campaign.planId && (
        <p>
          <Link to="/consultations" search={{ planId: campaign.planId }}>
            {t('consultations.ofPlan')}
          </Link>
        </p>
      )}
    </section>
  );
}

/** A number of tasks that leads to them: cancelled ones and the wholes of shared ones are not counted. */
function Tasks({ campaignId, count, light }: { readonly campaignId: string; readonly count: number; readonly light?: string }) {
  if (count === 0) return count;
  return (
    <Link to="/campaigns/$id" params={{ id: campaignId }} search={{ tab: 'tasks', light, whole: 'false', cancelled: 'false' }}>
      {count}
    </Link>
  );
}
