import { beijingDateOf } from '../calendar/beijing.ts';
import type { BulletinFigures, UnitFigures } from './figures.ts';
import type { BulletinContent, BulletinSection } from './state.ts';

/** A date as documents write it: 2026年3月5日. */
const inWords = (date: string): string => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
const named = (units: readonly UnitFigures[]): string => units.map(({ unit }) => unit).join('、');
const percentOf = (part: number, whole: number): string => (whole === 0 ? '0%' : `${Math.round((part / whole) * 1_000) / 10}%`);
/** Units that a text names: beyond them the table speaks. */
const mostNamed = 5;

function overview({ from, until, source }: BulletinContent, { at, tasks, byStage, overdue }: BulletinFigures): string {
  const { accepted = 0, submitted = 0, cancelled = 0 } = byStage;
  return `${inWords(from)}至${inWords(until)}，各单位按照${source.zh}推进工作。截至${inWords(beijingDateOf(at))}，共有任务${tasks - cancelled}项，另取消${cancelled}项；已验收${accepted}项，占${percentOf(accepted, tasks - cancelled)}；待验收${submitted}项；超过完成时限仍未办结${overdue.length}项。`;
}

function late({ units, overdue, urgingNotices }: BulletinFigures): string {
  if (overdue.length === 0) return '目前没有超过完成时限的任务。';
  const own = units.filter((unit) => unit.overdue > 0).toSorted((a, b) => b.overdue - a.overdue);
  const first = own.slice(0, mostNamed).map(({ unit, overdue: count }) => `${unit}${count}项`);
  return `超期任务涉及${own.length}个单位：${first.join('、')}${own.length > mostNamed ? '等' : ''}（见附表2）。${urgingNotices.length === 0 ? '' : `其间签发督办通知书${urgingNotices.length}份。`}`;
}

const leading = ({ units }: BulletinFigures): readonly UnitFigures[] => units.filter((unit) => unit.overdue === 0 && (unit.percent ?? 0) > 0).slice(0, mostNamed);

/** The text as the records draft it; the office may write another. Figures stand in it as they were at that moment. */
export function draftedSections(content: BulletinContent, figures: BulletinFigures): readonly BulletinSection[] {
  const first = { heading: '总体情况', paragraphs: [overview(content, figures)] };
  const best = leading(figures);
  switch (content.kind) {
    case 'progress':
      return [
        first,
        { heading: '各单位进展', paragraphs: [best.length === 0 ? '各单位完成情况见附表1。' : `完成率居前且无超期任务的单位有${named(best)}，各单位完成情况见附表1。`] },
        { heading: '存在问题', paragraphs: [late(figures)] },
        { heading: '下一步要求', paragraphs: ['各单位要对照任务清单逐项检查，超期任务要说明原因、明确措施，尽快办结；临期任务要提前安排，按时报送。'] },
      ];
    case 'criticism':
      return [
        first,
        { heading: '通报批评', paragraphs: [late(figures)] },
        { heading: '整改要求', paragraphs: ['上述单位要立即整改，查明原因，明确责任人和完成时限，并将整改情况书面报领导小组办公室。'] },
      ];
    case 'praise':
      return [
        first,
        { heading: '通报表扬', paragraphs: [best.length === 0 ? '各单位完成情况见附表1。' : `${named(best)}组织有力、按时完成，现予通报表扬。`] },
        { heading: '希望', paragraphs: ['希望受表扬的单位再接再厉，其他单位学习先进，按时保质完成任务。'] },
      ];
  }
}
