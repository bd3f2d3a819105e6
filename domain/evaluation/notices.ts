import type { Strike } from '../chase/deadline.ts';
import { chaseNotice, type Owed, rungAddressees } from '../chase/notice.ts';
import { type Events, eventNotice as happened } from '../notice/event.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import { holdersOf } from '../notice/told.ts';
import type { World } from '../process/definition.ts';
import type { Instant } from '../process/time.ts';
import type { EvaluationContent } from './state.ts';

type Told = Pick<EvaluationContent, 'title' | 'officeUnitId' | 'groupUnitId' | 'source' | 'units'>;

/** The office of the campaign. */
export const toOffice = (evaluation: Told, world: World): readonly Addressee[] => holdersOf('office', [evaluation.officeUnitId], world);
/** The liaison officers of every unit under evaluation. */
export const toUnits = (evaluation: Told, world: World): readonly Addressee[] =>
  holdersOf(
    'liaisonOfficer',
    evaluation.units.map(({ unitId }) => unitId),
    world,
  );
/** The leading group's deputy chair. */
export const toGroup = (evaluation: Told, world: World): readonly Addressee[] => holdersOf('groupDeputy', [evaluation.groupUnitId], world);

const toReview: Bilingual = { zh: '逐项完成评审并反馈得分。', en: 'Completing the review and showing the scores.' };
const owed: Readonly<Record<string, Pick<Owed, 'stops'> & { readonly what: Bilingual }>> = {
  review: { what: { zh: '考评评审', en: 'the review' }, stops: toReview },
  objection: {
    what: { zh: '考评结果公布', en: 'the publication of the result' },
    stops: { zh: '答复异议并公布结果。', en: 'Answering the objections and publishing the result.' },
  },
};

/** The notice of one rung of the review or the publication; it is the office that is late. None when nobody can be told. */
export function rungNotice(evaluation: Told, struck: Strike, world: World): readonly NoticeDraft[] {
  const about = owed[struck.deadline.kind];
  if (!about) return [];
  const { what, stops } = about;
  const said = { subject: { zh: `“${evaluation.title}”${what.zh}`, en: `${what.en} of “${evaluation.title}”` }, limit: { zh: '时限', en: 'limit' }, why: { of: what }, stops };
  return chaseNotice(struck, rungAddressees(struck.rung, [evaluation.officeUnitId], evaluation, world), said, evaluation, world);
}

const events = {
  reviewOpened: {
    zh: '自查自评结束，开始评审',
    en: 'The self-check is over, the review begins',
    why: { zh: '各单位自查自评已经提交或截止。', en: 'The self-checks have been handed in or are closed.' },
    stops: toReview,
  },
  expertsInvited: {
    zh: '邀请专家现场考评',
    en: 'Invitation to a visit of experts',
    why: { zh: '领导小组办公室邀请您在现场考评期间逐项评审。', en: 'The office asks you to review items during the visit.' },
    stops: { zh: '现场考评期间逐项评审，考评结束后权限终止。', en: 'Reviewing items during the visit; the right ends with it.' },
  },
  scoresShown: {
    zh: '考评得分反馈',
    en: 'Scores of the evaluation',
    why: { zh: '评审已完成，贵单位可在异议期内逐项提出异议。', en: 'The review is complete; your unit may object to single items in time.' },
    stops: { zh: '有异议的，在时限前提出；无异议的，无需办理。', en: 'Objecting in time where there is an objection; nothing else.' },
  },
  scoresPublished: {
    zh: '考评结果公布',
    en: 'Result of the evaluation published',
    why: { zh: '异议已经答复，结果按类别排名公布。', en: 'Objections are answered; units are ranked within their classes.' },
  },
  scoreCorrected: {
    zh: '考评得分更正',
    en: 'Score corrected',
    why: { zh: '已公布的得分有误，原结果保留在记录中。', en: 'A published score was wrong; the former table stays on record.' },
  },
  evaluationCancelled: { zh: '考评取消', en: 'Evaluation cancelled', why: { zh: '领导小组办公室取消了本次考评。', en: 'The office cancelled the evaluation.' } },
} as const satisfies Events;

/** The notice of something that happened to an evaluation. None when nobody can be told. */
export const eventNotice = (
  kind: keyof typeof events,
  evaluation: Told,
  to: readonly Addressee[],
  more: { readonly reason?: string; readonly dueAt?: Instant } = {},
): readonly NoticeDraft[] => happened(kind, events[kind], to, { about: { zh: evaluation.title, en: evaluation.title }, rule: evaluation.source, ...more });
