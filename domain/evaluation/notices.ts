import { dueText } from '../calendar/due-text.ts';
import type { Strike } from '../chase/deadline.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import type { World } from '../process/definition.ts';
import type { Instant } from '../process/time.ts';
import { rungKind, together } from '../task/notices.ts';
import type { EvaluationContent } from './state.ts';

type Told = Pick<EvaluationContent, 'title' | 'officeUnitId' | 'groupUnitId' | 'source' | 'units'>;

/** The office of the campaign. */
export const toOffice = (evaluation: Told, world: World): readonly Addressee[] => world.org.addressees(evaluation.officeUnitId, 'office', world.now);
/** The liaison officers of every unit under evaluation. */
export const toUnits = (evaluation: Told, world: World): readonly Addressee[] =>
  together(...evaluation.units.map(({ unitId }) => world.org.addressees(unitId, 'liaisonOfficer', world.now)));
/** The leading group's deputy chair. */
export const toGroup = (evaluation: Told, world: World): readonly Addressee[] => world.org.addressees(evaluation.groupUnitId, 'groupDeputy', world.now);

const owed: Readonly<Record<string, { readonly what: Bilingual; readonly stops: Bilingual }>> = {
  review: {
    what: { zh: '考评评审', en: 'the review' },
    stops: { zh: '逐项完成评审并反馈得分。', en: 'Completing the review and showing the scores.' },
  },
  objection: {
    what: { zh: '考评结果公布', en: 'the publication of the result' },
    stops: { zh: '答复异议并公布结果。', en: 'Answering the objections and publishing the result.' },
  },
};

/** The notice of one rung of the review or the publication; it is the office that is late. None when nobody can be told. */
export function rungNotice(evaluation: Told, { deadline, rung }: Strike, world: World): readonly NoticeDraft[] {
  const to =
    rung.to === 'groupDeputy'
      ? toGroup(evaluation, world)
      : rung.to === 'leadingGroup'
        ? world.org.addressees(evaluation.groupUnitId, 'groupLeader', world.now)
        : toOffice(evaluation, world);
  const about = owed[deadline.kind];
  if (to.length === 0 || !about) return [];
  const due = dueText(deadline);
  const heading = rung.before ? { zh: '提醒', en: 'Reminder' } : { zh: '超期提醒', en: 'Overdue' };
  return [
    {
      kind: rungKind(rung),
      deadline: deadline.seq,
      rung: rung.rung,
      to,
      title: {
        zh: `【${heading.zh}】“${evaluation.title}”${about.what.zh}${rung.before ? `将于${due}到期` : `时限为${due}`}`,
        en: `${heading.en}: ${about.what.en} of “${evaluation.title}” ${rung.before ? 'is due' : 'was due'} ${due}`,
      },
      why: rung.before
        ? { zh: `${about.what.zh}的时限为${due}，届时到期，目前尚未办结。`, en: `The limit for ${about.what.en} falls due on ${due}.` }
        : { zh: `${about.what.zh}的时限为${due}，至今未办结。`, en: `The limit for ${about.what.en} is ${due}, and it has not been met.` },
      rule: { zh: `${deadline.basis.rule.zh}；催办规则第“${rung.rung}”级`, en: `${deadline.basis.rule.en}; rung “${rung.rung}” of the chase ladder` },
      stops: about.stops,
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
  reviewOpened: {
    zh: '自查自评结束，开始评审',
    en: 'The self-check is over, the review begins',
    why: { zh: '各单位自查自评已经提交或截止。', en: 'The self-checks have been handed in or are closed.' },
    stops: owed.review?.stops ?? nothing,
  },
  expertsInvited: {
    zh: '邀请专家现场考评',
    en: 'Invitation to a visit of experts',
    why: { zh: '领导小组办公室邀请您在现场考评期间逐项评审。', en: 'The office asks you to review items during the visit.' },
    stops: { zh: '现场考评结束后终止。', en: 'The end of the visit.' },
  },
  scoresShown: {
    zh: '考评得分反馈',
    en: 'Scores of the evaluation',
    why: { zh: '评审已完成，贵单位可在异议期内逐项提出异议。', en: 'The review is complete; your unit may object to single items in time.' },
    stops: { zh: '无异议的无需办理。', en: 'Nothing, where there is no objection.' },
  },
  scoresPublished: {
    zh: '考评结果公布',
    en: 'Result of the evaluation published',
    why: { zh: '异议已经答复，结果按类别排名公布。', en: 'Objections are answered; units are ranked within their classes.' },
    stops: nothing,
  },
  scoreCorrected: {
    zh: '考评得分更正',
    en: 'Score corrected',
    why: { zh: '已公布的得分有误，原结果保留在记录中。', en: 'A published score was wrong; the former table stays on record.' },
    stops: nothing,
  },
  evaluationCancelled: { zh: '考评取消', en: 'Evaluation cancelled', why: { zh: '领导小组办公室取消了本次考评。', en: 'The office cancelled the evaluation.' }, stops: nothing },
} as const satisfies Record<string, Event>;

/** The notice of something that happened to an evaluation. None when nobody can be told. */
export function eventNotice(
  kind: keyof typeof events,
  evaluation: Told,
  to: readonly Addressee[],
  more: { readonly reason?: string; readonly dueAt?: Instant } = {},
): readonly NoticeDraft[] {
  if (to.length === 0) return [];
  const event = events[kind];
  return [
    {
      kind,
      to,
      title: { zh: `【${event.zh}】${evaluation.title}`, en: `${event.en}: ${evaluation.title}` },
      why: more.reason === undefined ? event.why : { zh: `${event.why.zh}理由：${more.reason}`, en: `${event.why.en} Reason: ${more.reason}` },
      rule: evaluation.source,
      stops: event.stops,
      ...(more.dueAt === undefined ? {} : { dueAt: more.dueAt }),
    },
  ];
}
