import { addDays, beijingDateOf } from '../../calendar/beijing.ts';
import type { PlannedTask } from '../../campaign/commands.ts';
import type { NoticeDraft } from '../../notice/notice.ts';
import { together } from '../../notice/told.ts';
import { standsFor } from '../../policy/relation.ts';
import { accept, type Decision, type Follow, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { sampleOf } from '../../survey/sample.ts';
import type { SurveyState } from '../../survey/state.ts';
import { endingOf } from '../../task/rhythm.ts';
import { amountRefused, evidenceRefused, futureRefused } from '../amount.ts';
import type { IndicatorCommandOf } from '../commands.ts';
import { firstAnsweringDay, kindOf, nextDue } from '../deadlines.ts';
import { decimalOf } from '../decimal.ts';
import { type Amount, magnitude } from '../evaluate.ts';
import type { IndicatorFact, IndicatorFactOf } from '../facts.ts';
import { toGiver, toOffice, warningNotice } from '../notices.ts';
import { unitOf } from '../rule.ts';
import { type IndicatorState, type IndicatorValue, type Owed, ruleOf, type SurveySource, type Warned } from '../state.ts';
import { crossing, warningSigns } from '../warning.ts';
import { judged } from './figure.ts';

type Decided = Decision<IndicatorFact>;

const isOwn = (unitId: string, world: World): boolean => world.actor.unitId === undefined || standsFor(world.actor.unitId, world.org).includes(unitId);

/** The unit whose value it is: of a rolled-up indicator one of those that owe it, else the owner. */
function giverOf(state: IndicatorState, unitId: string | undefined, world: World): string | Refusal {
  const givers = state.perUnit ? state.unitIds : [state.ownerUnitId];
  const giver = unitId ?? givers.find((one) => isOwn(one, world));
  return giver !== undefined && givers.includes(giver) && isOwn(giver, world) ? giver : refuse('indicator.not_your_value');
}

/** What has been answered under the schedule in force: a former one's dates say nothing about its periods. */
const answeredNow = ({ answered, answeredBefore = 0 }: IndicatorState): readonly Owed[] => answered.slice(answeredBefore);

/** What a value for this day answers: what its unit owes, unless the day lies in a period that was answered or left out, or before the first one. */
function answeredBy(state: IndicatorState, unitId: string | undefined, on: string): Owed | undefined {
  const owed = state.owed.find((one) => one.unitId === unitId);
  const before = answeredNow(state).findLast((one) => one.unitId === unitId)?.dueOn;
  if (owed === undefined) return undefined;
  const isOfPeriod = owed.beginsOn !== undefined ? on >= owed.beginsOn : before === undefined ? on >= firstAnsweringDay(state, owed) : on > before;
  return isOfPeriod ? owed : undefined;
}

const periodNamed = ({ dueOn, index }: Owed): string => dueOn ?? `#${index}`;

/** The end of the span in which a day lies, where its unit was never asked for that span; `next` is the first of its periods that does not end before the day. */
function leftOut({ rhythm }: IndicatorState, next: Owed | undefined, on: string): string | undefined {
  const isLeftOut = next ? next.beginsOn !== undefined && on < next.beginsOn : rhythm?.until !== undefined;
  return isLeftOut && rhythm ? endingOf(rhythm, on) : undefined;
}

/** The period in which a unit's value is added to the others': that which it answers, else the one that its day does not lie behind, a span that its unit was not asked for too, or the last one. */
function periodOf(state: IndicatorState, unitId: string, on: string, answers: Owed | undefined): string {
  if (answers) return periodNamed(answers);
  const answered = answeredNow(state).filter((one) => one.unitId === unitId);
  const last = answered.at(-1);
  if (!last) return '';
  const next = [...answered, ...state.owed.filter((one) => one.unitId === unitId)].find((one) => one.dueOn !== undefined && on <= one.dueOn);
  return leftOut(state, next, on) ?? periodNamed(next ?? last);
}

const later = (a: Pick<IndicatorValue, 'on' | 'n'>, b: Pick<IndicatorValue, 'on' | 'n'>): boolean => a.on > b.on || (a.on === b.on && a.n > b.n);
/** True when no value of the same unit is for a later day. */
const isNewest = (state: IndicatorState, value: Pick<IndicatorValue, 'on' | 'n' | 'unitId'>): boolean =>
  !state.values.some((one) => one.n !== value.n && one.unitId === value.unitId && later(one, value));

interface Warns {
  readonly fact: { readonly crossed?: readonly string[]; readonly warned?: Warned };
  readonly also: readonly Follow[];
  readonly notices: readonly NoticeDraft[];
}
const quiet: Warns = { fact: {}, also: [], notices: [] };

/** 预警: a value newly beyond the threshold opens a task of the campaign, once until it has come back. */
function warn(
  state: IndicatorState,
  giver: string,
  value: { readonly n: number; readonly version: number; readonly on: string; readonly amount: Amount; readonly unitId: string | undefined },
  world: World,
): Warns {
  const crossed = crossing(state, value.unitId ?? '', value.amount);
  if (!crossed || !state.warning) return quiet;
  if (!crossed.isNew) return { ...quiet, fact: { crossed: crossed.crossed } };
  const { op, threshold, task } = state.warning;
  const rule = ruleOf(state);
  const size = magnitude(rule, value.amount);
  const said = `${size ? decimalOf(size) : ''}${unitOf(rule)}（${warningSigns[op]}${threshold}）`;
  const taskId = world.newId();
  const taskNumber = `${state.number}-预警${state.warned.length + 1}`;
  const { due } = task;
  const planned: PlannedTask = {
    number: taskNumber,
    content: task.content,
    ...(task.standard === undefined ? {} : { standard: task.standard }),
    kind: 'once',
    leadUnitId: task.leadUnitId ?? giver,
    supportingUnitIds: [],
    ...(due.unit === 'calendarDay' ? { dueOn: addDays(beijingDateOf(world.now), due.value) } : { duePeriod: due }),
    evidenceRequired: [],
    origin: { kind: 'indicator', reference: `${state.number}“${state.name.slice(0, 100)}”${said}`, on: value.on, evidence: [] },
  };
  const command = { type: 'addTask', task: planned, reason: `指标预警：${state.number}${said}`, taskId };
  return {
    fact: { crossed: crossed.crossed, warned: { n: value.n, version: value.version, taskId, taskNumber } },
    also: [{ type: 'campaign', id: state.campaignId, command }],
    notices: warningNotice(state, together(toOffice(state, world), toGiver(state, state.ownerUnitId, world), toGiver(state, giver, world)), { zh: said, en: said }, taskNumber),
  };
}

/** The completed survey of the same campaign that a value comes from, with its figures. */
function surveyOf(state: IndicatorState, surveyId: string, world: World): { readonly ok: true; readonly survey: SurveySource } | Refusal {
  const found = world.processes.get(surveyId);
  const known = found && 'points' in found ? (found as SurveyState) : undefined;
  if (known?.campaignId !== state.campaignId || known.stage !== 'completed') return refuse('survey.unfit_source');
  return { ok: true, survey: { surveyId, number: known.number, sample: sampleOf(known) } };
}

/** 调查〔2026〕3号，有效样本7990份，质控符合率98.5%. */
const surveyText = ({ number, sample }: SurveySource): string => `${number}，有效样本${sample.valid}份${sample.agreement === undefined ? '' : `，质控符合率${sample.agreement}%`}`;

/** A value with its day and source: it answers what its unit owes, is judged at once, and warns where it crosses the threshold. */
export function recordValue(state: IndicatorState, command: IndicatorCommandOf<'recordValue'>, world: World): Decided {
  const giver = giverOf(state, command.unitId, world);
  if (typeof giver !== 'string') return giver;
  const evidence = command.evidence ?? [];
  const refused = amountRefused(ruleOf(state), command.amount, state.perUnit, world) ?? futureRefused(command.on, world) ?? evidenceRefused(evidence, world);
  if (refused) return refused;
  const surveyed = command.surveyId === undefined ? undefined : surveyOf(state, command.surveyId, world);
  if (surveyed && !surveyed.ok) return surveyed;
  const source = command.source ?? (surveyed && surveyText(surveyed.survey));
  if (source === undefined) return refuse('indicator.source_needed');
  const unitId = state.perUnit ? giver : undefined;
  const n = state.values.length + 1;
  const answers = answeredBy(state, unitId, command.on);
  const next = answers && nextDue(state, answers, world);
  const isLatest = isNewest(state, { n, on: command.on, ...(unitId === undefined ? {} : { unitId }) });
  const warns = isLatest ? warn(state, giver, { n, version: 1, on: command.on, amount: command.amount, unitId }, world) : quiet;
  const fact: IndicatorFactOf<'valueRecorded'> = {
    type: 'valueRecorded',
    n,
    amount: command.amount,
    on: command.on,
    source,
    evidence,
    ...(surveyed ? { survey: surveyed.survey } : {}),
    ...(unitId === undefined ? {} : { unitId, period: periodOf(state, unitId, command.on, answers) }),
    ...(answers && next
      ? {
          answers: { ...answers, late: world.receivedAt > answers.dueAt },
          owed: [...state.owed.filter((one) => one.unitId !== unitId), ...next.owed],
          clears: [kindOf(answers)],
          ...(next.sets.length > 0 ? { sets: next.sets } : {}),
        }
      : {}),
    ...warns.fact,
  };
  return accept([judged(state, fact, world)], { also: warns.also, notices: warns.notices });
}

/** 更正: the next version of a value, with a reason; the former stays, and judgements made from it can be made again. */
export function correctValue(state: IndicatorState, command: IndicatorCommandOf<'correctValue'>, world: World): Decided {
  const value = state.values.find((one) => one.n === command.value);
  const last = value?.versions.at(-1);
  if (!value || !last) return refuse('indicator.value_absent', { value: command.value });
  const giver = value.unitId ?? state.ownerUnitId;
  const isOffice = world.actor.unitId !== undefined && standsFor(world.actor.unitId, world.org).includes(state.officeUnitId);
  if (!isOffice && !isOwn(giver, world)) return refuse('indicator.not_your_value');
  const evidence = command.evidence ?? [];
  const refused = amountRefused(ruleOf(state), command.amount, state.perUnit, world) ?? evidenceRefused(evidence, world);
  if (refused) return refused;
  const version = last.version + 1;
  const warns = isNewest(state, value) ? warn(state, giver, { n: value.n, version, on: value.on, amount: command.amount, unitId: value.unitId }, world) : quiet;
  const fact: IndicatorFactOf<'valueCorrected'> = {
    type: 'valueCorrected',
    n: value.n,
    version,
    amount: command.amount,
    source: command.source ?? last.source,
    evidence,
    reason: command.reason,
    ...warns.fact,
  };
  return accept([judged(state, fact, world)], { also: warns.also, notices: warns.notices });
}
