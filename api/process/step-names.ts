import type { AssessmentCommand } from '../../domain/assessment/commands.ts';
import type { BulletinCommand } from '../../domain/bulletin/commands.ts';
import type { CampaignCommand } from '../../domain/campaign/commands.ts';
import type { CaseCommand } from '../../domain/case/commands.ts';
import type { ConsultationCommand } from '../../domain/consultation/commands.ts';
import type { EvaluationCommand } from '../../domain/evaluation/commands.ts';
import type { IndicatorCommand } from '../../domain/indicator/commands.ts';
import type { MeetingCommand } from '../../domain/meeting/commands.ts';
import type { Bilingual } from '../../domain/notice/notice.ts';
import type { ProcessType } from '../../domain/process/definition.ts';
import type { CalendarYearCommand } from '../../domain/register/calendar-year.ts';
import type { DelegationCommand } from '../../domain/register/delegation.ts';
import type { OrgImportCommand } from '../../domain/register/org-import.ts';
import type { OutletCommand } from '../../domain/register/outlet.ts';
import type { PartyCommand } from '../../domain/register/party.ts';
import type { PersonCommand } from '../../domain/register/person.ts';
import type { PostCommand } from '../../domain/register/post.ts';
import type { TemplateCommand } from '../../domain/register/template.ts';
import type { UnitCommand } from '../../domain/register/unit.ts';
import type { SupervisionCommand } from '../../domain/supervision/commands.ts';
import type { SurveyCommand } from '../../domain/survey/commands.ts';
import type { TaskCommand } from '../../domain/task/commands.ts';
import { type Language, say } from '../http/language.ts';

/** The commands that each type of process understands. */
export interface Commands {
  readonly campaign: CampaignCommand;
  readonly task: TaskCommand;
  readonly case: CaseCommand;
  readonly meeting: MeetingCommand;
  readonly supervision: SupervisionCommand;
  readonly indicator: IndicatorCommand;
  readonly survey: SurveyCommand;
  readonly evaluation: EvaluationCommand;
  readonly assessment: AssessmentCommand;
  readonly consultation: ConsultationCommand;
  readonly bulletin: BulletinCommand;
  readonly unit: UnitCommand;
  readonly person: PersonCommand;
  readonly post: PostCommand;
  readonly party: PartyCommand;
  readonly delegation: DelegationCommand;
  readonly calendarYear: CalendarYearCommand;
  readonly orgImport: OrgImportCommand;
  readonly outlet: OutletCommand;
  readonly template: TemplateCommand;
}

const strike: Bilingual = { zh: '催办', en: 'climb the ladder' };
const recompute: Bilingual = { zh: '按放假安排重算时限', en: 'count the deadlines anew' };
const setMembers: Bilingual = { zh: '调整成员单位', en: 'set the members' };
const setLadders: Bilingual = { zh: '调整催办规则', en: 'change the chase rules' };
const requestExtension: Bilingual = { zh: '申请延期', en: 'ask for an extension' };
const decideExtension: Bilingual = { zh: '决定延期申请', en: 'decide on the extension' };
const withdrawStep: Bilingual = { zh: '撤回上一步', en: 'withdraw the last step' };
const correctField: Bilingual = { zh: '更正内容', en: 'correct a field' };
const reassign: Bilingual = { zh: '改派', en: 'reassign' };
/** What a campaign tells what belongs to it, and time. */
const inward = {
  strike,
  recompute,
  suspend: { zh: '中止', en: 'suspend' },
  resume: { zh: '恢复', en: 'resume' },
  conclude: { zh: '随专项行动结束', en: 'conclude with the campaign' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What each step is called in the words of the field. */
const stepNames: { readonly [T in ProcessType]: Readonly<Record<Commands[T]['type'], Bilingual>> } = {
  campaign: {
    launch: { zh: '启动专项行动', en: 'launch the campaign' },
    confirmCondition: { zh: '确认完成条件', en: 'confirm a condition' },
    withdrawConfirmation: { zh: '撤回条件确认', en: 'withdraw a confirmation' },
    recordApproval: { zh: '登记批准', en: 'record the approval' },
    setComposition: { zh: '调整领导小组组成', en: 'compose the leading group' },
    setWorkingGroup: { zh: '调整专项工作组', en: 'set a working group' },
    askLiaisonOfficers: { zh: '要求报送联络员', en: 'ask for liaison officers' },
    nameLiaisonOfficer: { zh: '报送联络员', en: 'name the liaison officer' },
    overrideCondition: { zh: '准予带条件通过', en: 'override a condition' },
    closePhase: { zh: '结束本阶段', en: 'close the phase' },
    recordResult: { zh: '登记评审结果', en: 'record the result' },
    recordMeeting: { zh: '登记会议', en: 'record a meeting' },
    recordSupervision: { zh: '登记督导检查', en: 'record a supervision visit' },
    addTask: { zh: '增加任务', en: 'add a task' },
    urge: { zh: '人工催办', en: 'urge units' },
    replan: { zh: '修订方案', en: 'revise the plan' },
    shiftDates: { zh: '批量调整时限', en: 'shift dates' },
    reassignTasks: { zh: '批量改派', en: 'reassign tasks' },
    setBulletinRhythm: { zh: '设定通报周期', en: 'set the rhythm of bulletins' },
    setLadders,
    correctField,
    suspend: { zh: '中止专项行动', en: 'suspend the campaign' },
    resume: { zh: '恢复专项行动', en: 'resume the campaign' },
    cancel: { zh: '撤销专项行动', en: 'cancel the campaign' },
    endPhase: { zh: '阶段到期', en: 'end the phase' },
    strike,
    closeCampaign: { zh: '办结专项行动', en: 'close the campaign' },
    noteVisits: { zh: '安排督导检查', en: 'note visits' },
    countIndicator: { zh: '计入指标', en: 'count an indicator' },
    noteBulletin: { zh: '印发通报', en: 'note a bulletin' },
    recompute,
  },
  task: {
    sign: { zh: '签收', en: 'sign for it' },
    return: { zh: '退回任务', en: 'return it to the office' },
    report: { zh: '报告进展', en: 'report progress' },
    submit: { zh: '报送验收', en: 'submit for acceptance' },
    breakDown: { zh: '分解任务', en: 'break it down' },
    planNodes: { zh: '制定节点计划', en: 'plan its nodes' },
    completeNode: { zh: '完成节点', en: 'complete a node' },
    requestExtension,
    accept: { zh: '验收通过', en: 'accept' },
    sendBack: { zh: '退回补办', en: 'send back' },
    relapse: { zh: '认定反弹，重新办理', en: 'reopen after a relapse' },
    withdrawAcceptance: { zh: '撤回验收', en: 'withdraw the acceptance' },
    decideExtension,
    reassign,
    correctField,
    cancel: { zh: '取消任务', en: 'cancel the task' },
    signUrgingNotice: { zh: '签发督办通知书', en: 'sign the formal urging notice' },
    declineUrgingNotice: { zh: '不予签发督办通知书', en: 'decline the formal urging notice' },
    assign: { zh: '交办', en: 'give a unit a task' },
    attachSealedNotice: { zh: '上传督办通知书盖章件', en: 'attach the sealed urging notice' },
    answerUrgingNotice: { zh: '书面答复督办通知书', en: 'answer the formal urging notice' },
    withdrawStep,
    urge: { zh: '人工催办', en: 'urge by hand' },
    urgeAlong: { zh: '随同催办', en: 'urge along with others' },
    ...inward,
    issue: { zh: '下达任务', en: 'issue the task' },
    setLadders,
    addShares: { zh: '增加分解任务', en: 'add shares' },
    regroup: { zh: '随工作组调整', en: 'regroup' },
  },
  case: {
    open: { zh: '立档', en: 'open the case' },
    recordInspection: { zh: '现场检查', en: 'record an inspection' },
    issueOrder: { zh: '责令改正', en: 'order rectification' },
    suspendBusiness: { zh: '责令停业整改', en: 'suspend business' },
    summonForTalk: { zh: '行政约谈', en: 'summon for a talk' },
    withdrawMeasure: { zh: '撤回措施', en: 'withdraw a measure' },
    submitRectification: { zh: '提交整改情况', en: 'submit the rectification' },
    recordFollowUp: { zh: '复查', en: 'record a follow-up inspection' },
    requestExtension,
    decideExtension,
    fileCase: { zh: '立案', en: 'file the case' },
    concludeFiled: { zh: '作出处理决定', en: 'decide the filed case' },
    correctDecision: { zh: '更正处理决定', en: 'correct the decision' },
    close: { zh: '申请结案', en: 'ask to close' },
    decideClose: { zh: '审批结案', en: 'decide on closing' },
    reopen: { zh: '重新办理', en: 'reopen' },
    correctField,
    withdrawStep,
    strike,
    closeCase: { zh: '结案', en: 'close the case' },
    recompute,
    changeOfficer: { zh: '更换执法人员', en: 'change an officer' },
  },
  meeting: {
    convene: { zh: '通知会议', en: 'convene a meeting' },
    changeMeeting: { zh: '变更会议', en: 'change the meeting' },
    reply: { zh: '会议回执', en: 'reply to the invitation' },
    recordAttendance: { zh: '登记出席', en: 'record attendance' },
    recordMinutes: { zh: '登记会议纪要', en: 'record the minutes' },
    correctMinutes: { zh: '更正会议纪要', en: 'correct the minutes' },
    cancel: { zh: '取消会议', en: 'cancel the meeting' },
    ...inward,
  },
  supervision: {
    plan: { zh: '制定督查计划', en: 'plan a supervision' },
    postpone: { zh: '调整督查日期', en: 'postpone the visit' },
    recordVisit: { zh: '登记督查情况', en: 'record the visit' },
    object: { zh: '提出异议', en: 'object to a finding' },
    reviewObjection: { zh: '复核异议', en: 'review an objection' },
    close: { zh: '督查办结', en: 'close the supervision' },
    cancel: { zh: '取消督查', en: 'cancel the supervision' },
    ...inward,
  },
  indicator: {
    establish: { zh: '建立指标', en: 'establish an indicator' },
    setBaseline: { zh: '登记基线', en: 'set the baseline' },
    correctBaseline: { zh: '更正基线', en: 'correct the baseline' },
    recordValue: { zh: '报送指标数值', en: 'record a value' },
    correctValue: { zh: '更正数值', en: 'correct a value' },
    publishReference: { zh: '公布参照值', en: 'publish a reference' },
    assignOwner: { zh: '指定数据责任单位', en: 'assign the owner' },
    setTarget: { zh: '调整目标', en: 'set the target' },
    setSchedule: { zh: '设定报送周期', en: 'set the schedule' },
    setWarning: { zh: '设定预警', en: 'set a warning' },
    clearWarning: { zh: '取消预警', en: 'clear the warning' },
    cancel: { zh: '取消指标', en: 'cancel the indicator' },
    ...inward,
    setLadder: setLadders,
    setMembers,
  },
  survey: {
    begin: { zh: '开展调查', en: 'begin a survey' },
    recordProgress: { zh: '登记调查进度', en: 'record progress' },
    recordQualityCheck: { zh: '登记质控复核', en: 'record a quality check' },
    complete: { zh: '完成调查', en: 'complete the survey' },
    cancel: { zh: '取消调查', en: 'cancel the survey' },
    ...inward,
    setMembers,
  },
  evaluation: {
    start: { zh: '开始考评', en: 'start an evaluation' },
    openReview: { zh: '开始评审', en: 'open the review' },
    inviteExperts: { zh: '邀请特邀专家', en: 'invite experts' },
    recordIndicators: { zh: '登记指标完成情况', en: 'record indicators met' },
    showScores: { zh: '反馈得分', en: 'show the scores' },
    publish: { zh: '公布得分', en: 'publish the scores' },
    correctScore: { zh: '更正得分', en: 'correct a score' },
    recordOutcome: { zh: '登记考评结果', en: 'record the outcome' },
    close: { zh: '结束考评', en: 'close the evaluation' },
    cancel: { zh: '取消考评', en: 'cancel the evaluation' },
    ...inward,
    tally: { zh: '汇总评审', en: 'tally' },
  },
  assessment: {
    answerItem: { zh: '填报考评项', en: 'answer an item' },
    submitSelfCheck: { zh: '报送自查自评', en: 'submit the self-check' },
    raiseObjection: { zh: '提出异议', en: 'raise an objection' },
    reviewItem: { zh: '评审考评项', en: 'review an item' },
    extendSelfCheck: { zh: '延长自评时限', en: 'extend the self-check' },
    returnSelfCheck: { zh: '退回自查自评', en: 'return the self-check' },
    completeReview: { zh: '完成评审', en: 'complete the review' },
    answerObjection: { zh: '答复异议', en: 'answer an objection' },
    ...inward,
    issue: { zh: '下发自查自评', en: 'issue the self-check' },
    lapse: { zh: '不再等待自查自评', en: 'wait no longer for the self-check' },
    admit: { zh: '接纳专家', en: 'admit experts' },
    endVisits: { zh: '结束现场考评', en: 'end visits' },
    finish: { zh: '考评完成', en: 'finish the assessment' },
  },
  consultation: {
    open: { zh: '征求意见', en: 'ask units for their opinion' },
    comment: { zh: '反馈意见', en: 'comment' },
    agree: { zh: '反馈无意见', en: 'have no comment' },
    answerComment: { zh: '答复意见', en: 'answer a comment' },
    extend: { zh: '延长反馈时限', en: 'extend the time for opinions' },
    endCollecting: { zh: '结束收集意见', en: 'end collecting' },
    close: { zh: '结束征求意见', en: 'close the consultation' },
    cancel: { zh: '取消征求意见', en: 'cancel the consultation' },
    strike,
    recompute,
  },
  bulletin: {
    draft: { zh: '拟写通报', en: 'draft a bulletin' },
    edit: { zh: '修改通报', en: 'edit the bulletin' },
    refresh: { zh: '更新通报数据', en: 'refresh its figures' },
    sign: { zh: '签发通报', en: 'sign the bulletin' },
    attachSealed: { zh: '上传通报盖章件', en: 'attach the sealed bulletin' },
    issue: { zh: '印发通报', en: 'issue the bulletin' },
    withdraw: { zh: '撤回通报', en: 'withdraw the bulletin' },
    ...inward,
  },
  unit: {
    register: { zh: '登记单位', en: 'register a unit' },
    rename: { zh: '更名', en: 'rename' },
    change: { zh: '变更简称、别名', en: 'change short name and aliases' },
    move: { zh: '调整隶属', en: 'move' },
    end: { zh: '撤销单位', en: 'end the unit' },
    merge: { zh: '合并单位', en: 'merge' },
    split: { zh: '拆分单位', en: 'split' },
  },
  person: {
    register: { zh: '登记人员', en: 'register a person' },
    change: { zh: '变更人员信息', en: 'change the person' },
    setCertificate: { zh: '登记执法证', en: 'set the certificate' },
    issuePassword: { zh: '发放初始密码', en: 'issue a first password' },
    handOver: { zh: '移交', en: 'hand over' },
    deactivate: { zh: '停用', en: 'deactivate' },
    reactivate: { zh: '恢复启用', en: 'reactivate' },
  },
  post: {
    create: { zh: '设立岗位', en: 'create a post' },
    assign: { zh: '任职', en: 'assign a person' },
    vacate: { zh: '免职', en: 'vacate' },
    setDeputy: { zh: '指定代理岗位', en: 'set the deputy' },
    end: { zh: '撤销岗位', en: 'end the post' },
  },
  party: {
    register: { zh: '登记检查对象', en: 'register a party' },
    change: { zh: '变更检查对象', en: 'change the party' },
  },
  delegation: {
    grant: { zh: '委托代行', en: 'delegate a post' },
    revoke: { zh: '撤回委托', en: 'revoke the delegation' },
  },
  calendarYear: {
    announce: { zh: '公布放假安排', en: 'announce the year' },
    correct: { zh: '更正放假安排', en: 'correct the year' },
  },
  orgImport: { import: { zh: '导入机构人员', en: 'import the registers' } },
  outlet: {
    register: { zh: '登记通知出口', en: 'register an outlet' },
    change: { zh: '变更通知出口', en: 'change the outlet' },
    end: { zh: '停用通知出口', en: 'end the outlet' },
  },
  template: {
    putInForce: { zh: '启用模板', en: 'put a template in force' },
    revise: { zh: '修订模板', en: 'revise the template' },
    retire: { zh: '停用模板', en: 'retire the template' },
  },
};

/** A step on a process of this type in words. */
export function stepName(type: ProcessType, step: string, language: Language): string {
  const names: Readonly<Record<string, Bilingual>> = stepNames[type];
  const name = names[step];
  return name ? say(name, language) : step;
}
