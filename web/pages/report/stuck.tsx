import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/types.ts';
import { useWhole } from '../../things/lists.ts';
import { inOrder } from '../../things/task-order.ts';
import type { Things } from '../../things/things.ts';
import { alone } from '../../ui/alone.ts';
import { colon } from '../../ui/line.tsx';
import { TableOf } from '../../ui/rows.tsx';
import { Read } from '../../ui/states.tsx';
import { Due } from '../../ui/times.tsx';

type Campaign = Things['campaigns'];
type Item = components['schemas']['TaskItem'];

/** So many overdue tasks fit on the sheet. */
const shown = 8;

/** What is stuck: the conditions that the phase still lacks, and the tasks that are overdue, with their units and days. */
export function Stuck({ campaign }: { readonly campaign: Campaign }) {
  const { t } = useTranslation();
  const blocking = campaign.conditions.filter(({ blocks }) => blocks);
  return (
    <section className="card" aria-labelledby="report-stuck">
      <h2 id="report-stuck">{t('report.stuck')}</h2>
      {blocking.length === 0 ? (
        <p>{t('report.conditions')}</p>
      ) : (
        <p>
          {t('report.blocks')}
          {colon()}
          {blocking.map(({ condition, label, by, lackingCount }) => (
            <span key={condition} className="stuck">
              {label} <span className="tag red">{by === 'computed' ? t('report.lacking', { count: lackingCount }) : t('report.unconfirmed')}</span>{' '}
            </span>
          ))}
        </p>
      )}
      <Late campaign={campaign} />
    </section>
  );
}

function Late({ campaign }: { readonly campaign: Campaign }) {
  const { t } = useTranslation();
  // All of them: the longest overdue may stand last in the plan.
  const all = useWhole<Item>(`/api/v1/campaigns/${campaign.id}/tasks`, { overdue: 'true' });
  return (
    <Read query={all}>
      {(late) => {
        if (late.length === 0) return <p>{t('report.noLate')}</p>;
        return (
          <>
            <TableOf<Item>
              name={t('report.late')}
              keyOf={({ id }) => id}
              rows={inOrder(late, 'due').slice(0, shown)}
              columns={[
                {
                  head: t('report.late'),
                  kind: 'text',
                  cell: ({ id, number, content }) => (
                    <Link to="/tasks/$id" params={{ id }}>
                      {number} {content}
                    </Link>
                  ),
                },
                { head: t('tasks.lead'), kind: 'number', cell: ({ lead }) => lead.name },
                { head: t('tasks.due'), kind: 'number', cell: ({ dueOn, dueAt }) => <Due dueOn={dueOn} dueAt={dueAt} /> },
                { head: t('tasks.rung'), kind: 'number', cell: ({ rungName }) => (rungName === null ? '–' : alone(rungName)) },
              ]}
            />
            {campaign.figures.light.red > shown && <p className="hint">{t('report.moreLate', { count: campaign.figures.light.red })}</p>}
          </>
        );
      }}
    </Read>
  );
}
