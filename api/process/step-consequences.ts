import type { Bilingual } from '../../domain/notice/notice.ts';
import type { ProcessType } from '../../domain/process/definition.ts';
import { type Language, say } from '../http/language.ts';
import type { Commands } from './step-names.ts';

/** What a campaign tells what belongs to it, and time: nobody confirms it. */
const inward = { strike: null, recompute: null, suspend: null, resume: null, conclude: null } as const;

/**
 * What each step does that ends something or cannot be taken back, said before it is confirmed; null where it does neither. Every step stands here, so that a new one is thought about.
 * `withdrawStep` is null: what it undoes and who would be told is asked of its own preview.
 */
const stepConsequences: { readonly [T in ProcessType]: Readonly<Record<Commands[T]['type'], Bilingual | null>> } = {
  campaign: {
    launch: null,
    confirmCondition: null,
    withdrawConfirmation: { zh: '该条件回到未确认；重新确认之前，本阶段不能结束。', en: 'The condition is unconfirmed again; until it is confirmed anew the phase cannot end.' },
    recordApproval: null,
    setComposition: null,
    setWorkingGroup: null,
    askLiaisonOfficers: null,
    nameLiaisonOfficer: null,
    overrideCondition: {
      zh: '本阶段不再要求该条件即可结束；签批意见记入办理过程，不能收回。',
      en: 'The phase may end without this condition; the opinion stays on record and cannot be taken back.',
    },
    closePhase: {
      zh: '本阶段随即结束，不能重新打开。最后一个阶段结束的，专项行动随之办结，未完成的任务一并结束。',
      en: 'The phase ends and cannot be opened again. With the last phase the campaign ends, and its unfinished tasks with it.',
    },
    recordResult: null,
    recordMeeting: null,
    recordSupervision: null,
    addTask: null,
    urge: null,
    replan: null,
    shiftDates: null,
    reassignTasks: null,
    setBulletinRhythm: null,
    setLadders: null,
    correctField: null,
    suspend: {
      zh: '专项行动及其任务、会议、督查、指标、调查、考评、通报一并中止，停止计时和催办，直至恢复。',
      en: 'The campaign stands still with its tasks, meetings, supervisions, indicators, surveys, evaluations and bulletins: nothing is counted or chased until it is resumed.',
    },
    resume: null,
    cancel: {
      zh: '专项行动随即撤销，未完成的任务和尚未办结的会议、督查、指标、调查、考评、通报一并结束，不再催办，不能恢复。',
      en: 'The campaign ends, with its unfinished tasks and all of its meetings, supervisions, indicators, surveys, evaluations and bulletins that are still open. Nothing is chased any more, and it cannot be restored.',
    },
    endPhase: null,
    strike: null,
    closeCampaign: null,
    noteVisits: null,
    countIndicator: null,
    noteBulletin: null,
    recompute: null,
  },
  task: {
    sign: null,
    return: null,
    report: null,
    submit: null,
    breakDown: null,
    planNodes: null,
    completeNode: null,
    requestExtension: null,
    accept: null,
    sendBack: null,
    relapse: null,
    withdrawAcceptance: {
      zh: '任务不再算作完成：已报送的重新等待验收，没有报送过的由牵头单位继续办理。',
      en: 'The task no longer counts as done: what was submitted awaits a decision again, what never was goes back to its lead.',
    },
    decideExtension: null,
    reassign: null,
    correctField: null,
    cancel: {
      zh: '任务随即取消，未完成的分任务一并取消，不再提醒和催办，不能恢复；牵头单位会收到通知。',
      en: 'The task is dropped with its unfinished shares. Nobody is reminded or chased any more, and it cannot be restored; its lead is told.',
    },
    signUrgingNotice: {
      zh: '督办通知书随即编号并发给牵头单位，单位须按期书面答复；签发后不能收回。',
      en: 'The notice takes its number and goes to the lead, which must answer in writing by the day it names; it cannot be taken back.',
    },
    declineUrgingNotice: { zh: '这份督办通知书不再签发；任务按原规则继续催办。', en: 'This notice is not signed; the task is chased on by its ladder.' },
    assign: null,
    attachSealedNotice: null,
    answerUrgingNotice: null,
    withdrawStep: null,
    urge: null,
    urgeAlong: null,
    ...inward,
    issue: null,
    setLadders: null,
    addShares: null,
    regroup: null,
  },
  case: {
    open: null,
    recordInspection: null,
    issueOrder: null,
    suspendBusiness: {
      zh: '当事人须停业整改，期限随即开始计算，到期须复查。',
      en: 'The business must stop and put things right; its period begins to run, and a follow-up is due at its end.',
    },
    summonForTalk: null,
    withdrawMeasure: { zh: '这项措施随即失效，不再计时和催办，不能恢复。', en: 'The measure no longer stands: it is neither counted nor chased any more, and cannot be restored.' },
    submitRectification: null,
    recordFollowUp: null,
    requestExtension: null,
    decideExtension: null,
    fileCase: {
      zh: '案件转为立案办理，办案期限随即开始计算；立案不能撤销，已采取的措施继续复查。',
      en: 'The case is filed and its limit begins to run; filing cannot be undone. Measures already taken are followed up on.',
    },
    concludeFiled: {
      zh: '案件按此决定办结，全部时限随即终止；决定不能收回，笔误可以更正。',
      en: 'The case ends by this decision and all its limits with it; the decision cannot be taken back, though a slip in it can be put right.',
    },
    correctDecision: {
      zh: '决定随即按此更正，原内容留在记录里；已经送达的文书不会随之改动。',
      en: 'The decision stands corrected at once; what it said before stays on record. Papers already served do not change with it.',
    },
    close: {
      zh: '申请由另一人审批；批准后案件终止，不再检查和催办。',
      en: 'Another person decides on the request; once approved the case ends and is neither inspected nor chased any more.',
    },
    decideClose: { zh: '批准的，案件随即终止，全部时限不再计算；不批准的，案件继续办理。', en: 'Approved, the case ends and all its limits with it; refused, it goes on.' },
    reopen: null,
    correctField: null,
    withdrawStep: null,
    strike: null,
    closeCase: null,
    recompute: null,
    changeOfficer: null,
  },
  meeting: {
    convene: null,
    changeMeeting: null,
    reply: null,
    recordAttendance: null,
    recordMinutes: null,
    correctMinutes: null,
    cancel: { zh: '会议不再召开，不能恢复；受邀单位会收到通知。', en: 'The meeting does not take place and cannot be restored; the units invited are told.' },
    ...inward,
  },
  supervision: {
    plan: null,
    postpone: null,
    recordVisit: null,
    object: null,
    reviewObjection: null,
    close: { zh: '督查随即办结，不再催办，不能重新打开。', en: 'The supervision ends: nothing of it is chased any more, and it cannot be opened again.' },
    cancel: { zh: '督查不再进行，不再提醒和催办，不能恢复。', en: 'The supervision does not take place: nobody is reminded or chased, and it cannot be restored.' },
    ...inward,
  },
  indicator: {
    establish: null,
    setBaseline: null,
    correctBaseline: null,
    recordValue: null,
    correctValue: null,
    publishReference: null,
    assignOwner: null,
    setTarget: null,
    setSchedule: null,
    setWarning: null,
    clearWarning: { zh: '此后数值越过预警线，不再自动生成任务。', en: 'From now on no value opens a task, however far it goes.' },
    cancel: {
      zh: '指标不再报送、催办和评判，不能恢复；已报的数值保留。',
      en: 'The indicator is neither reported, chased nor judged any more and cannot be restored; its values stay on record.',
    },
    ...inward,
    setLadder: null,
    setMembers: null,
  },
  survey: {
    begin: null,
    recordProgress: null,
    recordQualityCheck: null,
    complete: { zh: '调查随即结束，不能再登记样本和质控复核。', en: 'The survey ends: no samples and no quality checks are recorded any more.' },
    cancel: {
      zh: '调查随即停止，不能恢复；已登记的进度保留，不能用于指标。',
      en: 'The survey stops and cannot be restored; what was recorded stays, but no indicator can use it.',
    },
    ...inward,
    setMembers: null,
  },
  evaluation: {
    start: null,
    openReview: { zh: '不再等待自查自评：没有报送的，按现有材料评审。', en: 'Self-checks are no longer waited for: what was not handed in is reviewed as it is.' },
    inviteExperts: null,
    recordIndicators: null,
    showScores: {
      zh: '得分随即反馈给各参评单位，单位可在限期内提出异议；反馈后不能收回。',
      en: 'Each unit is shown its score and may object for some days; this cannot be taken back.',
    },
    publish: { zh: '得分随即公布；此后只能更正，不能收回。', en: 'The scores are published; from then on they can be corrected, not taken back.' },
    correctScore: null,
    recordOutcome: null,
    close: { zh: '考评随即结束，不再登记考评结果，不能重新打开。', en: 'The evaluation ends without a result to record and cannot be opened again.' },
    cancel: {
      zh: '考评随即取消，各单位的自查自评一并结束，不再催办，不能恢复。',
      en: 'The evaluation is dropped with the self-checks of all units. Nothing is chased any more, and it cannot be restored.',
    },
    ...inward,
    tally: null,
  },
  assessment: {
    answerItem: null,
    submitSelfCheck: {
      zh: '自查自评随即报送办公室；除非办公室退回，不能再修改。',
      en: 'The self-check goes to the office; unless the office returns it, it cannot be changed any more.',
    },
    raiseObjection: null,
    reviewItem: null,
    extendSelfCheck: null,
    returnSelfCheck: null,
    completeReview: { zh: '本单位的评审随即完成；此后得分只能因异议更正。', en: 'The review of this unit is complete; from then on points change by an objection only.' },
    answerObjection: null,
    ...inward,
    issue: null,
    lapse: null,
    admit: null,
    endVisits: null,
    finish: null,
  },
  consultation: {
    open: null,
    comment: null,
    agree: null,
    answerComment: null,
    extend: null,
    endCollecting: { zh: '不再等待反馈：还没有答复的单位记为逾期未反馈。', en: 'Opinions are no longer waited for: units that are silent are recorded as late.' },
    close: {
      zh: '征求意见随即结束，各单位会收到意见的采纳情况；不能重新打开。',
      en: 'The round ends, and each unit is told what became of its opinion; it cannot be opened again.',
    },
    cancel: { zh: '本轮征求意见作废，不能恢复；被征求的单位会收到通知。', en: 'The round is dropped and cannot be restored; the units asked are told.' },
    strike: null,
    recompute: null,
  },
  bulletin: {
    draft: null,
    edit: null,
    refresh: null,
    sign: { zh: '通报随即编号定稿；编号不能收回，内容不能再改。', en: 'The bulletin takes its number and is final: neither can be changed any more.' },
    attachSealed: null,
    issue: {
      zh: '通报随即印发，相关单位会收到通知并可阅读；印发后只能撤回。',
      en: 'The bulletin is issued, and its units are told and may read it; from then on it can only be withdrawn.',
    },
    withdraw: {
      zh: '通报不再印发；已经印发的随即撤回，收到的单位会被告知原因。编号不再使用。',
      en: 'The bulletin is not issued; one that was is taken back, and its readers hear why. Its number is not used again.',
    },
    ...inward,
  },
  unit: {
    register: null,
    rename: null,
    change: null,
    move: null,
    end: { zh: '单位自所定日期起撤销，其岗位一并撤销，不能恢复。', en: 'The unit ends on its day, with all of its posts, and cannot be restored.' },
    merge: {
      zh: '单位并入所选单位，其岗位撤销，未办结的事项由并入的单位接办；不能恢复。',
      en: 'The unit becomes part of another, which takes over its open matters; its posts end. This cannot be undone.',
    },
    split: {
      zh: '单位拆分后撤销，其岗位和未办结的事项按所填分给新单位；不能恢复。',
      en: 'The unit ends, and its posts and open matters go to the new units as shared out. This cannot be undone.',
    },
  },
  person: {
    register: null,
    change: null,
    setCertificate: null,
    issuePassword: null,
    handOver: { zh: '其岗位和名下未办结的事项随即转给接手人，不能自动转回。', en: 'The person’s posts and open matters go to the successor; nothing brings them back by itself.' },
    deactivate: {
      zh: '该人员不能再登录，所任岗位随即空缺。重新启用后，岗位须另行任职。',
      en: 'The person can no longer sign in, and the posts held fall vacant. Reactivated, they have to be assigned again.',
    },
    reactivate: null,
  },
  post: {
    create: null,
    assign: null,
    vacate: { zh: '任职人随即离任；重新任职之前，岗位空缺。', en: 'The holder leaves at once; until somebody is assigned the post is vacant.' },
    setDeputy: null,
    end: { zh: '岗位随即撤销，任职人离任，不能恢复。', en: 'The post ends, its holder leaves, and it cannot be restored.' },
  },
  party: {
    register: null,
    change: null,
  },
  delegation: {
    grant: null,
    revoke: { zh: '委托随即失效，受托人不能再代行；已经办理的事项仍然有效。', en: 'The delegation ends: nothing can be done by it any more, and what was done stands.' },
  },
  calendarYear: {
    announce: null,
    correct: null,
  },
  orgImport: {
    import: null,
  },
  outlet: {
    register: null,
    change: null,
    end: { zh: '通知不再从这里发出，不能恢复；需要时另行登记。', en: 'No notice goes out here any more. It cannot be restored; another one can be registered.' },
  },
  template: {
    putInForce: null,
    revise: null,
    retire: {
      zh: '此后签发的文书不再使用这个模板，可以重新启用；已经签发的文书不变。',
      en: 'Documents signed from now on do not use it; it can be put in force again. What was signed stays as it is.',
    },
  },
};

/** What a step ends or does for good, in words; undefined where it does neither. */
export function stepConsequence(type: ProcessType, step: string, language: Language): string | undefined {
  const known: Readonly<Record<string, Bilingual | null>> = stepConsequences[type];
  const consequence = known[step];
  return consequence ? say(consequence, language) : undefined;
}
