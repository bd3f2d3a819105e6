import { dueText } from '../calendar/due-text.ts';
import type { Strike } from '../chase/deadline.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import type { World } from '../process/definition.ts';
import { rungKind, together } from '../task/notices.ts';
import type { BulletinState } from './state.ts';

const owed: Readonly<Record<string, { readonly what: Bilingual; readonly stops: Bilingual }>> = {
  signing: { what: { zh: '签发时限', en: 'limit for signing' }, stops: { zh: '签发，或说明理由撤回。', en: 'Signing the bulletin, or withdrawing it with a reason.' } },
  issuing: { what: { zh: '印发时限', en: 'limit for issuing' }, stops: { zh: '印发，或说明理由撤回。', en: 'Issuing the bulletin, or withdrawing it with a reason.' } },
};
const nothing: Bilingual = { zh: '仅供知悉，无需办理。', en: 'For information: nothing is asked.' };

/** The notice of one rung: the office is late with its own bulletin. None when nobody can be told. */
export function rungNotice(state: BulletinState, { deadline, rung }: Strike, world: World): readonly NoticeDraft[] {
  const to =
    rung.to === 'groupDeputy' || rung.to === 'leadingGroup'
      ? world.org.addressees(state.groupUnitId, rung.to === 'groupDeputy' ? 'groupDeputy' : 'groupLeader', world.now)
      : world.org.addressees(state.officeUnitId, 'office', world.now);
  if (to.length === 0) return [];
  const { what, stops } = owed[deadline.kind] ?? { what: { zh: '时限', en: 'deadline' }, stops: nothing };
  const due = dueText(deadline);
  return [
    {
      kind: rungKind(rung),
      deadline: deadline.seq,
      rung: rung.rung,
      to,
      title: { zh: `【通报】《${state.title}》已超过${what.zh}（${due}）`, en: `Bulletin “${state.title}” is past its ${what.en} (${due})` },
      why: { zh: `通报的${what.zh}为${due}，至今未办。`, en: `The ${what.en} was ${due}, and nothing has been done since.` },
      rule: { zh: `${deadline.basis.rule.zh}；催办规则第“${rung.rung}”级`, en: `${deadline.basis.rule.en}; rung “${rung.rung}” of the chase ladder` },
      stops,
      dueAt: deadline.dueAt,
    },
  ];
}

/** Everybody who hears of an issued bulletin: the liaison officers of the member units and of those it tells of, and the deputy chair. */
const toReaders = (state: BulletinState, world: World): readonly Addressee[] =>
  together(
    ...[...new Set([...state.memberUnitIds, ...state.figures.units.map(({ unitId }) => unitId)])].map((unitId) => world.org.addressees(unitId, 'liaisonOfficer', world.now)),
    world.org.addressees(state.groupUnitId, 'groupDeputy', world.now),
  );

const events = {
  bulletinIssued: { zh: '通报', en: 'Bulletin', why: { zh: '领导小组办公室印发通报。', en: 'The office has issued a bulletin.' } },
  bulletinWithdrawn: { zh: '通报撤回', en: 'Bulletin withdrawn', why: { zh: '领导小组办公室撤回已印发的通报。', en: 'The office has withdrawn a bulletin that it had issued.' } },
} as const;

/** The notice of something that happened to a bulletin. None when nobody can be told. */
export function bulletinNotice(kind: keyof typeof events, state: BulletinState, world: World, reason?: string): readonly NoticeDraft[] {
  const to = toReaders(state, world);
  if (to.length === 0) return [];
  const { zh, en, why } = events[kind];
  const number = state.signing?.number ?? '';
  return [
    {
      kind,
      to,
      title: { zh: `【${zh}】${number}《${state.title}》`, en: `${en}: ${number} “${state.title}”` },
      why: reason === undefined ? why : { zh: `${why.zh}理由：${reason}`, en: `${why.en} Reason: ${reason}` },
      rule: state.source,
      stops: nothing,
    },
  ];
}
