import { periodText } from '../calendar/period-text.ts';
import type { Bilingual } from '../notice/notice.ts';
import { isExact } from '../process/time.ts';
import type { PlannedRung, Strike } from './deadline.ts';
import type { RungTarget } from './ladder.ts';

/** What it is called to tell these people after the due moment. */
export const targetNames: Readonly<Record<RungTarget, Bilingual>> = {
  responsible: { zh: '提醒', en: 'reminder' },
  liaisonOfficer: { zh: '超期催办', en: 'overdue notice' },
  managerInCharge: { zh: '报分管领导', en: 'to the manager in charge' },
  unitLeader: { zh: '报主要领导', en: 'to the unit’s leader' },
  office: { zh: '报领导小组办公室', en: 'to the office' },
  urgingNotice: { zh: '拟发督办通知书', en: 'formal urging notice' },
  groupDeputy: { zh: '报领导小组副组长', en: 'to the deputy chair' },
  leadingGroup: { zh: '报领导小组', en: 'to the leading group' },
};
const reminder: Bilingual = { zh: '到期前提醒', en: 'reminder' };

interface Named {
  /** How the rung's name ends, or all of it. */
  readonly rung: RegExp;
  readonly name: Bilingual;
  /** Whom the name says that it tells. */
  readonly to?: RungTarget;
}
/** Names of the rungs of the ladders given by default; the first that fits. */
const names: readonly Named[] = [
  { rung: /reminder(\.\d+)?$/i, name: reminder },
  { rung: /^(phase|meeting|supervision|bulletin|review|answer|visit|objection|findingsOpen|minutes)Escalation$/, name: targetNames.groupDeputy, to: 'groupDeputy' },
  { rung: /^(publicationOverdue|(draft|bulletin)StillUnsigned|bulletinStillUnissued)$/, name: targetNames.groupDeputy, to: 'groupDeputy' },
  { rung: /^(\w*escalation|stillUnsigned|stillUnanswered)$/i, name: targetNames.managerInCharge, to: 'managerInCharge' },
  { rung: /^(\w+Office|neverSigned|neverAnswered)$/, name: { zh: '报办公室', en: 'to the office' }, to: 'office' },
  { rung: /leadingGroup$/i, name: targetNames.leadingGroup, to: 'leadingGroup' },
  { rung: /^urgingNotice$/, name: { zh: '督办通知书', en: 'formal urging notice' }, to: 'urgingNotice' },
  { rung: /^stillOverdue$/, name: { zh: '再次超期提醒', en: 'second overdue notice' } },
  { rung: /overdue(Notice)?$/i, name: { zh: '超期提醒', en: 'overdue notice' } },
  { rung: /unsigned$/i, name: { zh: '未签提醒', en: 'still unsigned' } },
  { rung: /^unanswered$/, name: { zh: '未答复提醒', en: 'still unanswered' } },
  { rung: /^dayOver$/, name: { zh: '会议日结束', en: 'the day is over' } },
  { rung: /^(bulletinDue|bulletinUnissued|publicationDue|findingsOpen|visitEnd|phaseEnd)$/, name: { zh: '到期提醒', en: 'due' } },
];
const named = (rung: string): Named | undefined => names.find((one) => one.rung.test(rung));

/** A rung in words; one of a ladder that somebody wrote goes by the name that it was given. */
export const rungName = (rung: string): Bilingual => named(rung)?.name ?? { zh: rung, en: rung };

/** What a rung is called where it is known whom it tells: a code that somebody wrote is no name, and a name that tells of others than it reaches is none either. */
export function spokenName({ rung, to, before }: Pick<PlannedRung, 'rung' | 'to' | 'before'>): Bilingual {
  const known = named(rung);
  if (known && (known.to ?? to) === to && (known.name === reminder) === before) return known.name;
  if (!known && !/^[A-Za-z][\w.-]*$/.test(rung)) return { zh: rung, en: rung };
  return before ? reminder : targetNames[to];
}

/** When a rung comes: 到期前3个工作日, 到期后第1个工作日 (its morning), 到期后3秒. */
function rungMoment({ offset }: Pick<PlannedRung, 'offset'>, isDated: boolean): Bilingual {
  const span = periodText({ ...offset, value: Math.abs(offset.value) });
  if (offset.value < 0) return { zh: `到期前${span.zh}`, en: `${span.en} before the due moment` };
  if (offset.value === 0 && !(isDated && !isExact(offset))) return { zh: '到期时', en: 'at the due moment' };
  if (isExact(offset)) return { zh: `到期后${span.zh}`, en: `${span.en} after the due moment` };
  // A day-based rung comes on the first working morning after the day that it names.
  if (offset.unit === 'workingDay' || offset.value === 0) return { zh: `到期后第${offset.value + 1}个工作日`, en: `on working day ${offset.value + 1} after the due day` };
  return { zh: `到期${span.zh}后的首个工作日`, en: `on the first working day from ${span.en} after the due day` };
}

/** By which rule a rung speaks: the rule of its deadline, and the rung of the chase rules with its moment. */
export function chaseRule({ deadline, rung }: Pick<Strike, 'deadline' | 'rung'>): Bilingual {
  const [name, moment, { rule }] = [spokenName(rung), rungMoment(rung, deadline.dueOn !== undefined), deadline.basis];
  return { zh: `${rule.zh}；催办规则“${name.zh}”（${moment.zh}）`, en: `${rule.en}; chase rule “${name.en}” (${moment.en})` };
}
