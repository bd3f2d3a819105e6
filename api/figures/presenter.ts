import { beijingDateOf, daysBetween } from '../../domain/calendar/beijing.ts';
import type { DeadlineKind } from '../../domain/case/state.ts';
import { rungName } from '../../domain/chase/rungs.ts';
import type { Org } from '../../domain/org/org.ts';
import type { Instant } from '../../domain/process/time.ts';
import { sourceNames } from '../cases/export.ts';
import { stageName } from '../cases/stage-name.ts';
import type { Language } from '../http/language.ts';
import { unitRef } from '../http/reference.ts';
import { iso } from '../http/time.ts';
import { deadlineName } from '../process/deadline.ts';
import type { UnitLights } from './lights.ts';
import type { Ranked } from './ranking.ts';
import type { countCases, countWork, readBoard, readCaseBoard, readOverdue } from './read.ts';

type Row<F extends (...given: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<F>>[number];

/** Cases of one body at one stage from one source. */
export const presentCount = ({ body, stage, source, cases }: Row<typeof countCases>, org: Org, language: Language) => ({
  body: unitRef(body, org),
  stage,
  stageName: stageName(stage, language),
  source,
  sourceName: sourceNames[source][language],
  cases,
});

/** What one body did. */
export const presentWork = ({ body, ...row }: Row<typeof countWork>, org: Org) => ({ body: unitRef(body, org), ...row });

/** Overdue steps alike: whose, at which stage, what was due and when; nothing by which a case could be told. */
export const presentOverdue = ({ body, stage, deadline, on, at, steps }: Row<typeof readOverdue>, org: Org, now: Instant, language: Language) => ({
  body: unitRef(body, org),
  stage,
  stageName: stageName(stage, language),
  deadline: deadline as DeadlineKind,
  deadlineName: deadlineName('case', deadline, language),
  dueOn: on,
  dueAt: iso(at.getTime()),
  daysOver: daysBetween(on ?? beijingDateOf(at.getTime()), beijingDateOf(now)),
  steps,
});

/** A cell of the board with the list of its rows. */
export function presentCell({ campaign, title, unit, rung, tasks }: Row<typeof readBoard>, org: Org, language: Language) {
  const filter = new URLSearchParams({
    ...(title === null ? { outside: 'true' } : { campaignId: campaign }),
    leadUnitId: unit,
    overdue: 'true',
    ...(rung === '' ? { reached: 'false' } : { rung }),
  });
  return {
    campaign: title === null ? null : { id: campaign, name: title },
    unit: unitRef(unit, org),
    rung: rung === '' ? null : rung,
    rungName: rung === '' ? null : rungName(rung)[language],
    tasks,
    rows: `/api/v1/tasks?${filter}`,
  };
}

/** A cell of the board of cases with the list of its rows. */
export function presentCaseCell({ body, rung, cases }: Row<typeof readCaseBoard>, org: Org, language: Language) {
  const filter = new URLSearchParams({ bodyUnitId: body, overdue: 'true', ...(rung === '' ? { reached: 'false' } : { rung }) });
  return {
    body: unitRef(body, org),
    rung: rung === '' ? null : rung,
    rungName: rung === '' ? null : rungName(rung)[language],
    cases,
    rows: `/api/v1/cases?${filter}`,
  };
}

/** A unit's lights, each with the list of its tasks. */
export function presentLights({ unit, tasks, green, yellow, red, accepted }: UnitLights, campaignId: string, org: Org) {
  const lit = (count: number, light: Readonly<Record<string, string>>) => ({
    tasks: count,
    rows: `/api/v1/tasks?${new URLSearchParams({ campaignId, leadUnitId: unit, whole: 'false', cancelled: 'false', ...light })}`,
  });
  return {
    unit: unitRef(unit, org),
    kind: org.unit(unit)?.kind ?? null,
    all: lit(tasks, {}),
    green: lit(green, { light: 'green' }),
    yellow: lit(yellow, { light: 'yellow' }),
    red: lit(red, { light: 'red' }),
    accepted,
  };
}

/** A row of the ranking. */
export const presentRanked = ({ unit, ...row }: Ranked, rankInKind: number, org: Org) => ({ unit: unitRef(unit, org), kind: org.unit(unit)?.kind ?? null, ...row, rankInKind });
