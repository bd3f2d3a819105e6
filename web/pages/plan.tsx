import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bulk } from '../plans/bulk.tsx';
import { Corrections } from '../plans/corrections.tsx';
import { Head } from '../plans/head.tsx';
import { Launch } from '../plans/launch.tsx';
import { TaskCard } from '../plans/outline.tsx';
import { type Doubt, doubtsOf, piecesOf } from '../plans/pieces.ts';
import { datedPhase, type Plan, planQuery, useFill } from '../plans/queries.ts';
import type { TaskSetting } from '../plans/setting.ts';
import { SourceText } from '../plans/source-text.tsx';
import { Filters } from '../ui/filters.tsx';
import { comma } from '../ui/line.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Read } from '../ui/states.tsx';

/** A draft beside its text: every recognised piece, doubts stepped through by one key, corrections in place and in bulk, the launch. */
export function Screen() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false });
  const plan = useQuery(planQuery(id));
  const [launching, setLaunching] = useState(false);
  return (
    <Page
      title={plan.data?.title || t('plans.untitled')}
      above={<Link to="/plans">{t('plans.title')}</Link>}
      lead={plan.data && [plan.data.documentNumber, plan.data.issuingBody].filter(Boolean).join(' ')}
      actions={
        plan.data?.launchedAs ? (
          <Link to="/campaigns/$id" params={{ id: plan.data.launchedAs }} className="button primary">
            {t('plans.toCampaign')}
          </Link>
        ) : (
          plan.data && (
            <button type="button" className="button primary" onClick={() => setLaunching(true)}>
              {t('plans.launch')}
            </button>
          )
        )
      }
    >
      <Read query={plan}>
        {(draft) => (
          <Corrections>
            <Editor plan={draft} />
          </Corrections>
        )}
      </Read>
      {launching && plan.data && (
        <Launch
          plan={plan.data}
          close={() => setLaunching(false)}
          show={(number) => {
            setLaunching(false);
            // The form gives the focus back first, to the button that opened it.
            setTimeout(() => taskCard(number)?.querySelector('select')?.focus(), 100);
          }}
        />
      )}
    </Page>
  );
}

const taskCard = (number: string): Element | null => document.querySelector(`[data-task="${CSS.escape(number)}"]`);

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

function Editor({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation();
  const { only }: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const [marked, setMarked] = useState<{ readonly from: number; readonly to: number }>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const pieces = useMemo(() => piecesOf(plan), [plan]);
  const doubts = useMemo(() => doubtsOf(plan, (lacks) => `${t('plans.lacks')} ${lacks.map((lack) => t(`plans.lack.${lack as 'lead'}`)).join(comma())}`), [plan, t]);
  const lacks = useMemo(() => new Map(plan.missing.map((one) => [one.number, one.lacks])), [plan]);
  const locked = plan.launchedAs !== null;
  const { mutateAsync: fill } = useFill(plan.id);
  const look = (line: number): void => {
    const task = plan.tasks.find(({ quote }) => line >= quote.fromLine && line <= quote.toLine);
    setMarked(task ? { from: task.quote.fromLine, to: task.quote.toLine } : line > 0 ? { from: line, to: line } : undefined);
    if (task) taskCard(task.number)?.scrollIntoView({ block: 'center' });
  };
  const tasks = only === 'missing' ? plan.tasks.filter(({ number }) => lacks.has(number)) : plan.tasks;
  const sections = [...plan.sections, { id: null, title: t('plans.noSection'), label: '' }];
  return (
    <>
      <Doubts doubts={doubts} look={look} />
      <Filters filters={[{ name: 'only', label: t('plans.show'), choices: [['missing', t('plans.onlyMissing')]] }]} />
      {chosen.size > 0 && (
        <Corrections>
          <Bulk count={chosen.size} set={(setting) => fill({ changes: [{ select: { tasks: [...chosen] }, set: setting }] }).then(() => setChosen(new Set()))} />
        </Corrections>
      )}
      <Head plan={plan} edit={(edit) => fill({ edit })} date={(index, dates) => fill(datedPhase(index, dates))} />
      <div className="plan-sides">
        <SourceText planId={plan.id} pieces={pieces} marked={marked} choose={look} />
        <section className="card" aria-labelledby="draft">
          <h2 id="draft">{t('plans.draft', { count: plan.tasks.length })}</h2>
          {tasks.length === 0 && <Empty>{t('plans.noTasks')}</Empty>}
          {sections.map(({ id, label, title }) => {
            const own = tasks.filter(({ section }) => section === id);
            return (
              own.length > 0 && (
                <section key={id ?? 'none'} aria-label={`${label}${title}`}>
                  <h3>
                    {label}
                    {title}{' '}
                    <button type="button" className="button plain" disabled={locked} onClick={() => setChosen(new Set([...chosen, ...own.map(({ number }) => number)]))}>
                      {t('plans.chooseSection')}
                    </button>
                  </h3>
                  <ol>
                    {own.map((task) => (
                      <TaskCard
                        key={task.number}
                        task={task}
                        sections={plan.sections}
                        lacks={lacks.get(task.number) ?? []}
                        chosen={chosen.has(task.number)}
                        marked={marked?.from === task.quote.fromLine}
                        locked={locked}
                        look={() => setMarked({ from: task.quote.fromLine, to: task.quote.toLine })}
                        choose={(is) => setChosen(new Set(is ? [...chosen, task.number] : [...chosen].filter((number) => number !== task.number)))}
                        set={(setting: TaskSetting) => fill({ changes: [{ select: { tasks: [task.number] }, set: setting }] })}
                        remove={(number) => fill({ edit: { removeTasks: [number] } })}
                      />
                    ))}
                  </ol>
                </section>
              )
            );
          })}
        </section>
      </div>
    </>
  );
}

/** The doubts, counted; `n` goes to the next and `p` to the one before. */
function Doubts({ doubts, look }: { readonly doubts: readonly Doubt[]; readonly look: (line: number) => void }) {
  const { t } = useTranslation();
  const [at, setAt] = useState(-1);
  const current = doubts[at];
  const go = (step: number): void => {
    if (doubts.length === 0) return;
    const next = (at + step + doubts.length) % doubts.length;
    setAt(next);
    look(doubts[next]?.line ?? 0);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'n') go(1);
      if (event.key === 'p') go(-1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  if (doubts.length === 0) return <p className="tag green">{t('plans.noDoubts')}</p>;
  return (
    <section className="notice" aria-labelledby="doubts">
      <h2 id="doubts">{t('plans.doubts', { count: doubts.length })}</h2>
      <div className="buttons">
        <button type="button" className="button" onClick={() => go(-1)}>
          {t('plans.former')} <kbd>P</kbd>
        </button>
        <button type="button" className="button" onClick={() => go(1)}>
          {t('plans.next')} <kbd>N</kbd>
        </button>
        <p role="status">{current && t(current.line === 0 ? 'plans.doubtOfAll' : 'plans.doubtAt', { at: at + 1, of: doubts.length, line: current.line, text: current.text })}</p>
      </div>
    </section>
  );
}
