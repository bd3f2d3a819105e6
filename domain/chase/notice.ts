import { beijingDateOf, daysBetween } from '../calendar/beijing.ts';
import { dueText } from '../calendar/due-text.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import { holdersOf, together, unitNamed } from '../notice/told.ts';
import type { Role } from '../process/actor.ts';
import type { World } from '../process/definition.ts';
import type { Deadline, PlannedRung, Strike } from './deadline.ts';
import { chaseRule } from './rungs.ts';

/** The units around a process that its ladders speak to besides whoever is late. */
interface Around {
  readonly officeUnitId: string;
  readonly groupUnitId: string;
  /** The unit that decides in the office's stead. */
  readonly assignerUnitId?: string | undefined;
}

/** Who does a unit's part: its liaison officers; in the office, the office itself. */
const roleIn = (unitId: string, { officeUnitId }: Pick<Around, 'officeUnitId'>): Role => (unitId === officeUnitId ? 'office' : 'liaisonOfficer');

/** Whoever does these units' part. */
export const toDoers = (unitIds: readonly string[], around: Pick<Around, 'officeUnitId'>, world: World): readonly Addressee[] =>
  together(...unitIds.map((unitId) => holdersOf(roleIn(unitId, around), [unitId], world)));

/** Whom a rung tells: of the units that are late those who do it, their managers in charge or their leaders; the office, or who decides in its stead; the leading group. */
export function rungAddressees({ to }: Pick<PlannedRung, 'to'>, late: readonly string[], around: Around, world: World): readonly Addressee[] {
  switch (to) {
    case 'responsible':
    case 'liaisonOfficer':
      return toDoers(late, around, world);
    case 'managerInCharge':
    case 'unitLeader':
      return holdersOf(to, late, world);
    case 'office':
    case 'urgingNotice':
      return toDoers([around.assignerUnitId ?? around.officeUnitId], around, world);
    case 'groupDeputy':
      return holdersOf('groupDeputy', [around.groupUnitId], world);
    case 'leadingGroup':
      return holdersOf('groupLeader', [around.groupUnitId], world);
  }
}

/** The kind of notice that a rung gives, by whom it tells. */
function rungKind(rung: Pick<PlannedRung, 'to' | 'before'>): keyof typeof headings {
  if (rung.before) return 'reminder';
  if (rung.to === 'urgingNotice') return 'urgingNoticeDrafted';
  if (rung.to === 'managerInCharge' || rung.to === 'unitLeader' || rung.to === 'groupDeputy') return 'escalation';
  return rung.to === 'leadingGroup' ? 'leadingGroupEscalation' : 'overdueNotice';
}

const headings = {
  reminder: { zh: '到期提醒', en: 'Reminder' },
  overdueNotice: { zh: '超期提醒', en: 'Overdue' },
  escalation: { zh: '超期上报', en: 'Escalation' },
  urgingNoticeDrafted: { zh: '督办通知书待签发', en: 'Formal urging notice to sign' },
  leadingGroupEscalation: { zh: '报领导小组', en: 'To the leading group' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What is owed by a deadline, as the notices of its ladder say it. */
export interface Owed {
  /** Of what the title speaks: 任务3“…”. */
  readonly subject: Bilingual;
  /** What its date is called: 签收时限. */
  readonly limit: Bilingual;
  /** Whose or what's date it is, for a reason that says no more than that it is open; or the reason itself. */
  readonly why: { readonly of: Bilingual } | Bilingual;
  /** What stops the chase. */
  readonly stops: Bilingual;
}

/** By how much a deadline lies ahead or back, in Beijing days; nothing on its day, and of one that is due at an instant. */
function distance({ dueOn }: Deadline, world: World): Bilingual {
  const days = dueOn === undefined ? 0 : daysBetween(dueOn, beijingDateOf(world.now));
  const en = `${Math.abs(days)} day${Math.abs(days) === 1 ? '' : 's'}`;
  if (days === 0) return { zh: '', en: '' };
  return days < 0 ? { zh: `（还有${-days}日）`, en: `, in ${en}` } : { zh: `（已超期${days}日）`, en: `, ${en} ago` };
}

/** That it is open: since when, until when. */
function stillOpen({ deadline, rung }: Strike, of: Bilingual, limit: Bilingual, world: World): Bilingual {
  const [due, away] = [dueText(deadline), distance(deadline, world)];
  return {
    zh: `${of.zh}的${limit.zh}为${due}${away.zh}，${rung.before ? '目前尚未' : '至今未'}办结。`,
    en: `${of.en.charAt(0).toUpperCase()}${of.en.slice(1)}: the ${limit.en} ${rung.before ? 'is' : 'was'} ${due}${away.en}, and it is still open.`,
  };
}

/** Whom to ask: whoever decides, said to people of the units that are late. */
function askedOf({ rung }: Strike, to: readonly Addressee[], { assignerUnitId, officeUnitId }: Around, world: World): Bilingual {
  const decides = assignerUnitId ?? officeUnitId;
  const isOfUnit = rung.to === 'responsible' || rung.to === 'liaisonOfficer' || rung.to === 'managerInCharge' || rung.to === 'unitLeader';
  const name = isOfUnit && to.every(({ unitId }) => unitId !== decides) ? unitNamed(decides, world) : '';
  return name === '' ? { zh: '', en: '' } : { zh: `有疑问请联系${name}。`, en: ` Questions: ${name}.` };
}

/** The notice of a rung: what is owed, why, by which rule, what would stop it, and whom to ask. None when nobody can be told. */
export function chaseNotice(struck: Strike, to: readonly Addressee[], { subject, limit, why, stops }: Owed, around: Around, world: World): readonly NoticeDraft[] {
  if (to.length === 0) return [];
  const { deadline, rung } = struck;
  const kind = rungKind(rung);
  const [heading, due, asked] = [headings[kind], dueText(deadline), askedOf(struck, to, around, world)];
  return [
    {
      kind,
      deadline: deadline.seq,
      rung: rung.rung,
      to,
      title: {
        zh: `【${heading.zh}】${subject.zh}${rung.before ? `的${limit.zh}将于${due}到期` : `已超过${limit.zh}（${due}）`}`,
        en: `${heading.en}: ${subject.en}: ${rung.before ? `the ${limit.en} is ${due}` : `past the ${limit.en} (${due})`}`,
      },
      why: 'of' in why ? stillOpen(struck, why.of, limit, world) : why,
      rule: chaseRule(struck),
      stops: { zh: `${stops.zh}${asked.zh}`, en: `${stops.en}${asked.en}` },
      dueAt: deadline.dueAt,
    },
  ];
}
