import { z } from 'zod';
import { campaignLevels, campaignStages, conditionKeys, groupRoles } from '../../domain/campaign/state.ts';
import { phaseKinds, taskKinds } from '../../domain/task/state.ts';
import { asks } from '../http/issue-text.ts';
import { pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { withSpans } from '../list/period.ts';
import { fen } from '../process/money.ts';
import { allowedField, date, line } from '../register/record.ts';
import { DeadlineView, evidenceIds, ladder, origin, period, reason, rhythm, taskFilters, taskNumber, text, time, UrgingView } from '../tasks/schema.ts';

/** What to do about dates at the launch. */
const dates = z
  .discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('asPlanned') }).meta({ description: 'Refused when dates lie in the past' }),
    z
      .strictObject({ mode: z.literal('shift'), days: z.int().min(-4_000).max(4_000).optional(), startsOn: date.optional() })
      .meta({ description: 'Every date by `days`, or so that the earliest falls on `startsOn`' }),
    z
      .strictObject({
        mode: z.literal('backfill'),
        past: z.enum(['open', 'accepted']).optional(),
        open: z.array(line(40)).max(2_000).optional(),
        accepted: z.array(line(40)).max(2_000).optional(),
      })
      .meta({ description: 'Past phases and tasks enter as history: `past` says as what (open by default), `open` and `accepted` name numbers that differ' }),
  ])
  .meta({ id: 'DatesChoice', description: 'Without it, a plan with past dates is backfilled with its past tasks open' });

const every = z
  .strictObject({ months: z.int().min(1).max(60).optional(), period: period.optional() })
  .refine((value) => (value.months === undefined) !== (value.period === undefined), asks('months与period填一项', 'Either months or period'));
/** Ladders and limits of a campaign that differ from the defaults, or from those that it has. */
const ladders = z
  .strictObject({
    task: ladder.optional(),
    sign: ladder.optional(),
    review: ladder.optional(),
    node: ladder.optional().meta({ description: 'The next dated node inside a task' }),
    urgingNotice: ladder.optional().meta({ description: 'The office’s limit to sign a drafted 督办通知书' }),
    urgingAnswer: ladder.optional().meta({ description: 'The unit’s answer to a signed 督办通知书' }),
    phase: ladder.optional(),
    meeting: ladder.optional(),
    supervision: ladder.optional(),
    value: ladder.optional().meta({ description: 'Values of indicators that are owed' }),
    liaison: ladder.optional(),
    bulletin: ladder.optional().meta({ description: 'The office’s bulletin, where a rhythm is set' }),
    limits: z.strictObject({ sign: period.optional(), review: period.optional(), urgingNotice: period.optional(), relapse: period.optional() }).optional(),
    every: z.strictObject({ meeting: every.optional(), supervision: every.optional() }).optional(),
  })
  .meta({ id: 'CampaignLadders' });

const approver = {
  approvedBy: line(200).optional().meta({ description: 'The body or meeting in words, such as 区政府常务会议' }),
  unitId: id.optional().meta({ description: 'The unit that approved, beside or instead of the words' }),
  approvedOn: date,
  documentNumber: line(100).optional().meta({ description: '文号, where the plan has none yet' }),
};
const isApproved = (value: { readonly approvedBy?: string | undefined; readonly unitId?: string | undefined }): boolean =>
  value.approvedBy !== undefined || value.unitId !== undefined;
const byWhom = asks('请填写批准人或批准单位', 'Who approved it: a person or a unit');
const groupMember = z
  .strictObject({
    role: z.enum(groupRoles),
    unitId: id.optional(),
    postId: id.optional(),
    title: line(100).meta({ description: 'The office held, never a person’s name: who holds the post, the register says' }),
  })
  .meta({ id: 'GroupMember' });

/** A campaign to launch from a plan. */
export const NewCampaign = z
  .strictObject({
    planId: id,
    officeUnitId: id.optional().meta({ description: 'Without it: the unit of the asker’s post' }),
    groupUnitId: id.optional().meta({ description: 'Without it: the leading group nearest to the office' }),
    dates: dates.optional(),
    phases: z
      .array(z.strictObject({ kind: z.enum(phaseKinds), name: line(200), startsOn: date.optional(), endsOn: date.optional(), period: period.optional() }))
      .min(1)
      .max(12)
      .optional()
      .meta({ description: 'In place of the plan’s; `period` counts from the phase’s opening, for drills' }),
    sectionLeads: z.record(line(40), id).optional().meta({ description: 'Lead unit of each section’s working group, by the section’s id' }),
    legalBasis: text('Legal basis').optional(),
    level: z.enum(campaignLevels).optional(),
    ladder: ladder.optional().meta({ description: 'The ladder of its tasks’ due dates; short for `ladders.task`' }),
    ladders: ladders.optional(),
    approval: z
      .strictObject({ ...approver, evidence: evidenceIds.default([]) })
      .refine(isApproved, byWhom)
      .optional()
      .meta({ description: 'Who approved the plan, where it was approved before the launch' }),
  })
  .meta({ id: 'NewCampaign' });

const newTask = z
  .strictObject({
    number: taskNumber,
    section: line(200).optional(),
    content: text('What is to be done', 8_000),
    standard: text('The standard to meet').optional(),
    kind: z.enum(taskKinds).default('once'),
    phase: z.enum(phaseKinds).optional().meta({ description: 'Without it: the open phase' }),
    leadUnitId: id.optional(),
    supportingUnitIds: z.array(id).max(100).default([]),
    unitIds: z.array(id).max(1_000).optional().meta({ description: 'For an each-unit task' }),
    optionalUnitIds: z.array(id).max(1_000).optional(),
    dueOn: date.optional(),
    period: period.optional().meta({ description: 'Instead of a date, from now' }),
    rhythm: rhythm.optional(),
    evidenceRequired: z.array(line(200)).max(20).default([]),
    weight: z.number().min(0).max(1_000).optional(),
    origin: origin.optional(),
  })
  .transform(({ period: duePeriod, ...task }) => ({ ...task, ...(duePeriod ? { duePeriod } : {}) }));

const correction = z.discriminatedUnion('field', [
  z.strictObject({ type: z.literal('correctField'), field: z.literal('title'), value: line(300), reason }),
  z.strictObject({ type: z.literal('correctField'), field: z.literal('documentNumber'), value: line(100), reason }),
  z.strictObject({ type: z.literal('correctField'), field: z.literal('legalBasis'), value: text('Legal basis'), reason }),
  z.strictObject({ type: z.literal('correctField'), field: z.literal('level'), value: z.enum(campaignLevels), reason }),
  z.strictObject({ type: z.literal('correctField'), field: z.literal('budgetFen'), value: fen(1_000_000_000_000_000), reason }),
  z.strictObject({ type: z.literal('correctField'), field: z.literal('memberUnitIds'), value: z.array(id).max(1_000), reason }),
  z.strictObject({ type: z.literal('correctField'), field: z.literal('phaseEndsOn'), value: date, reason }).meta({ description: 'End date of the open phase' }),
]);

const amendment = z
  .strictObject({
    number: taskNumber.optional(),
    content: text('What is to be done', 8_000).optional(),
    standard: text('The standard to meet').optional(),
    section: line(200).optional(),
    weight: z.number().min(0).max(1_000).optional(),
    evidenceRequired: z.array(line(200)).max(20).optional(),
    phase: z.enum(phaseKinds).optional(),
    dueOn: date.optional(),
    leadUnitId: id.optional(),
    supportingUnitIds: z.array(id).max(100).optional(),
    unitIds: z.array(id).min(1).max(1_000).optional().meta({ description: 'Of an each-unit task: the units that each have a share from now on' }),
  })
  .refine((value) => Object.keys(value).length > 0, asks('没有要更改的内容', 'Nothing to change'));
const planChange = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('add'), task: newTask }),
  z.strictObject({ change: z.literal('amend'), taskId: id, amendment }),
  z.strictObject({ change: z.literal('cancel'), taskId: id }),
]);
/** Which open tasks a bulk change is for. */
const taskChoice = { taskIds: z.array(id).min(1).max(2_000).optional(), section: line(200).optional(), leadUnitId: id.optional() };

const replan = z
  .strictObject({
    type: z.literal('replan'),
    planId: id.optional().meta({ description: 'The next version of the plan, imported and filled; compared with the tasks as they stand' }),
    changes: z.array(planChange).min(1).max(500).optional().meta({ description: 'Instead of a plan: changes one by one' }),
    phases: z
      .array(z.strictObject({ phase: z.int().min(0).max(11), startsOn: date.optional(), endsOn: date.optional() }))
      .max(12)
      .optional()
      .meta({ description: 'With `changes`: new dates of phases that are not closed' }),
    documentNumber: line(100).optional(),
    reason,
  })
  .refine(
    (value) => (value.planId === undefined) !== (value.changes === undefined && value.phases === undefined),
    asks('planId，或者changes、phases，择一填写', 'Either planId, or changes or phases'),
  );

/** Steps on a campaign. */
export const CampaignCommandBody = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('confirmCondition'),
      condition: z.enum(conditionKeys),
      note: text('How it was met').default('已完成'),
      evidence: evidenceIds.optional(),
      on: date.optional().meta({ description: 'The day it was met' }),
      documentNumber: line(100).optional().meta({ description: 'For `planApproved`, where the plan has none yet' }),
    }),
    z.strictObject({ type: z.literal('withdrawConfirmation'), condition: z.enum(conditionKeys), reason }),
    z.strictObject({ type: z.literal('overrideCondition'), condition: z.enum(conditionKeys), reason }),
    z
      .strictObject({ type: z.literal('recordApproval'), ...approver, evidence: evidenceIds.optional() })
      .refine(isApproved, byWhom)
      .meta({ description: '批准: who approved the plan and when; recording it again corrects it. Makes `planApproved` hold' }),
    z.strictObject({ type: z.literal('setComposition'), members: z.array(groupMember).min(1).max(200), reason }).meta({ description: '领导小组组成, as a whole' }),
    z
      .strictObject({ type: z.literal('setWorkingGroup'), section: line(200), leadUnitId: id, memberUnitIds: z.array(id).max(200), reason })
      .meta({ description: 'The working group of a section: its open tasks follow, its members see them' }),
    z
      .strictObject({ type: z.literal('askLiaisonOfficers'), dueOn: date.optional(), duePeriod: period.optional() })
      .refine((value) => (value.dueOn === undefined) !== (value.duePeriod === undefined), { message: 'either dueOn or duePeriod' })
      .meta({ description: 'Member units without a liaison officer are told, and chased until the last has named one' }),
    z
      .strictObject({ type: z.literal('nameLiaisonOfficer'), personId: id })
      .meta({ description: 'A member unit’s leader or manager in charge names somebody who holds a post in the unit; the post of liaison officer is filled with it' }),
    z.strictObject({ type: z.literal('closePhase') }),
    z.strictObject({
      type: z.literal('recordResult'),
      result: line(200),
      score: z.number().min(0).max(10_000).optional(),
      note: text('By whom and how').default('—'),
      evidence: evidenceIds.optional(),
    }),
    z.strictObject({
      type: z.literal('recordMeeting'),
      heldOn: date,
      minutes: text('Minutes', 20_000),
      decisions: z.array(line(500)).max(100).optional(),
      evidence: evidenceIds.optional(),
    }),
    z.strictObject({ type: z.literal('recordSupervision'), heldOn: date, note: text('What was found', 20_000), evidence: evidenceIds.optional() }),
    z.strictObject({ type: z.literal('addTask'), task: newTask, reason }),
    z
      .strictObject({
        type: z.literal('urge'),
        ...taskChoice,
        overdue: z.boolean().default(false).meta({ description: 'Only what is past its date' }),
        managers: z.boolean().default(false).meta({ description: 'The managers in charge hear it too' }),
        message: text('A word of the office', 500).optional(),
      })
      .meta({ description: '催办 by hand: one notice to each person who answers for chosen tasks; ladders go on as they are' }),
    replan,
    z
      .strictObject({
        type: z.literal('shiftDates'),
        days: z
          .int()
          .min(-400)
          .max(400)
          .refine((days) => days !== 0),
        ...taskChoice,
        reason,
      })
      .meta({ description: 'Dates of the chosen open tasks, in calendar days; recurring tasks follow their rhythm' }),
    z.strictObject({ type: z.literal('reassignTasks'), fromUnitId: id, toUnitId: id, taskIds: taskChoice.taskIds, section: taskChoice.section, reason }),
    z
      .strictObject({ type: z.literal('setBulletinRhythm'), every: every.optional() })
      .meta({ description: '通报周期: how often the office owes a bulletin, counted from today and then from each one issued; without `every` none any more' }),
    z.strictObject({ type: z.literal('setLadders'), ladders, reason }).meta({
      description:
        '催办规则: what is not named stays as it is. No date moves; in the campaign, its open tasks and its indicators rungs to come move, one whose moment has passed comes at once, and none that was reached comes again. Limits and intervals count from the next time that they are set',
    }),
    correction,
    z.strictObject({ type: z.literal('suspend'), reason }),
    z.strictObject({ type: z.literal('resume'), mode: z.enum(['keep', 'shift']) }),
    z.strictObject({ type: z.literal('cancel'), reason }),
  ])
  .meta({ id: 'CampaignCommand' });

const item = {
  id: z.string(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  level: z.enum(campaignLevels).nullable(),
  stage: z.enum(campaignStages),
  stageName: z.string(),
  office: reference,
  group: reference,
  tasks: z.int().meta({ description: 'Not cancelled; of an each-unit task its shares' }),
  launchedAt: time,
  closedAt: time.nullable(),
  outcome: z.enum(['completed', 'cancelled']).nullable(),
  version: z.int(),
};
/** A campaign in a list. */
export const CampaignItem = z
  .strictObject({ ...item, mayTakeOut: z.boolean().meta({ description: 'Whether you have its volume: GET …/archive.zip' }) })
  .meta({ id: 'CampaignItem' });

const conditionView = z.strictObject({
  condition: z.enum(conditionKeys),
  label: z.string(),
  by: z.enum(['computed', 'confirmed']),
  held: z.boolean(),
  blocks: z.boolean().meta({ description: 'Neither held nor overridden: the phase cannot close' }),
  lacking: z.array(z.record(z.string(), z.unknown())).meta({ description: 'For computed conditions: the units or tasks that block, the first hundred' }),
  lackingCount: z.int().meta({ description: 'How many block in all' }),
  confirmation: z
    .strictObject({ by: reference.nullable(), at: time, note: z.string(), on: z.string().nullable(), documentNumber: z.string().nullable(), evidence: z.array(z.string()) })
    .nullable(),
  override: z.strictObject({ by: reference.nullable(), at: time, reason: z.string() }).nullable(),
});

/** A campaign with its phases, exit conditions, figures and next steps. */
export const CampaignView = z
  .strictObject({
    ...item,
    planId: z.string().nullable(),
    legalBasis: z.string().nullable(),
    issuedBy: z.string().nullable(),
    issuedOn: z.string().nullable(),
    budgetFen: fen().nullable(),
    members: z.array(reference),
    sections: z.array(z.strictObject({ name: z.string(), lead: reference.nullable(), members: z.array(reference) })).meta({ description: 'Sections with their working groups' }),
    composition: z
      .array(
        z.strictObject({
          role: z.enum(groupRoles),
          title: z.string(),
          unit: reference.nullable(),
          postId: z.string().nullable(),
          holder: reference.nullable().meta({ description: 'Who holds the post now' }),
        }),
      )
      .meta({ description: 'The leading group' }),
    approval: z
      .strictObject({
        approvedBy: z.string().nullable(),
        unit: reference.nullable(),
        approvedOn: z.string(),
        documentNumber: z.string().nullable(),
        evidence: z.array(z.string()),
        at: time,
        by: reference.nullable(),
      })
      .nullable(),
    lackingLiaisonOfficers: z.array(reference).meta({ description: 'Member units in which nobody holds the liaison officer’s post' }),
    indicators: z
      .array(z.record(z.string(), z.unknown()))
      .meta({ description: 'As the plan states them; GET adds `id`, `number`, `outcome` and `branch` of those that are measured' }),
    dates: z.strictObject({ mode: z.enum(['asPlanned', 'shift', 'backfill']), days: z.int().nullable() }),
    phases: z.array(
      z.strictObject({
        kind: z.enum(phaseKinds),
        name: z.string(),
        startsOn: z.string().nullable(),
        endsOn: z.string().nullable(),
        state: z.enum(['waiting', 'open', 'closed']),
        openedAt: time.nullable(),
        closedAt: time.nullable(),
        closedBy: z.enum(['date', 'office', 'history']).nullable(),
      }),
    ),
    conditions: z.array(conditionView).meta({ description: 'Exit conditions of the open phase' }),
    figures: z.strictObject({
      tasks: z.int().meta({ description: 'Not cancelled; of an each-unit task its shares' }),
      byStage: z.record(z.string(), z.int()),
      light: z.strictObject({ green: z.int(), yellow: z.int(), red: z.int() }),
    }),
    result: z.strictObject({ result: z.string(), score: z.number().nullable(), note: z.string(), at: time, by: reference.nullable(), evidence: z.array(z.string()) }).nullable(),
    meetings: z.array(z.strictObject({ heldOn: z.string(), minutes: z.string(), decisions: z.array(z.string()), evidence: z.array(z.string()) })),
    supervisions: z.array(z.strictObject({ heldOn: z.string(), note: z.string(), evidence: z.array(z.string()) })),
    revision: z.int().meta({ description: 'Version of the plan in force; 1 as launched' }),
    revisions: z
      .array(
        z.strictObject({
          revision: z.int(),
          kind: z.enum(['replan', 'shiftDates', 'reassignTasks']),
          at: time,
          by: reference.nullable(),
          planId: z.string().nullable(),
          documentNumber: z.string().nullable(),
          reason: z.string(),
          added: z.array(z.string()),
          amended: z.array(z.string()),
          cancelled: z.array(z.string()),
          left: z.array(z.strictObject({ number: z.string(), code: z.string() })).meta({ description: 'Tasks that the change was for and that could not be changed, with why' }),
        }),
      )
      .meta({ description: 'Versions of the plan after the first: tasks by their numbers' }),
    urging: UrgingView,
    suspendReason: z.string().nullable(),
    cancelReason: z.string().nullable(),
    ladders: z.record(z.string(), z.unknown()).meta({ description: 'Chase rules in force, as data' }),
    deadlines: z.array(DeadlineView),
    dueHistory: z.array(z.strictObject({ kind: z.string(), dueOn: z.string().nullable(), dueAt: time, replacedAt: time, because: z.literal('calendar') })),
    ...allowedField,
  })
  .meta({ id: 'Campaign' });

/** Filters of the list of campaigns. */
export const CampaignQuery = z.strictObject({ ...pageQuery, stage: z.enum(campaignStages).optional(), q: z.string().trim().min(1).max(100).optional() });
/** Filters of a campaign's tasks. */
export const CampaignTaskQuery = z.strictObject(taskFilters);
/** So many ids fit into an address that proxies take. */
const mostNamed = 200;
/** Which tasks a text for a chat group names. */
export const UrgingTextQuery = withSpans(
  CampaignTaskQuery.omit({ limit: true, cursor: true }).extend({
    overdue: z.enum(['true', 'false']).optional().meta({ description: '`true`: only what is past its due moment' }),
    taskIds: z
      .string()
      .transform((ids) => ids.split(','))
      .pipe(z.array(id).min(1).max(mostNamed))
      .optional()
      .meta({ description: `Of these tasks alone, their ids after commas, ${mostNamed} at most` }),
    console: z
      .url({ protocol: /^https?$/ })
      .max(200)
      .optional()
      .meta({ description: 'Where the console is reached: each task is then followed by its address there' }),
  }),
);
