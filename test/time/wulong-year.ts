import { readFileSync } from 'node:fs';
import type { LaunchCampaign } from '../../domain/campaign/commands.ts';
import { launchFromDraft, versionFromDraft } from '../../domain/campaign/launch.ts';
import type { PlanVersion } from '../../domain/campaign/revision.ts';
import type { Org } from '../../domain/org/org.ts';
import { parsePlan } from '../../domain/plan/draft.ts';
import { type DraftChange, editDraft, type Filled, type FilledDraft, fillDraft } from '../../domain/plan/fill.ts';
import { sourceOf } from '../../domain/plan/source.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { Instant } from '../../domain/process/time.ts';
import type { TaskPersonCommand } from '../../domain/task/commands.ts';
import type { Step } from './script.ts';
import { confirm, office, officeOn } from './whole-story.ts';
import { departments, liaisonOf, managerOf, members, towns, type WulongDistrict } from './wulong-district.ts';

/** Tasks that ask again and again until the end of November. */
const recurring = { month: ['10', '40'], quarter: ['20'], halfYear: ['31'] } as const;
/** Tasks that each of the seven towns and sub-districts has. */
export const eachTown = ['82', '87'] as const;
const commitment = ['1', '2', '3'];
const evaluation = ['88', '89', '90', '91'];
const rhythmic: readonly string[] = Object.values(recurring).flat();

const numbers = Array.from({ length: 92 }, (_, index) => String(index + 1));
/** Key of the unit that leads a task by the plan. */
const leadKey = (number: string): string => departments[(Number(number) - 1) % departments.length] ?? '';
const special = new Set<string>([...commitment, ...evaluation, ...rhythmic, ...eachTown]);
/** Tasks done once during the intervention, by the date the plan gives them: April, May, August. */
const groups = {
  spring: numbers.filter((number) => !special.has(number) && Number(number) % 3 === 0),
  early: numbers.filter((number) => !special.has(number) && Number(number) % 3 === 1),
  late: numbers.filter((number) => !special.has(number) && Number(number) % 3 === 2),
} as const;
const dueOn = { commitment: '2026-02-27', spring: '2026-04-30', early: '2026-05-22', late: '2026-08-14', towns: '2026-08-07', evaluation: '2026-12-18' } as const;

/** What goes otherwise than it should. */
export const slow = {
  /** Hand in only when the manager has been told. */
  afterEscalation: ['12', '15', '18', '21', '24', '27'],
  /** Hand in only when the office has signed its 督办通知书. */
  afterUrging: ['33', '36'],
  /** Hands in only when the leading group has been told. */
  afterGroup: ['39'],
  unsigned: ['42', '45'],
  extended: ['48'],
  sentBack: ['51'],
  /** Led by the unit that was merged into another: the successor is late with it. */
  inherited: ['14'],
} as const;
const slowOnes: readonly string[] = Object.values(slow).flat();
/** Taken out of the plan by its second version; brought forward by it. */
export const dropped = '8';
export const brought = '58';
/** Joined with it. */
export const joined = ['93', '94'] as const;

const agreed = (filled: Filled): FilledDraft => {
  if (!filled.ok) throw new Error(`the plan could not be filled: ${filled.code}`);
  return filled.draft;
};

/** The Wulong plan of 92 tasks as the office fills it in: a lead for each from twenty departments, dates of 2026, rhythms, standards, three phases, fifteen groups. */
export function filledPlan(district: WulongDistrict, org: Org): FilledDraft {
  const source = sourceOf(readFileSync(new URL('../fixtures/plans/wulong-2021.txt', import.meta.url), 'utf8'));
  const units = org.units();
  const set = (tasks: readonly string[], more: DraftChange['set']): DraftChange => ({ select: { tasks }, set: more });
  const changes: readonly DraftChange[] = [
    ...numbers.filter((number) => !(eachTown as readonly string[]).includes(number)).map((number) => set([number], { lead: { unitId: district.ids.unit(leadKey(number)) } })),
    { select: { all: true }, set: { standard: '达到方案要求', phase: 'intervention' } },
    set(commitment, { phase: 'commitment', dueOn: dueOn.commitment }),
    set(evaluation, { phase: 'evaluation', dueOn: dueOn.evaluation }),
    set(groups.spring, { dueOn: dueOn.spring }),
    set(groups.early, { dueOn: dueOn.early }),
    set(groups.late, { dueOn: dueOn.late }),
    set(eachTown, { dueOn: dueOn.towns }),
    ...(['month', 'quarter', 'halfYear'] as const).map((rhythm) => set(recurring[rhythm], { kind: 'recurring', rhythm, dueOn: '2026-11-30' })),
  ];
  const filled = agreed(fillDraft(parsePlan(source, { units }), changes, { units }));
  return agreed(
    editDraft(
      filled,
      {
        title: '2026年健康行动工作计划（演示）',
        documentNumber: '演健办〔2026〕1号',
        members: members.map((key) => ({ unitId: district.ids.unit(key) })),
        phases: [
          { kind: 'commitment', name: '工作启动', startsOn: '2026-01-01', endsOn: '2026-03-31' },
          { kind: 'intervention', name: '全面实施', startsOn: '2026-04-01', endsOn: '2026-10-31' },
          { kind: 'evaluation', name: '考核评估', startsOn: '2026-11-01', endsOn: '2026-12-31' },
        ],
      },
      { units },
    ),
  );
}

/** The launch, with a lead unit for each of the fifteen special actions' working groups. */
export function launchOf(plan: FilledDraft, district: WulongDistrict, known: { readonly org: Org; readonly now: Instant; readonly actor: Actor }): LaunchCampaign {
  const sectionLeads = Object.fromEntries(plan.sections.slice(1).map(({ id }, index) => [id, district.ids.unit(departments[index] ?? '')]));
  return launchFromDraft(plan, { sectionLeads }, known);
}

/** The plan's second version: one task out, two in, one with an earlier date. */
export function secondVersion(plan: FilledDraft, district: WulongDistrict, known: { readonly org: Org; readonly now: Instant; readonly actor: Actor }): PlanVersion {
  const units = known.org.units();
  const changed = agreed(fillDraft(agreed(editDraft(plan, { removeTasks: [dropped] }, { units })), [{ select: { tasks: [brought] }, set: { dueOn: '2026-05-08' } }], { units }));
  const model = changed.tasks.find((task) => task.number === '92');
  if (!model) throw new Error('the plan has no task 92');
  const added = joined.map((number, index) => ({
    ...model,
    number,
    order: model.order + index + 1,
    content: `新增任务${number}：补充开展专项宣传`,
    lead: { name: '', unitId: district.ids.unit(departments[index] ?? '') },
    dueOn: dueOn.late,
  }));
  return versionFromDraft('00000000-0000-4000-8000-000000000093', { ...changed, tasks: [...changed.tasks, ...added] }, known);
}

/** Moments of the story that only its player can act at: the launch, the register's changes, the third re-plan. */
export const moments = {
  launch: '2026-01-08 09:37',
  vacated: '2026-04-13 09:41',
  filled: '2026-05-15 09:43',
  merged: '2026-05-25 09:47',
  thirdVersion: '2026-09-07 10:19',
  until: '2027-01-08 10:00',
} as const;
/** The unit that has no liaison officer for a month, and the login of the next one. */
export const vacancy = { unit: leadKey('12'), next: 'liaison-civil-2' } as const;
/** The unit that ends, and the one that takes its work over; the unit whose tasks are given to another. */
export const merger = { from: leadKey('14'), into: 'labour' } as const;
export const reassigned = { from: leadKey('68'), to: 'women', at: '2026-09-08 10:29', tasks: ['68', '88'] } as const;

/** Who answers for a task at a moment: its unit's liaison officer, the manager while the post is vacant, the successor after the merger and the reassignment. */
function answers(number: string, at: string): string {
  const key = joined.includes(number as (typeof joined)[number]) ? (departments[joined.indexOf(number as (typeof joined)[number])] ?? '') : leadKey(number);
  if (key === merger.from && at > moments.merged) return liaisonOf(merger.into);
  if (key === reassigned.from && at > reassigned.at) return liaisonOf(reassigned.to);
  if (key !== vacancy.unit || at < moments.vacated) return liaisonOf(key);
  return at < moments.filled ? managerOf(key) : vacancy.next;
}

const lead = (at: string, task: string, command: TaskPersonCommand): Step => ({ at, by: answers(task, at), task, command });

/** Handed in by its lead, accepted by the office. Each kind of step has a minute of the day of its own, so that none falls whole weeks after another of its task (script.ts, `at`). */
const done = (task: string, submitted: string, accepted: string): readonly Step[] => [
  lead(`${submitted} 15:11`, task, { type: 'submit', summary: '已完成，材料见附件' }),
  officeOn(`${accepted} 10:13`, task, { type: 'accept' }),
];
const inTime = (tasks: readonly string[], submitted: string, accepted: string): readonly Step[] =>
  tasks.filter((task) => !slowOnes.includes(task) && task !== dropped && task !== brought).flatMap((task) => done(task, submitted, accepted));

const shares = eachTown.flatMap((task) => towns.map((key, index) => ({ task: `${task}-${index + 1}`, login: liaisonOf(key) })));

/** Reports that answer a recurring task's periods, the last by what is handed in; of the `nothing`th there was nothing to report. */
const rhythm = (task: string, days: readonly string[], last: readonly [string, string], nothing?: number): readonly Step[] => [
  ...days.map((day, index) =>
    lead(`${day} 16:${20 + index}`, task, index === nothing ? { type: 'report', nothing: true } : { type: 'report', progress: `第${index + 1}期已开展` }),
  ),
  ...done(task, ...last),
];
const monthly = ['2026-01-20', '2026-02-10', '2026-03-20', '2026-04-20', '2026-05-20', '2026-08-20', '2026-09-21', '2026-10-20'];

/** What people do in the year besides what only the player can. */
export const yearSteps = (version: PlanVersion, unit: (key: string) => string): readonly Step[] => [
  ...numbers
    .filter((number) => !(slow.unsigned as readonly string[]).includes(number) && !(eachTown as readonly string[]).includes(number))
    .map((number) => lead('2026-01-08 13:17', number, { type: 'sign' })),
  ...shares.map(({ task, login }): Step => ({ at: '2026-01-08 13:17', by: login, task, command: { type: 'sign' } })),
  // Issued on Thursday, to be signed for on Friday: the liaison hears on Monday, the manager on Wednesday, and it is signed.
  ...slow.unsigned.map((number) => lead('2026-01-14 11:17', number, { type: 'sign' })),
  ...confirm('2026-02-03 10:11', 'publicCommitment', 'officeSetUp', 'mobilisationMeeting', 'planApproved'),
  ...inTime(commitment, '2026-02-09', '2026-02-10'),
  office('2026-03-10 10:17', { type: 'replan', version, documentNumber: '演健办〔2026〕9号', reason: '按市级要点调整' }),
  ...joined.map((number) => lead('2026-03-10 14:17', number, { type: 'sign' })),
  ...inTime(groups.spring, '2026-04-08', '2026-04-09'),
  ...slow.unsigned.flatMap((task) => done(task, '2026-04-10', '2026-04-14')),
  ...slow.extended.flatMap((task) => [
    lead('2026-04-21 11:19', task, { type: 'requestExtension', reason: '采购周期长', dueOn: '2026-05-20' }),
    officeOn('2026-04-22 10:23', task, { type: 'decideExtension', approve: true, reason: '情况属实' }),
    ...done(task, '2026-05-11', '2026-05-12'),
  ]),
  ...slow.sentBack.flatMap((task) => [
    lead('2026-04-20 15:29', task, { type: 'submit', summary: '已完成' }),
    officeOn('2026-04-21 10:31', task, { type: 'sendBack', reason: '缺照片' }),
    ...done(task, '2026-04-23', '2026-04-24'),
  ]),
  // Due on Thursday 30 April: the liaison hears on 6 May, the manager on 8 May, the office about the 督办通知书 on 12 May (Saturday the 9th is a make-up working day), the group on 19 May.
  ...slow.afterEscalation.flatMap((task) => done(task, '2026-05-11', '2026-05-12')),
  ...slow.afterUrging.flatMap((task) => [officeOn('2026-05-13 10:49', task, { type: 'signUrgingNotice' }), ...done(task, '2026-05-14', '2026-05-15')]),
  ...slow.afterGroup.flatMap((task) => [officeOn('2026-05-13 10:49', task, { type: 'declineUrgingNotice', reason: '已电话督促' }), ...done(task, '2026-05-20', '2026-05-21')]),
  ...done(brought, '2026-04-27', '2026-04-28'),
  ...inTime(groups.early, '2026-05-11', '2026-05-13'),
  office('2026-05-20 10:53', { type: 'recordSupervision', heldOn: '2026-05-20', note: '督导六个部门' }),
  ...confirm('2026-05-26 10:27', 'baselineSurvey', 'priorityAreas'),
  office('2026-06-01 14:10', { type: 'suspend', reason: '应对突发公共卫生事件' }),
  office('2026-08-03 10:20', { type: 'resume', mode: 'shift' }),
  office('2026-08-10 10:13', { type: 'shiftDates', section: '控烟行动', days: 7, reason: '与控烟宣传周同步' }),
  office(reassigned.at, { type: 'reassignTasks', fromUnitId: unit(reassigned.from), toUnitId: unit(reassigned.to), reason: '职责调整' }),
  ...reassigned.tasks.map((task) => lead('2026-09-08 14:23', task, { type: 'sign' })),
  office('2026-09-15 10:33', { type: 'recordSupervision', heldOn: '2026-09-15', note: '督导各乡镇街道' }),
  ...shares.flatMap(({ task, login }): readonly Step[] => [
    { at: '2026-09-17 15:11', by: login, task, command: { type: 'submit', summary: '已完成' } },
    officeOn('2026-09-18 10:13', task, { type: 'accept' }),
  ]),
  ...eachTown.map((task) => officeOn('2026-09-18 11:13', task, { type: 'accept' })),
  ...inTime([...groups.late, ...joined], '2026-09-21', '2026-09-23'),
  // Due on Friday 16 October after the standstill: the successor’s liaison hears on Monday, its manager on Wednesday.
  ...slow.inherited.flatMap((task) => done(task, '2026-10-22', '2026-10-23')),
  ...rhythm('10', monthly, ['2026-11-16', '2026-11-17']),
  ...rhythm('40', monthly, ['2026-11-16', '2026-11-17'], 1),
  ...rhythm('20', ['2026-03-16', '2026-08-21', '2026-09-22'], ['2026-11-18', '2026-11-19']),
  ...rhythm('31', ['2026-08-24'], ['2026-11-18', '2026-11-19']),
  ...confirm('2026-11-20 10:39', 'selfCheck'),
  ...inTime(evaluation, '2026-11-24', '2026-11-25'),
  office('2026-12-21 10:43', { type: 'recordResult', result: '通过', score: 94, note: '市级考核' }),
];
