import { z } from 'zod';
import { caseSources, caseStages, deadlineKinds } from '../../domain/case/state.ts';
import { unitKinds } from '../../domain/org/org.ts';
import { pageOf, pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { disordered, inOrder, periodDays } from '../list/period.ts';
import { fen } from '../process/money.ts';

const count = z.int().min(0);
const time = z.string().meta({ format: 'date-time' });

const period = periodDays('1 January of the year of `until`');

/** Which period is counted; the page is that of the overdue steps. */
export const CaseFiguresQuery = z.strictObject({ ...pageQuery, ...period }).refine(inOrder, disordered);

/** The same without pages: files hold them whole. */
export const CaseFiguresExportQuery = z.strictObject(period).refine(inOrder, disordered);

const OverdueStep = z
  .strictObject({
    body: reference,
    stage: z.enum(caseStages),
    stageName: z.string(),
    deadline: z.enum(deadlineKinds),
    deadlineName: z.string(),
    dueOn: z.string().nullable(),
    dueAt: time,
    daysOver: count.meta({ description: 'Days since the due day, by Beijing dates' }),
    steps: count.meta({ description: 'How many steps alike' }),
  })
  .meta({ id: 'OverdueStep' });

/** Figures of cases: numbers and overdue steps alone, no party, no case number. */
export const CaseFigures = z
  .strictObject({
    from: z.string(),
    until: z.string(),
    cases: z
      .array(z.strictObject({ body: reference, stage: z.enum(caseStages), stageName: z.string(), source: z.enum(caseSources), sourceName: z.string(), cases: count }))
      .meta({ description: 'Cases opened in the period, as they stand now, by stage, body and source' }),
    bodies: z
      .array(
        z.strictObject({
          body: reference,
          opened: count,
          closed: count.meta({ description: 'Cases closed in the period and not reopened since' }),
          orders: count.meta({ description: 'Orders to rectify issued in the period and not taken back' }),
          penalties: count.meta({ description: 'Filed cases concluded in the period with a fine or confiscation' }),
          penaltyFen: fen().meta({ description: 'Fined and confiscated in the period, in fen' }),
        }),
      )
      .meta({ description: 'Every body counted, those with nothing too. Never part of a score: money and cases are no measure of work' }),
    overdue: pageOf(OverdueStep).meta({ description: 'Open steps whose due moment has passed, the longest overdue first' }),
  })
  .meta({ id: 'CaseFigures' });

/** Which campaign's board. */
export const TaskFiguresQuery = z.strictObject({ ...pageQuery, campaignId: id.optional() });

/** A page of the lights of a campaign's units. */
export const LightsQuery = z.strictObject(pageQuery);

const lit = z.strictObject({ tasks: count, rows: z.string().meta({ description: 'The list of exactly these tasks' }) });
/** How the tasks stand that one unit leads in a campaign. */
export const UnitLights = z
  .strictObject({
    unit: reference,
    kind: z.enum(unitKinds).nullable(),
    all: lit.meta({ description: 'Tasks that one sees, cancelled ones left out; of an each-unit task its shares count' }),
    green: lit,
    yellow: lit.meta({ description: 'Due soon, or accepted after having been late' }),
    red: lit.meta({ description: 'Overdue' }),
    accepted: count,
  })
  .meta({ id: 'UnitLights' });

/** A cell of the overdue board. */
export const OverdueCell = z
  .strictObject({
    campaign: reference.nullable().meta({ description: 'Null for tasks outside any campaign' }),
    unit: reference,
    rung: z.string().nullable().meta({ description: 'Last rung reached of the ladder; null: none yet' }),
    rungName: z.string().nullable().meta({ description: 'The rung in words' }),
    tasks: count,
    rows: z.string().meta({ description: 'The list of exactly these tasks' }),
  })
  .meta({ id: 'OverdueCell' });

/** A page of the board of cases. */
export const OverdueCasesQuery = z.strictObject(pageQuery);

/** A cell of the board of cases. */
export const OverdueCaseCell = z
  .strictObject({
    body: reference,
    rung: z.string().nullable().meta({ description: 'Last rung reached by the next deadline; null: none yet' }),
    rungName: z.string().nullable().meta({ description: 'The rung in words' }),
    cases: count,
    rows: z.string().meta({ description: 'The list of exactly these cases' }),
  })
  .meta({ id: 'OverdueCaseCell' });

/** Whose ranking: of one campaign, or of all; over the tasks due in a period. */
export const RankingQuery = z.strictObject({ ...pageQuery, ...period, campaignId: id.optional() });

/** A unit's place. */
export const RankedUnit = z
  .strictObject({
    rank: z.int().min(1).meta({ description: 'Equal standings share a rank' }),
    unit: reference,
    kind: z.enum(unitKinds).nullable().meta({ description: 'The kind of unit: towns are compared with towns' }),
    rankInKind: z.int().min(1).meta({ description: 'The place among the units of its kind' }),
    tasks: count.meta({ description: 'Tasks led by the unit and due in the period, cancelled ones left out; of an each-unit task its shares count' }),
    accepted: count,
    onTime: count.meta({ description: 'Accepted, and handed in before the due moment' }),
    overdue: count.meta({ description: 'Past the due moment, open and not under review' }),
    share: z.number().min(0).max(1).meta({ description: 'onTime / tasks' }),
  })
  .meta({ id: 'RankedUnit' });
