import type { Json } from '../../domain/process/fact.ts';

const id = (n: number): string => `5f0c9a1e-6b1d-4c0e-9a51-0d6d7a2c1b${String(n).padStart(2, '0')}`;
const unit = { town: id(1), education: id(2), health: id(3), office: id(4) };
const person = { one: id(11), other: id(12) };
const post = id(21);
const campaignId = id(31);
const planId = id(32);
const attachment = id(41);
const reason = '牵头单位职责调整';
const workingDays = (value: number) => ({ value, unit: 'workingDay' });

/** Bodies as requests send them, by the name of their schema: of steps those that are taken most, the first one first. A test holds each to its schema, and each schema to having one. */
export const examples: Readonly<Record<string, readonly Json[]>> = {
  SignIn: [{ username: 'office', password: 'a secret of my own' }],
  PasswordChange: [{ password: 'kx7mq-4tbwn-p9zre-h2vud', newPassword: 'a secret of my own' }],
  NewToken: [{ name: '统计报表', scope: 'read', days: 90 }],
  PlanFill: [{ changes: [{ select: { tasks: ['3'] }, set: { dueOn: '2027-06-30' } }], edit: { title: '健康县区建设实施方案' } }],
  NewCampaign: [{ planId, level: 'district', approval: { approvedBy: '区政府常务会议', approvedOn: '2027-01-15', documentNumber: '云政办〔2027〕3号' } }],
  CampaignCommand: [
    { type: 'confirmCondition', condition: 'publicCommitment', note: '已在政府网站公布' },
    { type: 'addTask', task: { number: '93', content: '开展健康家庭评选', leadUnitId: unit.town, dueOn: '2027-06-30' }, reason: '领导小组会议议定' },
    { type: 'urge', message: '请在周五前报送进展。' },
    { type: 'closePhase' },
    {
      type: 'setLadders',
      ladders: {
        task: [
          { rung: 'reminder', offset: workingDays(-5), to: 'responsible' },
          { rung: 'overdueNotice', offset: workingDays(0), to: 'liaisonOfficer' },
          { rung: 'escalation', offset: workingDays(1), to: 'managerInCharge' },
        ],
      },
      reason: '区领导要求加快进度',
    },
    { type: 'cancel', reason: '并入上级专项行动' },
  ],
  NewTask: [{ content: '核查学校周边控烟情况', leadUnitId: unit.education, dueOn: '2027-03-31', origin: { kind: 'instruction', reference: '区领导批示' } }],
  TaskCommand: [
    { type: 'sign' },
    { type: 'report', progress: '已完成三所学校的检查', percent: 40 },
    { type: 'submit', summary: '全部完成', evidence: [attachment] },
    { type: 'requestExtension', reason: '学校放假', period: workingDays(5) },
    { type: 'accept' },
    { type: 'sendBack', reason: '缺少检查记录' },
    { type: 'withdrawStep', reason: '附件有误' },
    { type: 'reassign', leadUnitId: unit.health, reason },
  ],
  NewMeeting: [{ campaignId, kind: 'leadingGroup', title: '领导小组半年会议', heldOn: '2027-07-10', place: '三楼会议室', agenda: [{ title: '通报上半年进展' }] }],
  MeetingCommand: [
    { type: 'reply', attends: true },
    { type: 'recordAttendance', present: [{ unitId: unit.education }], absent: [unit.health] },
    { type: 'recordMinutes', minutes: '会议听取了上半年进展情况汇报。', decisions: [{ content: '开展秋季控烟检查', leadUnitId: unit.health, dueOn: '2027-10-31' }] },
  ],
  NewSupervision: [{ campaignId, kind: 'department', title: '第二季度督查', scope: '健康细胞建设', plannedOn: '2027-05-12', unitIds: [unit.town], team: [person.one] }],
  SupervisionCommand: [
    {
      type: 'recordVisit',
      on: '2027-05-12',
      note: '查看台账和现场',
      findings: [{ unitId: unit.town, kind: 'problem', content: '台账不全', requirement: '补齐一季度台账', dueOn: '2027-05-31' }],
    },
    { type: 'close' },
  ],
  NewBulletin: [{ campaignId, kind: 'progress', title: '第一季度进展通报', from: '2027-01-01', until: '2027-03-31' }],
  BulletinCommand: [{ type: 'edit', title: '关于第一季度进展情况的通报' }, { type: 'sign' }, { type: 'issue' }],
  NewCase: [{ partyId: id(51), title: '未按规定消毒', source: 'complaint' }],
  CaseCommand: [
    { type: 'recordInspection', officers: [person.one, person.other], findings: [{ note: '无消毒记录' }], result: 'violation' },
    { type: 'issueOrder', requirements: '三日内建立消毒记录', period: workingDays(3) },
    { type: 'submitRectification', description: '已建立记录' },
  ],
  NewIndicator: [{ campaignId, name: '健康家庭', rule: { kind: 'count', bound: 'atLeast', target: '100', unit: '户' }, ownerUnitId: unit.town, dueOn: '2027-12-31' }],
  IndicatorCommand: [
    { type: 'recordValue', value: '62', on: '2027-06-30', source: '半年统计' },
    { type: 'setBaseline', value: '20', on: '2026-12-31', source: '统计年报' },
  ],
  NewSurvey: [{ campaignId, name: '居民健康素养基线调查', points: [{ unitId: unit.town, name: '一号点', planned: 80 }], dueOn: '2027-04-30' }],
  SurveyCommand: [{ type: 'recordProgress', point: 1, reached: 45, valid: 44 }],
  NewEvaluation: [
    {
      campaignId,
      title: '年度考评',
      standard: { source: '健康县区考评标准', items: [{ number: '1', content: '组织领导', points: 10, evidenceRequired: ['成立文件'] }] },
      selfCheckDueOn: '2027-11-15',
    },
  ],
  EvaluationCommand: [{ type: 'showScores' }, { type: 'publish' }, { type: 'openReview', reason: '自查已全部提交' }],
  AssessmentCommand: [
    { type: 'answerItem', item: '1', claim: 9, note: '领导小组已成立' },
    { type: 'submitSelfCheck', summary: '自查得分九十一分' },
    { type: 'reviewItem', item: '1', points: 8, note: '缺会议记录' },
  ],
  NewConsultation: [{ planId, dueOn: '2027-02-05', message: '请结合职责提出意见。' }],
  ConsultationCommand: [
    { type: 'comment', text: '建议延长完成时限', taskNumber: '12', proposal: '于六月底前完成' },
    { type: 'agree' },
    { type: 'answerComment', comment: 1, decision: 'adopted' },
  ],
  NewParty: [{ name: '东街药店', kind: 'pharmacy', address: '东街2号' }],
  PartyCommand: [{ type: 'change', address: '东街4号' }],
  NewUnit: [{ name: '河湾镇', kind: 'town', parentId: id(61) }],
  UnitCommand: [
    { type: 'rename', name: '教育和体育局', shortName: '教体局' },
    { type: 'merge', successorId: unit.health, reason: '机构改革' },
  ],
  NewPerson: [{ name: '王某某', username: 'wang.hewan', mail: 'wang.hewan@example.org' }],
  PersonCommand: [
    { type: 'change', mail: 'wang@example.org' },
    { type: 'deactivate', reason: '调离' },
  ],
  FirstPasswordsFor: [{ unitId: unit.town, hours: 72, address: 'https://duban.example.org' }],
  HandOver: [{ toPersonId: person.other, leaves: true, reason: '调离' }],
  NewPost: [{ unitId: unit.town, role: 'liaisonOfficer', title: '联络员', personId: person.one }],
  PostCommand: [
    { type: 'assign', personId: person.other },
    { type: 'vacate', reason: '调离' },
  ],
  NewDelegation: [{ toPersonId: person.other, postId: post, from: '2027-03-01', until: '2027-03-05', reason: '出差' }],
  DelegationCommand: [{ type: 'revoke', reason: '提前返回' }],
  CalendarAnnouncement: [
    {
      days: [
        { date: '2028-01-01', kind: 'holiday', name: '元旦' },
        { date: '2028-01-02', kind: 'makeUp', name: '元旦' },
      ],
      noticeNo: '国办发明电〔2027〕1号',
    },
  ],
  CalendarCorrection: [{ days: [{ date: '2028-01-01', kind: 'holiday', name: '元旦' }], noticeNo: '国办发明电〔2027〕1号', reason: '录入有误' }],
  NewOutlet: [{ kind: 'webhook', name: '政务系统', url: 'https://oa.example.org/duban', secret: 'a secret that both sides know' }],
  OutletCommand: [
    { type: 'change', name: '政务系统（新）' },
    { type: 'end', reason: '系统停用' },
  ],
  NewTemplate: [{ kind: 'minutes', name: '会议纪要模板', attachment }],
  TemplateTrial: [{ kind: 'minutes', attachment }],
  TemplateCommand: [
    { type: 'revise', attachment, reason: '更换红头' },
    { type: 'retire', reason: '改用统一格式' },
  ],
};
