import type { Strike } from '../chase/deadline.ts';
import { chaseNotice, rungAddressees } from '../chase/notice.ts';
import { eventNotice } from '../notice/event.ts';
import type { Bilingual, NoticeDraft } from '../notice/notice.ts';
import { holdersOf, unitNamed } from '../notice/told.ts';
import type { World } from '../process/definition.ts';
import { unitOfKind, unitsOf } from './deadlines.ts';
import { isDone, type SurveyContent, type SurveyDue, type SurveyState } from './state.ts';

const stops: Bilingual = { zh: '登记进度，直至达到计划样本。', en: 'Recording progress until the planned sample is reached.' };

/** The notice of one rung: which of the unit's points are short, and by how much in all. None when nobody can be told. */
export function rungNotice(survey: SurveyState, struck: Strike, world: World): readonly NoticeDraft[] {
  const unitId = unitOfKind(struck.deadline.kind);
  const who = unitNamed(unitId, world);
  const short = survey.points.filter((point) => point.unitId === unitId && !isDone(point));
  const lacking = short.reduce((sum, point) => sum + point.planned - point.reached, 0);
  const owed = {
    subject: { zh: `调查“${survey.name}”`, en: `survey “${survey.name}”` },
    limit: { zh: '完成时限', en: 'date' },
    why: { zh: `${who}还有${short.length}个调查点未完成，共差${lacking}份样本。`, en: `${who} has ${short.length} points to finish, ${lacking} short of their samples.` },
    stops,
  };
  return chaseNotice(struck, rungAddressees(struck.rung, [unitId], survey, world), owed, survey, world);
}

const begun = { zh: '开展调查', en: 'Survey', why: { zh: '贵单位承担调查点任务。', en: 'Your unit has points of this survey.' }, stops };

/** To the units that have points of a survey that begins. */
export const begunNotice = (survey: SurveyContent, due: SurveyDue | undefined, world: World): readonly NoticeDraft[] =>
  eventNotice('surveyBegun', begun, holdersOf('liaisonOfficer', unitsOf(survey.points), world), {
    about: { zh: survey.name, en: survey.name },
    rule: survey.source,
    dueAt: due?.dueAt,
  });
