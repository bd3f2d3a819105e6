import type { Strike } from '../chase/deadline.ts';
import { chaseNotice, type Owed, rungAddressees } from '../chase/notice.ts';
import { type Events, eventNotice as happened, nothing } from '../notice/event.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import { holdersOf } from '../notice/told.ts';
import type { World } from '../process/definition.ts';
import type { Instant } from '../process/time.ts';
import { sourceOf } from './deadlines.ts';
import type { ConsultationContent, ConsultationState } from './state.ts';
import { silentUnits, tallyOf } from './units.ts';

type Told = Pick<ConsultationContent, 'title' | 'round' | 'officeUnitId'>;

/** The office that asks. */
export const toOffice = ({ officeUnitId }: Told, world: World): readonly Addressee[] => holdersOf('office', [officeUnitId], world);
/** Liaison officers of these units, each person once. */
export const toUnits = (unitIds: readonly string[], world: World): readonly Addressee[] => holdersOf('liaisonOfficer', unitIds, world);

/** Units that one notice names; the rest are counted. */
const namedAtMost = 10;

const toAnswer: Bilingual = { zh: '提出意见，或反馈无意见。', en: 'Commenting, or saying that there is no comment.' };
const toDecide: Bilingual = { zh: '逐条答复意见，并结束本轮征求意见。', en: 'Answering each comment and closing the round.' };

function owed(state: ConsultationState, kind: string, world: World): Omit<Owed, 'subject'> {
  if (kind === 'opinions') {
    const silent = silentUnits(state);
    const names = silent.slice(0, namedAtMost).map((unitId) => world.org.unit(unitId)?.name ?? '');
    return {
      limit: { zh: '反馈时限', en: 'date for answers' },
      why: { zh: `未反馈的单位：${names.join('、')}${silent.length > namedAtMost ? `等${silent.length}个` : ''}。`, en: `Units that have not answered: ${silent.length}.` },
      stops: toAnswer,
    };
  }
  const { unanswered } = tallyOf(state.comments);
  return {
    limit: { zh: '答复时限', en: 'limit for answering' },
    why: { zh: `还有${unanswered}条意见未答复，本轮尚未结束。`, en: `${unanswered} comments are not answered, and the round is not closed.` },
    stops: toDecide,
  };
}

/** The notice of one rung: to the units that are silent, or to the office that has not answered. None when nobody can be told. */
export function rungNotice(state: ConsultationState, struck: Strike, world: World): readonly NoticeDraft[] {
  const { deadline, rung } = struck;
  const late = deadline.kind === 'opinions' ? silentUnits(state) : [state.officeUnitId];
  // No campaign yet, and no leading group: that of the office is told.
  const around = { officeUnitId: state.officeUnitId, groupUnitId: state.officeUnitId };
  return chaseNotice(struck, rungAddressees(rung, late, around, world), { ...owed(state, deadline.kind, world), subject: sourceOf(state) }, around, world);
}

const events = {
  unitsAsked: {
    zh: '征求意见',
    en: 'Your opinion is asked for',
    why: { zh: '领导小组办公室就方案征求贵单位意见。', en: 'The office asks your unit about a draft plan.' },
    stops: toAnswer,
    words: { zh: '说明', en: 'Note' },
  },
  opinionsExtended: {
    zh: '反馈时限延长',
    en: 'More time to answer',
    why: { zh: '领导小组办公室延长了反馈时限。', en: 'The office gives more time for answers.' },
    stops: toAnswer,
  },
  collectingEnded: { zh: '意见收集结束，待答复', en: 'Comments to answer', why: { zh: '本轮意见收集已经结束。', en: 'The collecting of comments is over.' }, stops: toDecide },
  consultationCancelled: {
    zh: '征求意见取消',
    en: 'Consultation cancelled',
    why: { zh: '领导小组办公室取消了本轮征求意见。', en: 'The office cancelled this round.' },
  },
} as const satisfies Events;

/** The notice of something that happened to a round; `reason` is what the person gave. None when nobody can be told. */
export function eventNotice(
  kind: keyof typeof events,
  round: Told,
  to: readonly Addressee[],
  more: { readonly reason?: string; readonly dueAt?: Instant } = {},
): readonly NoticeDraft[] {
  const source = sourceOf(round);
  return happened(kind, events[kind], to, { about: source, rule: source, ...more });
}

/** 意见采纳情况: each unit hears what became of its comments; a person of several units hears of all of them in one notice. */
export function outcomeNotices(state: ConsultationState, world: World): readonly NoticeDraft[] {
  const people = new Map<string, { readonly to: Addressee; readonly unitIds: string[] }>();
  for (const unitId of state.unitIds) {
    for (const to of toUnits([unitId], world)) {
      const known = people.get(to.personId) ?? { to, unitIds: [] };
      known.unitIds.push(unitId);
      people.set(to.personId, known);
    }
  }
  const source = sourceOf(state);
  return [...people.values()].map(({ to, unitIds }) => {
    const { comments, adopted, partly, notAdopted } = tallyOf(state.comments.filter(({ unitId }) => unitIds.includes(unitId)));
    return {
      kind: 'consultationClosed',
      to: [to],
      title: { zh: `【意见采纳情况】${source.zh}`, en: `What became of your comments: ${source.en}` },
      why:
        comments === 0
          ? { zh: '本轮征求意见已经结束，贵单位没有提出意见。', en: 'The round is closed; your unit made no comment.' }
          : {
              zh: `贵单位提出意见${comments}条：采纳${adopted}条，部分采纳${partly}条，未采纳${notAdopted}条。`,
              en: `Of your unit’s ${comments} comments ${adopted} were adopted, ${partly} in part, ${notAdopted} not.`,
            },
      rule: source,
      stops: nothing,
    };
  });
}
