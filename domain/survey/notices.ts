import { dueText } from '../calendar/due-text.ts';
import type { PlannedRung, Strike } from '../chase/deadline.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import type { Role } from '../process/actor.ts';
import type { World } from '../process/definition.ts';
import { rungKind, together } from '../task/notices.ts';
import { unitOfKind, unitsOf } from './deadlines.ts';
import { isDone, type SurveyContent, type SurveyDue, type SurveyState } from './state.ts';

const posts = (world: World, unitId: string, role: Role): readonly Addressee[] => world.org.addressees(unitId, role, world.now);

function rungAddressees(survey: SurveyContent, unitId: string, rung: PlannedRung, world: World): readonly Addressee[] {
  switch (rung.to) {
    case 'responsible':
    case 'liaisonOfficer':
      return unitId === survey.officeUnitId ? posts(world, unitId, 'office') : posts(world, unitId, 'liaisonOfficer');
    case 'managerInCharge':
      return posts(world, unitId, 'managerInCharge');
    case 'unitLeader':
      return posts(world, unitId, 'unitLeader');
    case 'office':
    case 'urgingNotice':
      return posts(world, survey.officeUnitId, 'office');
    case 'groupDeputy':
      return posts(world, survey.groupUnitId, 'groupDeputy');
    case 'leadingGroup':
      return posts(world, survey.groupUnitId, 'groupLeader');
  }
}

const headings: Readonly<Record<string, Bilingual>> = {
  reminder: { zh: '调查提醒', en: 'Reminder' },
  overdueNotice: { zh: '调查逾期', en: 'Overdue' },
  escalation: { zh: '逾期上报', en: 'Escalation' },
  leadingGroupEscalation: { zh: '报领导小组', en: 'To the leading group' },
};
const stops: Bilingual = { zh: '登记进度直至达到计划样本。', en: 'Recording progress until the planned sample is reached.' };

/** The notice of one rung: which of the unit's points are short, and by how much in all. None when nobody can be told. */
export function rungNotice(survey: SurveyState, { deadline, rung }: Strike, world: World): readonly NoticeDraft[] {
  const unitId = unitOfKind(deadline.kind);
  const to = rungAddressees(survey, unitId, rung, world);
  if (to.length === 0) return [];
  const kind = rungKind(rung);
  const heading = headings[kind] ?? { zh: '催办', en: 'Chase' };
  const due = dueText(deadline);
  const unit = world.org.unit(unitId);
  const who = unit?.shortName ?? unit?.name ?? '';
  const short = survey.points.filter((point) => point.unitId === unitId && !isDone(point));
  const lacking = short.reduce((sum, point) => sum + point.planned - point.reached, 0);
  return [
    {
      kind,
      deadline: deadline.seq,
      rung: rung.rung,
      to,
      title: {
        zh: `【${heading.zh}】${survey.name}${rung.before ? `应于${due}前完成` : `已过完成时限（${due}）`}`,
        en: `${heading.en}: ${survey.name} ${rung.before ? `is due ${due}` : `was due ${due}`}`,
      },
      why: { zh: `${who}还有${short.length}个调查点未完成，共差${lacking}份样本。`, en: `${who} has ${short.length} points to finish, ${lacking} short of their samples.` },
      rule: { zh: `${deadline.basis.rule.zh}；催办规则第“${rung.rung}”级`, en: `${deadline.basis.rule.en}; rung “${rung.rung}” of the chase ladder` },
      stops,
      dueAt: deadline.dueAt,
    },
  ];
}

/** To the units that have points of a survey that begins. */
export function begunNotice(survey: SurveyContent, due: SurveyDue | undefined, world: World): readonly NoticeDraft[] {
  const to = together(...unitsOf(survey.points).map((unitId) => posts(world, unitId, 'liaisonOfficer')));
  if (to.length === 0) return [];
  return [
    {
      kind: 'surveyBegun',
      to,
      title: { zh: `【开展调查】${survey.name}`, en: `Survey: ${survey.name}` },
      why: { zh: '贵单位承担调查点任务。', en: 'Your unit has points of this survey.' },
      rule: survey.source,
      stops,
      ...(due ? { dueAt: due.dueAt } : {}),
    },
  ];
}
