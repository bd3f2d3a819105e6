import { dueText } from '../calendar/due-text.ts';
import type { PlannedRung, Strike } from '../chase/deadline.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import type { Role } from '../process/actor.ts';
import type { World } from '../process/definition.ts';
import { rungKind } from '../task/notices.ts';
import { unitOfKind } from './deadlines.ts';
import type { IndicatorContent } from './state.ts';

type Told = Pick<IndicatorContent, 'number' | 'name' | 'ownerUnitId' | 'officeUnitId' | 'groupUnitId' | 'source'>;

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
const named = (indicator: Told): string => `${indicator.number}“${short(indicator.name)}”`;
const namedEn = (indicator: Told): string => `Indicator ${indicator.number} “${short(indicator.name)}”`;

const posts = (world: World, unitId: string, role: Role): readonly Addressee[] => world.org.addressees(unitId, role, world.now);
/** The campaign's office. */
export const toOffice = (indicator: Told, world: World): readonly Addressee[] => posts(world, indicator.officeUnitId, 'office');
/** Who gives a unit's values: its liaison officers; where the office gives them, the office itself. */
export const toGiver = (indicator: Told, unitId: string, world: World): readonly Addressee[] =>
  unitId === indicator.officeUnitId ? toOffice(indicator, world) : posts(world, unitId, 'liaisonOfficer');

function rungAddressees(indicator: Told, unitId: string, rung: PlannedRung, world: World): readonly Addressee[] {
  switch (rung.to) {
    case 'responsible':
    case 'liaisonOfficer':
      return toGiver(indicator, unitId, world);
    case 'managerInCharge':
      return posts(world, unitId, 'managerInCharge');
    case 'unitLeader':
      return posts(world, unitId, 'unitLeader');
    case 'office':
    case 'urgingNotice':
      return toOffice(indicator, world);
    case 'groupDeputy':
      return posts(world, indicator.groupUnitId, 'groupDeputy');
    case 'leadingGroup':
      return posts(world, indicator.groupUnitId, 'groupLeader');
  }
}

const headings: Readonly<Record<string, Bilingual>> = {
  reminder: { zh: '报数提醒', en: 'Reminder' },
  overdueNotice: { zh: '逾期未报', en: 'Overdue' },
  escalation: { zh: '逾期上报', en: 'Escalation' },
  leadingGroupEscalation: { zh: '报领导小组', en: 'To the leading group' },
};

/** The notice of one rung: whose value is late, since when, and what would stop it. None when nobody can be told. */
export function rungNotice(indicator: Told, { deadline, rung }: Strike, world: World): readonly NoticeDraft[] {
  const unitId = unitOfKind(deadline.kind) ?? indicator.ownerUnitId;
  const to = rungAddressees(indicator, unitId, rung, world);
  if (to.length === 0) return [];
  const kind = rungKind(rung);
  const heading = headings[kind] ?? { zh: '催报', en: 'Chase' };
  const due = dueText(deadline);
  const unit = world.org.unit(unitId);
  const who = unit?.shortName ?? unit?.name ?? '';
  return [
    {
      kind,
      deadline: deadline.seq,
      rung: rung.rung,
      to,
      title: {
        zh: `【${heading.zh}】${named(indicator)}的数值${rung.before ? `应于${due}前报送` : `已过报送时限（${due}）`}`,
        en: `${heading.en}: the value of ${namedEn(indicator)} ${rung.before ? `is due ${due}` : `was due ${due}`}`,
      },
      why: rung.before
        ? { zh: `${who}负责报送，时限为${due}，届时到期，目前尚未报送。`, en: `${who} gives it, and it falls due on ${due}.` }
        : { zh: `${who}负责报送，时限为${due}，至今未报。`, en: `${who} gives it by ${due}, and has not yet.` },
      rule: { zh: `${deadline.basis.rule.zh}；催办规则第“${rung.rung}”级`, en: `${deadline.basis.rule.en}; rung “${rung.rung}” of the chase ladder` },
      stops: { zh: '填报本期数值并注明来源。', en: 'Recording the value of this period with its source.' },
      dueAt: deadline.dueAt,
    },
  ];
}

const nothing: Bilingual = { zh: '仅供知悉，无需办理。', en: 'For information: nothing is asked.' };

/** To a unit that became responsible for an indicator's values. */
export function ownerNotice(indicator: Told, world: World): readonly NoticeDraft[] {
  const to = toGiver(indicator, indicator.ownerUnitId, world);
  if (to.length === 0) return [];
  return [
    {
      kind: 'indicatorAssigned',
      to,
      title: { zh: `【指标责任】${named(indicator)}由贵单位报送数值`, en: `${namedEn(indicator)}: your unit gives its values` },
      why: { zh: '领导小组办公室确定贵单位为数据责任单位。', en: 'The office made your unit responsible for the figures.' },
      rule: indicator.source,
      stops: { zh: '按时限填报数值并注明来源。', en: 'Recording the values in time, with their source.' },
    },
  ];
}

/** 指标预警: a value lies beyond the threshold, and a task was opened. */
export function warningNotice(indicator: Told, to: readonly Addressee[], said: Bilingual, taskNumber: string): readonly NoticeDraft[] {
  if (to.length === 0) return [];
  return [
    {
      kind: 'indicatorWarning',
      to,
      title: { zh: `【指标预警】${named(indicator)}${said.zh}`, en: `Warning: ${namedEn(indicator)} ${said.en}` },
      why: { zh: `数值越过预警线，已生成任务${taskNumber}。`, en: `The value crossed the threshold; task ${taskNumber} was opened.` },
      rule: indicator.source,
      stops: nothing,
      urgent: true,
    },
  ];
}
