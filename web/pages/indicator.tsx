import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { language } from '../i18n/index.ts';
import type { Choices, Offer } from '../steps/offered.tsx';
import { CampaignCrumbs } from '../things/crumbs.tsx';
import { FileLinks } from '../things/files.tsx';
import { choicesOf, surveysOf } from '../things/offers.ts';
import { Outcome } from '../things/outcome.tsx';
import { ThingPage } from '../things/thing-page.tsx';
import type { Things } from '../things/things.ts';
import { Trend } from '../things/trend.tsx';
import { alone } from '../ui/alone.ts';
import { comma, Line, namesOf } from '../ui/line.tsx';
import { type Column, TableOf } from '../ui/rows.tsx';
import { Empty } from '../ui/states.tsx';
import { dayText } from '../ui/time.ts';
import { Day, Due, Moment } from '../ui/times.tsx';

type Indicator = Things['indicators'];
type Amount = Pick<Indicator['values'][number]['versions'][number], 'value' | 'numerator' | 'denominator' | 'items'>;

/** An indicator: its value against its target and why, its trend, every value with its versions and source, targets and baselines as they were. */
export function Screen() {
  const { t } = useTranslation();
  return (
    <ThingPage
      things="indicators"
      name={t('indicators.one')}
      title={({ number, name }) => `${number} ${name}`}
      above={(indicator) => <CampaignCrumbs campaignId={indicator?.campaignId} tab="indicators" name={t('tabs.indicators')} />}
      lead={(indicator) => (
        <>
          <span className="tag">{alone(indicator.stageName)}</span> <Outcome {...indicator} /> {indicator.late && <span className="tag red">{t('indicators.late')}</span>}
        </>
      )}
      offer={offerOf}
      file={({ target, owner, office, units, reported, cancelReason }) => (
        <>
          <Line name={t('indicators.target')}>{target}</Line>
          <Line name={t('indicators.owner')}>{owner.name}</Line>
          <Line name={t('campaigns.office')}>{office.name}</Line>
          <Line name={t('indicators.units')}>{namesOf(units)}</Line>
          <Line name={t('indicators.reported')}>{reported && t('indicators.reportedOf', { reported: reported.reported, of: reported.of })}</Line>
          <Line name={t('indicators.missingUnits')}>{reported && namesOf(reported.missing)}</Line>
          <Line name={t('thing.cancelled')}>{cancelReason}</Line>
        </>
      )}
    >
      {(indicator) => (
        <>
          <Current indicator={indicator} />
          <Values indicator={indicator} />
          <Owed indicator={indicator} />
          <Bases indicator={indicator} />
        </>
      )}
    </ThingPage>
  );
}

interface PartProps {
  readonly indicator: Indicator;
}

function Current({ indicator }: PartProps) {
  const { t } = useTranslation();
  const { current, unit, target, on, change, difference, items, warning, warned } = indicator;
  return (
    <section className="card" aria-labelledby="current">
      <h2 id="current">{t('indicators.standing')}</h2>
      <div className="standing-of">
        <p className="figure">
          <strong>{current === null ? t('indicators.none') : `${current}${unit}`}</strong> <span className="hint">{on && <Day on={on} />}</span>
        </p>
        <Trend indicator={indicator} />
      </div>
      <dl className="facts-of">
        <Line name={t('indicators.target')}>{target}</Line>
        <Line name={t('indicators.change')}>{change && `${change}%`}</Line>
        <Line name={t('indicators.difference')}>{difference && `${difference}${unit}`}</Line>
        <Line name={t('indicators.items')}>{items && `${items.done}/${items.all}`}</Line>
        <Line name={t('indicators.itemsOpen')}>{items?.open.join(comma())}</Line>
        <Line name={t('indicators.itemsLate')}>{items?.late.join(comma())}</Line>
        <Line name={t('indicators.warning')}>
          {warning && (
            <>
              {t(`indicators.op.${warning.op}`)} {warning.threshold}
              {unit}：{warning.content} {warning.crossed && <span className="tag red">{t('indicators.crossed')}</span>}
            </>
          )}
        </Line>
        <Line name={t('indicators.warned')}>
          {warned.length > 0 &&
            warned.map(({ taskId, taskNumber }) => (
              <Link key={taskId} to="/tasks/$id" params={{ id: taskId }}>
                {taskNumber}
              </Link>
            ))}
        </Line>
      </dl>
    </section>
  );
}

/** An amount as it was given: a value, a share of counts, or the things done of a list. */
const amountText = ({ value, numerator, denominator, items }: Amount): string =>
  value ?? (numerator !== null ? `${numerator}/${denominator ?? ''}` : (items ?? []).map(({ name, quantity }) => `${name} ${quantity}`).join(comma()));

/** The items of a rule that is a list, by their exact names. */
const itemsOf = ({ rule: { items } }: Indicator): Choices =>
  (Array.isArray(items) ? (items as readonly { readonly name: string }[]) : []).map(({ name }): readonly [string, string] => [name, name]);

/** What the forms of its steps let choose: a value to correct by its day and figure, a unit of those that report, an item of the list. */
function offerOf(indicator: Indicator): Offer {
  const { campaignId, values, unit, units } = indicator;
  const items = itemsOf(indicator);
  const ofList = ['setBaseline', 'correctBaseline', 'recordValue', 'correctValue.amount'];
  return {
    surveyId: surveysOf(campaignId),
    'correctValue.value': newestFirst(values).map(({ n, on, unit: of, versions }) => {
      const last = versions.at(-1);
      return [String(n), [dayText(on, language()), last && `${amountText(last)}${last.value === null ? '' : unit}`, of?.name].filter(Boolean).join(' · ')];
    }),
    ...(units.length > 0 ? { 'recordValue.unitId': choicesOf(units) } : {}),
    ...(items.length > 0 ? Object.fromEntries(ofList.map((step) => [`${step}.items.name`, items])) : {}),
  };
}

const newestFirst = (values: Indicator['values']): Indicator['values'] => [...values].sort((one, other) => other.on.localeCompare(one.on) || other.n - one.n);

function Values({ indicator: { values, unit, items } }: PartProps) {
  const { t } = useTranslation();
  const columns: readonly Column<Indicator['values'][number]>[] = [
    { head: t('indicators.on'), kind: 'number', cell: ({ on }) => <Day on={on} /> },
    {
      head: t('indicators.value'),
      kind: items ? 'text' : 'amount',
      cell: ({ versions }) => {
        const last = versions.at(-1);
        return last && `${amountText(last)}${last.value === null ? '' : unit}`;
      },
    },
    { head: t('indicators.by_'), kind: 'number', cell: ({ unit: of, versions }) => [of?.name, versions.at(-1)?.by?.name].filter(Boolean).join(' ') },
    { head: t('indicators.source'), kind: 'text', cell: ({ survey, versions }) => <Source survey={survey} versions={versions} unit={unit} /> },
  ];
  return (
    <section className="card" aria-labelledby="values">
      <h2 id="values">{t('indicators.values')}</h2>
      {values.length === 0 ? (
        <Empty>{t('indicators.noValues')}</Empty>
      ) : (
        <TableOf name={t('indicators.values')} columns={columns} keyOf={({ n }) => String(n)} rows={newestFirst(values)} />
      )}
    </section>
  );
}

function Source({ survey, versions, unit }: Pick<Indicator['values'][number], 'survey' | 'versions'> & { readonly unit: string }) {
  const { t } = useTranslation();
  const last = versions.at(-1);
  const former = versions.slice(0, -1);
  return (
    <>
      {last?.source}{' '}
      {survey && (
        <Link to="/surveys/$id" params={{ id: survey.id }}>
          {survey.number}
        </Link>
      )}
      {last && last.evidence.length > 0 && <FileLinks files={last.evidence.map((id) => ({ id }))} />}
      {former.length > 0 && (
        <details>
          <summary>{t('indicators.corrected', { n: former.length })}</summary>
          <p>{last?.reason}</p>
          <ul>
            {former.map((version) => (
              <li key={version.version}>
                {amountText(version)}
                {version.value === null ? '' : unit} · <Moment at={version.at} /> {version.by?.name}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Owed({ indicator: { owed, answered } }: PartProps) {
  const { t } = useTranslation();
  if (owed.length + answered.length === 0) return null;
  return (
    <section className="card" aria-labelledby="owed">
      <h2 id="owed">{t('indicators.owed')}</h2>
      <ul>
        {owed.map(({ unit, dueOn, dueAt, late }) => (
          <li key={`${unit.id} ${dueAt}`}>
            {unit.name} <Due dueOn={dueOn} dueAt={dueAt} /> {late && <span className="tag red">{t('indicators.late')}</span>}
          </li>
        ))}
      </ul>
      {answered.length > 0 && <p className="hint">{t('indicators.answered', { n: answered.length, late: answered.filter(({ late }) => late).length })}</p>}
    </section>
  );
}

function Bases({ indicator: { targets, baselines, references, unit } }: PartProps) {
  const { t } = useTranslation();
  const based = [
    ...targets.map(({ version, target, at, by, reason }) => ({ key: `target ${version}`, what: t('indicators.target'), text: target, on: undefined, at, by, reason })),
    ...baselines.map((base) => ({
      key: `base ${base.version}`,
      what: t('indicators.baseline'),
      text: `${amountText(base)}${base.value === null ? '' : unit}`,
      ...base,
      reason: base.reason ?? base.source,
    })),
    ...references.map((base) => ({
      key: `reference ${base.n}`,
      what: t('indicators.reference'),
      text: `${amountText(base)}${base.value === null ? '' : unit}`,
      ...base,
      reason: base.source,
    })),
  ];
  const columns: readonly Column<(typeof based)[number]>[] = [
    { head: t('indicators.what'), kind: 'number', cell: ({ what }) => what },
    { head: t('indicators.value'), kind: 'text', cell: ({ text }) => text },
    { head: t('indicators.on'), kind: 'number', cell: ({ on, at }) => (on === undefined ? <Moment at={at} /> : <Day on={on} />) },
    { head: t('indicators.because'), kind: 'text', cell: ({ reason, by }) => [reason, by?.name].filter(Boolean).join(' · ') },
  ];
  return (
    <section className="card" aria-labelledby="bases">
      <h2 id="bases">{t('indicators.bases')}</h2>
      <TableOf name={t('indicators.bases')} columns={columns} keyOf={({ key }) => key} rows={based} />
    </section>
  );
}
