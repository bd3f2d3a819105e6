import type { Strike } from '../chase/deadline.ts';
import { chaseNotice, rungAddressees } from '../chase/notice.ts';
import { type Events, eventNotice as happened } from '../notice/event.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import { holdersOf, unitNamed } from '../notice/told.ts';
import type { World } from '../process/definition.ts';
import type { Instant } from '../process/time.ts';
import type { AssessmentContent } from './state.ts';

type Told = Pick<AssessmentContent, 'title' | 'unitId' | 'officeUnitId' | 'groupUnitId' | 'source'>;

/** Liaison officers of the unit. */
export const toUnit = (assessment: Told, world: World): readonly Addressee[] => holdersOf('liaisonOfficer', [assessment.unitId], world);
/** The office of the campaign. */
export const toOffice = (assessment: Told, world: World): readonly Addressee[] => holdersOf('office', [assessment.officeUnitId], world);
/** Who may decide on an objection besides the office. */
export const toGroup = (assessment: Told, world: World): readonly Addressee[] => holdersOf('groupDeputy', [assessment.groupUnitId], world);

const toSubmit: Bilingual = { zh: '逐项自评并提交。', en: 'Answering every item and handing the self-check in.' };

/** The notice of one rung of a self-check that is owed. None when nobody can be told. */
export function rungNotice(assessment: Told, struck: Strike, world: World): readonly NoticeDraft[] {
  const unit = unitNamed(assessment.unitId, world);
  const owed = {
    subject: { zh: `${unit}“${assessment.title}”自查自评`, en: `the self-check of ${unit} for “${assessment.title}”` },
    limit: { zh: '提交时限', en: 'limit' },
    why: { of: { zh: `${unit}自查自评`, en: `The self-check of ${unit}` } },
    stops: toSubmit,
  };
  return chaseNotice(struck, rungAddressees(struck.rung, [assessment.unitId], assessment, world), owed, assessment, world);
}

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
    stops: { zh: '补正后重新提交。', en: 'Putting it right and handing it in again.' },
  },
  objectionRaised: {
    zh: '考评得分异议待答复',
    en: 'Objection to a score to answer',
    why: { zh: '单位对考评得分提出异议。', en: 'A unit objects to its score.' },
    stops: { zh: '答复异议。', en: 'Answering it.' },
  },
  objectionAnswered: {
    zh: '考评得分异议答复',
    en: 'Objection answered',
    why: { zh: '领导小组办公室已答复异议。', en: 'The office has answered the objection.' },
    words: { zh: '答复', en: 'Answer' },
  },
} as const satisfies Events;

/** The notice of something that happened to an assessment. None when nobody can be told. */
export function eventNotice(
  kind: keyof typeof events,
  assessment: Told,
  to: readonly Addressee[],
  world: World,
  { item, ...more }: { readonly item?: string; readonly reason?: string; readonly dueAt?: Instant } = {},
): readonly NoticeDraft[] {
  const unit = unitNamed(assessment.unitId, world);
  const of = item === undefined ? { zh: '', en: '' } : { zh: `第${item}项`, en: `, item ${item}` };
  const about = { zh: `${assessment.title}（${unit}）${of.zh}`, en: `${assessment.title} (${unit})${of.en}` };
  return happened(kind, events[kind], to, { about, rule: assessment.source, ...more });
}
