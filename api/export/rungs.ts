import type { Bilingual } from '../../domain/notice/notice.ts';
import { type Language, say } from '../http/language.ts';

/** What the rungs of the ladders given by default are called, by how their names end. */
const endings: readonly (readonly [RegExp, Bilingual])[] = [
  [/reminder(\.\d+)?$/i, { zh: '到期前提醒', en: 'reminder' }],
  [/(overdue|overdueNotice)$/i, { zh: '超期提醒', en: 'overdue notice' }],
  [/escalation$/i, { zh: '报分管领导', en: 'to the manager in charge' }],
  [/^urgingNotice$/, { zh: '督办通知书', en: 'formal urging notice' }],
  [/leadingGroup$/i, { zh: '报领导小组', en: 'to the leading group' }],
  [/office$/i, { zh: '报办公室', en: 'to the office' }],
  [/(unsigned|neverSigned)$/i, { zh: '未签提醒', en: 'still unsigned' }],
  [/(unanswered|neverAnswered)$/i, { zh: '未答复提醒', en: 'still unanswered' }],
  [/^(bulletinDue|bulletin(Still)?Unissued|publicationDue|findingsOpen|visitEnd)$/, { zh: '到期提醒', en: 'due' }],
];

/** A rung in words; one of a ladder that somebody wrote goes by the name that it was given. */
export function rungName(rung: string, language: Language): string {
  const found = endings.find(([ending]) => ending.test(rung));
  return found ? say(found[1], language) : rung;
}
