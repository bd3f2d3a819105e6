import { dueText } from '../calendar/due-text.ts';
import type { PlannedRung, Strike } from '../chase/deadline.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import type { World } from '../process/definition.ts';
import type { Instant } from '../process/time.ts';
import { rungKind } from '../task/notices.ts';
import type { AssessmentContent } from './state.ts';

type Told = Pick<AssessmentContent, 'title' | 'unitId' | 'officeUnitId' | 'groupUnitId' | 'source'>;

/** Liaison officers of the unit. */
export const toUnit = (assessment: Told, world: World): readonly Addressee[] => world.org.addressees(assessment.unitId, 'liaisonOfficer', world.now);
/** The office of the campaign. */
export const toOffice = (assessment: Told, world: World): readonly Addressee[] => world.org.addressees(assessment.officeUnitId, 'office', world.now);

function rungAddressees(assessment: Told, rung: PlannedRung, world: World): readonly Addressee[] {
  switch (rung.to) {
    case 'managerInCharge':
    case 'unitLeader':
      return world.org.addressees(assessment.unitId, rung.to, world.now);
    case 'office':
    case 'urgingNotice':
      return toOffice(assessment, world);
    case 'groupDeputy':
      return world.org.addressees(assessment.groupUnitId, 'groupDeputy', world.now);
    case 'leadingGroup':
      return world.org.addressees(assessment.groupUnitId, 'groupLeader', world.now);
    default:
      return toUnit(assessment, world);
  }
}

const nameOf = (unitId: string, world: World): string => {
  const unit = world.org.unit(unitId);
  return unit?.shortName ?? unit?.name ?? '';
};

const toSubmit: Bilingual = { zh: '逐项自评并提交。', en: 'Answering every item and handing the self-check in.' };
const headings: Readonly<Record<string, Bilingual>> = {
  reminder: { zh: '催办', en: 'Reminder' },
  escalation: { zh: '超期上报', en: 'Escalation' },
  leadingGroupEscalation: { zh: '报领导小组', en: 'To the leading group' },
};

/** The notice of one rung of a self-check that is owed. None when nobody can be told. */
export function rungNotice(assessment: Told, { deadline, rung }: Strike, world: World): readonly NoticeDraft[] {
  const to = rungAddressees(assessment, rung, world);
  if (to.length === 0) return [];
  const kind = rungKind(rung);
  const heading = headings[kind] ?? { zh: '超期提醒', en: 'Overdue' };
  const due = dueText(deadline);
  const unit = nameOf(assessment.unitId, world);
  return [
    {
      kind,
      deadline: deadline.seq,
      rung: rung.rung,
      to,
      title: {
        zh: `【${heading.zh}】${unit}“${assessment.title}”自查自评${rung.before ? `将于${due}到期` : `已超过时限（${due}）`}`,
        en: `${heading.en}: the self-check of ${unit} for “${assessment.title}” ${rung.before ? `is due ${due}` : `is past its limit (${due})`}`,
      },
      why: rung.before
        ? { zh: `${unit}的自查自评时限为${due}，届时到期，目前尚未提交。`, en: `The self-check of ${unit} falls due on ${due}.` }
        : { zh: `${unit}的自查自评时限为${due}，至今未提交。`, en: `The self-check of ${unit} was due ${due} and has not been handed in.` },
      rule: { zh: `${deadline.basis.rule.zh}；催办规则第“${rung.rung}”级`, en: `${deadline.basis.rule.en}; rung “${rung.rung}” of the chase ladder` },
      stops: toSubmit,
      dueAt: deadline.dueAt,
    },
  ];
}

interface Event {
  readonly zh: string;
  readonly en: string;
  readonly why: Bilingual;
  readonly stops: Bilingual;
}
const nothing: Bilingual = { zh: '仅供知悉，无需办理。', en: 'For information: nothing is asked.' };

const events = {
  selfCheckAsked: { zh: '请开展自查自评', en: 'Self-check asked for', why: { zh: '贵单位列入本次考评。', en: 'Your unit is evaluated.' }, stops: toSubmit },
  selfCheckExtended: {
    zh: '自查自评延期',
    en: 'More time for the self-check',
    why: { zh: '领导小组办公室延长了自查自评时限，催办按新时限重新计算。', en: 'The office gave more time; the ladder starts anew from the new date.' },
    stops: toSubmit,
  },
  selfCheckReturned: {
    zh: '自查自评退回补正',
    en: 'Self-check sent back',
    why: { zh: '领导小组办公室退回自查自评。', en: 'The office sent the self-check back.' },
    stops: toSubmit,
  },
  objectionRaised: {
    zh: '考评得分异议待答复',
    en: 'Objection to a score to answer',
    why: { zh: '单位对考评得分提出异议。', en: 'A unit objects to its score.' },
    stops: { zh: '答复异议后终止。', en: 'Answering it.' },
  },
  objectionAnswered: { zh: '考评得分异议答复', en: 'Objection answered', why: { zh: '领导小组办公室已答复异议。', en: 'The office has answered the objection.' }, stops: nothing },
} as const satisfies Record<string, Event>;

/** The notice of something that happened to an assessment. None when nobody can be told. */
export function eventNotice(
  kind: keyof typeof events,
  assessment: Told,
  to: readonly Addressee[],
  world: World,
  more: { readonly item?: string; readonly reason?: string; readonly dueAt?: Instant } = {},
): readonly NoticeDraft[] {
  if (to.length === 0) return [];
  const event = events[kind];
  const item = more.item === undefined ? { zh: '', en: '' } : { zh: `第${more.item}项`, en: `, item ${more.item}` };
  const unit = nameOf(assessment.unitId, world);
  return [
    {
      kind,
      to,
      title: { zh: `【${event.zh}】${assessment.title}（${unit}）${item.zh}`, en: `${event.en}: ${assessment.title} (${unit})${item.en}` },
      why: more.reason === undefined ? event.why : { zh: `${event.why.zh}理由：${more.reason}`, en: `${event.why.en} Reason: ${more.reason}` },
      rule: assessment.source,
      stops: event.stops,
      ...(more.dueAt === undefined ? {} : { dueAt: more.dueAt }),
    },
  ];
}
