import type { MeetingKind, MeetingStage, MeetingState, Minutes } from '../../domain/meeting/state.ts';
import type { Org } from '../../domain/org/org.ts';
import type { AllowedStep, ProcessState } from '../../domain/process/definition.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { byRef, unitRef } from '../http/reference.ts';
import { iso } from '../http/time.ts';
import type { Counting } from '../process/deadline.ts';
import { presentSteps } from '../register/record.ts';
import { presentDeadlines, presentTaskStanding } from '../tasks/presenter.ts';

/** What the presenters know besides the record. */
export interface Context extends Counting {
  readonly org: Org;
  readonly steps: readonly AllowedStep[];
  /** States of the tasks that its decisions became. */
  readonly processes: ReadonlyMap<string, ProcessState>;
}

/** The stages as people call them. */
export const stageNames: Readonly<Record<MeetingStage, { readonly zh: string; readonly en: string }>> = {
  convened: { zh: '已通知', en: 'convened' },
  held: { zh: '待出纪要', en: 'minutes owed' },
  suspended: { zh: '中止', en: 'suspended' },
  recorded: { zh: '已出纪要', en: 'recorded' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};

/** The kinds as people call them. */
export const kindNames: Readonly<Record<MeetingKind, { readonly zh: string; readonly en: string }>> = {
  leadingGroup: { zh: '领导小组会议', en: 'leading group' },
  office: { zh: '领导小组办公室会议', en: 'office' },
  workingGroup: { zh: '专项工作组会议', en: 'working group' },
};

/** A meeting in a list. */
export function presentMeetingItem(state: MeetingState, { language }: Pick<Context, 'language'>) {
  // A meeting past its first fact has a stage.
  const stage = state.stage as MeetingStage;
  return {
    id: state.id,
    campaignId: state.campaignId,
    number: state.number,
    kind: state.kind,
    kindName: kindNames[state.kind][language],
    title: state.title,
    stage,
    stageName: stageNames[stage][language],
    dueOn: state.day.dueOn ?? null,
    dueAt: iso(state.day.dueAt),
    heldOn: state.heldOn ?? null,
    place: state.place ?? null,
    convenedAt: iso(state.convenedAt),
    version: state.version,
  };
}

const presentMinutes = ({ text, evidence, at, by, reason }: Minutes, org: Org) => ({ text, evidence, at: iso(at), by: byRef(by, org), reason: reason ?? null });

/** A meeting with its record and next steps. */
export function presentMeeting(state: MeetingState, context: Context) {
  const { org, language, processes } = context;
  const { attendance, minutes } = state;
  const reply = (unitId: string) => {
    const given = state.replies.find((one) => one.unitId === unitId);
    return given ? { attends: given.attends, reason: given.reason ?? null, at: iso(given.at), by: byRef(given.by, org) } : null;
  };
  return {
    ...presentMeetingItem(state, context),
    office: unitRef(state.officeUnitId, org),
    agenda: state.agenda.map(({ title, unitId }) => ({ title, unit: unitId === undefined ? null : unitRef(unitId, org) })),
    invited: state.unitIds.map((unitId) => ({ unit: unitRef(unitId, org), reply: reply(unitId) })),
    attendance: attendance
      ? {
          at: iso(attendance.at),
          present: attendance.present.map(({ unitId, postId, proxy }) => ({
            unit: unitRef(unitId, org),
            post: postId === undefined ? null : { id: postId, title: org.post(postId)?.title ?? null },
            proxy: proxy === true,
          })),
          absent: attendance.absent.map((unitId) => unitRef(unitId, org)),
        }
      : null,
    minutes: minutes ? presentMinutes(minutes, org) : null,
    formerMinutes: state.formerMinutes.map((former) => presentMinutes(former, org)),
    decisions: state.decisions.map(({ number, content, leadUnitId, supporting, standard, dueOn, takenOut, taskId }) => ({
      number,
      content,
      lead: unitRef(leadUnitId, org),
      supporting: supporting.map((unitId) => unitRef(unitId, org)),
      standard: standard ?? null,
      dueOn: dueOn ?? null,
      takenOut: takenOut === true,
      taskId,
      task: presentTaskStanding(processes.get(taskId) as TaskState | undefined, context),
    })),
    cancelReason: state.cancelReason ?? null,
    deadlines: presentDeadlines('meeting', state.deadlines, context),
    allowed: presentSteps('meeting', context.steps, language),
  };
}
