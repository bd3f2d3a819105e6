import { addDays, daysBetween, endOfDay, startOfDay } from '../../domain/calendar/beijing.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { Evaluation, IndicatorState } from '../../domain/indicator/state.ts';
import type { Bilingual } from '../../domain/notice/notice.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { dateInWords } from '../documents/official.ts';
import { valueText } from '../indicators/export.ts';
import { outcomeNames } from '../indicators/presenter.ts';
import type { Period } from '../list/period.ts';
import { counted, type Figure } from './figure.ts';
import { listsOf, type Reading } from './lists.ts';

/** A part of a briefing: its numbers, and what is said of them. */
export interface BriefingSection {
  readonly title: Bilingual;
  readonly figures: readonly Figure[];
  /** In Chinese: numbers, names and dates that records have, and nothing else. */
  readonly sentences: readonly string[];
}

/** 简报 of a span of days. */
export interface Briefing extends Period {
  /** The span of the same length that follows. */
  readonly next: Period;
  readonly sections: readonly BriefingSection[];
}

/** Records that a part names: the page is one, the lists have them all. */
const mostNamed = 2;
const short = (text: string): string => (text.length > 16 ? `${text.slice(0, 15)}…` : text);

/** The first of them, and that there are more. */
function named<T>(items: readonly T[], said: (item: T) => string): string {
  const rest = items.length - mostNamed;
  return `${items.slice(0, mostNamed).map(said).join('；')}${rest > 0 ? `；另有${rest}项` : ''}。`;
}

/** What an indicator was before the span and at its end. */
function moved(state: IndicatorState, { from, until }: Period): string {
  const before = state.evaluations.findLast(({ at }) => at < startOfDay(from));
  const after = state.evaluations.findLast(({ at }) => at <= endOfDay(until));
  const outcome = (evaluation: Evaluation | undefined): string => outcomeNames[evaluation?.outcome ?? 'undecided'].zh;
  return `“${short(state.name)}”由${valueText(state, before) || '无'}（${outcome(before)}）变为${valueText(state, after) || '无'}（${outcome(after)}）`;
}

/** 简报: what the records say that the days of a span brought, and what the next span of the same length brings, as far as the asker sees it. */
export async function readBriefing(reading: Reading, { id: campaignId }: Pick<CampaignState, 'id'>, { from, until }: Period): Promise<Briefing> {
  const lists = listsOf(reading);
  const { org } = reading.moment;
  const next: Period = { from: addDays(until, 1), until: addDays(until, 1 + daysBetween(from, until)) };
  const finished = await lists.tasks({ campaignId, whole: 'false', acceptedFrom: from, acceptedUntil: until });
  const late = await lists.tasks({ campaignId, whole: 'false', dueFrom: from, dueUntil: until, overdue: 'true' });
  const indicators = await lists.indicators({ campaignId, recordedFrom: from, recordedUntil: until });
  const meetings = await lists.meetings({ campaignId, heldFrom: from, heldUntil: until });
  const visits = await lists.supervisions({ campaignId, visitedFrom: from, visitedUntil: until });
  const problems = await lists.findings({ campaignId, kind: 'problem', visitedFrom: from, visitedUntil: until });
  const due = await lists.tasks({ campaignId, whole: 'false', dueFrom: next.from, dueUntil: next.until, open: 'true' });
  const task =
    (dated: boolean) =>
    (one: TaskState): string =>
      `任务${one.number}“${short(one.content)}”（${org.unit(one.leadUnitId)?.name ?? ''}${dated && one.due?.dueOn !== undefined ? `，${dateInWords(one.due.dueOn)}` : ''}）`;
  const said = <T>(items: readonly T[], all: string, none: string, one: (item: T) => string): readonly string[] => (items.length === 0 ? [none] : [all, named(items, one)]);
  return {
    from,
    until,
    next,
    sections: [
      {
        title: { zh: '办结情况', en: 'Finished' },
        figures: [counted('验收任务', 'tasks accepted', '项', finished)],
        sentences: said(finished.items, `本期验收任务${finished.items.length}项。`, '本期没有验收任务。', task(false)),
      },
      {
        title: { zh: '超期情况', en: 'Became overdue' },
        figures: [counted('到期未办结任务', 'tasks due in the span and still overdue', '项', late)],
        sentences: said(late.items, `本期到期仍未办结的任务${late.items.length}项。`, '本期到期的任务没有超期未办结的。', task(true)),
      },
      {
        title: { zh: '指标变化', en: 'Indicators' },
        figures: [counted('更新指标', 'indicators with a new value', '项', indicators)],
        sentences: said(indicators.items, `本期更新数值的指标${indicators.items.length}项。`, '本期没有更新数值的指标。', (one) => moved(one, { from, until })),
      },
      {
        title: { zh: '会议和督导', en: 'Meetings and visits' },
        figures: [counted('召开会议', 'meetings held', '次', meetings), counted('督导检查', 'visits made', '次', visits), counted('发现问题', 'problems found', '个', problems)],
        sentences: [
          ...said(
            meetings.items,
            `本期召开会议${meetings.items.length}次。`,
            '本期没有召开会议。',
            ({ title, heldOn }) => `${heldOn === null ? '' : dateInWords(heldOn)}“${short(title)}”`,
          ),
          ...said(
            visits.items,
            `本期督导检查${visits.items.length}次，发现问题${problems.items.length}个。`,
            '本期没有督导检查。',
            ({ title, visitedOn, findings }) => `${visitedOn === null ? '' : dateInWords(visitedOn)}“${short(title)}”，发现问题${findings}个`,
          ),
        ],
      },
      {
        title: { zh: '下期到期', en: 'Due next' },
        figures: [counted('下期到期任务', 'open tasks due in the next span', '项', due)],
        sentences: said(
          due.items,
          `${dateInWords(next.from)}至${dateInWords(next.until)}到期的任务${due.items.length}项。`,
          `${dateInWords(next.from)}至${dateInWords(next.until)}没有到期的任务。`,
          task(true),
        ),
      },
    ],
  };
}
