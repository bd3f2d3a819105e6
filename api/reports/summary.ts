import { addDays, startOfDay } from '../../domain/calendar/beijing.ts';
import { isOfRecord } from '../../domain/campaign/noted.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { EvaluationState } from '../../domain/evaluation/state.ts';
import { bodiesCounted } from '../../domain/policy/figures.ts';
import type { Instant } from '../../domain/process/time.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { presentScores } from '../evaluations/presenter.ts';
import { seenScores } from '../evaluations/scores.ts';
import { countWork } from '../figures/read.ts';
import { HttpProblem } from '../http/problem.ts';
import type { Presentable } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import type { Period } from '../list/period.ts';
import { within } from '../list/search.ts';
import { binder } from '../list/source.ts';
import { addressOf, counted, type Figure, type FigureSection, summed } from './figure.ts';
import { listsOf, type Reading, type RowsFrom } from './lists.ts';
import { taskFigures } from './tasks.ts';

/** What a campaign's records say of a period, as far as the asker sees them. */
export interface Summary {
  /** Tasks as they stand, in the period, and the chasing. */
  readonly tasks: readonly FigureSection[];
  /** Meetings, supervision, indicators, surveys, evaluation, consultation, bulletins, cases: those of which there is anything to tell. */
  readonly around: readonly FigureSection[];
  /** Tasks by lead unit. */
  readonly units: readonly FigureSection[];
  /** The rows behind the numbers, for annexes. */
  readonly rows: {
    readonly meetings: RowsFrom<'meetings'>;
    readonly supervisions: RowsFrom<'supervisions'>;
    readonly findings: RowsFrom<'findings'>;
    readonly indicators: RowsFrom<'indicators'>;
    readonly surveys: RowsFrom<'surveys'>;
    readonly bulletins: RowsFrom<'bulletins'>;
    readonly ranking: Ranking | undefined;
  };
  /** Meetings and supervisions of the period that were written into the campaign itself and have no record of their own. */
  readonly noted: { readonly meetings: CampaignState['meetings']; readonly supervisions: CampaignState['supervisions'] };
}

/** The scores of the campaign's last evaluation. */
export interface Ranking {
  readonly title: string;
  readonly address: string;
  /** 0: not published. */
  readonly version: number;
  readonly classes: Presentable<ReturnType<typeof presentScores>['classes']>;
}

const section = (zh: string, en: string, figures: readonly Figure[]): FigureSection => ({ title: { zh, en }, figures });

/** The scores that the asker sees of the last evaluation that shows any. */
async function rankingOf({ items }: RowsFrom<'evaluations'>, { ledger, asker, moment, language }: Reading): Promise<Ranking | undefined> {
  for (const { id, title } of items) {
    const seen = await readProcess<EvaluationState>(ledger, asker, moment, 'evaluation', id);
    try {
      const { version, table, ranked } = await seenScores(ledger, seen, moment, undefined);
      return { title, version, address: `/api/v1/evaluations/${id}/scores`, classes: presentScores(seen.state, version, table, { org: moment.org, language, ranked }).classes };
    } catch (error) {
      if (!(error instanceof HttpProblem) || error.code !== 'document.absent') throw error;
    }
  }
  return undefined;
}

/** Figures of cases for whoever has them; no case is named. */
async function caseFigures({ from, until }: Period, { ledger, asker, moment }: Reading): Promise<readonly Figure[]> {
  const bodies = bodiesCounted(asker.actors, moment.org);
  if (bodies === undefined || bodies.length === 0) return [];
  const work = await countWork(ledger.pool, { bodies, from: startOfDay(from), before: startOfDay(addDays(until, 1)) });
  const rows = { address: addressOf('/api/v1/figures/cases', { from, until }), items: work };
  return [
    summed('新增案件', 'cases opened', '件', rows, 'opened', (one) => one.opened),
    summed('结案', 'cases closed', '件', rows, 'closed', (one) => one.closed),
    summed('责令改正', 'orders to rectify', '份', rows, 'orders', (one) => one.orders),
    summed('行政处罚', 'penalties', '件', rows, 'penalties', (one) => one.penalties),
  ].map((figure) => ({ ...figure, list: 'bodies' }));
}

/** The tasks behind the numbers, for annexes. */
export interface TaskRows {
  readonly accepted: RowsFrom<'tasks'>;
  readonly overdue: RowsFrom<'tasks'>;
  readonly signed: readonly SignedNotice[];
}

/** A 督办通知书 signed in the period, with its task. */
interface SignedNotice {
  readonly task: TaskState;
  readonly number: string;
  readonly unitId: string;
  readonly at: Instant;
}

/** The 督办通知书 of these tasks that were signed in the period, as they were recorded. */
async function signedNotices({ pool }: Reading['ledger'], tasks: readonly TaskState[], { from, until }: Period): Promise<readonly SignedNotice[]> {
  const values: unknown[] = [];
  const bind = binder(values);
  const conditions = [`f.process_id = ANY(${bind(tasks.map(({ id }) => id))}::uuid[])`, "f.type = 'urgingNoticeSigned'", ...within(bind, 'f.at', from, until)];
  const { rows } = await pool.query<{ readonly id: string; readonly number: string; readonly unitId: string; readonly at: Date }>(
    `SELECT f.process_id AS id, f.data ->> 'number' AS number, f.data ->> 'unitId' AS "unitId", f.at FROM fact f WHERE ${conditions.join(' AND ')} ORDER BY f.at, f.process_id, f.seq`,
    values,
  );
  const byId = new Map(tasks.map((task) => [task.id, task]));
  return rows.flatMap(({ id, at, ...notice }) => {
    const task = byId.get(id);
    return task ? [{ ...notice, task, at: at.getTime() }] : [];
  });
}

/** Tasks accepted in the period, tasks overdue now, 督办通知书 signed in the period. */
export async function readTaskRows(reading: Reading, { id: campaignId }: Pick<CampaignState, 'id'>, { from, until }: Period): Promise<TaskRows> {
  const { tasks } = listsOf(reading);
  return {
    accepted: await tasks({ campaignId, whole: 'false', acceptedFrom: from, acceptedUntil: until }),
    overdue: await tasks({ campaignId, whole: 'false', overdue: 'true' }),
    signed: await signedNotices(reading.ledger, (await tasks({ campaignId, urgedFrom: from, urgedUntil: until })).items, { from, until }),
  };
}

/** A chapter of what there is any of; none otherwise. */
const whereAny = (rows: { readonly items: readonly unknown[] }, chapter: () => FigureSection): readonly FigureSection[] => (rows.items.length === 0 ? [] : [chapter()]);

/** 工作总结: a campaign's numbers over a period, each with the list of what it counts, and the rows themselves. */
export async function readSummary(reading: Reading, campaign: CampaignState, period: Period): Promise<Summary> {
  const { ledger, asker, moment } = reading;
  const { from, until } = period;
  const lists = listsOf(reading);
  const of = { campaignId: campaign.id };
  const visited = { ...of, visitedFrom: from, visitedUntil: until };
  const problems = { ...visited, kind: 'problem' } as const;
  const { general, units } = await taskFigures(ledger, campaign.id, period, asker, moment);
  // One after the other: a report is no reason to take all connections.
  const meetings = await lists.meetings({ ...of, heldFrom: from, heldUntil: until });
  const ofGroup = await lists.meetings({ ...of, kind: 'leadingGroup', heldFrom: from, heldUntil: until });
  const unwritten = await lists.meetings({ ...of, stage: 'held', heldFrom: from, heldUntil: until });
  const supervisions = await lists.supervisions(visited);
  const findings = await lists.findings(problems);
  const settled = await lists.findings({ ...problems, open: 'false' });
  const unsettled = await lists.findings({ ...problems, open: 'true' });
  const indicators = await lists.indicators(of);
  const reached = await lists.indicators({ ...of, outcome: 'reached' });
  const notReached = await lists.indicators({ ...of, outcome: 'notReached' });
  const undecided = await lists.indicators({ ...of, outcome: 'undecided' });
  const surveys = await lists.surveys(of);
  const evaluations = await lists.evaluations(of);
  const consultations = campaign.planId === undefined ? undefined : await lists.consultations({ planId: campaign.planId });
  const bulletins = await lists.bulletins({ ...of, issuedFrom: from, issuedUntil: until });
  const ranking = await rankingOf(evaluations, reading);
  const cases = await caseFigures(period, reading);
  const around = [
    section('会议情况', 'Meetings', [
      counted('本期召开会议', 'meetings held', '次', meetings),
      counted('其中领导小组会议', 'of them of the leading group', '次', ofGroup),
      counted('待出纪要', 'of them without minutes yet', '次', unwritten),
    ]),
    section('督导检查情况', 'Supervision', [
      counted('本期督导检查', 'visits made', '次', supervisions),
      counted('发现问题', 'problems found', '个', findings),
      counted('已整改销号', 'of them settled', '个', settled),
      counted('尚未销号', 'of them not settled', '个', unsettled),
    ]),
    ...whereAny(indicators, () =>
      section('指标情况', 'Indicators', [
        counted('指标', 'indicators', '项', indicators),
        counted('达标', 'reached', '项', reached),
        counted('未达标', 'not reached', '项', notReached),
        counted('待定', 'undecided', '项', undecided),
      ]),
    ),
    ...whereAny(surveys, () =>
      section('调查情况', 'Surveys', [
        counted('调查', 'surveys', '项', surveys),
        summed('计划样本', 'planned samples', '个', surveys, 'sample.planned', (one) => one.sample.planned),
        summed('已完成样本', 'reached', '个', surveys, 'sample.reached', (one) => one.sample.reached),
      ]),
    ),
    ...whereAny(evaluations, () =>
      section('考评情况', 'Evaluation', [
        counted('考评', 'evaluations', '次', evaluations),
        ...(ranking
          ? [
              {
                ...counted('最近一次考评得分的单位', 'units with scores in the last', '个', {
                  address: ranking.address,
                  items: ranking.classes.flatMap(({ scores }) => scores),
                }),
                list: 'classes.scores',
              },
            ]
          : []),
      ]),
    ),
    ...(consultations
      ? whereAny(consultations, () =>
          section('征求意见情况', 'Consultation', [
            counted('征求意见', 'rounds', '轮', consultations),
            summed('征求单位', 'units asked', '个次', consultations, 'asked', (one) => one.asked),
            summed('已反馈', 'of them answered', '个次', consultations, 'answered', (one) => one.answered),
          ]),
        )
      : []),
    section('通报情况', 'Bulletins', [counted('本期印发通报', 'bulletins issued', '份', bulletins)]),
    ...(cases.length === 0 ? [] : [section('执法办案情况', 'Enforcement cases of the district', cases)]),
  ];
  const isNoted = ({ heldOn }: { readonly heldOn: string }, text: string): boolean => heldOn >= from && heldOn <= until && !isOfRecord(text);
  return {
    tasks: general,
    around,
    units,
    rows: { meetings, supervisions, findings, indicators, surveys, bulletins, ranking },
    noted: {
      meetings: campaign.meetings.filter((one) => isNoted(one, one.minutes)),
      supervisions: campaign.supervisions.filter((one) => isNoted(one, one.note)),
    },
  };
}
