import type { Strike } from '../chase/deadline.ts';
import { chaseNotice, rungAddressees, toDoers } from '../chase/notice.ts';
import { eventNotice } from '../notice/event.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import { holdersOf, unitNamed } from '../notice/told.ts';
import type { World } from '../process/definition.ts';
import { unitOfKind } from './deadlines.ts';
import type { IndicatorContent } from './state.ts';

type Told = Pick<IndicatorContent, 'number' | 'name' | 'ownerUnitId' | 'officeUnitId' | 'groupUnitId' | 'source'>;

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
const named = (indicator: Told): Bilingual => ({
  zh: `${indicator.number}“${short(indicator.name)}”`,
  en: `Indicator ${indicator.number} “${short(indicator.name)}”`,
});

/** The campaign's office. */
export const toOffice = (indicator: Told, world: World): readonly Addressee[] => holdersOf('office', [indicator.officeUnitId], world);
/** Who gives a unit's values: its liaison officers; where the office gives them, the office itself. */
export const toGiver = (indicator: Told, unitId: string, world: World): readonly Addressee[] => toDoers([unitId], indicator, world);

/** The notice of one rung: whose value is late, since when, and what would stop it. None when nobody can be told. */
export function rungNotice(indicator: Told, struck: Strike, world: World): readonly NoticeDraft[] {
  const unitId = unitOfKind(struck.deadline.kind) ?? indicator.ownerUnitId;
  const [{ zh, en }, who] = [named(indicator), unitNamed(unitId, world)];
  const owed = {
    subject: { zh: `${zh}数值报送`, en: `the value of ${en}` },
    limit: { zh: '时限', en: 'date' },
    why: { of: { zh: `${who}报送数值`, en: `The value that ${who} gives` } },
    stops: { zh: '填报本期数值并注明来源。', en: 'Recording the value of this period with its source.' },
  };
  return chaseNotice(struck, rungAddressees(struck.rung, [unitId], indicator, world), owed, indicator, world);
}

const assigned = {
  zh: '指标责任',
  en: 'Your unit gives the values',
  why: { zh: '领导小组办公室确定贵单位为数据责任单位。', en: 'The office made your unit responsible for the figures.' },
  stops: { zh: '按时限填报数值并注明来源。', en: 'Recording the values in time, with their source.' },
};

/** To a unit that became responsible for an indicator's values. */
export function ownerNotice(indicator: Told, world: World): readonly NoticeDraft[] {
  const { zh, en } = named(indicator);
  return eventNotice('indicatorAssigned', assigned, toGiver(indicator, indicator.ownerUnitId, world), {
    about: { zh: `${zh}由贵单位报送数值`, en },
    rule: indicator.source,
  });
}

/** 指标预警: a value lies beyond the threshold, and a task was opened. */
export function warningNotice(indicator: Told, to: readonly Addressee[], said: Bilingual, taskNumber: string): readonly NoticeDraft[] {
  const { zh, en } = named(indicator);
  const warning = {
    zh: '指标预警',
    en: 'Warning',
    why: { zh: `数值越过预警线，已生成任务${taskNumber}。`, en: `The value crossed the threshold; task ${taskNumber} was opened.` },
  };
  return eventNotice('indicatorWarning', warning, to, { about: { zh: `${zh}${said.zh}`, en: `${en} ${said.en}` }, rule: indicator.source, urgent: true });
}
